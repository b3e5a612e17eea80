from datetime import UTC, datetime, time

import pytest
from oncall_service.domain.restrictions import Restriction
from oncall_service.domain.urgency import SupportHours, waits_until

OFFICE = SupportHours("Europe/Berlin", tuple(Restriction(time(8), time(18), day) for day in range(5)))
LOW = ("medium", "low", "info")
FRIDAY_NIGHT = datetime(2026, 3, 27, 22, tzinfo=UTC)
MONDAY_EIGHT = datetime(2026, 3, 30, 6, tzinfo=UTC)  # summer time has begun over the weekend


@pytest.mark.parametrize("severity", LOW)
def test_what_is_not_urgent_waits_over_the_weekend_for_the_local_hour(severity):
    assert waits_until(severity, LOW, OFFICE, FRIDAY_NIGHT) == MONDAY_EIGHT


@pytest.mark.parametrize("severity", ["critical", "high"])
def test_what_is_urgent_does_not_wait(severity):
    assert waits_until(severity, LOW, OFFICE, FRIDAY_NIGHT) is None


def test_critical_never_waits_whatever_is_set():
    assert waits_until("critical", ("critical",), OFFICE, FRIDAY_NIGHT) is None


def test_the_hours_belong_to_their_first_instant_and_not_to_their_last():
    assert waits_until("low", LOW, OFFICE, MONDAY_EIGHT) is None
    assert waits_until("low", LOW, OFFICE, datetime(2026, 3, 30, 16, tzinfo=UTC)) == datetime(
        2026, 3, 31, 6, tzinfo=UTC
    )


def test_without_hours_nothing_waits():
    assert waits_until("low", LOW, None, FRIDAY_NIGHT) is None
