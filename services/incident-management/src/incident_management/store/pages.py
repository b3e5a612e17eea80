"""Pages and updates that notification-service must be told of: written, claimed, handed over, cancelled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import case, literal, or_, select, text, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session

from incident_management.domain.recipients import Recipient, as_wire, from_wire, key_of, stop_id
from incident_management.store.tables import pages


@dataclass(frozen=True, slots=True)
class NewPage:
    """A message to one recipient. step and cycle are null in an update, in a stop, and where a person asks for the
    page.

    not_before: when it may be handed over; None: at once.
    """

    id: UUID
    kind: Literal["page", "update", "stop"]
    episode: int
    cycle: int | None
    step: int | None
    recipient: Recipient
    subject: str
    message: str
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Claimed:
    """A page that is due and is this worker's until `lease_until`, with its incident as it is now.

    attempts: how often it was tried before. traceparent: of what made the page.
    """

    id: UUID
    incident_id: UUID
    kind: str
    episode: int
    step: int | None
    cycle: int | None
    recipient: Recipient
    subject: str
    message: str
    attempts: int
    token: int
    lease_until: datetime
    incident: dict[str, Any]
    traceparent: str | None = None


_CLAIM = text("""
    WITH due AS MATERIALIZED (
        SELECT id FROM incidents.pages
        WHERE handed_over_at IS NULL AND cancelled_at IS NULL AND due_at <= :now
            AND (lease_until IS NULL OR lease_until <= :now)
        ORDER BY due_at LIMIT :limit FOR UPDATE SKIP LOCKED
    )
    UPDATE incidents.pages p SET lease_until = :lease_until, lease_token = p.lease_token + 1
    FROM due, incidents.incidents i
    WHERE p.id = due.id AND i.id = p.incident_id
    RETURNING p.id, p.incident_id, p.kind, p.episode, p.step, p.cycle, p.recipient, p.subject, p.message, p.attempts,
        p.lease_token AS token, p.lease_until, p.traceparent, jsonb_build_object(
            'id', i.id, 'title', i.title, 'service', i.service, 'severity', i.severity, 'status', i.status,
            'team', i.team, 'alert_count', i.alert_count, 'created_at', i.created_at) AS incident
""")

_HANDED_OVER = text("""
    UPDATE incidents.pages p
    SET handed_over_at = :at, attempts = p.attempts + 1, last_error = NULL, lease_until = NULL
    FROM unnest(CAST(:ids AS uuid[]), CAST(:tokens AS bigint[])) AS ours (id, token)
    WHERE p.id = ours.id AND p.lease_token = ours.token
