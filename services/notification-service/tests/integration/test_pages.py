"""POST /pages: what incident-management hands over, and what is told back."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from dev_kit.sinks.http import Answer
from notification_service.domain.notification import notification_id


def test_a_page_handed_over_many_times_at_once_is_one_notification(service, make_page):
    page = make_page()

    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(lambda _: service.hand_over(page), range(8)))

    [[id]] = {tuple(n["id"] for n in notifications) for notifications in made}
    assert id == str(notification_id(uuid.UUID(page["id"]), "log", "ana@example.org"))
    shown = service.expect(id, "delivered")
    assert len(shown["attempts"]) == 1
    assert (shown["kind"], shown["step"], shown["cycle"]) == ("page", 1, 1)
    assert shown["subject"] == page["subject"]
    assert shown["incident_id"] == page["incident"]["id"]


def test_without_a_mail_server_the_page_stands_in_the_log_with_its_link(service, make_page, caplog):
    page = make_page()

    [made] = service.hand_over(page)

    service.expect(made["id"], "delivered")
    assert (
        "Page for ana@example.org: [critical] checkout-api: error rate above 5 % (critical, checkout-api). "
        f"See https://oncall.example.org/incidents/{page['incident']['id']}"
    ) in [record.message for record in caplog.records]


def test_a_page_stays_with_the_channel_it_was_first_given(start_notifications, smtp_sink, make_page):
    page = make_page()
    [first] = start_notifications().hand_over(page)
    with_mail = start_notifications(SMTP_HOST="127.0.0.1", SMTP_PORT=str(smtp_sink.port), SMTP_FROM="o@example.org")

    [second] = with_mail.hand_over(page)

    assert (second["id"], second["channel"]) == (first["id"], "log")


def test_a_delivered_page_is_told_to_incident_management_once(service, make_page, incidents):
    page = make_page()

    [made] = service.hand_over(page)

    got = incidents.expect_request(path=f"/api/v1/incidents/{page['incident']['id']}/receipts")
    assert got.json() == {
        "notification_id": made["id"],
        "outcome": "delivered",
        "channel": "log",
        "recipient": "ana@example.org",
        "at": service.expect(made["id"], "delivered")["sent_at"],
    }
    assert got.headers["authorization"].startswith("Bearer ")
    service.hand_over(make_page(to="ben@example.org"))
    incidents.expect_request(containing="ben@example.org")
    assert len(incidents.requests()) == 2


def test_a_page_given_up_is_told_with_its_reason(service, make_page, incidents, http_sink):
    http_sink.answer_always(404)
    page = make_page(to={"channel": "webhook", "recipient": http_sink.url})

    [made] = service.hand_over(page)

    got = incidents.expect_request(containing="delivery_failed").json()
    assert got["notification_id"] == made["id"]
    assert got["reason"] == "The receiver answered 404."


@pytest.mark.parametrize(
    ("to", "reason"),
    [
        ({"channel": "email", "recipient": "ana@example.org"}, "SMTP_HOST"),
        ({"channel": "webhook", "recipient": "not a url"}, "URL"),
    ],
)
def test_a_page_that_no_channel_can_carry_is_taken_and_told_as_failed(service, make_page, incidents, to, reason):
    [made] = service.hand_over(make_page(to=to))

    assert reason in incidents.expect_request(containing="delivery_failed").json()["reason"]
    assert service.expect(made["id"], "dead")["recipient"] == to["recipient"]


def test_receipts_wait_for_incident_management_to_return(service, make_page, incidents):
    incidents.answer_always(503)
    page = make_page()
    service.hand_over(page)
    incidents.expect_request(count=3)

    incidents.answer_always(Answer(status=204, body=b""))

    taken = len(incidents.requests())
    incidents.expect_request(count=taken + 1)
    other = make_page(to="ben@example.org")
    service.hand_over(other)
    incidents.expect_request(containing="ben@example.org")
    assert len([r for r in incidents.requests() if "ana@example.org" in r.text]) <= taken + 1


def test_a_receipt_for_an_incident_that_is_not_there_is_dropped(service, make_page, incidents, database):
    incidents.answer_always(404)

    service.hand_over(make_page())

    incidents.expect_request()
    service.hand_over(make_page(to="ben@example.org"))
    incidents.expect_request(containing="ben@example.org")
    assert len([r for r in incidents.requests() if "ana@example.org" in r.text]) == 1


def test_a_message_that_a_caller_sent_is_not_told_to_incident_management(service, make_page, incidents):
    service.expect(service.notify("log", "ana", incident_id=str(uuid.uuid4())), "delivered")

    service.hand_over(make_page(to="ben@example.org"))

    assert "ben@example.org" in incidents.expect_request().text


@pytest.mark.parametrize("status", ["acknowledged", "in_progress", "resolved"])
def test_nobody_is_woken_by_a_late_page_once_somebody_has_the_incident(
    start_notifications, make_page, http_sink, status
):
    service = start_notifications(NOTIFY_RETRY_BASE_SECONDS="60")
    http_sink.answer_always(503)
    to = {"channel": "webhook", "recipient": http_sink.url}
    page, other = make_page(to=to), make_page(to=to)
    [late], [others] = service.hand_over(page), service.hand_over(other)
    service.expect(late["id"], "failed")
    service.expect(others["id"], "failed")

    incident = page["incident"] | {"status": status}
    service.hand_over(make_page(kind="update", step=None, cycle=None, incident=incident))

    assert service.get(late["id"])["status"] == "cancelled"
    assert service.get(others["id"])["status"] == "failed"
    assert service.http.post(f"/api/v1/notifications/{late['id']}/retry").status_code == 409


def test_an_update_of_an_incident_that_is_still_open_cancels_nothing(start_notifications, make_page, http_sink):
    service = start_notifications(NOTIFY_RETRY_BASE_SECONDS="60")
    http_sink.answer_always(503)
    page = make_page(to={"channel": "webhook", "recipient": http_sink.url})
    [late] = service.hand_over(page)
    service.expect(late["id"], "failed")

    service.hand_over(make_page(kind="update", step=None, cycle=None, incident=page["incident"]))

    assert service.get(late["id"])["status"] == "failed"


def test_an_update_is_delivered_without_a_step(service, make_page, caplog):
    page = make_page(kind="update", step=None, cycle=None, subject="Acknowledged: error rate", message="Ben has it")

    [made] = service.hand_over(page)

    shown = service.expect(made["id"], "delivered")
    assert (shown["kind"], shown["step"]) == ("update", None)
    assert any(r.message.startswith("Update for ana@example.org: Acknowledged") for r in caplog.records)


def hand_over_all(service, pages):
    answer = service.http.post("/api/v1/pages/batch", json={"pages": pages}, headers=service.as_service())
    assert answer.status_code == 202, answer.text
    return answer.json()


def made_of(service, page):
    """The notifications about a page's incident."""
    listed = service.http.get(f"/api/v1/notifications?incident_id={page['incident']['id']}")
    return listed.json()["items"]


