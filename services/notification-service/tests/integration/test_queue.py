"""Who waits is served in turn: by person, by service, and whatever one row or one receiver does."""

from __future__ import annotations

import json
import time

from dev_kit.processes import wait_until
from dev_kit.sinks.http import Answer

QUEUE = """
    INSERT INTO notify.notifications
        (id, kind, channel, recipient, destination, topic, message, data, created_at, due_at, incident_id)
    SELECT gen_random_uuid(), %(kind)s, 'webhook', %(url)s, %(host)s, %(topic)s, %(message)s, %(data)s,
        clock_timestamp(), clock_timestamp(), NULL
    FROM generate_series(1, %(count)s)
"""


def queue(database, url, *, count=1, topic="", message="m", kind="page", data="{}"):
    """Rows as if a storm had come while no worker was there."""
    row = {"kind": kind, "url": url, "host": url.split("/")[2], "topic": topic, "message": message, "data": data}
    database.owner.execute(QUEUE, row | {"count": count})


def test_two_thousand_for_one_person_hold_nobody_else_up(start_notifications, database, http_sink):
    http_sink.answer_always(Answer(delay_s=0.3))
    queue(database, f"{http_sink.url}/ana", count=2000)
    service = start_notifications()
    http_sink.expect_request(path="/ana")

    started = time.monotonic()
    service.notify("webhook", f"{http_sink.url}/ben")
    ben = http_sink.expect_request(path="/ben")

    assert ben.at - started < 2


def test_the_first_page_of_a_service_goes_before_the_five_hundredth_of_a_storm(
    start_notifications, database, http_sink
):
    http_sink.answer_always(Answer(delay_s=0.1))
    queue(database, f"{http_sink.url}/ana", count=500, topic="search", message="storm")
    queue(database, f"{http_sink.url}/ana", topic="checkout-api", message="first")

    start_notifications()

    http_sink.expect_request(containing='"first"')
    assert len(http_sink.requests()) < 50


def test_a_page_goes_before_updates_of_the_same_age(start_notifications, database, http_sink):
    http_sink.answer_always(Answer(delay_s=0.1))
    queue(database, f"{http_sink.url}/ana", count=300, topic="search", kind="update")
    queue(database, f"{http_sink.url}/ana", topic="search", message="first", kind="page")

    start_notifications()

    http_sink.expect_request(containing='"first"')
    assert len(http_sink.requests()) < 50


def test_a_row_that_cannot_be_read_is_given_up_and_the_others_go_on(start_notifications, database, http_sink):
    queue(database, f"{http_sink.url}/ana", message="poisoned", data=json.dumps({"incident": {"id": 7}}))
    queue(database, f"{http_sink.url}/ana", message="sound", count=5)

    service = start_notifications(NOTIFY_MAX_ATTEMPTS="2")

    http_sink.expect_request(containing="sound", count=5)
    given_up = {"params": {"status": "dead"}}
    [dead] = wait_until(lambda: service.http.get("/api/v1/notifications", **given_up).json()["items"] or None, 10, "it")
    assert dead["message"] == "poisoned"
    assert [a["outcome"] for a in dead["attempts"]] == ["internal_error"] * 2


def test_two_replicas_send_each_notification_once(start_notifications, database, http_sink):
    for n in range(20):
        queue(database, f"{http_sink.url}/{n}", count=10)

    for _ in range(2):
        start_notifications(NOTIFY_TIMEOUT_SECONDS="60", WORKER_LEASE_SECONDS="60")

    wait_until(
        lambda: database.owner.value("SELECT count(*) FROM notify.notifications WHERE status <> 'delivered'") == 0,
        60,
        "everything delivered",
    )
    ids = [r.headers["webhook-id"] for r in http_sink.requests()]
    assert len(ids) == len(set(ids)) == 200
    assert database.owner.value("SELECT count(*) FROM notify.attempts") == 200


def test_what_waits_is_read_from_the_database(service, database, http_sink):
    assert service.metric("notifications_pending") == 0
    database.owner.execute(
        "INSERT INTO notify.notifications (kind, channel, recipient, destination, message, created_at, due_at)"
        " SELECT 'page', 'log', 'ana', 'log', 'later', now(), now() + interval '1 hour' FROM generate_series(1, 3)"
    )

    assert service.metric("notifications_pending") == 3
    for stage in ("escalation", "hand_over", "delivery"):
        assert service.metric("paging_queue_age_seconds", stage=stage) == 0  # it waits, and is not late


def test_delivery_is_counted_and_timed_by_channel(service, http_sink):
    delivered = service.metric("notifications_total", channel="webhook", status="delivered")
    timed = service.metric("notification_delivery_seconds_count")

    service.expect(service.notify("webhook", http_sink.url), "delivered")

    assert service.metric("notifications_total", channel="webhook", status="delivered") == delivered + 1
    assert service.metric("notification_delivery_seconds_count") == timed + 1


def test_what_was_claimed_and_not_sent_is_given_back_when_the_service_stops(start_process, ask, http_sink, database):
    http_sink.answer_always(Answer(hangs=True))
    process = start_process(NOTIFY_TIMEOUT_SECONDS="60", WORKER_LEASE_SECONDS="600")
    id = ask(process.url).notify("webhook", http_sink.url)
    http_sink.expect_request()

    process.stop()

    row = database.owner.rows("SELECT status, due_at <= now() AS is_due FROM notify.notifications WHERE id = %s", [id])
    assert row == [{"status": "pending", "is_due": True}]
