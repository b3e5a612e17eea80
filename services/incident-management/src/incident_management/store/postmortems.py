"""Post-mortems, each text that was ever saved; and what people want to do after them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Row, delete, func, insert, select, tuple_, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session

from incident_management.domain.action_item import ActionItem
from incident_management.domain.incident import Person
from incident_management.store.tables import action_items, incidents, postmortems


class Which(StrEnum):
    """Action items by whether they are done."""

    OPEN = "open"
    DONE = "done"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Saved:
    """One version of a post-mortem, from 1."""

    incident_id: UUID
    version: int
    content: str
    author: str
    created_at: datetime


def present(session: Session, incident_id: UUID) -> Saved | None:
    """As it was last saved."""
    newest = select(postmortems).where(postmortems.c.incident_id == incident_id)
    row = session.execute(newest.order_by(postmortems.c.version.desc()).limit(1)).mappings().one_or_none()
    return Saved(**row) if row else None


def version(session: Session, incident_id: UUID, number: int) -> Saved | None:
    query = select(postmortems).where(postmortems.c.incident_id == incident_id, postmortems.c.version == number)
    row = session.execute(query).mappings().one_or_none()
    return Saved(**row) if row else None


def versions(session: Session, incident_id: UUID) -> list[Saved]:
    """Newest first."""
    query = select(postmortems).where(postmortems.c.incident_id == incident_id)
    return [Saved(**row) for row in session.execute(query.order_by(postmortems.c.version.desc())).mappings()]


def save(session: Session, incident_id: UUID, number: int, content: str, *, by: str, at: datetime) -> bool:
    """Add a version. False: there is one of this number, so somebody else has saved meanwhile."""
    added = (
        postgresql.insert(postmortems)
        .values(incident_id=incident_id, version=number, content=content, author=by, created_at=at)
        .on_conflict_do_nothing()
        .returning(postmortems.c.version)
    )
    return session.execute(added).scalar() is not None


def add_item(session: Session, values: Mapping[str, Any]) -> UUID:
    made: UUID = session.execute(insert(action_items).values(**values).returning(action_items.c.id)).scalar_one()
    return made


def item(session: Session, item_id: UUID, *, lock: bool = False) -> ActionItem | None:
    query = select(action_items).where(action_items.c.id == item_id)
    row = session.execute(query.with_for_update() if lock else query).one_or_none()
    return _item_from(row) if row else None


def change_item(session: Session, item_id: UUID, values: Mapping[str, Any]) -> None:
    session.execute(update(action_items).where(action_items.c.id == item_id).values(**values))


def remove_item(session: Session, item_id: UUID) -> bool:
    """False: there was none."""
    gone = delete(action_items).where(action_items.c.id == item_id).returning(action_items.c.id)
    return session.execute(gone).scalar() is not None


def items_of(session: Session, incident_id: UUID) -> list[ActionItem]:
    """Oldest first."""
    query = select(action_items).where(action_items.c.incident_id == incident_id).order_by(action_items.c.id)
    return [_item_from(row) for row in session.execute(query)]


def items(
    session: Session,
    after: tuple[datetime, UUID] | None,
    limit: int,
    *,
    which: Which = Which.OPEN,
    team: str | None = None,
    owner: str | None = None,
) -> list[ActionItem]:
    """Newest first; one more than `limit`. owner: an e-mail address, in any letter case."""
    place = (action_items.c.created_at, action_items.c.id)
    query = select(action_items)
    if which is not Which.ALL:
        is_done = action_items.c.done_at.is_not(None)
        query = query.where(is_done if which is Which.DONE else ~is_done)
    if team is not None:
        query = query.join(incidents, incidents.c.id == action_items.c.incident_id).where(incidents.c.team == team)
    if owner is not None:
        query = query.where(func.lower(action_items.c.owner_email) == owner.lower())
    if after is not None:
        query = query.where(tuple_(*place) < tuple_(*after))
    rows = session.execute(query.order_by(*(column.desc() for column in place)).limit(limit + 1))
    return [_item_from(row) for row in rows]


def _item_from(row: Row[Any]) -> ActionItem:
    owner = Person(row.owner_id, row.owner_name, row.owner_email) if row.owner_id else None
    return ActionItem(
        id=row.id,
        incident_id=row.incident_id,
        title=row.title,
        owner=owner,
        due_on=row.due_on,
        created_by=row.created_by,
        created_at=row.created_at,
        done_by=row.done_by,
        done_at=row.done_at,
    )
