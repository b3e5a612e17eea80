"""Subscribers are told of events by signed requests, until they have them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from dev_kit.sinks.http import Answer
from standardwebhooks.webhooks import Webhook, WebhookVerificationError


@pytest.fixture
def subscribe(admin, http_sink) -> Callable[..., dict[str, Any]]:
    def make(**more: Any) -> dict[str, Any]:
        answer = admin.post("/subscriptions", {"name": "status page", "url": http_sink.url + "/hook"} | more)
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    return make


@pytest.fixture
def deliver(app) -> Callable[[], None]:
    def go() -> None:
        while app.state.delivery_worker.run_once():
            pass

    return go


def told(sink) -> list[dict[str, Any]]:
    return [json.loads(request.body) for request in sink.received]


def test_each_event_is_told_once_and_signed(api, admin, ana, subscribe, deliver, http_sink, clock) -> None:
    made = subscribe()
    incident = api.open(severity="high")
    ana.patch(incident["id"], status="acknowledged", note="on it")
    ana.patch(incident["id"], status="resolved")
    deliver()
    deliver()
    found = sorted(told(http_sink), key=lambda body: body["data"]["entry"]["id"])
    assert [body["type"] for body in found] == [
        "incident.created", "incident.acknowledged", "incident.note", "incident.resolved",
    ]  # fmt: skip
    assert found[1]["data"]["entry"]["actor"] == "ana@example.org"
    assert found[0]["timestamp"] == "2026-03-02T12:00:00Z"
    assert found[0]["data"]["incident"]["url"] == f"https://oncall.example.org/incidents/{incident['id']}"
    request = http_sink.received[0]
    headers = request.headers
    with pytest.raises(WebhookVerificationError, match=r"too (old|new)"):  # the clock of the test stands in March
        Webhook(made["secret"]).verify(request.body.decode(), dict(headers))
    again = Webhook(made["secret"]).sign(headers["webhook-id"], clock.now(), request.body.decode())
    assert headers["webhook-signature"] == again
    deliveries = admin.get(f"/subscriptions/{made['id']}/deliveries").json()["items"]
    assert {d["status"] for d in deliveries} == {"delivered"} and len(deliveries) == 4
    assert {d["id"] for d in deliveries} == {r.headers["webhook-id"] for r in http_sink.received}


def test_an_escalation_is_told(api, subscribe, deliver, work, http_sink, make_policy) -> None:
    make_policy((300,), (300, "ana"))
    subscribe(events=["escalated"])
    api.open()
    work()
    deliver()
    assert [(b["type"], b["data"]["entry"]["data"]["reason"]) for b in told(http_sink)] == [
        ("incident.escalated", "nobody_on_call")
    ]


def test_a_subscription_of_a_team_hears_of_that_team_alone_also_under_another_name(
    api, database, subscribe, deliver, http_sink, store_policy
) -> None:
    store_policy("cart-api", [(300, ["rota"])], team="shop")
    subscribe(team="shop", events=["created"])
    api.open(service="cart-api")
    api.open(service="other-api")
    database.owner.execute("UPDATE oncall.teams SET name = 'store' WHERE name = 'shop'")
    api.open(service="cart-api")
    deliver()
    assert sorted(body["data"]["incident"]["team"] for body in told(http_sink)) == ["shop", "store"]


def test_what_is_not_taken_is_tried_again_with_the_same_id_and_bytes(
    api, admin, subscribe, deliver, http_sink, clock
) -> None:
    made = subscribe(events=["created"])
    http_sink.answer_next(Answer(500, b"no\x00t now"), Answer(429, b"", {"Retry-After": "60"}))
    api.open()
    waits = []
    for _ in range(3):
        deliver()
        one = admin.get(f"/subscriptions/{made['id']}/deliveries").json()["items"][0]
        if one["next_at"]:
            waits.append((datetime.fromisoformat(one["next_at"]) - clock.now()).total_seconds())
            clock.set(datetime.fromisoformat(one["next_at"]))
    assert waits == [5, 60]
    assert [(a["number"], a["outcome"], a["status_code"]) for a in one["attempts"]] == [
        (1, "failed", 500), (2, "failed", 429), (3, "delivered", 200),
    ]  # fmt: skip
    assert one["attempts"][0]["error"] == "Answered 500: no\ufffdt now"
    assert len({(r.headers["webhook-id"], r.body) for r in http_sink.received}) == 1
    assert admin.get(f"/subscriptions/{made['id']}").json()["failing_since"] is None


def test_a_receiver_that_fails_for_three_days_is_switched_off_and_says_why(
    api, admin, subscribe, deliver, http_sink, clock, scraped
) -> None:
    made = subscribe(events=["created"])
    http_sink.always = Answer(503)
    api.open()
    deliver()
    assert admin.get(f"/subscriptions/{made['id']}").json()["failing_since"] == "2026-03-02T12:00:00Z"
    clock.set(clock.now() + timedelta(days=3))
    deliver()
    shown = admin.get(f"/subscriptions/{made['id']}").json()
    assert (shown["is_enabled"], shown["disabled_because"][:34]) == (False, "Every attempt has failed for 3 day")
    assert 'webhook_subscriptions{state="disabled"} 1.0' in scraped()
    log = admin.get(f"/subscriptions/{made['id']}/deliveries", params={"status": "given_up"}).json()["items"]
    api.open()  # nothing is written for it any more
    http_sink.always = Answer(200)
    deliver()
    assert len(log) == 1 and len(http_sink.received) == 2
    on = admin.request("PATCH", f"/subscriptions/{made['id']}", json={"is_enabled": True}).json()
    assert (on["is_enabled"], on["disabled_because"], on["failing_since"]) == (True, None, None)
    again = admin.post(f"/subscriptions/{made['id']}/deliveries/{log[0]['id']}/retry", None)
    assert (again.status_code, again.json()["status"]) == (202, "waiting")
    deliver()
    assert http_sink.received[-1].headers["webhook-id"] == log[0]["id"]


def test_a_receiver_that_is_gone_is_asked_no_more(api, admin, subscribe, deliver, http_sink) -> None:
    made = subscribe(events=["created"])
    http_sink.always = Answer(410)
    api.open()
    deliver()
    shown = admin.get(f"/subscriptions/{made['id']}").json()
    assert (shown["is_enabled"], shown["disabled_because"]) == (False, "The receiver answered 410: it wants no more.")


def test_several_replicas_tell_each_event_once(api, make_app, subscribe, http_sink, at_once) -> None:
    subscribe(events=["created"])
    for _ in range(12):
        api.open()
    workers = [make_app().state.delivery_worker for _ in range(3)]

    def work_off(worker) -> None:
        while worker.run_once():
            pass

    at_once([lambda worker=worker: work_off(worker) for worker in workers])
    ids = [request.headers["webhook-id"] for request in http_sink.received]
    assert len(ids) == len(set(ids)) == 12


def test_private_addresses_are_not_reached_unless_the_operator_allows_them(
    api, admin, deliver, subscribe, http_sink
) -> None:
    made = subscribe(url="http://10.255.255.1/hook", events=["created"])
    api.open()
    deliver()
    attempt = admin.get(f"/subscriptions/{made['id']}/deliveries").json()["items"][0]["attempts"][0]
    assert attempt["error"] == "10.255.255.1 is a private address; OUTBOUND_ALLOW names those that may be reached."


def test_the_secret_is_shown_once_and_can_be_replaced(
    api, admin, subscribe, deliver, http_sink, database, clock
) -> None:
    made = subscribe(events=["created"])
    assert made["secret"].startswith("whsec_")
    shown = [admin.get("/subscriptions").text, admin.get(f"/subscriptions/{made['id']}").text]
    new = admin.post(f"/subscriptions/{made['id']}/secret", None).json()["secret"]
    api.open()
    deliver()
    request = http_sink.received[0]
    signed = Webhook(new).sign(request.headers["webhook-id"], clock.now(), request.body.decode())
    assert request.headers["webhook-signature"] == signed
    log = database.owner.value("SELECT string_agg(before::text || after::text, ' ') FROM oncall.audit_log")
    assert not any(made["secret"] in text or new in text for text in (*shown, log))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"url": "ftp://example.org"}, "url"),
        ({"url": "https://ana:secret@example.org"}, "url"),
        ({"url": "https://exa mple.org"}, "url"),
        ({"events": ["opened"]}, "events.0"),
        ({"events": []}, "events"),
        ({"team": "nobody's"}, "team"),
        ({"x": 1}, "x"),
    ],
)
def test_a_subscription_that_cannot_work_is_refused(admin, wrong, field) -> None:
    answer = admin.post("/subscriptions", {"name": "n", "url": "https://example.org/hook"} | wrong)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field)


def test_deleted_it_is_told_nothing_any_more(api, admin, subscribe, deliver, http_sink) -> None:
    made = subscribe()
    api.open()
    assert admin.request("DELETE", f"/subscriptions/{made['id']}").status_code == 204
    deliver()
    assert http_sink.received == []
    assert admin.get(f"/subscriptions/{made['id']}").status_code == 404
