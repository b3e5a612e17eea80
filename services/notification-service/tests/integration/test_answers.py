"""A page is answered where it is read, by whoever was paged and nobody else."""

from __future__ import annotations

import json
import re
import uuid

import httpx
import pytest
from dev_kit.sinks.http import Answer
from notification_service.settings import Settings

PATH = re.compile(r"https://oncall\.example\.org(/a/[\w-]+)")


def incident_now(status="acknowledged", holder=None, **more):
    person = holder and {"id": holder, "name": "Ben", "email": "ben@example.org"}
    return {"status": status, "assigned_to": person} | more


@pytest.fixture
def paged(start_notifications, smtp_sink, make_page):
    """A page that Ana got by mail: the service, the page, her id, and the link in her mail."""
    service = start_notifications(SMTP_HOST="127.0.0.1", SMTP_PORT=str(smtp_sink.port), SMTP_FROM="o@example.org")
    ana = str(uuid.uuid4())
    page = make_page(user_id=ana)
    service.hand_over(page)
    mail = smtp_sink.expect_mail(to="ana@example.org")
    return service, page, ana, PATH.search(mail.text)[1]


@pytest.fixture
def stranger(paged):
    """Somebody who has the link and nothing else."""
    with httpx.Client(base_url=str(paged[0].http.base_url), trust_env=False, timeout=30) as client:
        yield client


def test_looking_at_the_link_shows_the_incident_and_changes_nothing(paged, stranger, incidents):
    _, page, _, link = paged

    shown = stranger.get(link)

    assert shown.status_code == 200
    assert page["incident"]["title"] in shown.text
    assert "Acknowledge as Ana" in shown.text
    assert "script" not in shown.text
    policy = shown.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert shown.headers["referrer-policy"] == "no-referrer"
    assert shown.headers["cache-control"] == "no-store"
    assert not [r for r in incidents.requests() if r.path.endswith("/answers")]


def test_the_button_acknowledges_as_the_person_who_was_paged(paged, stranger, incidents):
    _, page, ana, link = paged
    path = f"/api/v1/incidents/{page['incident']['id']}/answers"
    incidents.answer_at(path, Answer(body=json.dumps(incident_now(holder=ana)).encode()))

    answered = stranger.post(link)

    assert answered.status_code == 200
    assert "You have it." in answered.text
    assert incidents.expect_request(path=path).json() == {"user_id": ana, "action": "acknowledge"}


@pytest.mark.parametrize(
    ("status", "body", "expected", "words"),
    [
        (409, {"current": incident_now(holder=str(uuid.uuid4()))}, 409, "Ben has it."),
        (409, {"current": incident_now("resolved")}, 409, "It is resolved."),
        (422, {}, 403, "This cannot be answered."),
        (404, {}, 403, "This cannot be answered."),
        (503, {}, 503, "Press"),
    ],
)
def test_the_page_says_what_became_of_the_answer(paged, stranger, incidents, status, body, expected, words):
    _, page, _, link = paged
    path = f"/api/v1/incidents/{page['incident']['id']}/answers"
    incidents.answer_at(path, Answer(status=status, body=json.dumps(body).encode()))

    answered = stranger.post(link)

    assert answered.status_code == expected
    assert words.lower() in answered.text.lower()


def test_answering_twice_is_as_good_as_once(paged, stranger, incidents):
    _, page, ana, link = paged
    body = json.dumps({"current": incident_now(holder=ana)}).encode()
    incidents.answer_at(f"/api/v1/incidents/{page['incident']['id']}/answers", Answer(status=409, body=body))

    answered = stranger.post(link)

    assert answered.status_code == 200
    assert "You have it already." in answered.text


def test_a_link_that_is_not_ours_or_too_old_opens_nothing(paged, stranger, incidents, database):
    _, _, _, link = paged
    other = "B" if link[-5] != "B" else "C"

    for method in ("GET", "POST"):
        assert stranger.request(method, link[:-5] + other + link[-4:]).status_code == 404
        assert stranger.request(method, "/a/x").status_code == 404
    database.owner.execute("DELETE FROM notify.notifications")
    assert stranger.post(link).status_code == 404
    assert not [r for r in incidents.requests() if r.path.endswith("/answers")]


def test_text_of_an_alert_is_no_markup_on_the_page(start_notifications, make_page, database):
    service = start_notifications()
    page = make_page(user_id=str(uuid.uuid4()))
    page["incident"]["title"] = "<script>alert(1)</script>"
    [made] = service.hand_over(page)
    row = database.owner.rows("SELECT created_at FROM notify.notifications WHERE id = %s", [made["id"]])[0]
    secret = "only-for-this-test-" + "x" * 32
    settings = Settings(database_url="postgresql://x", service_token_secret=secret, encryption_keys=secret)
    link = settings.links().answer(uuid.UUID(made["id"]), row["created_at"])

    shown = httpx.get(str(service.http.base_url).rstrip("/") + "/a/" + link.rpartition("/")[2], trust_env=False)

    assert "<script>" not in shown.text
    assert "&lt;script&gt;" in shown.text


def test_a_page_to_a_room_and_an_update_carry_no_link(service, make_page, http_sink):
    to = {"channel": "webhook", "recipient": f"{http_sink.url}/room"}
    service.hand_over(make_page(to=to))

    assert "answer_url" not in http_sink.expect_request(path="/room").text