""")

_WAKE = text("SELECT pg_notify('pages', '')")


def add(session: Session, incident_id: UUID, new: Sequence[NewPage], *, at: datetime) -> list[UUID]:
    """Write pages to hand over, and wake who does it. Answers the ids of those that were not there before."""
    if not new:
        return []
    rows = [
        {
            "id": page.id,
            "incident_id": incident_id,
            "kind": page.kind,
            "episode": page.episode,
            "cycle": page.cycle,
            "step": page.step,
            "recipient_key": key_of(page.recipient),
            "recipient": as_wire(page.recipient),
            "subject": page.subject,
            "message": page.message,
            "created_at": at,
            "due_at": page.not_before or at,
        }
        for page in new
    ]
    added = session.execute(postgresql.insert(pages).on_conflict_do_nothing().returning(pages.c.id), rows)
    ids = list(added.scalars())
    session.execute(_WAKE)
    return ids


def cancel_waiting(session: Session, incident_id: UUID, *, at: datetime, also_asked: bool) -> None:
    """Pages that nobody was told of yet are not sent any more. also_asked: nor those that a person asked for."""
    session.execute(
        update(pages)
        .where(
            pages.c.incident_id == incident_id,
            pages.c.kind == "page",
            pages.c.handed_over_at.is_(None),
            pages.c.cancelled_at.is_(None),
            *(() if also_asked else (pages.c.step.is_not(None),)),
        )
        .values(cancelled_at=at)
    )


def paged(session: Session, incident_id: UUID, *, now: datetime) -> list[Recipient]:
    """Everybody who was paged about the incident, or is being paged this instant; each once, in order."""
    rows = session.execute(
        select(pages.c.recipient_key, pages.c.recipient)
        .where(
            pages.c.incident_id == incident_id,
            pages.c.kind == "page",
            or_(pages.c.handed_over_at.is_not(None), pages.c.lease_until > now),
        )
        .order_by(pages.c.created_at, pages.c.id)
    )
    return [from_wire(recipient) for recipient in {row.recipient_key: row.recipient for row in rows}.values()]


def add_stop(session: Session, incident_id: UUID, episode: int, *, at: datetime) -> None:
    """Have notification-service wake nobody any more for an episode: who was paged may have steps of their own to come.

    A page that is being handed over this instant may arrive after the stop: then there is another one behind it.
    """
    is_on_its_way = (pages.c.handed_over_at.is_(None)) & (pages.c.lease_until > at)
    rows = session.execute(
        select(pages.c.recipient, case((is_on_its_way, pages.c.lease_until)).label("on_its_way_until"))
        .where(pages.c.incident_id == incident_id, pages.c.kind == "page", pages.c.episode == episode)
        .where(or_(pages.c.handed_over_at.is_not(None), is_on_its_way))
    ).all()
    if not rows:
        return
    recipient = from_wire(rows[0].recipient)  # a stop is about the incident: whose steps end is not asked
    on_their_way = [row.on_its_way_until for row in rows if row.on_its_way_until]
    new = [
        NewPage(
            id=stop_id(incident_id, episode, is_late=until is not None),
            kind="stop",
            episode=episode,
            cycle=None,
            step=None,
            recipient=recipient,
            subject="",
            message="",
            not_before=until,
        )
        for until in (None, *([max(on_their_way)] if on_their_way else []))
    ]
    add(session, incident_id, new, at=at)


def claim_due(session: Session, now: datetime, *, lease: timedelta, limit: int) -> list[Claimed]:
    """Take pages that are due, the longest waiting first; several processes may do this together."""
    rows = session.execute(_CLAIM, {"now": now, "lease_until": now + lease, "limit": limit}).mappings()
    return [Claimed(**{**row, "recipient": from_wire(row["recipient"])}) for row in rows]


def may_be_sent(session: Session, page: Claimed, *, now: datetime) -> bool:
    """Is the claim still good, and was the page not cancelled since?"""
    query = select(literal(True)).where(
        pages.c.id == page.id,
        pages.c.lease_token == page.token,
        pages.c.lease_until > now,
        pages.c.cancelled_at.is_(None),
    )
    return session.execute(query).scalar() is not None


def record_handed_over(session: Session, page: Claimed, *, at: datetime) -> bool:
    """Notification-service has it. False: the claim was lost meanwhile, and somebody else records it."""
    done = (
        update(pages)
        .where(pages.c.id == page.id, pages.c.lease_token == page.token)
        .values(handed_over_at=at, attempts=page.attempts + 1, last_error=None, lease_until=None)
        .returning(pages.c.id)
    )
    return session.execute(done).scalar() is not None


def which_may_be_sent(session: Session, claimed: Sequence[Claimed], *, now: datetime) -> list[Claimed]:
    """`may_be_sent` for many, in the order given."""
    query = select(pages.c.id, pages.c.lease_token).where(
        pages.c.id.in_([page.id for page in claimed]), pages.c.lease_until > now, pages.c.cancelled_at.is_(None)
    )
    ours = {(row.id, row.lease_token) for row in session.execute(query)}
    return [page for page in claimed if (page.id, page.token) in ours]


def record_all_handed_over(session: Session, claimed: Sequence[Claimed], *, at: datetime) -> None:
    """`record_handed_over` for many."""
    session.execute(
        _HANDED_OVER, {"ids": [page.id for page in claimed], "tokens": [page.token for page in claimed], "at": at}
    )


def record_failed(session: Session, page: Claimed, error: str, *, retry_at: datetime) -> None:
    """It was not taken: it is due again at `retry_at`."""
    session.execute(
        update(pages)
        .where(pages.c.id == page.id, pages.c.lease_token == page.token)
        .values(due_at=retry_at, attempts=page.attempts + 1, last_error=error[:500], lease_until=None)
    )


def next_due(session: Session) -> datetime | None:
    """When the first page can be claimed."""
    found: datetime | None = session.execute(
        text(
            "SELECT greatest(due_at, lease_until) FROM incidents.pages"
            " WHERE handed_over_at IS NULL AND cancelled_at IS NULL ORDER BY due_at LIMIT 1"
        )
    ).scalar()
    return found
