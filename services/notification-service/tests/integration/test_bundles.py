"""More than a person can read: a few pages alone, the others together, each once, whatever dies."""

from __future__ import annotations

import json
import re
import uuid

import pytest
from dev_kit.processes import wait_until
from dev_kit.sinks.http import Answer

# Three alone; a bundle collects for a third of a second.
THROTTLED = {"NOTIFY_THROTTLE_MOST": "3", "NOTIFY_BUNDLE_EVERY_SECONDS": "2", "WORKER_POLL_SECONDS": "0.1"}
ONLY_BUNDLES = "SELECT * FROM notify.notifications WHERE is_bundle ORDER BY created_at"
QUEUE = """
    INSERT INTO notify.notifications (id, page_id, kind, channel, recipient, destination, topic, message, subject, data,
        created_at, due_at, incident_id, user_id)
    VALUES (%(id)s, %(page_id)s, %(kind)s, 'ntfy', %(url)s, '127.0.0.1', %(service)s, 'm', %(subject)s, %(data)s,
        clock_timestamp(), clock_timestamp() + %(due_in_s)s * interval '1 second', %(incident_id)s, %(user_id)s)
"""


@pytest.fixture
def queue(database, http_sink):
    """`queue(user_id, subject)`: a page for a person that is due; returns what was written."""

    def add(user_id, subject, *, severity="high", service="search", kind="page", due_in_s=0, page_id=None):
        incident_id = str(uuid.uuid4())
        incident = {"id": incident_id, "title": subject, "service": service, "severity": severity, "status": "open"}
        incident |= {"team": "payments", "alert_count": 1, "created_at": "2026-03-02T14:02:05Z"}
        row = {"id": str(uuid.uuid4()), "page_id": page_id or str(uuid.uuid4()), "url": f"{http_sink.url}/ana"}
        row |= {"kind": kind, "service": service, "subject": subject, "due_in_s": due_in_s, "user_id": user_id}
        data = json.dumps({"incident": incident, "person": {"name": "Ana"}})
        row |= {"incident_id": incident_id, "data": data}
        database.owner.execute(QUEUE, row)
        return row

    return add


@pytest.fixture
def ana():
    return str(uuid.uuid4())


def titles(http_sink):
    return [request.json()["title"] for request in http_sink.requests()]


def end_of(database, status):
    """Waits until nothing is left to do; returns what carries others, oldest first."""
    left = "SELECT count(*) FROM notify.notifications WHERE status IN ('pending', 'sending', 'failed')"
    wait_until(lambda: database.owner.value(left) == 0, 60, "an empty queue")
    bundles = database.owner.rows(ONLY_BUNDLES)
    assert {row["status"] for row in bundles} == {status}
    return bundles


def test_a_storm_is_three_pages_and_one_that_carries_the_others(
    start_notifications, queue, ana, http_sink, database, expect_receipts
):
    queued = [queue(ana, f"page {n}") for n in range(16)] + [queue(ana, "the worst", severity="critical")]
    other = queue(str(uuid.uuid4()), "for somebody else at the same place")

    service = start_notifications(**THROTTLED)

    [bundle] = end_of(database, "delivered")
    sent = titles(http_sink)
    assert len(sent) == 5
    assert "search: 14 more incidents" in sent
    assert {"the worst", other["subject"]} <= set(sent)
    rows = service.http.get("/api/v1/notifications", params={"bundle_id": str(bundle["id"]), "limit": 100})
    carried = [row for row in rows.json()["items"] if not row["is_bundle"]]
    assert len(carried) == 14
    assert all(row["status"] == "bundled" and row["sent_at"] and len(row["attempts"]) == 1 for row in carried)
    assert service.metric("notifications_total", channel="ntfy", status="bundled") >= 14
    # Each page is told as delivered, once.
    told = expect_receipts(18)
    assert {receipt["outcome"] for receipt in told} == {"delivered"}
    assert sorted(receipt["notification_id"] for receipt in told) == sorted(row["id"] for row in [*queued, other])


