"""POST /notify and what can be seen of it afterwards."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor


def test_a_message_to_the_log_is_delivered_and_reads_as_a_sentence(service, caplog):
    answer = service.http.post(
        "/api/v1/notify", json={"channel": "log", "recipient": "ana", "message": "disk full on db-1"}
    )

    assert answer.status_code == 202
    assert answer.json() == {"id": answer.json()["id"], "status": "pending", "channel": "log"}
    shown = service.expect(answer.json()["id"], "delivered")
    assert [a["outcome"] for a in shown["attempts"]] == ["delivered"]
    assert shown["kind"] == "direct"
    assert shown["sent_at"].endswith("Z")
    assert "Message for ana: disk full on db-1." in [record.message for record in caplog.records]


def test_the_same_key_and_body_queue_one_message_also_at_once(service):
    body = {"channel": "log", "recipient": "ana", "message": "once"}
    headers = {"Idempotency-Key": "k-1"}

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: service.http.post("/api/v1/notify", json=body, headers=headers), range(8)))

    assert {a.status_code for a in answers} == {202}
    assert len({a.json()["id"] for a in answers}) == 1
    assert sorted(a.headers.get("Idempotent-Replay", "") for a in answers) == [""] + ["true"] * 7
    other = service.http.post("/api/v1/notify", json=body | {"message": "twice"}, headers=headers)
    assert other.status_code == 422
    assert len(service.http.get("/api/v1/notifications").json()["items"]) == 1


def test_a_channel_without_its_settings_says_that_it_is_off_and_what_to_set(service):
    answer = service.http.post(
        "/api/v1/notify", json={"channel": "email", "recipient": "ana@example.org", "message": "hello"}
    )

    assert answer.status_code == 422
    assert "SMTP_HOST" in answer.json()["detail"]
    channels = {c["channel"]: c for c in service.http.get("/api/v1/notify/channels").json()["items"]}
    assert not channels["email"]["is_on"]
    assert channels["log"] == {"channel": "log", "is_on": True, "off_because": None}


def test_what_cannot_be_sent_is_refused_with_a_sentence_and_queues_nothing(service):
    for body, field in [
        ({"channel": "pigeon", "recipient": "ana", "message": "hello"}, "channel"),
        ({"channel": "webhook", "recipient": "ftp://example.org/x", "message": "hello"}, "recipient"),
        ({"channel": "webhook", "recipient": "https://user:pw@example.org/", "message": "hello"}, "recipient"),
        ({"channel": "log", "recipient": "  ", "message": "hello"}, "recipient"),
        ({"channel": "log", "recipient": "ana", "message": ""}, "message"),
        ({"channel": "log", "recipient": "ana"}, "message"),
        ({"channel": "log", "recipient": "ana", "message": "hello", "colour": "red"}, "colour"),
    ]:
        answer = service.http.post("/api/v1/notify", json=body)
        assert answer.status_code == 422, body
        assert [e["field"] for e in answer.json()["errors"]] == [field], answer.text
    assert service.http.get("/api/v1/notifications").json()["items"] == []


def test_odd_text_is_kept_with_a_mark_in_its_place(service):
    body = b'{"channel": "log", "recipient": "ana", "message": "nul \\u0000 and half a pair \\ud800 end"}'

    answer = service.http.post("/api/v1/notify", content=body, headers={"Content-Type": "application/json"})

    assert service.expect(answer.json()["id"], "delivered")["message"] == "nul \ufffd and half a pair \ufffd end"


def test_the_list_is_newest_first_and_goes_on_where_the_page_before_ended(service):
    ids = [service.notify("log", f"person-{n}") for n in range(5)]

    first = service.http.get("/api/v1/notifications", params={"limit": 2}).json()
    second = service.http.get("/api/v1/notifications", params={"limit": 2, "cursor": first["next_cursor"]}).json()
    third = service.http.get("/api/v1/notifications", params={"limit": 2, "cursor": second["next_cursor"]}).json()

    assert [n["id"] for n in first["items"] + second["items"] + third["items"]] == ids[::-1]
    assert third["next_cursor"] is None


def test_the_list_is_filtered_by_each_of_its_filters(service, make_page):
    page = make_page()
    [made] = service.hand_over(page)
    other = service.notify("webhook", "http://192.0.2.1/hook")
    service.expect(made["id"], "delivered")
    service.expect(other, "dead")

    for name, value, expected in [
        ("incident_id", page["incident"]["id"], made["id"]),
        ("kind", "page", made["id"]),
        ("kind", "direct", other),
        ("status", "dead", other),
        ("channel", "log", made["id"]),
        ("recipient", "http://192.0.2.1/hook", other),
    ]:
        found = service.http.get("/api/v1/notifications", params={name: value}).json()["items"]
        assert [n["id"] for n in found] == [expected], name
    assert service.http.get("/api/v1/notifications", params={"status": "lost"}).status_code == 422
    assert service.http.get("/api/v1/notifications", params={"cursor": "bad"}).status_code == 422


def test_an_unknown_notification_is_404(service):
    for method, path in [("GET", ""), ("POST", "/retry")]:
        answer = service.http.request(method, f"/api/v1/notifications/{uuid.uuid4()}{path}")
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"


def test_each_call_needs_its_grant(service, make_key, make_page):
    body = {"channel": "log", "recipient": "ana", "message": "hello"}
    viewer, admin = {"X-API-Key": make_key("viewer")}, {"X-API-Key": make_key("admin")}

    assert service.http.get("/api/v1/notifications", headers=viewer).status_code == 200
    assert service.http.post("/api/v1/notify", json=body, headers=viewer).status_code == 403
    assert service.http.post(f"/api/v1/notifications/{uuid.uuid4()}/retry", headers=viewer).status_code == 403
    assert service.http.post("/api/v1/pages", json=make_page(), headers=admin).status_code == 403
    assert service.http.get("/api/v1/notify/signing-secret").status_code == 403
    assert service.http.post("/api/v1/notify", json=body, headers={"X-API-Key": "ock_wrong"}).status_code == 401
    assert service.http.post("/api/v1/notify", json=body, headers=service.as_service()).status_code == 202
