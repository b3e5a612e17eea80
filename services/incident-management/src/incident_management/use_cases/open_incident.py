"""How incidents begin: by a person, or by alerts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar
from uuid import UUID

from platform_kit.clock import Clock
from platform_kit.database import Sessions
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from incident_management.domain.errors import IncidentNotFound
from incident_management.domain.incident import Incident, Origin, Person, Priority, Severity
from incident_management.store import incidents
from incident_management.store.incidents import FirstAlert
from incident_management.use_cases.change_incident import Assignment, Change, LinkTo, change_incident
from incident_management.use_cases.people import Actor

T = TypeVar("T")

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


def open_for_alert(sessions: Sessions, alert: FirstAlert, *, window: timedelta) -> Incident:
    """The incident that takes the alerts of this service and severity: the one there is, or a new one."""

    def opened(session: Session) -> Incident:
        return _present(session, incidents.correlate(session, [alert], window=window)[0])

    return _tried_again(sessions, opened)


def open_for_alerts(sessions: Sessions, alerts: Sequence[FirstAlert], *, window: timedelta) -> list[UUID]:
    """The incidents that take these alerts, in order, in one transaction: those there are, or new ones."""
    return _tried_again(sessions, lambda session: incidents.correlate(session, alerts, window=window))


def _tried_again(sessions: Sessions, work: Callable[[Session], T]) -> T:
    for tries_left in reversed(range(_TRIES)):
        try:
            with sessions.begin() as session:
                return work(session)
        except DBAPIError as error:
            if tries_left == 0 or getattr(error.orig, "pgcode", None) not in _AGAIN:
                raise
    raise AssertionError("the last try returns or raises")


def _present(session: Session, incident_id: UUID) -> Incident:
    incident = incidents.get(session, incident_id)
    if incident is None:
        raise IncidentNotFound
    return incident
