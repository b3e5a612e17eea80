"""Bringing together: incidents that are about one thing, and people who work on one incident."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from platform_kit.clock import Clock
from sqlalchemy.orm import Session

from incident_management.domain import lifecycle, messages, timeline
from incident_management.domain.errors import Conflict, IncidentNotFound
from incident_management.domain.incident import Incident, Person, Status
from incident_management.store import history, incidents, responders
from incident_management.use_cases.change_incident import LinkTo, save_change
from incident_management.use_cases.page_by_hand import Asked, page_by_hand
from incident_management.use_cases.people import Actor


def merge(
    session: Session, incident_id: UUID, sources: Sequence[UUID], *, by: Actor, clock: Clock, link_to: LinkTo
) -> None:
    """The sources live on in the incident: their alerts are its alerts, nobody is paged about them any more.

    All of them, or none. Raises IncidentNotFound, Conflict when one of them is resolved, or is the incident itself.
    """
    asked = list(dict.fromkeys(sources))
    locked = incidents.lock_all(session, {incident_id, *asked})
    if len(locked) < len({incident_id, *asked}):
        raise IncidentNotFound
    now, into = clock.now(), locked[incident_id]
    merged = [(source, lifecycle.merged(source, into, at=now)) for source in (locked[id] for id in asked)]
    for source, after in merged:
        moved = incidents.take_over(session, source.id, into.id, at=now)
        message = messages.merged(source, into, by=by.name, link=link_to(into.id))
        changed = lifecycle.numbered(source, after)
        save_change(session, source, changed, by=by, now=now, link_to=link_to, message=message)
        history.append(session, source.id, timeline.merged_into(into), by=by.name, at=now)
        history.append(session, into.id, timeline.merged_from(source, alerts=moved), by=by.name, at=now)
    incidents.touch(session, into.id)


def add_responders(
    session: Session,
    incident_id: UUID,
    people: Sequence[Person],
    *,
    said: str | None,
    by: Actor,
    clock: Clock,
    link_to: LinkTo,
) -> None:
    """Ask these people for help: each is paged now, and once. Raises IncidentNotFound, Conflict when it is resolved."""
    incident = _locked(session, incident_id)
    if incident.status is Status.RESOLVED:
        raise Conflict("A resolved incident needs no responders.", incident)
    now = clock.now()
    why = f"{by.name} asks for your help."
    message = messages.asked(incident, why=why, link=link_to(incident_id), now=now, said=said)
    responders.add(session, incident_id, people, by=by.name, at=now)
    asked = [Asked(person, "responder", message, "responder") for person in people]
    page_by_hand(session, incident_id, asked, by=by, now=now)


def _locked(session: Session, incident_id: UUID) -> Incident:
    incident = incidents.lock(session, incident_id)
    if incident is None:
        raise IncidentNotFound
    return incident
