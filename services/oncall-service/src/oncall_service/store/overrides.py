"""Overrides of schedules."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, delete, insert, select
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.orm import Session

from oncall_service.domain.overrides import Override, OverrideEntry, OverrideKind, Role
from oncall_service.domain.people import Person
from oncall_service.domain.spans import Span
from oncall_service.store.pages import Asked, Found, page_of
from oncall_service.store.tables import overrides, users


def _with_person() -> Select[Any]:
    return select(*overrides.c, users.c.name, users.c.email).join_from(
        overrides, users, users.c.id == overrides.c.user_id
    )


def _entry(row: Row[Any]) -> OverrideEntry:
    span = Span(row.period.lower, row.period.upper)
    return OverrideEntry(
        id=row.id,
        schedule_id=row.schedule_id,
        person=Person(row.user_id, row.name, row.email),
        override=Override(row.user_id, span, Role(row.role), OverrideKind(row.kind)),
        created_by=row.created_by,
        created_at=row.created_at,
    )


def _overlapping(query: Select[Any], span: Span) -> Select[Any]:
    return query.where(overrides.c.period.overlaps(Range(span.starts_at, span.ends_at)))


def get(session: Session, schedule_id: UUID, override_id: UUID) -> OverrideEntry | None:
    query = _with_person().where(overrides.c.id == override_id, overrides.c.schedule_id == schedule_id)
    row = session.execute(query).one_or_none()
    return _entry(row) if row else None


def page(session: Session, schedule_id: UUID, asked: Asked, *, within: Span | None) -> Found[OverrideEntry]:
    query = _with_person().where(overrides.c.schedule_id == schedule_id)
    found = page_of(session, _overlapping(query, within) if within else query, overrides, asked)
    return Found([_entry(row) for row in found.items], found.next_cursor)


def touching(session: Session, schedule_id: UUID, within: Span) -> list[OverrideEntry]:
    """All overrides of a schedule that have time in common with `within`."""
    query = _overlapping(_with_person().where(overrides.c.schedule_id == schedule_id), within)
    return [_entry(row) for row in session.execute(query)]


def add(session: Session, schedule_id: UUID, override: Override, *, created_by: str) -> UUID:
    """Raises IntegrityError (overrides_do_not_overlap, overrides_of_a_person_do_not_overlap)."""
    values = {
        "schedule_id": schedule_id,
        "user_id": override.user,
        "period": Range(override.span.starts_at, override.span.ends_at),
        "role": override.role,
        "kind": override.kind,
        "created_by": created_by,
    }
    override_id: UUID = session.execute(insert(overrides).values(values).returning(overrides.c.id)).scalar_one()
    return override_id


def remove(session: Session, override_id: UUID) -> None:
    session.execute(delete(overrides).where(overrides.c.id == override_id))
