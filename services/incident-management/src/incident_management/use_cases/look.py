"""What is shown of an incident."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from incident_management.domain.errors import IncidentNotFound
from incident_management.domain.incident import Incident
from incident_management.store import dependencies, escalations, history, incidents, responders


@dataclass(frozen=True, slots=True)
class Detail:
    incident: Incident
    alerts: list[history.Alert]
    notes: list[history.Note]
    timeline: list[history.Happened]
    escalation: escalations.Timer
    responders: list[responders.Responder]
    broken_dependencies: list[dependencies.BrokenDependency]


def look_at(session: Session, incident_id: UUID) -> Incident:
    """Raises IncidentNotFound."""
    incident = incidents.get(session, incident_id)
    if incident is None:
        raise IncidentNotFound
    return incident


def look_closely(session: Session, incident_id: UUID) -> Detail:
    """The incident with its history, and while it lasts what else is broken. Raises IncidentNotFound."""
    incident = look_at(session, incident_id)
    return Detail(
        incident,
        history.alerts_of(session, incident_id),
        history.notes_of(session, incident_id),
        history.timeline_of(session, incident_id),
        escalations.timer_of(session, incident_id),
        responders.of_incident(session, incident_id),
        [] if incident.resolved_at else dependencies.broken_for(session, incident.service),
    )
