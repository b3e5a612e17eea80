"""Events on their way to subscribers: written by the database with their cause, claimed, tried, recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from platform_kit.secrets_at_rest import SealedText
from sqlalchemy import Select, func, insert, select, text, tuple_, update
from sqlalchemy.orm import Session

from incident_management.domain.subscription import Answered, DeliveryStatus, Event
from incident_management.store.tables import deliveries, delivery_attempts, subscriptions

EACH_AT_MOST = 4
"""How many are claimed at once for one receiver: one that is slow holds up nobody else."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery that is due and is this worker's for a lease.

    body: None before the first attempt. secret: None where none of our keys opens it.
    """

    id: UUID
    subscription_id: UUID
    incident_id: UUID
    entry_id: int
    event: Event
    body: str | None
    attempts: int
    token: int
    url: str
    secret: str | None


@dataclass(frozen=True, slots=True)
class Attempt:
    number: int
    started_at: datetime
    duration_ms: int
    outcome: str
    status_code: int | None
    error: str | None


@dataclass(frozen=True, slots=True)
class Delivery:
    """next_at: when it is tried again; None where it is over."""

    id: UUID
    incident_id: UUID
    event: Event
    status: DeliveryStatus
    created_at: datetime
    next_at: datetime | None
    ended_at: datetime | None
    attempts: list[Attempt]


_CLAIM = text("""
    WITH due AS MATERIALIZED (
        SELECT d.id, s.url, s.secret
        FROM incidents.subscriptions s CROSS JOIN LATERAL (
            SELECT id FROM incidents.deliveries
            WHERE subscription_id = s.id AND status = 'waiting' AND due_at <= :now
                AND (lease_until IS NULL OR lease_until <= :now)
            ORDER BY due_at LIMIT :each FOR UPDATE SKIP LOCKED) d
        WHERE s.is_enabled
        LIMIT :limit
    )
    UPDATE incidents.deliveries d SET lease_until = :lease_until, lease_token = d.lease_token + 1
    FROM due WHERE d.id = due.id
    RETURNING d.id, d.subscription_id, d.incident_id, d.entry_id, d.event, d.body, d.attempts,
        d.lease_token AS token, due.url, due.secret
