"""A final schedule as iCalendar (RFC 5545): one event a shift, in UTC.

UTC instants and no recurrence rules: readers disagree about zones around a change of the clocks, never about these.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from icalendar import Calendar, Event

from oncall_service.domain.final_schedule import Turn
from oncall_service.domain.people import Person

PRODUCT = "-//oncall-platform//schedule//EN"
REFRESH = timedelta(hours=1)


def calendar_of(
    name: str, schedule_id: UUID, turns: Sequence[Turn], people: Mapping[UUID, Person], *, now: datetime
) -> bytes:
    """An iCalendar document. The same shift has the same UID each time, so that readers update and do not add."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"On call: {name}")
    calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    for turn in turns:
        calendar.add_component(_event(name, schedule_id, turn, people[turn.user], now))
    return bytes(calendar.to_ical())


def _event(name: str, schedule_id: UUID, turn: Turn, person: Person, now: datetime) -> Event:
    event = Event()
    event.add("uid", str(uuid5(schedule_id, f"{turn.span.starts_at.isoformat()} {turn.user} {turn.source}")))
    event.add("dtstamp", now)
    event.add("dtstart", turn.span.starts_at)
    event.add("dtend", turn.span.ends_at)
    event.add("summary", f"{person.name} on call: {name}")
    event.add("description", f"{turn.source}: {turn.layer}" if turn.layer else str(turn.source))
    event.add("transp", "TRANSPARENT")
    return event
