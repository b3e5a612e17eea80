"""The demo's past is plausible."""

from datetime import UTC, datetime, timedelta

from scripts.local.demo import DAYS_OF_HISTORY, FAULTS, past

NOW = datetime(2026, 11, 23, 0, 0, 1, tzinfo=UTC)  # just after midnight: yesterday is over as well


def test_the_past_is_two_weeks_in_order_and_over_by_now() -> None:
    happened = list(past(NOW))
    instants = [at for at, _ in happened]
    assert instants == sorted(instants)
    assert NOW - timedelta(days=DAYS_OF_HISTORY + 1) < instants[0]
    assert all(at + timedelta(seconds=fault.resolved_after) < NOW for at, fault in happened)
    assert {fault.title for _, fault in happened} == {fault.title for fault in FAULTS}


def test_nobody_acknowledges_what_is_already_resolved() -> None:
    assert all(f.acknowledged_after is None or f.acknowledged_after < f.resolved_after for _, f in past(NOW))


def test_the_past_is_the_same_every_time() -> None:
    assert list(past(NOW)) == list(past(NOW))
