"""Slack by a bot, through a server that answers as Slack does; and the buttons that Slack tells of."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import time
import uuid
from urllib.parse import urlencode

import httpx
import pytest
from dev_kit.sinks.http import Answer

SLACK = {"SLACK_BOT_TOKEN": "xoxb-12-secret", "SLACK_SIGNING_SECRET": "signing-of-slack"}
POST, UPDATE = "/api/chat.postMessage", "/api/chat.update"


def taken(channel="C0ROOM1", ts="1700000000.000100"):
    return Answer(body=json.dumps({"ok": True, "channel": channel, "ts": ts, "message": {}}).encode())


@pytest.fixture
def service(start_notifications, http_sink):
    http_sink.answer_always(taken())
    return start_notifications(SLACK_API_URL=f"{http_sink.url}/api", **SLACK)


def buttons(document):
    [actions] = [b for b in document["attachments"][0]["blocks"] if b["type"] == "actions"]
    return {e["action_id"]: e["value"] for e in actions["elements"] if "action_id" in e}


@pytest.fixture
def in_room(service, http_sink, make_page):
    """A page in a room: the service, the page, and the id of its notification."""
    page = make_page(to={"channel": "slack", "recipient": "C0ROOM1"})
    [made] = service.hand_over(page)
    service.expect(made["id"], "delivered")
    return service, page, made["id"]


@pytest.fixture
def ana(service, sign_in, http_sink):
    """Ana, whose Slack account is verified by the code that the bot wrote her."""
    somebody = sign_in("ana@example.org")
    before = len(http_sink.requests())
    body = {"channel": "slack", "address": "U0ANA01"}
    method = service.http.post("/api/v1/contact-methods", json=body, headers=somebody.headers).json()["id"]
    said = http_sink.expect_request(path=POST, count=before + 1)
    assert said.json()["channel"] == "U0ANA01"
    code = {"code": re.search(r"Your code is (\d{6})", said.text)[1]}
    verified = service.http.post(f"/api/v1/contact-methods/{method}/verify", json=code, headers=somebody.headers)
    assert verified.status_code == 200
    return somebody


def press(service, http_sink, action, value, *, user="U0ANA01", secret="signing-of-slack", age_s=0, body=None):
    """Tell of a button as Slack does."""
    told = {
        "type": "block_actions",
        "user": {"id": user, "username": "somebody"},
        "actions": [{"action_id": action, "value": value, "type": "button"}],
        "response_url": f"{http_sink.url}/respond",
    }
    content = body if body is not None else urlencode({"payload": json.dumps(told)}).encode()
    timestamp = str(int(time.time()) - age_s)
    made = hmac.digest(secret.encode(), b"v0:" + timestamp.encode() + b":" + content, hashlib.sha256).hex()
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": f"v0={made}",
    }
    url = str(service.http.base_url).rstrip("/") + "/callbacks/slack"
    return httpx.post(url, content=content, headers=headers, trust_env=False, timeout=30)


def test_a_page_by_the_bot_has_buttons_and_tells_where_it_stands(in_room, http_sink):
    service, _, id = in_room

    got = http_sink.requests()[0]
    assert (got.path, got.headers["authorization"]) == (POST, "Bearer xoxb-12-secret")
    assert got.json()["channel"] == "C0ROOM1"
    assert buttons(got.json()) == {"acknowledge": id, "resolve": id, "escalate": id}
    shown = service.get(id)
    assert shown["attempts"][0]["provider_id"] == "C0ROOM1/1700000000.000100"
    assert "xoxb-12-secret" not in json.dumps(shown)


def test_a_change_is_shown_in_the_message_and_told_below_it(in_room, http_sink, make_page):
    service, page, id = in_room
    incident = page["incident"] | {"status": "acknowledged"}
    update = make_page(to=page["recipient"], kind="update", subject="Acknowledged: checkout-api", incident=incident)

    [made] = service.hand_over(update)

    service.expect(made["id"], "delivered")
    changed = http_sink.expect_request(path=UPDATE).json()
    assert (changed["channel"], changed["ts"]) == ("C0ROOM1", "1700000000.000100")
    assert buttons(changed) == {"resolve": id}
    assert "Acknowledged: checkout-api" in json.dumps(changed)
    told = http_sink.expect_request(path=POST, count=2).json()
    assert told["thread_ts"] == "1700000000.000100"


@pytest.mark.parametrize(
    ("error", "outcome", "advice"),
    [
        ("channel_not_found", "bad_recipient", "Invite the bot"),
        ("invalid_auth", "login_refused", "SLACK_BOT_TOKEN"),
        ("fatal_error", "receiver_error", ""),
    ],
)
def test_a_refusal_that_slack_answers_with_200_is_one(service, http_sink, error, outcome, advice):
    http_sink.answer_always(Answer(body=json.dumps({"ok": False, "error": error}).encode()))

    shown = service.expect(service.notify("slack", "C0ROOM1"), "dead")

    assert {a["outcome"] for a in shown["attempts"]} == {outcome}
    assert advice in shown["attempts"][0]["error"]


@pytest.mark.parametrize(
    ("action", "status", "word", "left"),
    [("acknowledge", "acknowledged", "You have it.", {"resolve"}), ("resolve", "resolved", "It is resolved.", set())],
)
def test_a_button_acts_as_the_person_and_the_message_shows_it(
    in_room, ana, http_sink, incidents, action, status, word, left
):
    service, page, id = in_room
    path = f"/api/v1/incidents/{page['incident']['id']}/answers"
    person = {"id": ana.id, "name": "Ana <!channel>", "email": ana.email}
    incidents.answer_at(path, Answer(body=json.dumps({"status": status, "assigned_to": person}).encode()))

    assert press(service, http_sink, action, id).status_code == 200

    assert incidents.expect_request(path=path).json() == {"user_id": ana.id, "action": action}
    told = http_sink.expect_request(path="/respond", count=2).json()
    assert (told["response_type"], told["replace_original"]) == ("ephemeral", False)
    assert told["text"].startswith(word)
    replaced = next(r.json() for r in http_sink.requests() if r.path == "/respond" and r.json()["replace_original"])
    shown = json.dumps(replaced)
    assert f"{status} it." in shown
    assert "<!channel>" not in shown
    kept = [b for b in replaced["attachments"][0]["blocks"] if b["type"] == "actions"]
    assert {e["action_id"] for b in kept for e in b["elements"] if "action_id" in e} == left


def test_who_is_not_known_here_is_told_so_and_changes_nothing(in_room, http_sink, incidents):
    service, _, id = in_room

    assert press(service, http_sink, "acknowledge", id, user="U0EVE99").status_code == 200

    told = http_sink.expect_request(path="/respond").json()
    assert told["response_type"] == "ephemeral"
    assert "U0EVE99" in told["text"]
    assert not [r for r in incidents.requests() if r.path.endswith("/answers")]


def test_who_may_not_answer_and_who_comes_too_late_are_told_so(in_room, ana, http_sink, incidents):
    service, page, id = in_room
    path = f"/api/v1/incidents/{page['incident']['id']}/answers"
    incidents.answer_at(path, Answer(status=403, body=b"{}"))
    press(service, http_sink, "acknowledge", id)
    assert "cannot be answered by you" in http_sink.expect_request(path="/respond").json()["text"]

    ben = {"id": str(uuid.uuid4()), "name": "Ben", "email": "ben@example.org"}
    current = {"current": {"status": "acknowledged", "assigned_to": ben}}
    incidents.answer_at(path, Answer(status=409, body=json.dumps(current).encode()))
    press(service, http_sink, "escalate", id)
    assert "Ben has it already" in http_sink.expect_request(path="/respond", count=2).json()["text"]


def test_what_slack_did_not_sign_just_now_is_refused(in_room, ana, http_sink, incidents):
    service, _, id = in_room

    assert press(service, http_sink, "acknowledge", id, secret="another").status_code == 403
    assert press(service, http_sink, "acknowledge", id, age_s=301).status_code == 403
    assert press(service, http_sink, "acknowledge", id, age_s=-301).status_code == 403
    for odd in (b"", b"payload=%7B", b"payload=[]", b"payload=%7B%22actions%22%3A%5B%5D%7D", b"\xff\xfe"):
        assert press(service, http_sink, "acknowledge", id, body=odd).status_code == 422
    assert press(service, http_sink, "delete", id).status_code == 422
    assert not [r for r in incidents.requests() if r.path.endswith("/answers")]


def test_without_a_bot_only_webhooks_are_taken_and_no_button_is_believed(start_notifications, http_sink):
    service = start_notifications()

    refused = service.http.post("/api/v1/notify", json={"channel": "slack", "recipient": "C0ROOM1", "message": "x"})
    assert (refused.status_code, "SLACK_BOT_TOKEN" in refused.text) == (422, True)
    service.expect(service.notify("slack", f"{http_sink.url}/services/T1/B1"), "delivered")
    assert press(service, http_sink, "acknowledge", str(uuid.uuid4()), secret="").status_code == 403
