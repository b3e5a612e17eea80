"""What channels say in place of the built-in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, delete, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from notification_service.store.tables import templates

_ALL = text("""
    SELECT t.*, team.name AS team FROM notify.templates t
    LEFT JOIN LATERAL oncall.team_by(t.team_id::text) AS team ON t.team_id IS NOT NULL
    ORDER BY t.channel, t.kind, team.name NULLS FIRST
""")


def all_of(session: Session) -> Sequence[Row[Any]]:
    """Every template that may be seen, with the name of its `team`; None: for every team."""
    return session.execute(_ALL).all()


def team_called(session: Session, reference: str) -> UUID | None:
    """The team with this name or id, None where there is none that may be seen."""
    return session.execute(text("SELECT id FROM oncall.team_by(:reference)"), {"reference": reference}).scalar()


def put(session: Session, team_id: UUID | None, channel: str, kind: str, values: Mapping[str, Any]) -> UUID:
    """Keep the template of this place, in place of the one before; what failed before is forgotten. Returns its id."""
    values = {**values, "failed_at": None, "failure": None}
    new = insert(templates).values(team_id=team_id, channel=channel, kind=kind, **values)
    kept = new.on_conflict_do_update(constraint="templates_one_a_place", set_=values)
    id: UUID = session.execute(kept.returning(templates.c.id)).scalar_one()
    return id


def remove(session: Session, id: UUID) -> bool:
    return session.execute(delete(templates).where(templates.c.id == id).returning(templates.c.id)).scalar() is not None


def note_failure(session: Session, id: UUID, failure: str, *, now: datetime) -> None:
    """Keep why a template could not be used; a storm of the same failure is one change."""
    is_new = templates.c.failure.is_distinct_from(failure)
    failed = update(templates).where(templates.c.id == id, is_new)
    session.execute(failed.values(failed_at=now, failure=failure))


def latest_data(session: Session, incident_id: UUID) -> Row[Any] | None:
    """The newest page about an incident: `data, subject, message, step, cycle`."""
    query = text("""
        SELECT data, subject, message, step, cycle FROM notify.notifications
        WHERE incident_id = :id AND kind = 'page' ORDER BY created_at DESC, id DESC LIMIT 1
    """)
    return session.execute(query, {"id": incident_id}).one_or_none()
