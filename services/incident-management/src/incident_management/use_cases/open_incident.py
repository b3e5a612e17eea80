"""How incidents begin: by a person, or by alerts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from platform_kit.clock import Clock
from platform_kit.database import Sessions
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from incident_management.domain.errors import IncidentNotFound
from incident_management.domain.incident import Incident, Origin, Person, Priority, Severity
from incident_management.store import incidents
from incident_management.use_cases.change_incident import Assignment, Change, LinkTo, change_incident
from incident_management.use_cases.people import Actor

_AGAIN = frozenset({"40001", "40P01"})  # serialization failure, deadlock: nothing was done, the whole may be repeated
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Opening:
    """What a person says of an incident they open."""

    title: str
    service: str
    severity: Severity
    priority: Priority | None = None
    assigned_to: Person | None = None
    note: str | None = None
    origin: Origin = Origin.PERSON


def open_by_person(session: Session, opening: Opening, *, by: Actor, clock: Clock, link_to: LinkTo) -> Incident:
    """A new incident, always. Who is on call for it is paged as soon as this is committed."""
    incident_id = incidents.open_by_person(
        session,
        title=opening.title,
        service=opening.service,
        severity=opening.severity,
        actor=by.name,
        at=clock.now(),
        origin=opening.origin,
    )
    change = Change(
        assignment=Assignment(opening.assigned_to) if opening.assigned_to else None,
        priority=opening.priority,
        note=opening.note,
        pages_assignee=False,  # who opens an incident and gives it to somebody has it paged by its policy
    )
    return change_incident(session, incident_id, change, by=by, clock=clock, link_to=link_to)


def open_for_alert(
    sessions: Sessions, *, title: str, service: str, severity: Severity, at: datetime, window: timedelta
) -> Incident:
    """The incident that takes the alerts of this service and severity: the one there is, or a new one."""
    for tries_left in reversed(range(_TRIES)):
        try:
            with sessions.begin() as session:
                found = incidents.correlate(
                    session, title=title, service=service, severity=severity, at=at, window=window
                )
                return _present(session, found)
        except DBAPIError as error:
            if tries_left == 0 or getattr(error.orig, "pgcode", None) not in _AGAIN:
                raise
    raise AssertionError("the last try returns or raises")


def _present(session: Session, incident_id: UUID) -> Incident:
    incident = incidents.get(session, incident_id)
    if incident is None:
        raise IncidentNotFound
    return incident
