"""When a layer counts: by time of day and day of week, on the wall clock of its zone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from oncall_service.domain.spans import Span, common, merged
from oncall_service.domain.wall_clock import instant, local_time

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAY = timedelta(days=1)
# A window lasts at most a week, and a zone can skip a day.
MARGIN = 9 * DAY


@dataclass(frozen=True, slots=True)
class Restriction:
    """A window that comes again: every day, or every week when it has days (0 is Monday).

    An end that is not after the start is in the next day, or the next week: 22:00 to 06:00 crosses midnight,
    Friday 20:00 to Monday 08:00 the weekend, and Monday 08:00 to Monday 08:00 is always.
    """

    start_time: time
    end_time: time
    start_day: int | None = None
    end_day: int | None = None


def windows(restrictions: Sequence[Restriction], zone: ZoneInfo, within: Span) -> list[Span]:
    """The time inside `within` that any of the restrictions allows: in order, apart from each other.

    No restriction allows everything.
    """
    if not restrictions:
        return [within]
    found = (window for restriction in restrictions for window in _windows_of(restriction, zone, within))
    return merged(cut for window in found if (cut := common(window, within)))


def _windows_of(restriction: Restriction, zone: ZoneInfo, within: Span) -> Iterator[Span]:
    day = (local_time(within.starts_at, zone) - MARGIN).date()
    last = (local_time(within.ends_at, zone) + MARGIN).date()
    while day <= last:
        if restriction.start_day in (None, day.weekday()):
            starts_at = instant(datetime.combine(day, restriction.start_time), zone)
            ends_at = instant(_local_end(restriction, day), zone)
            if starts_at < ends_at:  # the clocks can skip a whole window
                yield Span(starts_at, ends_at)
        day += DAY


def _local_end(restriction: Restriction, day: date) -> datetime:
    """Where the window that begins on `day` ends, by the clock on the wall."""
    days, again = 0, DAY
    if restriction.start_day is not None and restriction.end_day is not None:
        days, again = (restriction.end_day - restriction.start_day) % 7, 7 * DAY
    end = datetime.combine(day + timedelta(days=days), restriction.end_time)
    return end if end > datetime.combine(day, restriction.start_time) else end + again
