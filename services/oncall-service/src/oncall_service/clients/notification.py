"""notification-service: messages to people."""

from __future__ import annotations

import logging
from collections.abc import Collection
from enum import Enum, auto
from typing import Protocol
from urllib.parse import urlencode
from uuid import UUID

from platform_kit.http_client import CallFailed, ServiceClient

from oncall_service.domain.swaps import Notice

log = logging.getLogger(__name__)


class Handed(Enum):
    """What came of handing a message over."""

    TAKEN = auto()
    REFUSED = auto()
    NO_ANSWER = auto()


PEOPLE_A_CALL = 200


class Reachability(Protocol):
    def unreachable(self, users: Collection[UUID]) -> frozenset[UUID] | None: ...


class Messenger(Protocol):
    def send(self, id: UUID, notice: Notice) -> Handed: ...


class NotificationService:
    """Says who can be paged, and sends by e-mail; where that is switched off, into its own log. One id is sent once."""

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

    def unreachable(self, users: Collection[UUID]) -> frozenset[UUID] | None:
        """Those of them whom no page would reach now; None where it does not answer. No transaction may be open."""
        asked, found = sorted(users), set()
        for start in range(0, len(asked), PEOPLE_A_CALL):
            query = urlencode([("user_id", str(user)) for user in asked[start : start + PEOPLE_A_CALL]])
            try:
                answer = self._client.call("GET", f"/api/v1/contacts/reachable?{query}", is_idempotent=True)
                if answer.status != 200:
                    raise CallFailed(f"notification-service answered {answer.status}")
                items = answer.json()["items"]
                found |= {UUID(item["user_id"]) for item in items if not item["is_reachable"]}
            except (CallFailed, KeyError, TypeError, ValueError) as error:
                log.warning("who can be paged could not be asked", extra={"error": str(error)})
                return None
        return frozenset(found)
