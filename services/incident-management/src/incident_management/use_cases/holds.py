"""What holds the pages of an incident."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from incident_management.domain.incident import Hold, Incident, Origin
from incident_management.store import incidents


def hold_of(session: Session, incident: Incident, at: datetime) -> Hold | None:
    """Why nobody is paged at this instant. What a person opened is held by nothing."""
    if incident.origin is not Origin.ALERT:
        return None
    return incidents.hold_of(session, incident.id, incident.service, at)
