"""Silences, and the alerts that they hold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from alert_ingestion.domain.alert import Alert, Severity

_COLUMNS = "id, matchers, reason, starts_at, ends_at, created_by, created_at"
_FIRING_AT_ONCE = 1000


def get(session: Session, silence_id: UUID) -> Row[Any] | None:
    return session.execute(
        text(f"SELECT {_COLUMNS} FROM alerts.silences WHERE id = :id"),  # noqa: S608
        {"id": silence_id},
    ).one_or_none()


def newest(
    session: Session, *, ends_after: datetime | None, after: tuple[datetime, UUID] | None, limit: int
) -> list[Row[Any]]:
    """ends_after: only those that end later."""
    at, last = after or (None, None)
    rows = session.execute(
        text(
            f"SELECT {_COLUMNS} FROM alerts.silences"  # noqa: S608
            " WHERE (CAST(:at AS timestamptz) IS NULL OR (created_at, id) < (:at, CAST(:id AS uuid)))"
            " AND (CAST(:ends_after AS timestamptz) IS NULL OR ends_at > :ends_after)"
            " ORDER BY created_at DESC, id DESC LIMIT :limit"
        ),
        {"at": at, "id": last, "ends_after": ends_after, "limit": limit},
    )
    return list(rows)


def in_effect(session: Session, now: datetime) -> list[Row[Any]]:
    """Those that have not ended, also those that have not begun."""
    rows = session.execute(
        text(f"SELECT {_COLUMNS} FROM alerts.silences WHERE ends_at > :now ORDER BY id"),  # noqa: S608
        {"now": now},
    )
    return list(rows)


def add(
    session: Session,
    *,
    matchers: Sequence[str],
    reason: str,
    starts_at: datetime,
    ends_at: datetime,
    by: str,
    now: datetime,
) -> Row[Any]:
    return session.execute(
        text(
            "INSERT INTO alerts.silences (matchers, reason, starts_at, ends_at, created_by, created_at)"  # noqa: S608
            f" VALUES (CAST(:matchers AS jsonb), :reason, :starts_at, :ends_at, :by, :now) RETURNING {_COLUMNS}"
        ),
        {
            "matchers": orjson.dumps(list(matchers)).decode(),
            "reason": reason,
            "starts_at": starts_at,
            "ends_at": ends_at,
            "by": by,
            "now": now,
        },
    ).one()


def end(session: Session, silence_id: UUID, now: datetime) -> bool:
    """It holds nothing from now on, and what it held is looked at. False when there is no such silence."""
    known = session.execute(
        text(
            "UPDATE alerts.silences SET starts_at = least(starts_at, :now), ends_at = least(ends_at, :now)"
            " WHERE id = :id RETURNING id"
        ),
        {"id": silence_id, "now": now},
    ).scalar()
    if known is None:
        return False
    session.execute(
        text(
            "SELECT incidents.review_held(ARRAY(SELECT DISTINCT incident_id FROM alerts.holds WHERE silence_id = :id),"
            " '{}', :now)"
        ),
        {"id": silence_id, "now": now},
    )
    return True


def firing(session: Session, after: str | None) -> list[tuple[str, Alert]]:
    """Some alerts that fire, in the order of their ids, from the one after `after` on: each with its id."""
    rows = session.execute(
        text(
            "SELECT id::text AS id, service, severity, message, fingerprint, source, labels FROM alerts.alerts"
            " WHERE status = 'firing' AND (CAST(:after AS uuid) IS NULL OR id > CAST(:after AS uuid))"
            " ORDER BY id LIMIT :limit"
        ),
        {"after": after, "limit": _FIRING_AT_ONCE},
    )
    return [
        (
            row.id,
            Alert(
                service=row.service,
                severity=Severity(row.severity),
                message=row.message,
                fingerprint=row.fingerprint,
                source=row.source,
                labels=row.labels,
            ),
        )
        for row in rows
    ]


def hold(session: Session, silence_id: UUID, alert_ids: Sequence[str]) -> None:
    """The silence holds these alerts; twice is once."""
    if alert_ids:
        session.execute(
            text(
                "INSERT INTO alerts.holds (alert_id, incident_id, reason, silence_id)"
                " SELECT id, incident_id, 'silenced', :silence FROM alerts.alerts"
                " WHERE id = ANY (CAST(:ids AS uuid[])) AND incident_id IS NOT NULL ON CONFLICT DO NOTHING"
            ),
            {"silence": silence_id, "ids": list(alert_ids)},
        )
