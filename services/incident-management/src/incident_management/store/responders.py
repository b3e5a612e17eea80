"""People who were asked for help with an incident."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session

from incident_management.domain.incident import Person
from incident_management.store.tables import responders


@dataclass(frozen=True, slots=True)
class Responder:
    person: Person
    added_by: str
    added_at: datetime


def add(session: Session, incident_id: UUID, people: Sequence[Person], *, by: str, at: datetime) -> None:
    """Who is there already stays as they are."""
    rows = [
        {
            "incident_id": incident_id,
            "user_id": person.id,
            "name": person.name,
            "email": person.email,
            "added_by": by,
            "added_at": at,
        }
        for person in people
    ]
    session.execute(postgresql.insert(responders).on_conflict_do_nothing(), rows)


def of_incident(session: Session, incident_id: UUID) -> list[Responder]:
    """In the order in which they were asked."""
    query = select(responders).where(responders.c.incident_id == incident_id)
    rows = session.execute(query.order_by(responders.c.added_at, responders.c.user_id))
    return [Responder(Person(row.user_id, row.name, row.email), row.added_by, row.added_at) for row in rows]
