"""What became of a notification, told back by notification-service."""

from __future__ import annotations

from collections.abc import Iterable
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
    _tell(session, incident_id, receipt)


def receive_receipts(session: Session, receipts: Iterable[tuple[UUID, Receipt]]) -> None:
    """Tell each on the timeline of its incident, once. One whose incident is not there is passed over: it never will
    be."""
    # In one order, for whoever tells the same of another replica waits for the first of them.
    in_order = sorted(receipts, key=lambda pair: (pair[1].notification_id, pair[1].outcome))
    known = incidents.which_are_there(session, [incident_id for incident_id, _ in in_order])
    for incident_id, receipt in in_order:
        if incident_id in known:
            _tell(session, incident_id, receipt)


def _tell(session: Session, incident_id: UUID, receipt: Receipt) -> None:
    data = {
        "notification_id": str(receipt.notification_id),
        "channel": receipt.channel,
        "recipient": receipt.recipient,
    }
    entry = Entry(EntryType(receipt.outcome), data | ({"reason": receipt.reason} if receipt.reason else {}))
    history.append_receipt(session, incident_id, entry, by=SYSTEM, at=receipt.at)