""").columns(secret=SealedText())


def claim_due(session: Session, now: datetime, *, lease: timedelta, limit: int) -> list[Claimed]:
    """Take what is due for receivers that are enabled; several processes may do this together."""
    given = {"now": now, "lease_until": now + lease, "limit": limit, "each": EACH_AT_MOST}
    return [Claimed(**{**row, "event": Event(row["event"])}) for row in session.execute(_CLAIM, given).mappings()]


def keep_body(session: Session, delivery_id: UUID, body: str) -> None:
    """What every attempt carries."""
    session.execute(update(deliveries).where(deliveries.c.id == delivery_id).values(body=body))


def record(session: Session, claimed: Claimed, answered: Answered, *, retry_at: datetime | None, now: datetime) -> bool:
    """How an attempt went. retry_at: when it is tried again; None: it is over.

    False: the claim was lost meanwhile. The attempt was made all the same, so it is shown.
    """
    number = select(func.coalesce(func.max(delivery_attempts.c.number), 0) + 1).where(
        delivery_attempts.c.delivery_id == claimed.id
    )
    mine = (deliveries.c.id == claimed.id) & (deliveries.c.lease_token == claimed.token)
    values: dict[str, Any] = {"attempts": deliveries.c.attempts + 1, "lease_until": None}
    if answered.is_delivered:
        values |= {"status": DeliveryStatus.DELIVERED, "ended_at": now}
    elif retry_at is None:
        values |= {"status": DeliveryStatus.GIVEN_UP, "ended_at": now}
    else:
        values |= {"due_at": retry_at}
    held = session.execute(
        update(deliveries)
        .where(mine, deliveries.c.status == DeliveryStatus.WAITING)
        .values(values)
        .returning(deliveries.c.id)
    ).scalar()
    there = session.execute(select(deliveries.c.id).where(deliveries.c.id == claimed.id).with_for_update()).scalar()
    if there is not None:  # not where the subscription was deleted meanwhile
        session.execute(
            insert(delivery_attempts).values(
                delivery_id=claimed.id,
                number=number.scalar_subquery(),
                started_at=answered.started_at,
                duration_ms=int(answered.took.total_seconds() * 1000),
                outcome="delivered" if answered.is_delivered else "failed",
                status_code=answered.status_code,
                error=answered.error,
            )
        )
    return held is not None


def give_up_waiting(session: Session, subscription_id: UUID, now: datetime) -> None:
    """Nothing that waits for this receiver is sent any more."""
    session.execute(
        update(deliveries)
        .where(deliveries.c.subscription_id == subscription_id, deliveries.c.status == DeliveryStatus.WAITING)
        .values(status=DeliveryStatus.GIVEN_UP, ended_at=now, lease_until=None)
    )


def send_again(session: Session, subscription_id: UUID, delivery_id: UUID, now: datetime) -> bool:
    """It is due now, as if it were new; its attempts stay visible. False: there is none, or it waits anyway."""
    changed = session.execute(
        update(deliveries)
        .where(
            deliveries.c.id == delivery_id,
            deliveries.c.subscription_id == subscription_id,
            deliveries.c.status != DeliveryStatus.WAITING,
        )
        .values(status=DeliveryStatus.WAITING, ended_at=None, due_at=now, attempts=0)
        .returning(deliveries.c.id)
    ).scalar()
    session.execute(text("SELECT pg_notify('deliveries', '')"))
    return changed is not None


def listed(
    session: Session,
    subscription_id: UUID,
    after: tuple[datetime, UUID] | None,
    limit: int,
    *,
    status: DeliveryStatus | None,
) -> list[Delivery]:
    """Newest first, with their attempts; one more than `limit`."""
    place = (deliveries.c.created_at, deliveries.c.id)
    query: Select[Any] = select(deliveries).where(deliveries.c.subscription_id == subscription_id)
    if status is not None:
        query = query.where(deliveries.c.status == status)
    if after is not None:
        query = query.where(tuple_(*place) < tuple_(*after))
    rows = session.execute(query.order_by(*(c.desc() for c in place)).limit(limit + 1)).all()
    return _with_attempts(session, rows)


def get(session: Session, subscription_id: UUID, delivery_id: UUID) -> Delivery | None:
    query = select(deliveries).where(deliveries.c.id == delivery_id, deliveries.c.subscription_id == subscription_id)
    found = _with_attempts(session, session.execute(query).all())
    return found[0] if found else None


def _with_attempts(session: Session, rows: Sequence[Any]) -> list[Delivery]:
    attempts: dict[UUID, list[Attempt]] = {row.id: [] for row in rows}
    query = select(delivery_attempts).where(delivery_attempts.c.delivery_id.in_(attempts))
    for a in session.execute(query.order_by(delivery_attempts.c.number)):
        attempts[a.delivery_id].append(
            Attempt(a.number, a.started_at, a.duration_ms, a.outcome, a.status_code, a.error)
        )
    return [
        Delivery(
            id=row.id,
            incident_id=row.incident_id,
            event=Event(row.event),
            status=DeliveryStatus(row.status),
            created_at=row.created_at,
            next_at=row.due_at if row.status == DeliveryStatus.WAITING else None,
            ended_at=row.ended_at,
            attempts=attempts[row.id],
        )
        for row in rows
    ]


def next_due(session: Session) -> datetime | None:
    """When the first one can be claimed."""
    found: datetime | None = session.execute(
        select(func.min(func.greatest(deliveries.c.due_at, deliveries.c.lease_until)))
        .join(subscriptions, subscriptions.c.id == deliveries.c.subscription_id)
        .where(deliveries.c.status == DeliveryStatus.WAITING, subscriptions.c.is_enabled)
    ).scalar()
    return found


def forget_old(session: Session, before: datetime) -> None:
    """Delete what ended before this instant, with its attempts."""
    gone = "DELETE FROM incidents.deliveries WHERE created_at < :before AND status <> 'waiting'"
    session.execute(text(gone), {"before": before})
