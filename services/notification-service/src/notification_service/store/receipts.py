"""Receipts: incident-management is told once how each notification about an incident ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

_CLAIM = text("""
    UPDATE notify.notifications n
    SET receipt_token = n.receipt_token + 1, receipt_due_at = :until
    FROM (
        SELECT id FROM notify.notifications WHERE receipt_due_at <= :now
        ORDER BY receipt_due_at LIMIT :limit FOR UPDATE SKIP LOCKED
    ) free
    WHERE n.id = free.id
    RETURNING n.id, n.incident_id, n.channel, n.recipient, n.status, n.sent_at, n.updated_at, n.receipt_token,
        n.receipt_failures, n.traceparent,
        (SELECT a.error FROM notify.attempts a WHERE a.notification_id = coalesce(n.bundle_id, n.id)
         ORDER BY a.number DESC LIMIT 1) AS error
""")

_SETTLE = text("""
    UPDATE notify.notifications SET receipt_due_at = :again_at, receipt_failures = :failures
    WHERE id = :id AND receipt_token = :token
""")


_SETTLE_TAKEN = text("""
    UPDATE notify.notifications n SET receipt_due_at = NULL, receipt_failures = 0
    FROM unnest(CAST(:ids AS uuid[]), CAST(:tokens AS bigint[])) AS ours (id, token)
    WHERE n.id = ours.id AND n.receipt_token = ours.token
""")


def claim(session: Session, *, now: datetime, lease: timedelta, limit: int) -> Sequence[Row[Any]]:
    """Take receipts that are due."""
    return session.execute(_CLAIM, {"now": now, "until": now + lease, "limit": limit}).all()


def settle(session: Session, id: UUID, token: int, *, again_at: datetime | None, failures: int) -> None:
    """The receipt was taken (`again_at` None), or is offered again then. Holds only while the claim does."""
    session.execute(_SETTLE, {"id": id, "token": token, "again_at": again_at, "failures": failures})


def settle_taken(session: Session, taken: Sequence[tuple[UUID, int]]) -> None:
    """These receipts were taken. Holds for each only while its claim does."""
    session.execute(_SETTLE_TAKEN, {"ids": [id for id, _ in taken], "tokens": [token for _, token in taken]})
