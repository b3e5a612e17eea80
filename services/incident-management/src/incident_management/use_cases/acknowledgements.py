"""An acknowledgement that has run out: nobody has finished, so the incident is open again."""

from __future__ import annotations

from platform_kit.clock import Clock
from sqlalchemy.orm import Session

from incident_management.domain import lifecycle, timeline
from incident_management.store import escalations, history, incidents

RAN_OUT = "acknowledgement_ran_out"


def reopen_next(session: Session, *, clock: Clock) -> bool:
    """Open the next incident again whose acknowledgement has run out; its policy begins anew. False: there is none."""
    incident = incidents.lock_next_run_out(session, clock.now())
    if incident is None:
        return False
    now = clock.now()
    again = lifecycle.numbered(incident, lifecycle.woken(incident))
    incidents.save(session, again)
    escalations.begin_anew(session, incident.id, at=now)
    entry = timeline.status_changed(incident.status, again.status, reason=RAN_OUT)
    history.append(session, incident.id, entry, by=timeline.SYSTEM, at=now)
    return True
