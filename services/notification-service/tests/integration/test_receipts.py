"""What ended together is told together, and each alone where that is not taken."""

import uuid
from datetime import UTC, datetime

import pytest
from dev_kit.sinks.http import Answer, HttpSink
from notification_service.clients.incident_management import IncidentManagement
from notification_service.workers import receipts
from platform_kit.clock import FixedClock
from platform_kit.database import make_engine, make_sessions

TOGETHER = "/api/v1/incidents/receipts/batch"
ENDED = """
    INSERT INTO notify.notifications (incident_id, kind, channel, recipient, destination, message, status, created_at,
        due_at, sent_at, receipt_due_at, traceparent)
    VALUES (%s, 'page', 'log', %s, 'log', 'disk full', 'delivered', now(), now(), now(),
        now() - interval '1 minute', %s)
"""
TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


@pytest.fixture
def run_once(database, incidents: HttpSink):
    """Do once what the worker does; how many receipts were taken."""
    engine = make_engine(database.url("notification_service"), application_name="test")
    told = IncidentManagement(incidents.url, secret="only-for-this-test-" + "x" * 32)
    clock = FixedClock(datetime.now(UTC))
    yield lambda: receipts.run_once(make_sessions(engine), told, clock)
    engine.dispose()


def ended(database, *recipients: str, traceparent: str | None = None) -> None:
    for recipient in recipients:
        database.owner.execute(ENDED, (str(uuid.uuid4()), recipient, traceparent))


def left(database) -> int:
    return int(database.owner.value("SELECT count(*) FROM notify.notifications WHERE receipt_due_at IS NOT NULL"))


def test_receipts_that_are_due_together_are_told_in_one_call(database, incidents, run_once) -> None:
    ended(database, "ana", "ben", "cleo")
    assert run_once() == 3
    (call,) = incidents.requests()
    assert call.path == TOGETHER
    assert {one["recipient"] for one in call.json()["receipts"]} == {"ana", "ben", "cleo"}
    assert all(uuid.UUID(one["incident_id"]) for one in call.json()["receipts"])
    assert left(database) == 0
    assert run_once() == 0


@pytest.mark.parametrize("status", [404, 422, 503])
def test_receipts_that_are_not_taken_together_are_offered_one_by_one(database, incidents, run_once, status) -> None:
    ended(database, "ana", "ben")
    incidents.answer_next(Answer(status=status))
    assert run_once() == 2
    alone = [request for request in incidents.requests() if request.path.endswith("/receipts")]
    assert sorted(request.json()["recipient"] for request in alone) == ["ana", "ben"]
    assert left(database) == 0


def test_a_receipt_that_is_traced_goes_alone(database, incidents, run_once) -> None:
    ended(database, "ana", "ben")
    ended(database, "cleo", traceparent=TRACE)
    assert run_once() == 3
    paths = sorted(request.path.rpartition("/")[2] for request in incidents.requests())
    assert paths == ["batch", "receipts"]
    assert left(database) == 0
