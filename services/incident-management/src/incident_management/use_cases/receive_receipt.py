"""What became of a notification, told back by notification-service."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy.orm import Session

from incident_management.domain.errors import IncidentNotFound
from incident_management.domain.timeline import SYSTEM, Entry, EntryType
from incident_management.store import history, incidents


@dataclass(frozen=True, slots=True)
class Receipt:
    notification_id: UUID
    outcome: Literal["delivered", "delivery_failed"]
    channel: str
    recipient: str
    at: datetime
    reason: str | None = None


def receive_receipt(session: Session, incident_id: UUID, receipt: Receipt) -> None:
    """Tell it on the timeline, once for each notification and outcome. Raises IncidentNotFound."""
    if incidents.get(session, incident_id) is None:
        raise IncidentNotFound
    data = {
        "notification_id": str(receipt.notification_id),
        "channel": receipt.channel,
        "recipient": receipt.recipient,
    }
    entry = Entry(EntryType(receipt.outcome), data | ({"reason": receipt.reason} if receipt.reason else {}))
    history.append_receipt(session, incident_id, entry, by=SYSTEM, at=receipt.at)
