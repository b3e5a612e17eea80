from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from oncall_service.domain.restrictions import Restriction, windows
from oncall_service.domain.spans import Span

NEW_YORK, BERLIN = ZoneInfo("America/New_York"), ZoneInfo("Europe/Berlin")
MONDAY, FRIDAY = 0, 4


def span(start: str, end: str) -> Span:
    return Span(*(datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (start, end)))


def test_no_restriction_allows_everything():
    always = span("2026-03-01T00:00", "2026-03-02T00:00")
    assert windows((), NEW_YORK, always) == [always]


def test_a_weekend_in_new_york_ends_an_hour_earlier_when_summer_time_begins():
    weekend = Restriction(time(20), time(8), FRIDAY, MONDAY)
    found = windows((weekend,), NEW_YORK, span("2026-03-02T13:00", "2026-03-13T00:00"))
    assert found == [span("2026-03-07T01:00", "2026-03-09T12:00")]


def test_a_window_across_midnight_is_one_piece():
    night = Restriction(time(22), time(6))
    found = windows((night,), BERLIN, span("2026-01-05T00:00", "2026-01-06T12:00"))
    assert found == [span("2026-01-05T00:00", "2026-01-05T05:00"), span("2026-01-05T21:00", "2026-01-06T05:00")]


def test_a_window_that_has_begun_before_the_range_is_cut_to_it():
    weekend = Restriction(time(20), time(8), FRIDAY, MONDAY)
    within = span("2026-03-08T00:00", "2026-03-08T01:00")
    assert windows((weekend,), NEW_YORK, within) == [within]


def test_a_night_of_one_day_of_the_week_ends_on_the_next_day():
    friday_night = Restriction(time(22), time(6), FRIDAY)
    found = windows((friday_night,), BERLIN, span("2026-01-05T00:00", "2026-01-12T00:00"))
    assert found == [span("2026-01-09T21:00", "2026-01-10T05:00")]


def test_from_monday_eight_to_monday_eight_is_always():
    within = span("2026-03-01T00:00", "2026-04-01T00:00")
    assert windows((Restriction(time(8), time(8), MONDAY, MONDAY),), NEW_YORK, within) == [within]


def test_windows_that_touch_or_overlap_become_one():
    morning, day = Restriction(time(6), time(12)), Restriction(time(12), time(18))
    found = windows(
        (morning, day, Restriction(time(11), time(13))), BERLIN, span("2026-01-05T00:00", "2026-01-06T00:00")
    )
    assert found == [span("2026-01-05T05:00", "2026-01-05T17:00")]


def test_a_window_inside_the_gap_of_summer_time_does_not_happen_that_day():
    small_hours = Restriction(time(2, 10), time(2, 50))
    found = windows((small_hours,), NEW_YORK, span("2026-03-08T00:00", "2026-03-10T00:00"))
    assert found == [span("2026-03-09T06:10", "2026-03-09T06:50")]
