"""Subscriptions to events, as an administrator set them up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, delete, insert, select, text, tuple_, update
from sqlalchemy.orm import Session

from incident_management.domain.subscription import Event, Subscription
from incident_management.store.tables import subscriptions

_TEAM = text("(SELECT t.name FROM oncall.team_by(incidents.subscriptions.team_id::text) t) AS team")
_FACTS: tuple[Any, ...] = (*(column for column in subscriptions.c if column.name != "secret"), _TEAM)


@dataclass(frozen=True, slots=True)
class Team:
    id: UUID
    name: str


def team_by(session: Session, reference: str) -> Team | None:
    """The team with this id or name, as oncall-service keeps it."""
    row = session.execute(text("SELECT id, name FROM oncall.team_by(:of)"), {"of": reference}).one_or_none()
    return Team(row.id, row.name) if row else None


def add(session: Session, values: Mapping[str, Any]) -> UUID:
    made: UUID = session.execute(insert(subscriptions).values(**values).returning(subscriptions.c.id)).scalar_one()
    return made


def get(session: Session, subscription_id: UUID, *, lock: bool = False) -> Subscription | None:
    query = select(*_FACTS).where(subscriptions.c.id == subscription_id)
    row = session.execute(query.with_for_update() if lock else query).one_or_none()
    return _from(row) if row else None


def listed(session: Session, after: tuple[datetime, UUID] | None, limit: int) -> list[Subscription]:
    """Newest first; one more than `limit`, so that the caller sees whether there are more."""
    query = select(*_FACTS)
    place = (subscriptions.c.created_at, subscriptions.c.id)
    if after is not None:
        query = query.where(tuple_(*place) < tuple_(*after))
    return [_from(row) for row in session.execute(query.order_by(*(c.desc() for c in place)).limit(limit + 1))]


def change(session: Session, subscription_id: UUID, values: Mapping[str, Any]) -> None:
    session.execute(update(subscriptions).where(subscriptions.c.id == subscription_id).values(**values))


def remove(session: Session, subscription_id: UUID) -> bool:
    """With all that waits for it. False: there was none."""
    gone = delete(subscriptions).where(subscriptions.c.id == subscription_id).returning(subscriptions.c.id)
    return session.execute(gone).scalar() is not None


def count_by_state(session: Session) -> dict[str, int]:
    """How many there are: enabled, failing (enabled, and the last attempt failed), disabled because they failed for too
    long or the receiver wanted no more, and paused by somebody."""
    rows = session.execute(
        text(
            "SELECT CASE WHEN disabled_because IS NOT NULL THEN 'disabled' WHEN NOT is_enabled THEN 'paused'"
            " WHEN failing_since IS NOT NULL THEN 'failing'"
            " ELSE 'enabled' END AS state, count(*) AS total FROM incidents.subscriptions GROUP BY 1"
        )
    )
    return {row.state: row.total for row in rows}


def _from(row: Row[Any]) -> Subscription:
    return Subscription(
        id=row.id,
        name=row.name,
        url=row.url,
        team_id=row.team_id,
        team=row.team,
        events=tuple(Event(event) for event in row.events),
        is_enabled=row.is_enabled,
        disabled_because=row.disabled_because,
        failing_since=row.failing_since,
        created_by=row.created_by,
        created_at=row.created_at,
    )
