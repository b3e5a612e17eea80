"""People say how they want to be paged, prove it, and are paged so."""

from __future__ import annotations

import re
import uuid

import pytest
from dev_kit.processes import wait_until


@pytest.fixture
def ana(sign_in):
    return sign_in("ana@example.org")


def add(service, person, address, channel="webhook", **more):
    body = {"channel": channel, "address": address, **more}
    return service.http.post("/api/v1/contact-methods", json=body, headers=person.headers)


def code_from(sink, path):
    return re.search(r"code is (\d{6})", sink.expect_request(path=path, containing="code is").text)[1]


@pytest.fixture
def verified(service, http_sink):
    """`verified(person, path)`: a webhook of the person at the sink, proved by its code; returns its id."""

    def make(person, path):
        answer = add(service, person, http_sink.url + path)
        assert answer.status_code == 201, answer.text
        id, body = answer.json()["id"], {"code": code_from(http_sink, path)}
        proved = service.http.post(f"/api/v1/contact-methods/{id}/verify", json=body, headers=person.headers)
        assert proved.status_code == 200, proved.text
        return id

    return make


def set_rules(service, person, high, low=(), quiet_hours=None):
    def steps(of):
        return [{"delay_seconds": delay_s, "contact_method_id": id} for delay_s, id in of]

    body = {"high": steps(high), "low": steps(low), "quiet_hours": quiet_hours}
    return service.http.put("/api/v1/notification-rules", json=body, headers=person.headers)


def test_an_address_is_used_once_its_code_was_entered(service, ana, http_sink):
    id = add(service, ana, f"{http_sink.url}/phone", label="phone").json()["id"]
    code = code_from(http_sink, "/phone")
    before = set_rules(service, ana, [(0, id)])

    wrong = service.http.post(
        f"/api/v1/contact-methods/{id}/verify", json={"code": f"{(int(code) + 1) % 10**6:06}"}, headers=ana.headers
    )
    right = service.http.post(f"/api/v1/contact-methods/{id}/verify", json={"code": code}, headers=ana.headers)

    assert before.status_code == 422
    assert before.json()["errors"][0]["field"] == "high.0.contact_method_id"
    assert wrong.status_code == 422
    assert right.json()["verified_at"].endswith("Z")
    assert set_rules(service, ana, [(0, id)]).status_code == 200


def test_a_code_is_not_seen_in_the_list_of_notifications(service, ana, http_sink):
    add(service, ana, f"{http_sink.url}/phone")
    code = code_from(http_sink, "/phone")

    assert code not in service.http.get("/api/v1/notifications").text


def test_five_wrong_tries_use_a_code_up_and_another_one_comes_a_minute_later(service, ana, http_sink, database):
    id = add(service, ana, f"{http_sink.url}/phone").json()["id"]
    code = code_from(http_sink, "/phone")
    verify = f"/api/v1/contact-methods/{id}/verify"
    wrong = {"code": f"{(int(code) + 1) % 10**6:06}"}
    for _ in range(5):
        assert service.http.post(verify, json=wrong, headers=ana.headers).status_code == 422

    assert service.http.post(verify, json={"code": code}, headers=ana.headers).status_code == 422
    soon = service.http.post(f"/api/v1/contact-methods/{id}/code", headers=ana.headers)
    assert soon.status_code == 429
    assert 0 < int(soon.headers["Retry-After"]) <= 60
    database.owner.execute("UPDATE notify.contact_methods SET code_sent_at = code_sent_at - interval '2 minutes'")
    assert service.http.post(f"/api/v1/contact-methods/{id}/code", headers=ana.headers).status_code == 202
    http_sink.expect_request(path="/phone", containing="code is", count=2)
    second = re.search(r"code is (\d{6})", http_sink.requests("/phone")[1].text)[1]
    assert service.http.post(verify, json={"code": second}, headers=ana.headers).status_code == 200


def test_ones_own_sign_in_address_needs_no_code(start_notifications, smtp_sink, ana):
    service = start_notifications(SMTP_HOST="127.0.0.1", SMTP_PORT=str(smtp_sink.port), SMTP_FROM="o@example.org")

    own = add(service, ana, "Ana@example.org", channel="email")
    other = add(service, ana, "ben@example.org", channel="email")

    assert own.json()["verified_at"] is not None
    assert other.json()["verified_at"] is None