def test_a_bundle_is_acknowledged_by_one_link(
    start_notifications, queue, ana, http_sink, database, incidents, expect_receipts
):
    queued = [queue(ana, f"page <{n}>") for n in range(5)]
    service = start_notifications(**THROTTLED)
    end_of(database, "delivered")
    [request] = [request for request in http_sink.requests() if "more incidents" in request.json()["title"]]
    link = re.search(r"/a/[\w-]+", request.text)[0]
    carried = [row for row in queued if row["subject"] not in titles(http_sink)]
    expect_receipts(5)
    before = len(incidents.requests())

    asked = service.http.get(link)
    assert asked.status_code == 200
    assert "Acknowledge 2 incidents?" in asked.text
    assert "page &lt;" in asked.text
    assert len(incidents.requests()) == before

    incidents.answer_always(Answer(status=200, body=b'{"status": "acknowledged", "assigned_to": null}'))
    answered = service.http.post(link)
    assert answered.status_code == 200
    assert "You have 2 of 2 incidents." in answered.text
    paths = {request.path for request in incidents.requests()[before:]}
    assert paths == {f"/api/v1/incidents/{row['incident_id']}/answers" for row in carried}

    current = {"current": {"status": "resolved", "assigned_to": None}}
    incidents.answer_always(Answer(status=409, body=json.dumps(current).encode()))
    again = service.http.post(link)
    assert again.status_code == 409
    assert "You have 0 of 2 incidents." in again.text
    incidents.answer_always(Answer(status=503, body=b""))
    assert service.http.post(link).status_code == 503


def test_what_a_failed_bundle_carried_goes_to_each_persons_next_step(
    start_notifications, queue, ana, http_sink, database, expect_receipts
):
    queued = [queue(ana, f"page {n}") for n in range(3)]
    start_notifications(**THROTTLED)
    end = "SELECT count(*) FROM notify.notifications WHERE status = 'delivered'"
    wait_until(lambda: database.owner.value(end) == 3, 30, "three pages alone")
    http_sink.answer_always(404)
    queued = [queue(ana, f"more {n}") for n in range(4)]
    later = [queue(ana, "by another way", due_in_s=3600, page_id=row["page_id"]) for row in queued]

    failed = "SELECT * FROM notify.notifications WHERE id = ANY(%s::uuid[]) AND status = 'dead'"
    wait_until(lambda: len(database.owner.rows(failed, [[row["id"] for row in queued]])) == 4, 30, "all four given up")

    # What was to be tried in an hour is tried now, and given up too: nothing else answers here.
    wait_until(lambda: len(database.owner.rows(failed, [[row["id"] for row in later]])) == 4, 30, "each next step")
    told = {receipt["notification_id"]: receipt for receipt in expect_receipts(11)}
    assert {row["id"] for row in later} <= told.keys()
    assert all(told[row["id"]]["outcome"] == "delivery_failed" and told[row["id"]]["reason"] for row in queued)


def test_an_incident_that_is_answered_leaves_its_bundle_and_an_empty_bundle_wakes_nobody(
    start_notifications, queue, ana, http_sink, database, make_page
):
    service = start_notifications(**THROTTLED | {"NOTIFY_BUNDLE_EVERY_SECONDS": "12"})
    queued = [queue(ana, f"page {n}") for n in range(5)]
    bundled = "SELECT incident_id, status FROM notify.notifications WHERE status = 'bundled'"
    wait_until(lambda: len(database.owner.rows(bundled)) == 2, 30, "a bundle")
    carried = database.owner.rows(bundled)

    for row in carried:
        page = make_page()
        stop = page | {"kind": "stop", "incident": page["incident"] | {"id": str(row["incident_id"])}}
        assert service.hand_over(stop) == []

    end_of(database, "cancelled")
    assert len(titles(http_sink)) == 3
    ids = [row["id"] for row in queued if row["incident_id"] in {str(one["incident_id"]) for one in carried}]
    states = database.owner.rows("SELECT status FROM notify.notifications WHERE id = ANY(%s::uuid[])", [ids])
    assert [row["status"] for row in states] == ["cancelled"] * 2


