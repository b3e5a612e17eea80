"""A final schedule as iCalendar (RFC 5545): one event a shift, in UTC.

UTC instants and no recurrence rules: readers disagree about zones around a change of the clocks, never about these.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from icalendar import Calendar, Event

from oncall_service.domain.final_schedule import Turn
from oncall_service.domain.overrides import Role
from oncall_service.domain.people import Person
from oncall_service.domain.schedule import Schedule

PRODUCT = "-//oncall-platform//schedule//EN"
REFRESH = timedelta(hours=1)


def calendar_of(
    name: str, schedule_id: UUID, turns: Sequence[Turn], people: Mapping[UUID, Person], *, now: datetime
) -> bytes:
    """An iCalendar document. The same shift has the same UID each time, so that readers update and do not add."""
    calendar = _empty(f"On call: {name}")
    for turn in turns:
        summary = f"{people[turn.user].name} on call: {name}"
        calendar.add_component(_event(summary, schedule_id, turn, now))
    return bytes(calendar.to_ical())


def calendar_of_person(shifts: Iterable[tuple[Schedule, Role, Turn]], *, now: datetime) -> bytes:
    """The shifts of one person over all schedules, as in `calendar_of`."""
    calendar = _empty("My on-call shifts")
    for schedule, role, turn in shifts:
        summary = f"On call: {schedule.name}" + ("" if role is Role.PRIMARY else f" ({role})")
        calendar.add_component(_event(summary, schedule.id, turn, now))
    return bytes(calendar.to_ical())


def _empty(name: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    return calendar


def _event(summary: str, schedule_id: UUID, turn: Turn, now: datetime) -> Event:
    event = Event()
    event.add("uid", str(uuid5(schedule_id, f"{turn.span.starts_at.isoformat()} {turn.user} {turn.source}")))
    event.add("dtstamp", now)
    event.add("dtstart", turn.span.starts_at)
    event.add("dtend", turn.span.ends_at)
    event.add("summary", summary)
    event.add("description", f"{turn.source}: {turn.layer}" if turn.layer else str(turn.source))
    event.add("transp", "TRANSPARENT")
    return event
