"""What providers tell later of notifications that they took."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from platform_kit.text import storable
from sqlalchemy import text
from sqlalchemy.orm import Session

from notification_service.domain.notification import Confirmation, Status
from notification_service.domain.outcome import Reason

# Dead: the person's next step need not be waited for. Who asked is told, as after a try.
_SETTLE = text("""
    WITH settled AS (
        UPDATE notify.notifications
        SET status = :status, sent_at = CASE WHEN :status = 'delivered' THEN :now ELSE sent_at END,
            receipt_due_at = CASE WHEN incident_id IS NOT NULL AND kind IN ('page', 'update')
                                  THEN CAST(:now AS timestamptz) ELSE receipt_due_at END,
            receipt_failures = 0, receipt_token = receipt_token + 1
        WHERE id = :id AND status = 'sent'
        RETURNING id, attempt_count, page_id, kind, status, channel
    ), next_step AS (
        UPDATE notify.notifications SET due_at = :now, planned_at = :now
        WHERE id = (
            SELECT n.id FROM notify.notifications n JOIN settled s ON s.page_id = n.page_id
            WHERE s.status = 'dead' AND s.kind = 'page' AND n.id <> s.id AND n.status = 'pending' AND n.due_at > :now
            ORDER BY n.due_at, n.id LIMIT 1)
    ), noted AS (
        UPDATE notify.attempts a SET outcome = :outcome, error = :error
        FROM settled s WHERE a.notification_id = s.id AND a.number = s.attempt_count
    )
    SELECT channel FROM settled
""")


def settle(session: Session, id: UUID, confirmation: Confirmation, *, now: datetime) -> str | None:
    """Keep what became of a notification that was sent; returns its channel, None where it is not in that state."""
    outcome = Status.DELIVERED if confirmation.status is Status.DELIVERED else Reason.REJECTED
    given = {"id": id, "status": confirmation.status, "now": now, "outcome": outcome}
    given["error"] = storable(confirmation.error) if confirmation.error else None
    return session.execute(_SETTLE, given).scalar()
