"""incident-management: takes receipts, and answers of people who were paged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal
from uuid import UUID

from platform_kit.http_client import Answer, ServiceClient

from notification_service.domain.answers import Action


@dataclass(frozen=True, slots=True)
class Receipt:
    """How a notification ended, and when. reason: why it was given up."""

    notification_id: UUID
    outcome: Literal["delivered", "delivery_failed"]
    channel: str
    recipient: str
    at: datetime
    reason: str | None


class IncidentManagement:
    def __init__(self, base_url: str, *, secret: str) -> None:
        self._client = ServiceClient(
            base_url, issuer="notification-service", audience="incident-management", secret=secret
        )

    def tell(self, incident_id: UUID, receipt: Receipt) -> int:
        """Hand a receipt over; returns the status. Safe to repeat: it counts once. Raises CallFailed."""
        path = f"/api/v1/incidents/{incident_id}/receipts"
        return self._client.call("POST", path, _wire(receipt), is_idempotent=True).status

    def tell_all(self, receipts: Sequence[tuple[UUID, Receipt]]) -> int:
        """`tell` for at most a hundred, each with its incident's id: all or none. Raises CallFailed."""
        body = {"receipts": [_wire(receipt) | {"incident_id": str(incident_id)} for incident_id, receipt in receipts]}
        return self._client.call("POST", "/api/v1/incidents/receipts/batch", body, is_idempotent=True).status

    def answer(self, incident_id: UUID, action: Action, *, by: UUID) -> Answer:
        """Do it as this user: 200 the incident, 409 with `current` where it does not allow it. Raises CallFailed."""
        path = f"/api/v1/incidents/{incident_id}/answers"
        body = {"user_id": str(by), "action": action}
        # To escalate twice would page two people.
        return self._client.call("POST", path, body, is_idempotent=action is not Action.ESCALATE)


def _wire(receipt: Receipt) -> dict[str, str]:
    body = {
        "notification_id": str(receipt.notification_id),
        "outcome": receipt.outcome,
        "channel": receipt.channel,
        "recipient": receipt.recipient,
        "at": receipt.at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
    }
    return body | ({"reason": receipt.reason} if receipt.reason else {})
