"""Notifications as people ask for them and see them: added, listed, sent again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, and_, desc, exists, func, or_, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from notification_service.domain.notification import CAN_BE_RETRIED, WAITING, Kind, Status
from notification_service.store.tables import attempts, notifications

# Wakes the delivery workers of every replica at commit.
DUE_CHANNEL = "notification_due"


@dataclass(frozen=True, slots=True)
class NewNotification:
    """A notification to be delivered. See the table for what each column means.

    planned_at: when it is to be sent; None: as soon as possible.
    """

    id: UUID
    kind: Kind
    channel: str
    recipient: str
    destination: str
    message: str
    subject: str | None = None
    page_id: UUID | None = None
    incident_id: UUID | None = None
    topic: str = ""
    step: int | None = None
    cycle: int | None = None
    data: Mapping[str, Any] | None = None
    user_id: UUID | None = None
    planned_at: datetime | None = None
    episode: int = 1


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list shows; None: all. bundle_id: that bundle, and what it carries."""

    incident_id: UUID | None = None
    status: str | None = None
    channel: str | None = None
    recipient: str | None = None
    kind: str | None = None
    bundle_id: UUID | None = None


def add(session: Session, new: NewNotification, *, now: datetime) -> None:
    """Queue a notification. One with this id that is there already is left as it is."""
    add_all(session, [new], now=now)


def add_all(session: Session, new: Sequence[NewNotification], *, now: datetime) -> None:
    """`add` for each of these, at once."""
    if not new:
        return
    session.execute(insert(notifications).on_conflict_do_nothing(), [_row(one, now) for one in new])
    wake_workers(session)


def _row(new: NewNotification, now: datetime) -> dict[str, Any]:
    return {
        "id": new.id,
        "page_id": new.page_id,
        "incident_id": new.incident_id,
        "kind": new.kind,
        "channel": new.channel,
        "recipient": new.recipient,
        "destination": new.destination,
        "topic": new.topic,
        "step": new.step,
        "cycle": new.cycle,
        "status": Status.PENDING,
        "subject": new.subject,
        "message": new.message,
        "data": dict(new.data or {}),
        "created_at": now,
        "due_at": new.planned_at or now,
        "user_id": new.user_id,
        "planned_at": new.planned_at,
        "episode": new.episode,
    }


def wake_workers(session: Session) -> None:
    session.execute(select(func.pg_notify(DUE_CHANNEL, "")))


def of_page(session: Session, page_id: UUID) -> Sequence[Row[Any]]:
    """What a page was made into, oldest first; nothing when the page is new."""
    query = select(notifications).where(notifications.c.page_id == page_id)
    return session.execute(query.order_by(notifications.c.created_at, notifications.c.id)).all()


def known_pages(session: Session, page_ids: Collection[UUID]) -> set[UUID]:
    """Those of these pages that were made into notifications before."""
    query = select(notifications.c.page_id).where(notifications.c.page_id.in_(page_ids))
    return set(session.execute(query).scalars())


def in_bundle(session: Session, bundle_id: UUID) -> Sequence[Row[Any]]:
    """What a bundle carries, or carried when it was given up; oldest first."""
    query = select(notifications).where(notifications.c.bundle_id == bundle_id)
    return session.execute(query.order_by(notifications.c.created_at, notifications.c.id)).all()


def get(session: Session, id: UUID) -> Row[Any] | None:
    return session.execute(select(notifications).where(notifications.c.id == id)).one_or_none()


def newest(
    session: Session, filters: Filters, *, before: tuple[datetime, UUID] | None, limit: int
) -> Sequence[Row[Any]]:
    """The newest notifications that fit, those after `before` in this order."""
    query = select(notifications)
    for name in ("incident_id", "status", "channel", "recipient", "kind"):
        if (wanted := getattr(filters, name)) is not None:
            query = query.where(notifications.c[name] == wanted)
    if filters.bundle_id is not None:
        query = query.where(
            or_(notifications.c.id == filters.bundle_id, notifications.c.bundle_id == filters.bundle_id)
        )
    if before is not None:
        query = query.where(tuple_(notifications.c.created_at, notifications.c.id) < before)
    newest_first = (desc(notifications.c.created_at), desc(notifications.c.id))
    return session.execute(query.order_by(*newest_first).limit(limit)).all()


