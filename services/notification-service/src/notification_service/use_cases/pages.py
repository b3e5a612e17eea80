"""Pages, updates and stops that incident-management hands over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row
from sqlalchemy.orm import Session

from notification_service.channels.channel import Channels
from notification_service.domain.contacts import Place, Planned, Preferences, held_back, planned_page, urgency_of
from notification_service.domain.notification import ChannelKind, Kind, Status, notification_id, topic_of
from notification_service.metrics import NOTIFICATIONS
from notification_service.store import contacts, notifications
from notification_service.store.notifications import NewNotification

# Incident statuses in which nobody needs to be woken any more.
ANSWERED = frozenset({"acknowledged", "in_progress", "resolved"})


@dataclass(frozen=True, slots=True)
class Person:
    """id: of oncall-service."""

    id: UUID
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page or update that incident-management hands over. incident: kept with the notification as it is now.

    episode: of the incident's escalation, counted from 1; a snooze or a fresh start begins the next one.
    """

    id: UUID
    kind: Kind
    incident: dict[str, Any]
    to: Person | Place
    step: int | None
    cycle: int | None
    episode: int
    subject: str
    message: str


def take_page(session: Session, channels: Channels, page: Page, *, now: datetime) -> Sequence[Row[Any]]:
    """Make the notifications of a page, once: a page handed over again is answered with what it was made into.

    An update that says somebody has the incident cancels its pages that still wait: nobody is woken for what is taken.

    Nothing about the recipient is refused here: what cannot be delivered must be seen where the incident is, so it is
    queued, given up, and told back.
    """
    if made := notifications.of_page(session, page.id):
        return made
    if page.kind is Kind.UPDATE and page.incident["status"] in ANSWERED:
        stop(session, UUID(page.incident["id"]), page.episode)
    person = page.to if isinstance(page.to, Person) else None
    for planned in _planned(session, channels, page, now):
        place = planned.place
        new = NewNotification(
            id=notification_id(page.id, place.channel, place.recipient, planned.number),
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
            data={"incident": page.incident} | ({"person": {"name": person.name}} if person else {}),
            user_id=person.id if person else None,
            planned_at=planned.at if planned.at > now else None,
            episode=page.episode,
        )
        notifications.add(session, new, now=now)
    return notifications.of_page(session, page.id)


def stop(session: Session, incident_id: UUID, episode: int) -> None:
    """Cancel what waits to wake anybody about an incident, up to this episode of its escalation."""
    for channel in notifications.cancel_pages(session, incident_id, episode):
        NOTIFICATIONS.labels(channel, Status.CANCELLED).inc()


def _planned(session: Session, channels: Channels, page: Page, now: datetime) -> Sequence[Planned]:
    if isinstance(page.to, Place):
        return [Planned(page.to, now, 1)]
    severity, otherwise = page.incident["severity"], place_without_rules(page.to.email, channels)
    preferences = contacts.preferences_of(session, page.to.id, urgency_of(severity))
    if page.kind is Kind.PAGE:
        on = [kind for kind, channel in channels.items() if channel.off_because is None]
        return planned_page(preferences, severity, otherwise=otherwise, on=on, now=now)
    return _planned_update(session, page, page.to, preferences, otherwise, now)


def _planned_update(
    session: Session, page: Page, to: Person, preferences: Preferences, otherwise: Place, now: datetime
) -> Sequence[Planned]:
    """Where the person was paged: who was not, because a step or quiet hours still held it back, is told nothing."""
    paged = notifications.pages_of_person(session, UUID(page.incident["id"]), to.id)
    tried = [row for row in paged if row.attempt_count or row.status == Status.SENDING]
    places = [Place(ChannelKind(row.channel), row.recipient) for row in tried] if paged else [otherwise]
    at = held_back(preferences.quiet_hours, page.incident["severity"], now)
    return [Planned(place, at, 1) for place in dict.fromkeys(places)]


def place_without_rules(email: str, channels: Channels) -> Place:
    """Where a person is reached who set nothing: by mail, by the log while no mail server is set."""
    by_mail = channels[ChannelKind.EMAIL].off_because is None
    return Place(ChannelKind.EMAIL if by_mail else ChannelKind.LOG, email)
