"""Of which week a team was last told what its schedule lacks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session

from oncall_service.store.tables import coverage_checks, schedules


@dataclass(frozen=True, slots=True)
class Checked:
    """week: the Monday of the last week that was told; None: none was."""

    schedule_id: UUID
    timezone: str
    created_at: datetime
    week: date | None


def all_of_them(session: Session) -> list[Checked]:
    """Every schedule."""
    query = select(schedules.c.id, schedules.c.timezone, schedules.c.created_at, coverage_checks.c.week)
    joined = query.join_from(schedules, coverage_checks, coverage_checks.c.schedule_id == schedules.c.id, isouter=True)
    return [Checked(*row) for row in session.execute(joined.order_by(schedules.c.id))]


def claim(session: Session, schedule_id: UUID, week: date) -> bool:
    """Is it this transaction's to tell the team of this week? Of several at once it is one's."""
    row = postgresql.insert(coverage_checks).values(schedule_id=schedule_id, week=week)
    mine = row.on_conflict_do_update(
        index_elements=[coverage_checks.c.schedule_id],
        set_={"week": row.excluded.week},
        where=coverage_checks.c.week < row.excluded.week,
    )
    return session.execute(mine.returning(coverage_checks.c.week)).scalar() is not None
