"""What is broken among the services that a service needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select, text
from sqlalchemy.orm import Session

from incident_management.domain.incident import Incident
from incident_management.store.incidents import FACTS, incident_from
from incident_management.store.tables import incidents

SHOWN_MOST = 20


@dataclass(frozen=True, slots=True)
class BrokenDependency:
    """An unresolved incident of a service that is needed. distance: 1 where it is needed itself, else by others."""

    distance: int
    incident: Incident


_BROKEN = text("""
    SELECT d.distance, i.id FROM oncall.dependencies_of(:service) d
    JOIN incidents.incidents i ON i.service = d.service
    WHERE i.status <> 'resolved' AND i.origin <> 'drill'
    ORDER BY d.distance, i.created_at, i.id LIMIT :most
""")


def broken_for(session: Session, service: str) -> list[BrokenDependency]:
    """The nearest first, then the oldest: what broke first is the likelier cause."""
    found = {row.id: row.distance for row in session.execute(_BROKEN, {"service": service, "most": SHOWN_MOST})}
    if not found:
        return []
    query: Select[Any] = select(*FACTS).where(incidents.c.id.in_(found))
    known: dict[UUID, Incident] = {row.id: incident_from(row) for row in session.execute(query)}
    return [BrokenDependency(distance, known[id]) for id, distance in found.items() if id in known]
