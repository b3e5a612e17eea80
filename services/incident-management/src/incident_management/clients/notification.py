"""Hands pages over to notification-service, and asks what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from platform_kit.http_client import CallFailed, ServiceClient

from incident_management.domain.recipients import as_wire
from incident_management.store.pages import Claimed


class PageRefused(Exception):
    """Notification-service read the page and does not take it."""


LISTED_MOST = 200
_REFUSED = frozenset({400, 404, 409, 413, 422})


class Notification:
    def __init__(self, client: ServiceClient) -> None:
        self._client = client

    def hand_over(self, page: Claimed) -> None:
        """Have the page sent; the same page twice is sent once. Raises CallFailed, PageRefused."""
        self._post("/api/v1/pages", _body(page))

    def hand_over_all(self, pages: Sequence[Claimed]) -> None:
        """Have these sent, in this order, in one call: all of them or none. Raises CallFailed, PageRefused."""
        self._post("/api/v1/pages/batch", {"pages": [_body(page) for page in pages]})

    def _post(self, path: str, body: dict[str, Any]) -> None:
        answer = self._client.call("POST", path, body, is_idempotent=True)
        if answer.status in _REFUSED:
            raise PageRefused(f"notification-service refused it with {answer.status}")
        if answer.status != 202:
            raise CallFailed(f"notification-service answered {answer.status}")

    def of_incident(self, incident_id: UUID) -> list[dict[str, Any]]:
        """The newest two hundred notifications about an incident, as its API lists them. Raises CallFailed."""
        path = f"/api/v1/notifications?incident_id={incident_id}&limit={LISTED_MOST}"
        answer = self._client.call("GET", path, is_idempotent=True)
        listed = answer.json() if answer.status == 200 else None
        if not isinstance(listed, dict) or not isinstance(listed.get("items"), list):
            raise CallFailed(f"notification-service answered {answer.status}")
        return list(listed["items"])


def _body(page: Claimed) -> dict[str, Any]:
    return {
        "id": str(page.id),
        "kind": page.kind,
        "incident": page.incident,
        "recipient": as_wire(page.recipient),
        "step": page.step,
        "cycle": page.cycle,
        "episode": page.episode,
        "subject": page.subject,
        "message": page.message,
    }
