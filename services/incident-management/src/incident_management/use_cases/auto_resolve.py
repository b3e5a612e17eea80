"""An incident resolves itself when the last of its alerts has stopped firing (contract, rule 3)."""

from __future__ import annotations

from platform_kit.clock import Clock
from sqlalchemy.orm import Session

from incident_management.domain import lifecycle
from incident_management.domain.incident import Status
from incident_management.store import history, incidents
from incident_management.use_cases.change_incident import LinkTo, save_change
from incident_management.use_cases.people import THE_SYSTEM


def resolve_next(session: Session, *, clock: Clock, link_to: LinkTo) -> bool:
    """Look at the next incident that was asked to; False when there is none.

    While the incident is locked no alert can join it, so what is seen firing here is all there is.
    """
    incident = incidents.lock_next_to_resolve(session, clock.now())
    if incident is None:
        return False
    now = clock.now()
    if history.is_firing(session, incident.id):
        incidents.keep_unresolved(session, incident.id)
        return True
    resolved = lifecycle.numbered(incident, lifecycle.moved(incident, Status.RESOLVED, at=now))
    save_change(session, incident, resolved, by=THE_SYSTEM, now=now, link_to=link_to)
    return True