def test_a_limit_is_used_up_only_by_what_was_sent(start_notifications, queue, ana, http_sink, database):
    http_sink.answer_always(404)
    start_notifications(**THROTTLED)
    dead = "SELECT count(*) FROM notify.notifications WHERE status = 'dead'"
    for n in range(6):
        queue(ana, f"fails {n}")
        wait_until(lambda so_far=n: database.owner.value(dead) == so_far + 1, 30, "one more given up")

    assert database.owner.rows(ONLY_BUNDLES) == []


def test_each_person_sets_their_own_limit(start_notifications, queue, sign_in, http_sink, database):
    ana = sign_in("ana@example.org")
    service = start_notifications(**THROTTLED)
    rules = {"high": [], "low": [], "throttle": {"most": 1, "window_seconds": 60}}
    url = "/api/v1/notification-rules"
    kept = service.http.put(url, json=rules, headers=ana.headers).json()
    assert kept["throttle"] == {"most": 1, "window_seconds": 60}
    unchanged = service.http.put(url, json={"high": [], "low": []}, headers=ana.headers).json()
    assert unchanged["throttle"] == kept["throttle"]

    for n in range(4):
        queue(ana.id, f"page {n}")

    end_of(database, "delivered")
    assert sorted(titles(http_sink)) == ["page 0", "search: 3 more incidents"]
    assert service.http.put(url, json=rules | {"throttle": None}, headers=ana.headers).json()["throttle"] is None
    refused = service.http.put(url, json=rules | {"throttle": {"most": 0, "window_seconds": 1}}, headers=ana.headers)
    assert refused.status_code == 422


def test_a_bundle_is_not_sent_again_by_hand_and_what_it_carried_is(
    start_notifications, queue, ana, http_sink, database
):
    http_sink.answer_always(404)
    service = start_notifications(**THROTTLED | {"NOTIFY_THROTTLE_MOST": "1"})
    http_sink.answer_next(Answer(status=200))
    for n in range(3):
        queue(ana, f"page {n}")
    [bundle] = end_of(database, "dead")
    [one, _] = database.owner.rows("SELECT id FROM notify.notifications WHERE bundle_id = %s", [bundle["id"]])
    http_sink.answer_always(200)

    assert service.http.post(f"/api/v1/notifications/{bundle['id']}/retry").status_code == 409
    assert service.http.post(f"/api/v1/notifications/{one['id']}/retry").status_code == 202

    assert service.expect(str(one["id"]), "delivered")["bundle_id"] is None


def test_two_workers_and_a_killed_one_leave_each_page_in_one_message(start_process, queue, ana, http_sink, database):
    """Every page is sent alone or carried by one bundle; a repeat has the same id."""
    people = [ana, str(uuid.uuid4()), str(uuid.uuid4())]
    for n in range(60):
        queue(people[n % 3], f"page {n}", severity="critical" if n % 7 == 0 else "low")
    http_sink.answer_always(Answer(delay_s=0.05))
    settings = THROTTLED | {"WORKER_LEASE_SECONDS": "1", "NOTIFY_MAX_ATTEMPTS": "12"}
    killed = start_process(**settings)
    start_process(**settings)
    wait_until(lambda: len(http_sink.requests()) >= 3, 30, "something sent")
    killed.kill()
    for n in range(60, 75):
        queue(people[n % 3], f"page {n}")

    bundles = end_of(database, "delivered")

    left = "SELECT status, sent_at, bundle_id FROM notify.notifications WHERE NOT is_bundle"
    rows = database.owner.rows(left)
    assert len(rows) == 75
    assert all(row["sent_at"] and row["status"] == ("bundled" if row["bundle_id"] else "delivered") for row in rows)
    assert {row["bundle_id"] for row in rows} - {None} == {row["id"] for row in bundles}
    alone = (
        "SELECT count(*) AS sent FROM notify.notifications WHERE NOT is_bundle AND bundle_id IS NULL GROUP BY user_id"
    )
    sent_alone = [row["sent"] for row in database.owner.rows(alone)]
    assert all(1 <= sent <= 3 for sent in sent_alone)
    ids = {request.headers["idempotency-key"] for request in http_sink.requests()}
    assert len(ids) == sum(sent_alone) + len(bundles)
