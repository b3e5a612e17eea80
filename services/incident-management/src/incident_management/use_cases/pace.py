"""Who is paged sooner or later than the policy says: escalate now, snooze."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from platform_kit.clock import Clock
from sqlalchemy.orm import Session

from incident_management import metrics
from incident_management.domain import lifecycle, timeline
from incident_management.domain.errors import BadSnooze, Conflict, IncidentNotFound
from incident_management.domain.escalation import Reason
from incident_management.domain.incident import Incident
from incident_management.store import escalations, history, incidents, pages
from incident_management.store.commits import after_commit
from incident_management.use_cases.holds import hold_of
from incident_management.use_cases.people import Actor

LONGEST_SNOOZE = timedelta(days=30)


def escalate_now(session: Session, incident_id: UUID, *, by: Actor, clock: Clock) -> None:
    """Do the next step at once; from the first one where all were done. A snooze ends by it.

    Raises IncidentNotFound, Conflict when somebody has the incident already, or its pages are held.
    """
    incident = _locked(session, incident_id)
    now = clock.now()
    timer = escalations.timer_of(session, incident_id)
    if timer.state == "stopped":
        raise Conflict("Somebody has this incident already. Assign it, or snooze it to have it paged again.", incident)
    hold = hold_of(session, incident, now)
    if hold is not None:
        raise Conflict(
            f"Its pages are held until {hold.until:%Y-%m-%d %H:%M} UTC: {hold.reason}. End that first.", incident
        )
    if timer.state == "exhausted":
        touched, step, cycle = escalations.begin_anew(session, incident_id, at=now), 1, 1
    else:
        touched, step, cycle = escalations.hurry(session, incident_id, at=now), timer.step, timer.cycle
    entry = timeline.escalated(step=step, cycle=cycle, reason=Reason.BY_HAND)
    history.append(session, incident_id, entry, by=by.name, at=now)
    _count_if_new(session, incident, touched)


def snooze(session: Session, incident_id: UUID, until: datetime, *, by: Actor, clock: Clock) -> None:
    """Page nobody before `until`; then the incident is open and its policy begins anew.

    Raises IncidentNotFound, Conflict when it is resolved, BadSnooze.
    """
    incident = _locked(session, incident_id)
    now = clock.now()
    if not now < until <= now + LONGEST_SNOOZE:
        raise BadSnooze("Snooze until an instant that is to come, at most thirty days from now.")
    after = lifecycle.numbered(incident, lifecycle.snoozed(incident, until))
    incidents.save(session, after)
    pages.cancel_waiting(session, incident_id, at=now, also_asked=False)
    touched = escalations.begin_anew(session, incident_id, at=until)
    pages.add_stop(session, incident_id, touched.episode - 1, at=now)
    history.append(session, incident_id, timeline.snoozed(until), by=by.name, at=now)
    _count_if_new(session, incident, touched)


def _locked(session: Session, incident_id: UUID) -> Incident:
    incident = incidents.lock(session, incident_id)
    if incident is None:
        raise IncidentNotFound
    return incident


def _count_if_new(session: Session, incident: Incident, touched: escalations.Touched) -> None:
    if touched.is_first_touch:
        after_commit(session, metrics.INCIDENTS_CREATED.labels(incident.severity).inc)
