"""What people must be told: written with its cause, claimed and handed over by a worker."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from oncall_service.domain.swaps import Notice
from oncall_service.store.tables import notices


@dataclass(frozen=True, slots=True)
class DueNotice:
    """A notice that this process has claimed. token: only its holder records what came of it."""

    id: UUID
    notice: Notice
    attempts: int
    token: int


def add(session: Session, found: Iterable[Notice]) -> None:
    rows = [{"recipient": n.recipient, "subject": n.subject, "message": n.message} for n in found]
    if rows:
        session.execute(insert(notices), rows)


def claim_due(session: Session, *, limit: int, lease: timedelta) -> list[DueNotice]:
    """Take notices that are due; they are due again after the lease, should this process die."""
    now = func.clock_timestamp()
    due = (
        select(notices.c.id)
        .where(notices.c.due_at <= now, notices.c.handed_over_at.is_(None), notices.c.refused_because.is_(None))
        .order_by(notices.c.due_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    claimed = session.execute(
        update(notices)
        .where(notices.c.id.in_(due))
        .values(due_at=now + lease, attempts=notices.c.attempts + 1, lease_token=notices.c.lease_token + 1)
        .returning(notices)
    )
    return [
        DueNotice(row.id, Notice(row.recipient, row.subject, row.message), row.attempts, row.lease_token)
        for row in claimed
    ]


def handed_over(session: Session, due: DueNotice) -> None:
    _record(session, due, handed_over_at=func.clock_timestamp())


def refused(session: Session, due: DueNotice, reason: str) -> None:
    """It will not be tried again."""
    _record(session, due, refused_because=reason)


def again(session: Session, due: DueNotice, wait: timedelta) -> None:
    _record(session, due, due_at=func.clock_timestamp() + wait)


def _record(session: Session, due: DueNotice, **values: object) -> None:
    mine = (notices.c.id == due.id) & (notices.c.lease_token == due.token)
    session.execute(update(notices).where(mine).values(values))
