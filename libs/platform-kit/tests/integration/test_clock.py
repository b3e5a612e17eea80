from __future__ import annotations

from datetime import UTC, datetime, timedelta

from platform_kit.clock import DatabaseClock, FixedClock
from platform_kit.database import make_engine


def test_the_databases_clock_is_read_in_utc_and_goes_on(database):
    engine = make_engine(database.url("notification_service"), application_name="test")
    clock = DatabaseClock(engine)

    first = clock.now()
    truth = database.owner.value("SELECT clock_timestamp()")
    second = clock.now()

    assert first.utcoffset() == timedelta(0)
    assert first <= truth
    assert abs(second - truth) < timedelta(seconds=1)
    engine.dispose()


def test_the_clock_goes_on_while_the_database_is_away(database, monkeypatch):
    engine = make_engine(database.url("notification_service"), application_name="test")
    clock = DatabaseClock(engine)
    before = clock.now()
    engine.dispose()
    database.drop()
    monkeypatch.setattr("platform_kit.clock.REFRESH_S", 0.0)

    after = clock.now()

    assert timedelta(0) < after - before < timedelta(seconds=10)


def test_a_fixed_clock_stands_until_it_is_moved():
    clock = FixedClock(datetime(2026, 3, 2, 15, tzinfo=UTC))
    assert clock.now() == clock.now()

    clock.advance(timedelta(minutes=5))
    assert clock.now() == datetime(2026, 3, 2, 15, 5, tzinfo=UTC)

    clock.set(datetime(2026, 1, 1, tzinfo=UTC))
    assert clock.now() == datetime(2026, 1, 1, tzinfo=UTC)
