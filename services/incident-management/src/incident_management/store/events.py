"""The timeline of all incidents as a stream of events."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, or_, select, text
from sqlalchemy.orm import Session

from incident_management.domain.incident import Incident
from incident_management.domain.timeline import EntryType
from incident_management.store.incidents import FACTS, incident_from
from incident_management.store.tables import incidents, timeline


@dataclass(frozen=True, slots=True)
class Event:
    """An entry of a timeline, with its incident as it was when the event was read."""

    id: int
    type: EntryType
    actor: str
    at: datetime
    data: dict[str, Any]
    incident: Incident


def newest_id(session: Session) -> int:
    """0 where nothing has happened yet."""
    found: int = session.execute(text("SELECT coalesce(max(id), 0) FROM incidents.timeline")).scalar_one()
    return found


def ids_after(session: Session, number: int) -> list[int]:
    """The numbers of all entries after one."""
    return list(session.execute(select(timeline.c.id).where(timeline.c.id > number)).scalars())


def get(session: Session, number: int) -> Event:
    """The entry with this number, which must be there: none is ever deleted."""
    return _events(session.execute(_ENTRIES.where(timeline.c.id == number)))[0]


def read(session: Session, *, after: int, also: Collection[int] = (), limit: int) -> list[Event]:
    """At most `limit` entries after a number, and those of `also` that are there; by number."""
    newer = select(timeline.c.id).where(timeline.c.id > after).order_by(timeline.c.id).limit(limit)
    chosen = or_(timeline.c.id.in_(newer), timeline.c.id.in_(also))
    return _events(session.execute(_ENTRIES.where(chosen).order_by(timeline.c.id)))


_ENTRIES: Select[tuple[Any, ...]] = select(
    timeline.c.id.label("entry_id"),
    timeline.c.type,
    timeline.c.actor,
    timeline.c.at,
    timeline.c.data,
    *FACTS,
).join(incidents, incidents.c.id == timeline.c.incident_id)


def _events(rows: Iterable[Row[tuple[Any, ...]]]) -> list[Event]:
    return [Event(row.entry_id, EntryType(row.type), row.actor, row.at, row.data, incident_from(row)) for row in rows]
