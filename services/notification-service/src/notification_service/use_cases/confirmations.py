"""What providers tell later of what they took."""

from __future__ import annotations

import time
from datetime import datetime
from uuid import UUID

from platform_kit.database import Sessions

from notification_service.domain.notification import Confirmation, Status
from notification_service.metrics import DELIVERY, NOTIFICATIONS
from notification_service.store import confirmations, notifications

# A provider may tell before its answer to the sending is written down.
LOOKS, PAUSE_S = 30, 0.1


def confirm(sessions: Sessions, id: UUID, confirmation: Confirmation, *, now: datetime) -> bool:
    """Keep it, and hurry to the person's next channel where it was not delivered. False: it is still being sent."""
    for _ in range(LOOKS):
        with sessions.begin() as session:
            row = notifications.get(session, id)
            if row is None:
                return True
            if confirmations.settle(session, id, confirmation, now=now) is not None:
                if confirmation.status is Status.DEAD:
                    notifications.wake_workers(session)
                break
        if row.status != Status.SENDING:
            return True  # it was told before, or a later try is what counts
        time.sleep(PAUSE_S)
    else:
        return False
    NOTIFICATIONS.labels(row.channel, confirmation.status).inc()
    if confirmation.status is Status.DELIVERED:
        DELIVERY.observe(max((now - (row.planned_at or row.created_at)).total_seconds(), 0))
    return True
