"""When a recurring maintenance window is open: RFC 5545 rules, by the clock on the wall of an IANA zone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateutil.rrule import rrule, rrulestr

FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
PARTS = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"})


class BadRecurrence(ValueError):
    """The rule or the zone cannot be used; the message says why."""


def zone_named(name: str) -> ZoneInfo:
    """Raises BadRecurrence."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadRecurrence("is not a zone of the IANA database, such as Europe/Berlin") from None


def periods(
    starts_at: datetime, ends_at: datetime, timezone: str, recurrence: str | None, until: datetime
) -> list[tuple[datetime, datetime]]:
    """The periods that begin before `until`, in UTC, in order: the first, and what the rule adds.

    A period begins at the same hour on the wall and is as long on the wall, whatever the clocks do: one that spans a
    change of summer time is an hour shorter or longer. An hour that is skipped is taken an hour later.
    Raises BadRecurrence.
    """
    zone = zone_named(timezone)
    if recurrence is None:
        return [(starts_at.astimezone(UTC), ends_at.astimezone(UTC))]
    first, length = _wall(starts_at, zone), _wall(ends_at, zone) - _wall(starts_at, zone)
    found = []
    for start in _starts(recurrence, first, _wall(until, zone), zone):
        begin, end = _instant(start, zone), _instant(start + length, zone)
        if begin < end and begin < until:
            found.append((begin, end))
    return found


def _starts(recurrence: str, first: datetime, until: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    parts = _parts(recurrence)
    count = parts.pop("COUNT", None)
    if "UNTIL" in parts:
        parts["UNTIL"] = _until_on_wall(parts["UNTIL"], zone)
    text = ";".join(f"{name}={value}" for name, value in parts.items())
    try:
        most = int(count) if count else None
        rule = rrulestr(f"RRULE:{text}", dtstart=first)
        assert isinstance(rule, rrule)
        own_end = rule._until
        rule = rule.replace(until=min(own_end, until) if own_end else until)  # a rule without any day would never end
        return islice(iter(rule), most)
    except (ValueError, TypeError, KeyError, AttributeError):
        raise BadRecurrence("is not a rule of RFC 5545, such as FREQ=WEEKLY;BYDAY=SU") from None


def _parts(recurrence: str) -> dict[str, str]:
    text = recurrence.strip().upper().removeprefix("RRULE:")
    parts = dict(part.partition("=")[::2] for part in text.split(";") if part)
    if parts.get("FREQ") not in FREQUENCIES:
        raise BadRecurrence(f"FREQ must be one of {', '.join(sorted(FREQUENCIES))}")
    if unknown := parts.keys() - PARTS:
        raise BadRecurrence(f"must not have {', '.join(sorted(unknown))}")
    return parts


def _until_on_wall(text: str, zone: ZoneInfo) -> str:
    if re.fullmatch(r"\d{8}T\d{6}Z", text) is None:
        return text
    instant = datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    return f"{_wall(instant, zone):%Y%m%dT%H%M%S}"


def _wall(instant: datetime, zone: ZoneInfo) -> datetime:
    return instant.astimezone(zone).replace(tzinfo=None)


def _instant(wall: datetime, zone: ZoneInfo) -> datetime:
    return wall.replace(tzinfo=zone).astimezone(UTC)
