"""Heartbeats: their settings, the beats that came, and who tells of a silence.

A silence is claimed with a lease and a token; it is told by an alert whose request has a key of its own, so that it is
told once whoever dies on the way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from alert_ingestion.domain.alert import Severity
from alert_ingestion.domain.heartbeat import Heartbeat
from alert_ingestion.store.keys import Key

_COLUMNS = """id, name, service, severity, interval_seconds, grace_seconds, is_enabled, key_prefix, last_beat_at,
    due_at, is_told_overdue, created_by, created_at"""
_NEXT_DUE = "CAST(:now AS timestamptz) + make_interval(secs => CAST(:interval AS float8) + CAST(:grace AS float8))"


@dataclass(frozen=True, slots=True)
class Settings:
    """What people decide about a heartbeat."""

    name: str
    service: str
    severity: Severity
    interval_seconds: float
    grace_seconds: float
    is_enabled: bool


@dataclass(frozen=True, slots=True)
class Claimed:
    """A heartbeat whose silence began or ended and was not told, this worker's until its lease ends.

    is_overdue: what is to be told. silences: how many were told before.
    """

    heartbeat: Heartbeat
    is_overdue: bool
    silences: int
    token: int


def get(session: Session, heartbeat_id: UUID) -> Row[Any] | None:
    return session.execute(
        text(f"SELECT {_COLUMNS} FROM alerts.heartbeats WHERE id = :id"),  # noqa: S608
        {"id": heartbeat_id},
    ).one_or_none()


def newest(session: Session, *, after: tuple[datetime, UUID] | None, limit: int) -> list[Row[Any]]:
    at, last = after or (None, None)
    rows = session.execute(
        text(
            f"SELECT {_COLUMNS} FROM alerts.heartbeats"  # noqa: S608
            " WHERE CAST(:at AS timestamptz) IS NULL OR (created_at, id) < (:at, CAST(:id AS uuid))"
            " ORDER BY created_at DESC, id DESC LIMIT :limit"
        ),
        {"at": at, "id": last, "limit": limit},
    )
    return list(rows)


def add(session: Session, settings: Settings, key: Key, *, by: str, now: datetime) -> Row[Any]:
    """A new one, whose first beat is expected from now on. Raises IntegrityError when the name is taken."""
    row = session.execute(
        text(
            "INSERT INTO alerts.heartbeats (name, service, severity, interval_seconds, grace_seconds,"  # noqa: S608
            " is_enabled, key_prefix, key_hash, due_at, created_by, created_at) VALUES (:name, :service, :severity,"
            f" :interval, :grace, :is_enabled, :prefix, :hash, {_NEXT_DUE}, :by, :now) RETURNING {_COLUMNS}"
        ),
        _values(settings) | {"prefix": key.prefix, "hash": key.hash, "by": by, "now": now},
    ).one()
    _wake(session)
    return row


def change(session: Session, heartbeat_id: UUID, settings: Settings, *, now: datetime) -> Row[Any] | None:
    """A beat is expected from now on, unless one is overdue. Raises IntegrityError when the name is taken."""
    row = session.execute(
        text(
            "UPDATE alerts.heartbeats SET name = :name, service = :service, severity = :severity,"  # noqa: S608
            " interval_seconds = :interval, grace_seconds = :grace, is_enabled = :is_enabled,"
            f" due_at = CASE WHEN is_told_overdue AND is_enabled AND :is_enabled THEN due_at ELSE {_NEXT_DUE} END"
            f" WHERE id = :id RETURNING {_COLUMNS}"
        ),
        _values(settings) | {"id": heartbeat_id, "now": now},
    ).one_or_none()
    _wake(session)
    return row


def change_key(session: Session, heartbeat_id: UUID, key: Key) -> bool:
    """Another key from now on. False when there is no such heartbeat."""
    changed = session.execute(
        text("UPDATE alerts.heartbeats SET key_prefix = :prefix, key_hash = :hash WHERE id = :id RETURNING id"),
        {"id": heartbeat_id, "prefix": key.prefix, "hash": key.hash},
    )
    return changed.scalar() is not None


def remove(session: Session, heartbeat_id: UUID) -> tuple[Heartbeat, bool] | None:
    """The heartbeat as it was, and whether it was told to be overdue; None when it was gone already."""
    row = session.execute(
        text(f"DELETE FROM alerts.heartbeats WHERE id = :id RETURNING {_COLUMNS}"),  # noqa: S608
        {"id": heartbeat_id},
    ).one_or_none()
    return None if row is None else (_heartbeat(row), row.is_told_overdue)


def beat(session: Session, key_hash: bytes, now: datetime) -> datetime | None:
    """Something reported. Answers when it is overdue next; None where no heartbeat has this key."""
    row = session.execute(
        text(
            "UPDATE alerts.heartbeats SET last_beat_at = greatest(last_beat_at, :now), due_at = greatest(due_at,"
            " CAST(:now AS timestamptz) + make_interval(secs => interval_seconds + grace_seconds))"
            " WHERE key_hash = :hash RETURNING due_at, is_told_overdue"
        ),
        {"hash": key_hash, "now": now},
    ).one_or_none()
    if row is None:
        return None
    if row.is_told_overdue:
        _wake(session)
    due_at: datetime = row.due_at
    return due_at


_CLAIM = text(f"""
    WITH due AS MATERIALIZED (
        SELECT id FROM alerts.heartbeats
        WHERE CASE WHEN is_told_overdue THEN due_at > :now OR NOT is_enabled ELSE is_enabled AND due_at <= :now END
            AND (lease_until IS NULL OR lease_until <= :now)
        ORDER BY due_at LIMIT :limit FOR UPDATE SKIP LOCKED
    )
    UPDATE alerts.heartbeats h SET lease_until = :lease_until, lease_token = h.lease_token + 1
    FROM due WHERE h.id = due.id
    RETURNING {", ".join(f"h.{name.strip()}" for name in _COLUMNS.split(","))}, h.silences, h.lease_token