def test_another_persons_contacts_are_not_there_except_for_admins(service, ana, sign_in, verified, make_key):
    id = verified(ana, "/phone")
    eve, admin = sign_in("eve@example.org"), sign_in("admin@example.org", "admin")
    own = f"/api/v1/contact-methods/{id}"

    for method, path in [("POST", f"{own}/verify"), ("POST", f"{own}/code"), ("POST", f"{own}/test"), ("DELETE", own)]:
        answer = service.http.request(
            method, path, json={"code": "1"} if "verify" in path else None, headers=eve.headers
        )
        assert answer.status_code == 404, path
    for path in ("contact-methods", "notification-rules"):
        asked = {"user_id": ana.id}
        assert service.http.get(f"/api/v1/{path}", params=asked, headers=eve.headers).status_code == 403
        assert service.http.get(f"/api/v1/{path}", params=asked, headers=admin.headers).status_code == 200
    foreign = set_rules(service, eve, [(0, id)])
    assert foreign.json()["errors"] == [
        {"field": "high.0.contact_method_id", "message": "is no contact method of this person"}
    ]
    key = {"X-API-Key": make_key("responder")}
    assert service.http.get("/api/v1/contact-methods", headers=key).status_code == 422
    assert service.http.delete(own, headers=admin.headers).status_code == 204


def test_bad_contacts_are_refused_with_a_sentence(service, ana, http_sink):
    for body, field in [
        ({"channel": "log", "address": "ana"}, "channel"),
        ({"channel": "email", "address": "ana@example.org"}, "channel"),
        ({"channel": "webhook", "address": "ftp://x"}, "recipient"),
    ]:
        answer = service.http.post("/api/v1/contact-methods", json=body, headers=ana.headers)
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field)
    assert add(service, ana, http_sink.url).status_code == 201
    assert add(service, ana, http_sink.url).status_code == 409
    for quiet in [
        {"timezone": "Mars/Olympus", "starts_at": "22:00", "ends_at": "07:00"},
        {"timezone": "UTC", "starts_at": "22:00", "ends_at": "22:00"},
        {"timezone": "UTC", "starts_at": "22:00Z", "ends_at": "07:00"},
    ]:
        assert set_rules(service, ana, [], quiet_hours=quiet).status_code == 422


def test_a_page_follows_the_rules_and_its_later_steps_end_when_somebody_answers(
    service, ana, verified, make_page, http_sink
):
    phone, desk = verified(ana, "/phone"), verified(ana, "/desk")
    assert set_rules(service, ana, [(0, phone), (0.5, desk), (600, phone)]).status_code == 200
    page = make_page(user_id=ana.id)

    made = service.hand_over(page)

    assert [n["status"] for n in made] == ["pending"] * 3
    assert len({n["id"] for n in made}) == 3
    http_sink.expect_request(path="/phone", containing="incident.page")
    http_sink.expect_request(path="/desk", containing="incident.page")
    assert service.metric("notifications_pending") == 0
    service.hand_over(make_page(kind="stop", step=None, cycle=None, incident=page["incident"], user_id=ana.id))
    assert sorted(service.get(n["id"])["status"] for n in made) == ["cancelled", "delivered", "delivered"]


def test_a_stop_ends_its_own_episode_and_none_that_began_later(service, ana, verified, make_page):
    assert set_rules(service, ana, [(600, verified(ana, "/phone"))]).status_code == 200
    page = make_page(user_id=ana.id)
    [first] = service.hand_over(page)
    [second] = service.hand_over(make_page(user_id=ana.id, incident=page["incident"], episode=2))

    service.hand_over(make_page(kind="stop", user_id=ana.id, incident=page["incident"], step=None, cycle=None))

    assert service.get(first["id"])["status"] == "cancelled"
    assert service.get(second["id"])["status"] == "pending"


def test_a_step_that_is_given_up_brings_the_next_one_forward(service, ana, verified, make_page, http_sink):
    phone, desk = verified(ana, "/phone"), verified(ana, "/desk")
    set_rules(service, ana, [(0, phone), (600, desk)])
    http_sink.answer_always(404)

    service.hand_over(make_page(user_id=ana.id))

    http_sink.expect_request(path="/desk", containing="incident.page")


