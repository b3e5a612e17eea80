"""A monitoring tool says that somebody there has seen to one of its alerts."""

from __future__ import annotations

from uuid import UUID

from platform_kit.clock import Clock
from sqlalchemy.orm import Session

from incident_management.domain import lifecycle
from incident_management.domain.errors import IncidentNotFound
from incident_management.domain.incident import Status
from incident_management.store import history, incidents
from incident_management.use_cases.change_incident import LinkTo, add_note, save_change
from incident_management.use_cases.people import Actor

OTHERS_FIRE = (
    "The sender acknowledged its alert. Others of this incident fire that nobody has acknowledged, so it stays open."
)


def acknowledge_for_sender(
    session: Session, incident_id: UUID, alert_id: UUID, *, by: Actor, clock: Clock, link_to: LinkTo
) -> None:
    """Acknowledge the incident if it is open and nothing but this alert fires on it; else note it, once.

    Who saw to one alert need not know of the others: those must go on paging. While the incident is locked no alert
    can join it. Raises IncidentNotFound.
    """
    incident = incidents.lock(session, incident_id)
    if incident is None:
        raise IncidentNotFound
    if not incident.is_open:
        return
    now = clock.now()
    if not history.is_firing(session, incident_id, besides=alert_id):
        taken = lifecycle.numbered(incident, lifecycle.moved(incident, Status.ACKNOWLEDGED, at=now))
        save_change(session, incident, taken, by=by, now=now, link_to=link_to)
    elif OTHERS_FIRE not in (note.content for note in history.notes_of(session, incident_id)):
        add_note(session, incident_id, OTHERS_FIRE, by=by, now=now)
