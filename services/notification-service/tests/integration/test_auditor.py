"""The auditor, on a real database and with a real address to beat at."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from ipaddress import ip_network

import pytest
from notification_service.channels.outgoing_http import OutgoingHttp
from notification_service.channels.webhook.sender import WebhookChannel
from notification_service.domain.audit import Finding
from notification_service.domain.contacts import Place
from notification_service.domain.notification import ChannelKind
from notification_service.metrics import BEATS, FINDINGS, TELLINGS, Beat, Telling
from notification_service.workers.auditor import Admins, Auditor
from platform_kit.clock import FixedClock
from platform_kit.database import make_engine, make_sessions
from sqlalchemy.exc import SQLAlchemyError

QUEUE = """
    INSERT INTO notify.notifications (kind, channel, recipient, destination, message, created_at, due_at)
    VALUES (%s, 'webhook', 'https://example.org', 'example.org', 'm', now(), now() - %s * interval '1 second')
"""
OPEN = """
    SELECT incident_id FROM incidents.correlate(
        ARRAY['search|high'], ARRAY['search'], ARRAY['high'], ARRAY['search is down'], ARRAY[now()], '5 minutes')
"""


@pytest.fixture
def sessions(database):
    engine = make_engine(database.url("notification_service"), application_name="test")
    yield make_sessions(engine)
    engine.dispose()


def count(beat):
    return BEATS.labels(beat)._value.get()


def is_found(finding):
    return FINDINGS.labels(finding)._value.get() == 1


@pytest.fixture
def nobody(http_sink):
    return Admins(None, OutgoingHttp, dict)


@pytest.fixture
def admins(http_sink):
    """Told by a webhook."""
    place = Place(ChannelKind.WEBHOOK, f"{http_sink.url}/admins")
    http = partial(OutgoingHttp, [ip_network("127.0.0.0/8")])
    return Admins(place, http, lambda own: {ChannelKind.WEBHOOK: WebhookChannel(own, "whsec_" + "A" * 32)})


@pytest.fixture
def audit(sessions, http_sink, nobody):
    """`audit(at=…)`: one look, at this instant."""

    def once(at=None, told=nobody):
        Auditor(sessions, FixedClock(at or datetime.now(UTC)), f"{http_sink.url}/ping/secret", told).run_once()

    return once


def test_the_admins_are_told_beside_the_queue_and_once_in_half_an_hour(audit, admins, http_sink, database):
    database.owner.execute(QUEUE, ["page", 90])
    now = datetime.now(UTC)

    for after_s in (0, 30, 60, 1799):  # as many looks of as many replicas
        audit(now + timedelta(seconds=after_s), admins)

    [told] = http_sink.requests("/admins")
    assert "delivery_late" in told.json()["data"]["subject"]
    audit(now + timedelta(seconds=1801), admins)
    assert len(http_sink.requests("/admins")) == 2
    assert database.owner.value("SELECT count(*) FROM notify.notifications") == 1


def test_what_the_admins_did_not_get_is_told_at_the_next_look(audit, admins, http_sink, database):
    database.owner.execute(QUEUE, ["page", 90])
    failed = TELLINGS.labels(Telling.FAILED)._value.get()
    now = datetime.now(UTC)
    http_sink.answer_next(500)

    audit(now, admins)
    audit(now + timedelta(seconds=30), admins)
    audit(now + timedelta(seconds=60), admins)

    assert len(http_sink.requests("/admins")) == 2
    assert TELLINGS.labels(Telling.FAILED)._value.get() == failed + 1


def test_a_queue_that_grows_withholds_the_beat(sessions, http_sink, database, nobody):
    auditor = Auditor(sessions, FixedClock(datetime.now(UTC)), f"{http_sink.url}/ping", nobody)
    for _ in range(7):
        for _ in range(20):
            database.owner.execute(QUEUE, ["update", 0])
        auditor.run_once()

    assert is_found(Finding.QUEUE_GROWING)
    assert len(http_sink.requests()) == 6


def test_it_beats_while_nothing_is_late(audit, http_sink, database):
    database.owner.execute(QUEUE, ["page", 5])
    database.owner.execute(QUEUE, ["update", 500])  # an update wakes nobody
    sent = count(Beat.SENT)

    audit()

    assert [(r.method, r.path) for r in http_sink.requests()] == [("POST", "/ping/secret")]
    assert count(Beat.SENT) == sent + 1
    assert not any(is_found(finding) for finding in Finding)


def test_a_page_that_nobody_sends_withholds_the_beat_until_it_is_sent(audit, http_sink, database):
    database.owner.execute(QUEUE, ["page", 90])

    audit()
    assert is_found(Finding.DELIVERY_LATE)
    assert http_sink.requests() == []

    database.owner.execute("UPDATE notify.notifications SET status = 'delivered', sent_at = now()")
    audit()
    assert not is_found(Finding.DELIVERY_LATE)
    assert len(http_sink.requests()) == 1


def test_an_escalation_that_nobody_takes_withholds_the_beat(audit, http_sink, database):
    assert database.owner.value(OPEN) is not None

    audit(datetime.now(UTC) + timedelta(minutes=2))

    assert is_found(Finding.ESCALATION_LATE)
    assert not is_found(Finding.HAND_OVER_LATE)
    assert http_sink.requests() == []


def test_a_beat_that_is_not_taken_is_counted(audit, http_sink, sessions, nobody):
    failed = count(Beat.FAILED)
    http_sink.answer_always(500)

    audit()
    Auditor(sessions, FixedClock(datetime.now(UTC)), "http://127.0.0.1:1/", nobody).run_once()

    assert count(Beat.FAILED) == failed + 2


def test_without_its_database_it_does_not_beat(http_sink, nobody):
    engine = make_engine("postgresql://nobody@127.0.0.1:1/none", application_name="test")

    with pytest.raises(SQLAlchemyError):
        Auditor(make_sessions(engine), FixedClock(datetime.now(UTC)), http_sink.url, nobody).run_once()

    assert http_sink.requests() == []


def test_the_running_service_beats(start_notifications, http_sink):
    start_notifications(DEAD_MAN_URL=f"{http_sink.url}/ping/secret")

    http_sink.expect_request(path="/ping/secret")
