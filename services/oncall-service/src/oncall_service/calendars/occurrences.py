"""Events of an iCalendar document, recurrences unrolled. Run as a process of its own: `python -m … < document`.

A document from elsewhere can describe more work than a machine can do: RRULE:FREQ=SECONDLY for ever. So it is read in
a child process with little memory and little time, and only rules that repeat daily or less often are taken.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import zoneinfo
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

import recurring_ical_events
from icalendar import Calendar

from oncall_service.domain.errors import Unusable
from oncall_service.domain.spans import Span

CPU_LIMIT_S, WALL_LIMIT_S = 5, 20
MEMORY_LIMIT_BYTES = 512 * 1024 * 1024
MOST_EVENTS = 2000
TOO_MUCH = "the calendar takes too long to read: take a shorter range"
ALLOWED = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One event that happens once. addresses: e-mail addresses of its attendees."""

    summary: str
    span: Span
    addresses: tuple[str, ...]


def occurrences(document: bytes, within: Span) -> list[Occurrence]:
    """Every event that has time in common with `within`, in order. Raises Unusable."""
    asked = [within.starts_at.isoformat(), within.ends_at.isoformat()]
    try:
        done = subprocess.run(
            [sys.executable, "-m", __name__, *asked], input=document, capture_output=True, timeout=WALL_LIMIT_S
        )
    except subprocess.TimeoutExpired:
        raise Unusable("body", TOO_MUCH) from None
    if done.returncode < 0:  # ended by the limit of its processor time
        raise Unusable("body", TOO_MUCH)
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip()
        raise Unusable("body", reason if done.returncode == REFUSED else "this is not an iCalendar document")
    return [
        Occurrence(
            event["summary"],
            Span(datetime.fromisoformat(event["start"]), datetime.fromisoformat(event["end"])),
            tuple(event["addresses"]),
        )
        for event in json.loads(done.stdout)
    ]


# -- in the child ------------------------------------------------------------------------------------------------------

REFUSED = 3


class _Refused(Exception):
    pass


def _main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT_BYTES, MEMORY_LIMIT_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_LIMIT_S, CPU_LIMIT_S))
    zoneinfo.reset_tzpath(to=())  # the zones of the pinned package, as in the service
    within = Span(datetime.fromisoformat(sys.argv[1]), datetime.fromisoformat(sys.argv[2]))
    try:
        json.dump(_read(sys.stdin.buffer.read(), within), sys.stdout)
    except _Refused as refusal:
        sys.stderr.write(str(refusal))
        return REFUSED
    return 0


def _read(document: bytes, within: Span) -> list[dict[str, Any]]:
    calendar = Calendar.from_ical(document)
    for event in calendar.walk("VEVENT"):
        rules = event.get("rrule", [])
        for rule in rules if isinstance(rules, list) else [rules]:
            if not set(rule.get("FREQ", [])) <= ALLOWED:
                raise _Refused("events may repeat daily, weekly, monthly or yearly, not more often")
    found: list[dict[str, Any]] = []
    for event in recurring_ical_events.of(calendar).between(within.starts_at, within.ends_at):
        start, end = _instant(event.start), _instant(event.end)
        if start < end:
            attendees = event.get("attendee", [])
            addresses = [str(a) for a in (attendees if isinstance(attendees, list) else [attendees])]
            found.append(
                {
                    "summary": str(event.get("summary", "")),
                    "start": start.isoformat(),
                    "end": end.isoformat(),
                    "addresses": [a[7:] for a in addresses if a.lower().startswith("mailto:")],
                }
            )
        if len(found) > MOST_EVENTS:
            raise _Refused(f"more than {MOST_EVENTS} events in the range: take a shorter one")
    return sorted(found, key=lambda event: event["start"])


def _instant(at: date | datetime) -> datetime:
    """Whole days and times without a zone are read as UTC."""
    if not isinstance(at, datetime):
        at = datetime.combine(at, time())
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)


if __name__ == "__main__":
    sys.exit(_main())
