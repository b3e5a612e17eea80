"""Maintenance windows, and the periods worked out of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from alert_ingestion.recurrence import periods

PLANNED_AHEAD = timedelta(days=62)
PLANNED_AT_LEAST = timedelta(days=31)
SHOWN = 5

_COLUMNS = "id, services, reason, starts_at, ends_at, timezone, recurrence, ended_at, created_by, created_at"


def get(session: Session, window_id: UUID) -> Row[Any] | None:
    return session.execute(
        text(f"SELECT {_COLUMNS} FROM alerts.maintenance_windows WHERE id = :id"),  # noqa: S608
        {"id": window_id},
    ).one_or_none()


def newest(session: Session, *, service: str | None, after: tuple[datetime, UUID] | None, limit: int) -> list[Row[Any]]:
    at, last = after or (None, None)
    rows = session.execute(
        text(
            f"SELECT {_COLUMNS} FROM alerts.maintenance_windows"  # noqa: S608
            " WHERE (CAST(:at AS timestamptz) IS NULL OR (created_at, id) < (:at, CAST(:id AS uuid)))"
            " AND (CAST(:service AS text) IS NULL OR CAST(:service AS text) = ANY (services))"
            " ORDER BY created_at DESC, id DESC LIMIT :limit"
        ),
        {"at": at, "id": last, "service": service, "limit": limit},
    )
    return list(rows)


def add(
    session: Session,
    *,
    services: Sequence[str],
    reason: str,
    starts_at: datetime,
    ends_at: datetime,
    timezone: str,
    recurrence: str | None,
    by: str,
    now: datetime,
) -> Row[Any]:
    """A new window with its periods. Raises BadRecurrence."""
    until = max(starts_at, now) + PLANNED_AHEAD
    planned = periods(starts_at, ends_at, timezone, recurrence, until)
    row = session.execute(
        text(
            "INSERT INTO alerts.maintenance_windows (services, reason, starts_at, ends_at, timezone,"  # noqa: S608
            " recurrence, planned_until, created_by, created_at) VALUES (:services, :reason, :starts_at, :ends_at,"
            f" :timezone, :recurrence, :until, :by, :now) RETURNING {_COLUMNS}"
        ),
        {
            "services": list(services),
            "reason": reason,
            "starts_at": starts_at,
            "ends_at": ends_at,
            "timezone": timezone,
            "recurrence": recurrence,
            "until": until,
            "by": by,
            "now": now,
        },
    ).one()
    _plan(session, row.id, services, [(start, end) for start, end in planned if end > now])
    return row


def end(session: Session, window_id: UUID, now: datetime) -> bool:
    """It is over now, with all that was to come, and what it held is looked at. False where there is no such window."""
    row = session.execute(
        text(
            "UPDATE alerts.maintenance_windows SET ended_at = coalesce(ended_at, :now) WHERE id = :id"
            " RETURNING services"
        ),
        {"id": window_id, "now": now},
    ).one_or_none()
    if row is None:
        return False
    for statement in (
        "DELETE FROM alerts.maintenance_periods WHERE window_id = :id AND lower(period) >= :now",
        "UPDATE alerts.maintenance_periods SET period = tstzrange(lower(period), :now)"
        " WHERE window_id = :id AND period @> CAST(:now AS timestamptz)",
    ):
        session.execute(text(statement), {"id": window_id, "now": now})
    session.execute(
        text("SELECT incidents.review_held('{}', CAST(:services AS text[]), :now)"),
        {"services": row.services, "now": now},
    )
    return True


def coming(session: Session, window_id: UUID, now: datetime) -> list[tuple[datetime, datetime]]:
    """The present period and the next ones of a window."""
    rows = session.execute(
        text(
            "SELECT DISTINCT lower(period) AS starts_at, upper(period) AS ends_at FROM alerts.maintenance_periods"
            " WHERE window_id = :id AND upper(period) > :now ORDER BY 1 LIMIT :shown"
        ),
        {"id": window_id, "now": now, "shown": SHOWN},
    )
    return [(row.starts_at, row.ends_at) for row in rows]


def between(session: Session, since: datetime, until: datetime) -> list[Row[Any]]:
    """service, starts_at and ends_at of every period that has a part in these instants."""
    rows = session.execute(
        text(
            "SELECT service, lower(period) AS starts_at, upper(period) AS ends_at FROM alerts.maintenance_periods"
            " WHERE period && tstzrange(:since, :until)"
        ),
        {"since": since, "until": until},
    )
    return list(rows)


def plan_further(session: Session, now: datetime) -> int:
    """Work out more periods of each recurring window of which less than a month is planned."""
    rows = session.execute(
        text(
            f"SELECT {_COLUMNS}, planned_until FROM alerts.maintenance_windows"  # noqa: S608
            " WHERE recurrence IS NOT NULL AND ended_at IS NULL AND planned_until < :enough"
            " ORDER BY planned_until LIMIT 50 FOR UPDATE SKIP LOCKED"
        ),
        {"enough": now + PLANNED_AT_LEAST},
    ).all()
    for row in rows:
        until = now + PLANNED_AHEAD
        planned = periods(row.starts_at, row.ends_at, row.timezone, row.recurrence, until)
        _plan(session, row.id, row.services, [(start, end) for start, end in planned if start >= row.planned_until])
        session.execute(
            text("UPDATE alerts.maintenance_windows SET planned_until = :until WHERE id = :id"),
            {"id": row.id, "until": until},
        )
    return len(rows)


def _plan(
    session: Session, window_id: UUID, services: Sequence[str], planned: Sequence[tuple[datetime, datetime]]
) -> None:
    rows = [
        {"id": window_id, "service": service, "start": start, "end": end}
        for service in services
        for start, end in planned
    ]
    if rows:
        session.execute(
            text(
                "INSERT INTO alerts.maintenance_periods (window_id, service, period)"
                " VALUES (:id, :service, tstzrange(:start, :end)) ON CONFLICT DO NOTHING"
            ),
            rows,
        )
