"""What incidents are called in text messages: six figures, drawn by lot."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from notification_service.store.tables import reply_numbers

LOWEST, COUNT = 100_000, 900_000
KEPT_DAYS = 30
MOST_DRAWS = 20


def numbers_of(session: Session, incident_ids: Collection[UUID], *, now: datetime) -> dict[UUID, int]:
    """The number of each of these incidents, drawn where it has none yet; an incident may be left out when so many
    are taken that no free one is drawn."""
    found: dict[UUID, int] = {}
    for _ in range(MOST_DRAWS):
        known = select(reply_numbers.c.incident_id, reply_numbers.c.number)
        rows = session.execute(known.where(reply_numbers.c.incident_id.in_(incident_ids)))
        found = {row.incident_id: row.number for row in rows}
        # In one order, so that no two batches wait for each other.
        missing = sorted(set(incident_ids) - found.keys())
        if not missing:
            break
        drawn = [{"incident_id": id, "number": LOWEST + secrets.randbelow(COUNT), "created_at": now} for id in missing]
        session.execute(insert(reply_numbers).values(drawn).on_conflict_do_nothing())
    return found


def incident_called(session: Session, number: int) -> UUID | None:
    query = select(reply_numbers.c.incident_id).where(reply_numbers.c.number == number)
    return session.execute(query).scalar()


def forget_old(session: Session) -> None:
    """Numbers of a month ago are drawn again."""
    before = func.clock_timestamp() - func.make_interval(0, 0, 0, KEPT_DAYS)
    session.execute(delete(reply_numbers).where(reply_numbers.c.created_at < before))
