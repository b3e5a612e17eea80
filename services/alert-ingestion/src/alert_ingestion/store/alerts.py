"""Alerts as they are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

COLUMNS = (
    "id::text AS id, incident_id::text AS incident_id, fingerprint, service, severity, message, status, source, labels,"
    " links, occurrences, received_at, last_seen_at, resolved_at"
)


@dataclass(frozen=True, slots=True)
class Filters:
    """Which alerts to list; None for any. since, until: of received_at, half open."""

    service: str | None = None
    severity: str | None = None
    status: str | None = None
    incident_id: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None


CONDITIONS = {
    "service": "service = :service",
    "severity": "severity = :severity",
    "status": "status = :status",
    "incident_id": "incident_id = :incident_id",
    "since": "received_at >= :since",
    "until": "received_at < :until",
}


def get(session: Session, alert_id: UUID) -> Row[Any] | None:
    """The alert of this id, or None."""
    query = f"SELECT {COLUMNS} FROM alerts.alerts WHERE id = :id"  # noqa: S608
    return session.execute(text(query), {"id": alert_id}).one_or_none()


def get_raw(session: Session, alert_id: UUID) -> Row[Any] | None:
    """What was sent beside the alert's own fields, as the row's `raw`; None when there is no such alert."""
    return session.execute(text("SELECT raw FROM alerts.alerts WHERE id = :id"), {"id": alert_id}).one_or_none()


def newest(
    session: Session, filters: Filters, *, after: tuple[datetime, UUID] | None, limit: int
) -> Sequence[Row[Any]]:
    """At most `limit` alerts, newest first, beginning after the place where a page before ended."""
    asked = {name: value for name in CONDITIONS if (value := getattr(filters, name)) is not None}
    conditions = [CONDITIONS[name] for name in asked]
    if after:
        conditions.append("(received_at, id) < (:after_at, :after_id)")
        asked |= {"after_at": after[0], "after_id": after[1]}
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    query = f"SELECT {COLUMNS} FROM alerts.alerts {where} ORDER BY received_at DESC, id DESC LIMIT :limit"  # noqa: S608
    return session.execute(text(query), asked | {"limit": limit}).all()


def firing(session: Session, fingerprint: str, source: str) -> list[tuple[str, str]]:
    """Ids of the alerts that fire under this fingerprint of a tool, each with its incident's."""
    rows = session.execute(
        text(
            "SELECT id::text AS id, incident_id::text AS incident_id FROM alerts.alerts"
            " WHERE fingerprint = :fingerprint AND source = :source AND status = 'firing' ORDER BY id"
        ),
        {"fingerprint": fingerprint, "source": source},
    )
    return [(row.id, row.incident_id) for row in rows]