""")  # noqa: S608


def claim(session: Session, now: datetime, *, lease: timedelta, limit: int) -> Sequence[Claimed]:
    """Take heartbeats of which something is to be told; several processes may do this together."""
    rows = session.execute(_CLAIM, {"now": now, "lease_until": now + lease, "limit": limit})
    return [Claimed(_heartbeat(row), not row.is_told_overdue, row.silences, row.lease_token) for row in rows]


def record_told(session: Session, claimed: Claimed) -> None:
    """It was told, unless the claim was lost meanwhile: then whoever has it tells the same, and it counts once."""
    session.execute(
        text(
            "UPDATE alerts.heartbeats SET is_told_overdue = :is_overdue, silences = silences + :began,"
            " lease_until = NULL WHERE id = :id AND lease_token = :token"
        ),
        {
            "id": claimed.heartbeat.id,
            "token": claimed.token,
            "is_overdue": claimed.is_overdue,
            "began": 0 if claimed.is_overdue else 1,
        },
    )


def put_off(session: Session, claimed: Claimed, until: datetime) -> None:
    """It could not be told: it is claimed again from `until` on."""
    session.execute(
        text("UPDATE alerts.heartbeats SET lease_until = :until WHERE id = :id AND lease_token = :token"),
        {"id": claimed.heartbeat.id, "token": claimed.token, "until": until},
    )


def next_due(session: Session) -> datetime | None:
    """When the next silence begins, if nothing reports before."""
    found: datetime | None = session.execute(
        text(
            "SELECT min(greatest(due_at, lease_until)) FROM alerts.heartbeats WHERE is_enabled AND NOT is_told_overdue"
        )
    ).scalar()
    return found


def _wake(session: Session) -> None:
    session.execute(text("SELECT pg_notify('heartbeats', '')"))


def _values(settings: Settings) -> dict[str, Any]:
    return {
        "name": settings.name,
        "service": settings.service,
        "severity": settings.severity.value,
        "interval": settings.interval_seconds,
        "grace": settings.grace_seconds,
        "is_enabled": settings.is_enabled,
    }


def _heartbeat(row: Row[Any]) -> Heartbeat:
    return Heartbeat(
        id=row.id,
        name=row.name,
        service=row.service,
        severity=Severity(row.severity),
        interval=timedelta(seconds=row.interval_seconds),
        grace=timedelta(seconds=row.grace_seconds),
        last_beat_at=row.last_beat_at,
    )