def test_quiet_hours_hold_a_page_back_and_the_critical_pierces_them(service, ana, verified, make_page, database):
    phone = verified(ana, "/phone")
    now = database.owner.value("SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'HH24:MI')")
    hour, minute = map(int, now.split(":"))
    around = {
        "timezone": "UTC",
        "starts_at": f"{(hour - 1) % 24:02}:{minute:02}",
        "ends_at": f"{(hour + 1) % 24:02}:00",
    }
    assert set_rules(service, ana, [(0, phone)], quiet_hours=around).status_code == 200

    [held] = service.hand_over(make_page(user_id=ana.id, severity="high"))
    [through] = service.hand_over(make_page(user_id=ana.id, severity="critical"))

    service.expect(through["id"], "delivered")
    assert service.get(held["id"])["status"] == "pending"


def test_an_update_goes_where_the_person_was_paged_and_nowhere_when_nothing_was_sent(
    service, ana, sign_in, verified, make_page, http_sink
):
    ben = sign_in("ben@example.org")
    set_rules(service, ana, [(0, verified(ana, "/ana"))])
    set_rules(service, ben, [(600, verified(ben, "/ben"))])
    page = make_page(user_id=ana.id)
    [paged] = service.hand_over(page)
    service.expect(paged["id"], "delivered")
    service.hand_over(make_page(user_id=ben.id, incident=page["incident"]))

    incident = page["incident"] | {"status": "acknowledged"}
    update = {"kind": "update", "step": None, "cycle": None, "incident": incident}
    [told] = service.hand_over(make_page(user_id=ana.id, **update))
    assert service.hand_over(make_page(user_id=ben.id, **update)) == []

    assert told["recipient"] == f"{http_sink.url}/ana"
    http_sink.expect_request(path="/ana", containing="incident.update")


def test_the_test_button_sends_and_a_removed_method_leaves_the_rules(service, ana, verified, http_sink, make_page):
    id = verified(ana, "/phone")
    set_rules(service, ana, [(0, id)], low=[(0, id)])

    sent = service.http.post(f"/api/v1/contact-methods/{id}/test", headers=ana.headers)
    service.expect(sent.json()["id"], "delivered")
    assert service.http.delete(f"/api/v1/contact-methods/{id}", headers=ana.headers).status_code == 204

    http_sink.expect_request(path="/phone", containing="This is a test")
    rules = service.http.get("/api/v1/notification-rules", headers=ana.headers).json()
    assert rules == {"user_id": ana.id, "high": [], "low": [], "quiet_hours": None, "throttle": None}
    assert service.hand_over(make_page(user_id=ana.id))[0]["channel"] == "log"
    assert service.http.delete(f"/api/v1/contact-methods/{id}", headers=ana.headers).status_code == 404


def test_services_learn_who_can_be_paged(service, ana, verified):
    set_rules(service, ana, [(0, verified(ana, "/phone"))])
    nobody = str(uuid.uuid4())

    answer = service.http.get(
        "/api/v1/contacts/reachable", params={"user_id": [nobody, ana.id]}, headers=service.as_service("oncall-service")
    )

    assert answer.json()["items"] == [
        {"user_id": nobody, "is_reachable": False, "channels": ["log"]},
        {"user_id": ana.id, "is_reachable": True, "channels": ["webhook"]},
    ]
    assert service.http.get("/api/v1/contacts/reachable", params={"user_id": nobody}).status_code == 403


def test_rules_set_by_two_at_once_are_whole(service, ana, verified, database):
    from concurrent.futures import ThreadPoolExecutor

    id = verified(ana, "/phone")

    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda n: set_rules(service, ana, [(n, id), (n + 60, id)]), range(4)))

    assert {a.status_code for a in answers} == {200}
    rows = wait_until(lambda: database.owner.rows("SELECT delay_seconds FROM notify.rule_steps ORDER BY 1"), 5, "rules")
    assert rows[1]["delay_seconds"] - rows[0]["delay_seconds"] == 60
    assert len(rows) == 2
