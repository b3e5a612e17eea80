"""What only a trace reads: the incident before, the policy as it was frozen, each page and its attempts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from incident_management.domain.incident import Status
from incident_management.domain.recipients import from_wire
from incident_management.domain.trace import PageMade, Previous
from incident_management.store.tables import escalations, incidents, pages

_PREVIOUS = text("""
    SELECT p.id, p.title, p.status, p.created_at, p.last_alert_at, p.resolved_at
    FROM incidents.incidents i
    JOIN incidents.incidents p ON p.service = i.service AND p.correlation_key = i.correlation_key
        AND p.origin = 'alert' AND (p.created_at, p.id) < (i.created_at, i.id)
    WHERE i.id = :id
    ORDER BY p.created_at DESC, p.id DESC LIMIT 1
""")


def correlation_key_of(session: Session, incident_id: UUID) -> str:
    key: str = session.execute(select(incidents.c.correlation_key).where(incidents.c.id == incident_id)).scalar_one()
    return key


def previous_of(session: Session, incident_id: UUID) -> Previous | None:
    """The incident that alerts of the same key opened before this one."""
    row = session.execute(_PREVIOUS, {"id": incident_id}).mappings().one_or_none()
    return Previous(**{**row, "status": Status(row["status"])}) if row else None


def frozen_policy(session: Session, incident_id: UUID) -> dict[str, Any]:
    frozen: dict[str, Any] = session.execute(
        select(escalations.c.policy).where(escalations.c.incident_id == incident_id)
    ).scalar_one()
    return frozen


def pages_of(session: Session, incident_id: UUID) -> list[PageMade]:
    """Every page, oldest first."""
    query = select(pages).where(pages.c.incident_id == incident_id, pages.c.kind == "page")
    return [
        PageMade(
            id=row.id,
            recipient=from_wire(row.recipient),
            step=row.step,
            cycle=row.cycle,
            created_at=row.created_at,
            handed_over_at=row.handed_over_at,
            cancelled_at=row.cancelled_at,
            attempts=row.attempts,
            last_error=row.last_error,
        )
        for row in session.execute(query.order_by(pages.c.created_at, pages.c.id))
    ]