def test_many_pages_in_one_call_each_become_what_they_would_alone_and_again_nothing_more(service, make_page, http_sink):
    room = {"channel": "webhook", "recipient": f"{http_sink.url}/room"}
    pages = [make_page(), make_page(to=room, severity="low"), make_page(service="search-api"), make_page(to=room)]

    assert hand_over_all(service, pages) == {"taken": 4}
    assert hand_over_all(service, [*pages, pages[0]]) == {"taken": 5}

    for page in pages:
        [made] = made_of(service, page)
        assert made["page_id"] == page["id"]
        assert service.hand_over(page)[0]["id"] == made["id"]
        service.expect(made["id"], "delivered")
    assert len(http_sink.requests("/room")) == 2


def test_in_one_call_an_end_cancels_what_comes_before_it_and_nothing_that_comes_after(
    service, sign_in, make_page, database
):
    ana = sign_in()
    method = service.http.post(
        "/api/v1/contact-methods", json={"channel": "webhook", "address": "https://example.org/"}, headers=ana.headers
    ).json()["id"]
    database.owner.execute("UPDATE notify.contact_methods SET verified_at = now()")
    rules = {"high": [{"delay_seconds": 3600, "contact_method_id": method}], "low": []}
    assert service.http.put("/api/v1/notification-rules", json=rules, headers=ana.headers).status_code == 200
    first = make_page(user_id=ana.id)
    of_incident = {"user_id": ana.id, "incident": first["incident"]}
    stop = make_page(**of_incident, kind="stop", step=None, cycle=None)
    later = make_page(**of_incident, episode=2)

    hand_over_all(service, [first, stop, later])

    assert {n["page_id"]: n["status"] for n in made_of(service, first)} == {
        first["id"]: "cancelled",
        later["id"]: "pending",
    }


def test_one_page_that_cannot_be_read_has_the_whole_call_refused_and_nothing_taken(service, make_page):
    good = make_page()

    answer = service.http.post(
        "/api/v1/pages/batch", json={"pages": [good, make_page(kind="nonsense")]}, headers=service.as_service()
    )

    assert answer.status_code == 422
    assert made_of(service, good) == []