def attempts_of(session: Session, ids: Iterable[UUID]) -> dict[UUID, list[Row[Any]]]:
    """The attempts of each notification, first to last."""
    query = select(attempts).where(attempts.c.notification_id.in_(list(ids))).order_by(attempts.c.number)
    found: dict[UUID, list[Row[Any]]] = {}
    for row in session.execute(query):
        found.setdefault(row.notification_id, []).append(row)
    return found


def queue_again(session: Session, id: UUID, *, now: datetime) -> Row[Any] | None:
    """Make a failed or dead notification due now with all its tries; None when it is neither. One of many wins.

    It goes by itself, over no limit: somebody asked for it.
    """
    again = (
        update(notifications)
        .where(notifications.c.id == id, notifications.c.status.in_(CAN_BE_RETRIED))
        .values(
            status=Status.PENDING, due_at=now, failures=0, bundle_id=None, lease_token=notifications.c.lease_token + 1
        )
        .returning(*notifications.c)
    )
    row = session.execute(again).one_or_none()
    if row is not None:
        wake_workers(session)
    return row


def cancel_pages(session: Session, incident_id: UUID, episode: int) -> Sequence[str]:
    """Cancel an incident's pages, up to this episode of its escalation, that wait for a try; returns the channel of
    each. What is being sent is left alone; a bundle that waits carries them no more."""
    of_incident = and_(
        notifications.c.incident_id == incident_id,
        notifications.c.kind == Kind.PAGE,
        notifications.c.episode <= episode,
    )
    waits = notifications.c.status.in_((Status.PENDING, Status.FAILED))
    cancel = update(notifications).values(status=Status.CANCELLED).returning(notifications.c.channel)
    cancelled = list(session.execute(cancel.where(of_incident, waits)).scalars())
    # After it, so that what a worker has put into a bundle meanwhile is seen. The bundle's row is taken first, as by
    # whoever records how it ended.
    is_carried = and_(of_incident, notifications.c.status == Status.BUNDLED, notifications.c.sent_at.is_(None))
    carrying = select(notifications.c.bundle_id).where(is_carried)
    bundles = select(notifications.c.id).where(notifications.c.id.in_(carrying), waits).order_by(notifications.c.id)
    if waiting := session.execute(bundles.with_for_update()).scalars().all():
        carried = cancel.where(is_carried, notifications.c.bundle_id.in_(waiting))
        cancelled += session.execute(carried).scalars()
    return cancelled


def pages_of_person(session: Session, incident_id: UUID, user_id: UUID) -> Sequence[Row[Any]]:
    """Every page that was made for a person about an incident, oldest first; `is_tried`: it may have reached them."""
    bundle = notifications.alias("bundle")
    was_tried = or_(bundle.c.attempt_count > 0, bundle.c.status == Status.SENDING)
    is_carried = exists().where(bundle.c.id == notifications.c.bundle_id, was_tried)
    is_alone = or_(notifications.c.attempt_count > 0, notifications.c.status == Status.SENDING)
    query = select(notifications, or_(is_alone, is_carried).label("is_tried")).where(
        notifications.c.incident_id == incident_id,
        notifications.c.user_id == user_id,
        notifications.c.kind == Kind.PAGE,
    )
    return session.execute(query.order_by(notifications.c.created_at, notifications.c.id)).all()


def people_paged(session: Session, incident_id: UUID, user_ids: Collection[UUID]) -> set[UUID]:
    """Those of these people for whom a page about the incident was made."""
    query = select(notifications.c.user_id).where(
        notifications.c.incident_id == incident_id,
        notifications.c.user_id.in_(user_ids),
        notifications.c.kind == Kind.PAGE,
    )
    return set(session.execute(query).scalars())


def count_waiting(session: Session) -> int:
    """How many should have been delivered by now, and are neither that nor given up."""
    is_due = or_(notifications.c.planned_at.is_(None), notifications.c.planned_at <= func.clock_timestamp())
    query = select(func.count()).select_from(notifications).where(notifications.c.status.in_(WAITING), is_due)
    return session.execute(query).scalar_one()
