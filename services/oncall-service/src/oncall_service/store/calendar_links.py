"""Links by which calendar programs read shifts. Only the hash of a link's token is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, insert, select, text, update
from sqlalchemy.orm import Session

from oncall_service.store.pages import Asked, Found, page_of
from oncall_service.store.tables import calendar_links


@dataclass(frozen=True, slots=True)
class CalendarLink:
    """schedule_id: None for the shifts of its owner over all schedules."""

    id: UUID
    owner_id: UUID
    schedule_id: UUID | None
    name: str
    created_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose link was shown, and which teams are hidden from them."""

    owner_id: UUID
    owner: str
    schedule_id: UUID | None
    hidden_teams: frozenset[str]


_FACTS = [column for column in calendar_links.c if column.name != "token_hash"]


def add(session: Session, *, owner_id: UUID, schedule_id: UUID | None, name: str, token_hash: bytes) -> CalendarLink:
    made = insert(calendar_links).values(owner_id=owner_id, schedule_id=schedule_id, name=name, token_hash=token_hash)
    return CalendarLink(**session.execute(made.returning(*_FACTS)).mappings().one())


def page(session: Session, owner_id: UUID, asked: Asked) -> Found[CalendarLink]:
    """Those of one person, newest first, revoked ones left out."""
    query = select(*_FACTS).where(calendar_links.c.owner_id == owner_id, calendar_links.c.revoked_at.is_(None))
    found = page_of(session, query, calendar_links, asked)
    return Found([CalendarLink(**row._mapping) for row in found.items], found.next_cursor)


def revoke(session: Session, link_id: UUID, *, of: UUID | None) -> bool:
    """of: only where it is this person's; None: whoever's. False: there is none, or it was revoked before."""
    mine = (calendar_links.c.id == link_id) & calendar_links.c.revoked_at.is_(None)
    if of is not None:
        mine &= calendar_links.c.owner_id == of
    revoked = update(calendar_links).where(mine).values(revoked_at=func.clock_timestamp())
    return session.execute(revoked.returning(calendar_links.c.id)).scalar() is not None


def holder_of(session: Session, token_hash: bytes) -> Holder | None:
    """Nobody for a link that is unknown or revoked, or whose owner is disabled. Notes that it was used."""
    row = session.execute(
        text("SELECT owner_id, owner, schedule_id, hidden_teams FROM oncall.calendar_by_token(:hash)"),
        {"hash": token_hash},
    ).one_or_none()
    return Holder(row.owner_id, row.owner, row.schedule_id, frozenset(row.hidden_teams)) if row else None
