"""What people change in an incident, and what follows from it, in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from platform_kit.clock import Clock
from sqlalchemy.orm import Session

from incident_management import metrics
from incident_management.domain import lifecycle, messages, timeline
from incident_management.domain.errors import IncidentNotFound
from incident_management.domain.incident import Incident, Origin, Person, Priority, Status
from incident_management.domain.recipients import Recipient, key_of, update_id
from incident_management.store import escalations, history, incidents, pages
from incident_management.store.commits import after_commit
from incident_management.use_cases.page_by_hand import Asked, page_by_hand
from incident_management.use_cases.people import Actor

LinkTo: TypeAlias = Callable[[UUID], str]
"""The address at which people see an incident."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """to: None takes it out of everybody's hands."""

    to: Person | None


@dataclass(frozen=True, slots=True)
class Change:
    """What to change; None leaves it as it is. version: the one the caller has read, where they say so.

    pages_assignee: whether somebody into whose hands another person puts it is paged.
    """

    status: Status | None = None
    assignment: Assignment | None = None
    priority: Priority | None = None
    note: str | None = None
    version: int | None = None
    tags: tuple[str, ...] | None = None
    pages_assignee: bool = True


def change_incident(
    session: Session, incident_id: UUID, change: Change, *, by: Actor, clock: Clock, link_to: LinkTo
) -> Incident:
    """All of the change, or none of it. Raises IncidentNotFound, IllegalTransition, StaleVersion, Conflict."""
    incident = incidents.lock(session, incident_id)
    if incident is None:
        raise IncidentNotFound
    # Read after the lock was waited for: what is stamped later has also been committed later.
    now = clock.now()
    lifecycle.refuse_stale(incident, change.version)
    after = incident
    if change.assignment is not None and change.assignment.to != incident.assigned_to:
        after = lifecycle.assigned(after, change.assignment.to)
    if change.priority is not None:
        after = lifecycle.prioritised(after, change.priority)
    if change.tags is not None:
        after = lifecycle.tagged(after, change.tags)
    if change.status is not None:
        after = lifecycle.moved(_taken_by(after, change, by), change.status, at=now)
    after = lifecycle.numbered(incident, after)
    if after != incident:
        after = save_change(session, incident, after, by=by, now=now, link_to=link_to)
        if change.pages_assignee and change.assignment is not None:
            _page_assignee(session, incident, after, by=by, now=now, link=link_to(incident_id))
    if change.note is not None:
        add_note(session, incident_id, change.note, by=by, now=now)
    return after


def save_change(
    session: Session,
    before: Incident,
    after: Incident,
    *,
    by: Actor,
    now: datetime,
    link_to: LinkTo,
    message: messages.Message | None = None,
) -> Incident:
    """Write the change, tell it, and see to what follows: nobody is paged any more, who was paged hears of it.

    message: what they hear, where it is not the usual. Answers the incident as it was written.
    """
    touched = None
    if after.status is not before.status:
        touched = escalations.stop(session, after.id)
        after = lifecycle.running_out(after, touched.acknowledgement_lasts, at=now)
    incidents.save(session, after)
    if after.assigned_to != before.assigned_to:
        entry = timeline.assigned(before.assigned_to, after.assigned_to)
        history.append(session, after.id, entry, by=by.name, at=now)
    if touched is None:
        return after
    history.append(session, after.id, timeline.status_changed(before.status, after.status), by=by.name, at=now)
    is_over = after.status is Status.RESOLVED
    told = pages.paged(session, after.id, now=now)
    pages.cancel_waiting(session, after.id, at=now, also_asked=is_over)
    pages.add_stop(session, after.id, touched.episode, at=now)
    if before.is_open or is_over:
        message = message or messages.update(after, by=by.name, link=link_to(after.id))
        own = key_of(by.person) if by.person else None
        updates = [_update(after, touched.episode, other, message) for other in told if key_of(other) != own]
        pages.add(session, after.id, updates, at=now)
    if touched.is_first_touch and after.origin is not Origin.DRILL:
        after_commit(session, metrics.INCIDENTS_CREATED.labels(after.severity).inc)
    after_commit(session, lambda: metrics.observe_change(before, after))
    return after


def add_note(session: Session, incident_id: UUID, content: str, *, by: Actor, now: datetime) -> None:
    """Add a note, and tell it on the timeline. A resolved incident takes notes too."""
    note = history.add_note(session, incident_id, content, by=by.name, at=now)
    history.append(session, incident_id, timeline.note(note.id, content), by=by.name, at=now)


def _page_assignee(session: Session, before: Incident, after: Incident, *, by: Actor, now: datetime, link: str) -> None:
    """Page whoever has the incident now by somebody else's doing."""
    person = after.assigned_to
    if person is None or person == before.assigned_to or person == by.person or after.status is Status.RESOLVED:
        return
    message = messages.asked(after, why=f"{by.name} assigned it to you.", link=link, now=now)
    asked = Asked(person, f"assignee {after.version}", message, "assigned")
    page_by_hand(session, after.id, [asked], by=by, now=now)


def _taken_by(incident: Incident, change: Change, by: Actor) -> Incident:
    """Who takes an incident that is in nobody's hands has it in theirs, unless they said otherwise."""
    takes = change.status in (Status.ACKNOWLEDGED, Status.IN_PROGRESS)
    if takes and incident.assigned_to is None and by.person is not None and change.assignment is None:
        return replace(incident, assigned_to=by.person)
    return incident


def _update(incident: Incident, episode: int, recipient: Recipient, message: messages.Message) -> pages.NewPage:
    return pages.NewPage(
        id=update_id(incident.id, episode, incident.status, recipient),
        kind="update",
        episode=episode,
        cycle=None,
        step=None,
        recipient=recipient,
        subject=message.subject,
        message=message.text,
    )
