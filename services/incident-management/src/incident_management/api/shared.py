"""What several routes do alike."""

from __future__ import annotations

from uuid import UUID

from fastapi import Response
from platform_kit.callers import CallerIdentity
from sqlalchemy.orm import Session

from incident_management.api import bodies, schemas
from incident_management.api.dependencies import person_of
from incident_management.clients.oncall import Oncall
from incident_management.use_cases import change_incident as changes
from incident_management.use_cases.look import look_closely


def wanted_change(
    body: bodies.IncidentChange | bodies.BulkChange, caller: CallerIdentity, oncall: Oncall, *, version: int | None
) -> changes.Change:
    """What a body asks for; whom it assigns is asked of on-call here, before any transaction is open."""
    assignment = None
    if "assigned_to" in body.model_fields_set:
        reference = body.assigned_to
        assignment = changes.Assignment(person_of(reference, caller, oncall) if reference else None)
    note = body.note.content if body.note else None
    tags = body.tags if isinstance(body, bodies.IncidentChange) else None
    return changes.Change(
        body.status, assignment, body.priority, note, version, tags=None if tags is None else tuple(tags)
    )


def shown_in_detail(session: Session, incident_id: UUID, response: Response) -> schemas.IncidentDetail:
    """The incident with its history; its version goes into the answer as its ETag."""
    detail = look_closely(session, incident_id)
    response.headers["ETag"] = f'"{detail.incident.version}"'
    shown = {name: getattr(detail.incident, name) for name in schemas.IncidentOut.model_fields}
    besides = ("alerts", "notes", "timeline", "escalation", "responders", "broken_dependencies")
    history = {name: getattr(detail, name) for name in besides}
    return schemas.IncidentDetail.model_validate(shown | history)
