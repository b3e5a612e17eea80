"""notification-service: messages to people."""

from __future__ import annotations

from enum import Enum, auto
from typing import Protocol
from uuid import UUID

from platform_kit.http_client import CallFailed, ServiceClient

from oncall_service.domain.swaps import Notice


class Handed(Enum):
    """What came of handing a message over."""

    TAKEN = auto()
    REFUSED = auto()
    NO_ANSWER = auto()


class Messenger(Protocol):
    def send(self, id: UUID, notice: Notice) -> Handed: ...


class NotificationService:
    """Sends by e-mail; where that is switched off, into the log of notification-service. The same id is sent once."""

    def __init__(self, client: ServiceClient) -> None:
        self._client = client

    def send(self, id: UUID, notice: Notice) -> Handed:
        for channel in ("email", "log"):
            body = {
                "channel": channel,
                "recipient": notice.recipient,
                "subject": notice.subject,
                "message": notice.message,
            }
            key = {"Idempotency-Key": f"notice:{id}:{channel}"}
            try:
                answer = self._client.call("POST", "/api/v1/notify", body, headers=key, is_idempotent=True)
            except CallFailed:
                return Handed.NO_ANSWER
            if answer.status == 202:
                return Handed.TAKEN
            if answer.status != 422:
                return Handed.NO_ANSWER
        return Handed.REFUSED
