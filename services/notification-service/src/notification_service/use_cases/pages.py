"""Pages, updates and stops that incident-management hands over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row
from sqlalchemy.orm import Session

from notification_service.channels.channel import Channels
from notification_service.domain.contacts import (
    Place,
    Planned,
    Preferences,
    Urgency,
    held_back,
    planned_page,
    urgency_of,
)
from notification_service.domain.notification import REPLY_NUMBER, ChannelKind, Kind, Status, notification_id, topic_of
from notification_service.metrics import NOTIFICATIONS
from notification_service.store import contacts, notifications, reply_numbers
from notification_service.store.notifications import NewNotification
from notification_service.use_cases.wording import Wordings, facts_of

# Incident statuses in which nobody needs to be woken any more.
ANSWERED = frozenset({"acknowledged", "in_progress", "resolved"})

PreferencesOf = dict[tuple[UUID, Urgency], Preferences]


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


@dataclass(frozen=True, slots=True)
class Stop:
    """Nobody is to be woken about the incident any more, up to this episode of its escalation."""

    incident_id: UUID
    episode: int


def take_page(session: Session, channels: Channels, page: Page, *, now: datetime) -> Sequence[Row[Any]]:
    """`take_all` of one page; returns what it was made into, now or when it was handed over before."""
    take_all(session, channels, [page], now=now)
    return notifications.of_page(session, page.id)


def take_all(session: Session, channels: Channels, given: Sequence[Page | Stop], *, now: datetime) -> None:
    """Make the notifications of pages, each once, in the order given.

    An update that says somebody has the incident cancels its pages that still wait: nobody is woken for what is taken.

    Nothing about the recipient is refused here: what cannot be delivered must be seen where the incident is, so it is
    queued, given up, and told back.
    """
    pages = [one for one in given if isinstance(one, Page)]
    known = notifications.known_pages(session, [page.id for page in pages])
    preferences = _preferences_of_all(session, pages)
    wordings = Wordings(session)
    new: list[NewNotification] = []
    for one in given:
        if isinstance(one, Page) and one.id in known:
            continue
        ends = one if isinstance(one, Stop) else _ended_by(one)
        if ends is not None:
            # What comes before a stop is stopped by it.
            notifications.add_all(session, numbered(session, new, now=now), now=now)
            new.clear()
            stop(session, ends.incident_id, ends.episode)
        if isinstance(one, Page):
            new += _made_of(session, channels, one, preferences, wordings, now)
    notifications.add_all(session, numbered(session, new, now=now), now=now)


def numbered(session: Session, new: Sequence[NewNotification], *, now: datetime) -> list[NewNotification]:
    """The same, with the number by which a text message names its incident."""
    answerable = {n.incident_id for n in new if _is_answered_by_text(n) and n.incident_id}
    numbers = reply_numbers.numbers_of(session, answerable, now=now) if answerable else {}
    return [
        replace(n, data={**(n.data or {}), REPLY_NUMBER: numbers[n.incident_id]})
        if _is_answered_by_text(n) and n.incident_id in numbers
        else n
        for n in new
    ]


def _is_answered_by_text(new: NewNotification) -> bool:
    return new.channel == ChannelKind.SMS and new.kind is Kind.PAGE and new.user_id is not None


def _ended_by(page: Page) -> Stop | None:
    is_answered = page.kind is Kind.UPDATE and page.incident["status"] in ANSWERED
    return Stop(UUID(page.incident["id"]), page.episode) if is_answered else None


def _made_of(
    session: Session,
    channels: Channels,
    page: Page,
    preferences: PreferencesOf,
    wordings: Wordings,
    now: datetime,
) -> list[NewNotification]:
    person = page.to if isinstance(page.to, Person) else None
    built_in, name = (page.subject, page.message), person.name if person else None
    facts = facts_of(page.incident, built_in, kind=page.kind, person=name, step=page.step, cycle=page.cycle)
    made = []
    for planned in _planned(session, channels, page, preferences, now):
        place = planned.place
        subject, message = wordings.words(place.channel, built_in, facts, now=now)
        new = NewNotification(
            id=notification_id(page.id, place.channel, place.recipient, planned.number),
            kind=page.kind,
            channel=place.channel,
            recipient=place.recipient,
            destination=channels[place.channel].destination(place.recipient),
            message=message,
            subject=subject,
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
        made.append(new)
    return made


def stop(session: Session, incident_id: UUID, episode: int) -> None:
    """Cancel what waits to wake anybody about an incident, up to this episode of its escalation."""
    for channel in notifications.cancel_pages(session, incident_id, episode):
        NOTIFICATIONS.labels(channel, Status.CANCELLED).inc()


def _preferences_of_all(session: Session, pages: Sequence[Page]) -> PreferencesOf:
    found: PreferencesOf = {}
    for urgency in Urgency:
        people = {
            page.to.id
            for page in pages
            if isinstance(page.to, Person) and urgency_of(page.incident["severity"]) is urgency
        }
        of_each = contacts.preferences_of_all(session, people, urgency) if people else {}
        found |= {(user_id, urgency): preferences for user_id, preferences in of_each.items()}
    return found


def _planned(
    session: Session, channels: Channels, page: Page, preferences_of: PreferencesOf, now: datetime
) -> Sequence[Planned]:
    if isinstance(page.to, Place):
        return [Planned(page.to, now, 1)]
    severity, otherwise = page.incident["severity"], place_without_rules(page.to.email, channels)
    preferences = preferences_of[page.to.id, urgency_of(severity)]
    if page.kind is Kind.PAGE:
        on = [kind for kind, channel in channels.items() if channel.off_because is None]
        return planned_page(preferences, severity, otherwise=otherwise, on=on, now=now)
    return _planned_update(session, page, page.to, preferences, otherwise, now)


def _planned_update(
    session: Session, page: Page, to: Person, preferences: Preferences, otherwise: Place, now: datetime
) -> Sequence[Planned]:
    """Where the person was paged: who was not, because a step or quiet hours still held it back, is told nothing."""
    paged = notifications.pages_of_person(session, UUID(page.incident["id"]), to.id)
    tried = [row for row in paged if row.is_tried]
    places = [Place(ChannelKind(row.channel), row.recipient) for row in tried] if paged else [otherwise]
    at = held_back(preferences.quiet_hours, page.incident["severity"], now)
    return [Planned(place, at, 1) for place in dict.fromkeys(places)]


def place_without_rules(email: str, channels: Channels) -> Place:
    """Where a person is reached who set nothing: by mail, by the log while no mail server is set."""
    by_mail = channels[ChannelKind.EMAIL].off_because is None
    return Place(ChannelKind.EMAIL if by_mail else ChannelKind.LOG, email)
