"""What can be asked of this service: one function a verb."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Row
from sqlalchemy.orm import Session

from notification_service.channels.channel import Channels
from notification_service.domain.errors import CannotRetry, ChannelIsOff, NotificationNotFound
from notification_service.domain.notification import ChannelKind, Kind, Status, notification_id, topic_of
from notification_service.metrics import NOTIFICATIONS
from notification_service.store import notifications
from notification_service.store.notifications import Filters, NewNotification

# Incident statuses in which nobody needs to be woken any more.
ANSWERED = frozenset({"acknowledged", "in_progress", "resolved"})


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere that a channel reaches, with no person behind it: a chat room, another system."""

    channel: ChannelKind
    recipient: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page or update that incident-management hands over. incident: kept with the notification as it is now."""

    id: UUID
    kind: Kind
    incident: dict[str, Any]
    to: Person | Place
    step: int | None
    cycle: int | None
    subject: str
    message: str


def notify(
    session: Session,
    channels: Channels,
    *,
    kind: ChannelKind,
    recipient: str,
    message: str,
    subject: str | None,
    incident_id: UUID | None,
    now: datetime,
) -> UUID:
    """Queue one message over one channel; returns its id. Raises ChannelIsOff, BadRecipient."""
    channel = channels[kind]
    if channel.off_because:
        raise ChannelIsOff(kind, channel.off_because)
    recipient = channel.checked_recipient(recipient)
    new = NewNotification(
        id=uuid4(),
        kind=Kind.DIRECT,
        channel=kind,
        recipient=recipient,
        destination=channel.destination(recipient),
        message=message,
        subject=subject,
        incident_id=incident_id,
    )
    notifications.add(session, new, now=now)
    return new.id


def take_page(session: Session, channels: Channels, page: Page, *, now: datetime) -> Sequence[Row[Any]]:
    """Make the notifications of a page, once: a page handed over again is answered with what it was made into.

    An update that says somebody has the incident cancels its pages that still wait: nobody is woken for what is taken.

    Nothing about the recipient is refused here: what cannot be delivered must be seen where the incident is, so it is
    queued, given up, and told back.
    """
    if made := notifications.of_page(session, page.id):
        return made
    if page.kind is Kind.UPDATE and page.incident["status"] in ANSWERED:
        for channel in notifications.cancel_pages(session, UUID(page.incident["id"])):
            NOTIFICATIONS.labels(channel, Status.CANCELLED).inc()
    place = place_of(page.to, channels)
    new = NewNotification(
        id=notification_id(page.id, place.channel, place.recipient),
        kind=page.kind,
        channel=place.channel,
        recipient=place.recipient,
        destination=channels[place.channel].destination(place.recipient),
        message=page.message,
        subject=page.subject,
        page_id=page.id,
        incident_id=UUID(page.incident["id"]),
        topic=topic_of(page.incident["service"]),
        step=page.step,
        cycle=page.cycle,
        data={"incident": page.incident},
    )
    notifications.add(session, new, now=now)
    return notifications.of_page(session, page.id)


def place_of(to: Person | Place, channels: Channels) -> Place:
    """Where somebody is reached: a person by mail, by the log while no mail server is set."""
    if isinstance(to, Place):
        return to
    by_mail = channels[ChannelKind.EMAIL].off_because is None
    return Place(ChannelKind.EMAIL if by_mail else ChannelKind.LOG, to.email)


def one(session: Session, id: UUID) -> tuple[Row[Any], list[Row[Any]]]:
    """A notification and its attempts. Raises NotificationNotFound."""
    row = notifications.get(session, id)
    if row is None:
        raise NotificationNotFound(id)
    return row, notifications.attempts_of(session, [id]).get(id, [])


def page_of_list(
    session: Session, filters: Filters, *, before: tuple[datetime, UUID] | None, limit: int
) -> tuple[list[tuple[Row[Any], list[Row[Any]]]], bool]:
    """One page of the list, newest first, with attempts; and whether there is more."""
    rows = notifications.newest(session, filters, before=before, limit=limit + 1)
    shown = rows[:limit]
    attempts = notifications.attempts_of(session, [row.id for row in shown])
    return [(row, attempts.get(row.id, [])) for row in shown], len(rows) > limit


def retry(session: Session, id: UUID, *, now: datetime) -> tuple[Row[Any], list[Row[Any]]]:
    """Send a failed or dead notification again, now. Raises NotificationNotFound, CannotRetry."""
    again = notifications.queue_again(session, id, now=now)
    if again is None:
        raise CannotRetry(one(session, id)[0].status)
    return again, notifications.attempts_of(session, [id]).get(id, [])
