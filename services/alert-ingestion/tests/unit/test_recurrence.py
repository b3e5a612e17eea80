"""Recurring maintenance keeps its hours on the wall, whatever the clocks do."""

from datetime import UTC, datetime, timedelta

import pytest
from alert_ingestion.recurrence import BadRecurrence, periods


def utc(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def test_a_window_without_a_rule_is_open_once() -> None:
    assert periods(utc(1, 2), utc(1, 3), "UTC", None, utc(1, 2)) == [(utc(1, 2), utc(1, 3))]


def test_a_weekly_window_begins_at_the_same_hour_in_its_zone_across_the_change_of_summer_time() -> None:
    found = periods(utc(15, 3), utc(15, 4), "Europe/Berlin", "FREQ=WEEKLY;BYDAY=SU", utc(12, 0, month=4))
    assert found == [
        (utc(15, 3), utc(15, 4)),  # 04:00 to 05:00 in winter
        (utc(22, 3), utc(22, 4)),
        (utc(29, 2), utc(29, 3)),  # and in summer, since that night
        (utc(5, 2, month=4), utc(5, 3, month=4)),
    ]


def test_a_window_across_the_change_is_as_long_on_the_wall_and_an_hour_shorter_in_truth() -> None:
    found = periods(utc(27, 23), utc(28, 5), "Europe/Berlin", "FREQ=DAILY", utc(29, 0))
    assert [end - start for start, end in found] == [timedelta(hours=6), timedelta(hours=5)]


@pytest.mark.parametrize(
    ("rule", "count"),
    [
        ("FREQ=DAILY;COUNT=3", 3),
        ("RRULE:FREQ=DAILY;UNTIL=20260304T020000Z", 4),
        ("FREQ=MONTHLY;BYDAY=1SU", 2),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", 0),  # a day that never comes
        ("FREQ=DAILY;COUNT=0", 0),
    ],
)
def test_rules_end_where_they_say_or_where_planning_ends(rule, count) -> None:
    assert len(periods(utc(1, 2), utc(1, 3), "UTC", rule, utc(30, 0, month=4))) == count


@pytest.mark.parametrize(
    ("zone", "rule"),
    [
        ("Europe/Nowhere", "FREQ=DAILY"),
        ("UTC", "FREQ=SECONDLY"),
        ("UTC", "every sunday"),
        ("UTC", "FREQ=DAILY;BYHOUR=1,2"),
        ("UTC", "FREQ=WEEKLY;BYDAY=XX"),
        ("UTC", "FREQ=DAILY;COUNT=many"),
    ],
)
def test_what_cannot_be_a_rule_is_refused(zone, rule) -> None:
    with pytest.raises(BadRecurrence):
        periods(utc(1, 2), utc(1, 3), zone, rule, utc(30, 0))
