"""Messages that callers ask for, and how they are seen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Row
from sqlalchemy.orm import Session

from notification_service.channels.channel import Channel, Channels
from notification_service.domain.errors import CannotRetry, CannotRetryBundle, ChannelIsOff, NotificationNotFound
from notification_service.domain.notification import PRIVATE_TEXT, ChannelKind, Kind
from notification_service.store import notifications
from notification_service.store.notifications import Filters, NewNotification


def notify(
    session: Session,
    channels: Channels,
    *,
    kind: ChannelKind,
    recipient: str,
    message: str,
    subject: str | None,
    incident_id: UUID | None = None,
    private_text: str | None = None,
    now: datetime,
) -> UUID:
    """Queue one message over one channel; returns its id. Raises ChannelIsOff, BadRecipient.

    private_text: what is sent in place of the message, which stands where everybody may read it.
    """
    channel, recipient = usable(channels, kind, recipient)
    new = NewNotification(
        id=uuid4(),
        kind=Kind.DIRECT,
        channel=kind,
        recipient=recipient,
        destination=channel.destination(recipient),
        message=message,
        subject=subject,
        incident_id=incident_id,
        data={PRIVATE_TEXT: private_text} if private_text else None,
    )
    notifications.add(session, new, now=now)
    return new.id


def usable(channels: Channels, kind: ChannelKind, recipient: str) -> tuple[Channel, str]:
    """The channel, and the recipient as it is kept. Raises ChannelIsOff, BadRecipient."""
    channel = channels[kind]
    if channel.off_because:
        raise ChannelIsOff(kind, channel.off_because)
    return channel, channel.checked_recipient(recipient)


def one(session: Session, id: UUID) -> tuple[Row[Any], list[Row[Any]]]:
    """A notification and its attempts, or those of the bundle that carries it. Raises NotificationNotFound."""
    row = notifications.get(session, id)
    if row is None:
        raise NotificationNotFound(id)
    return row, _attempts_of(session, [row])[row.id]


def page_of_list(
    session: Session, filters: Filters, *, before: tuple[datetime, UUID] | None, limit: int
) -> tuple[list[tuple[Row[Any], list[Row[Any]]]], bool]:
    """One page of the list, newest first, with attempts; and whether there is more."""
    rows = notifications.newest(session, filters, before=before, limit=limit + 1)
    shown = rows[:limit]
    attempts = _attempts_of(session, shown)
    return [(row, attempts[row.id]) for row in shown], len(rows) > limit


def _attempts_of(session: Session, rows: Sequence[Row[Any]]) -> dict[UUID, list[Row[Any]]]:
    carrier = {row.id: row.bundle_id or row.id for row in rows}
    found = notifications.attempts_of(session, carrier.values())
    return {id: found.get(carried_by, []) for id, carried_by in carrier.items()}


def retry(session: Session, id: UUID, *, now: datetime) -> tuple[Row[Any], list[Row[Any]]]:
    """Send a failed or dead notification again, now. Raises NotificationNotFound, CannotRetry, CannotRetryBundle."""
    if one(session, id)[0].is_bundle:
        raise CannotRetryBundle
    again = notifications.queue_again(session, id, now=now)
    if again is None:
        raise CannotRetry(one(session, id)[0].status)
    return again, notifications.attempts_of(session, [id]).get(id, [])
