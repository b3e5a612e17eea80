"""Swaps of shifts."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, insert, select, update
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.orm import Session

from oncall_service.domain.overrides import Role
from oncall_service.domain.people import Person
from oncall_service.domain.spans import Span
from oncall_service.domain.swaps import Swap, SwapStatus
from oncall_service.store.pages import Asked, Found, page_of
from oncall_service.store.tables import swaps, users

_BY, _OF = users.alias("by"), users.alias("of")


def _with_people() -> Select[Any]:
    return (
        select(
            *swaps.c,
            _BY.c.name.label("by_name"),
            _BY.c.email.label("by_email"),
            _OF.c.name.label("of_name"),
            _OF.c.email.label("of_email"),
        )
        .join_from(swaps, _BY, _BY.c.id == swaps.c.asked_by)
        .join(_OF, _OF.c.id == swaps.c.asked_of)
    )


def _swap(row: Row[Any]) -> Swap:
    return Swap(
        id=row.id,
        schedule_id=row.schedule_id,
        role=Role(row.role),
        asked_by=Person(row.asked_by, row.by_name, row.by_email),
        asked_of=Person(row.asked_of, row.of_name, row.of_email),
        period=Span(row.period.lower, row.period.upper),
        in_return=Span(row.in_return.lower, row.in_return.upper) if row.in_return else None,
        note=row.note,
        status=SwapStatus(row.status),
        created_at=row.created_at,
        answered_at=row.answered_at,
    )


def get(session: Session, schedule_id: UUID, swap_id: UUID, *, for_update: bool = False) -> Swap | None:
    query = _with_people().where(swaps.c.id == swap_id, swaps.c.schedule_id == schedule_id)
    row = session.execute(query.with_for_update(of=swaps) if for_update else query).one_or_none()
    return _swap(row) if row else None


def page(session: Session, schedule_id: UUID, asked: Asked, *, status: SwapStatus | None) -> Found[Swap]:
    query = _with_people().where(swaps.c.schedule_id == schedule_id)
    if status is not None:
        query = query.where(swaps.c.status == status)
    found = page_of(session, query, swaps, asked)
    return Found([_swap(row) for row in found.items], found.next_cursor)


def add(
    session: Session,
    schedule_id: UUID,
    *,
    role: Role,
    asked_by: UUID,
    asked_of: UUID,
    period: Span,
    in_return: Span | None,
    note: str | None,
) -> UUID:
    values = {
        "schedule_id": schedule_id,
        "role": role,
        "asked_by": asked_by,
        "asked_of": asked_of,
        "period": Range(period.starts_at, period.ends_at),
        "in_return": Range(in_return.starts_at, in_return.ends_at) if in_return else None,
        "note": note,
    }
    swap_id: UUID = session.execute(insert(swaps).values(values).returning(swaps.c.id)).scalar_one()
    return swap_id


def answer(session: Session, swap_id: UUID, status: SwapStatus, *, at: datetime) -> None:
    session.execute(update(swaps).where(swaps.c.id == swap_id).values(status=status, answered_at=at))
