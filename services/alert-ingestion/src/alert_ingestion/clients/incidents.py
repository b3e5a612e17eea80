"""Asking incident-management to open an incident."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from platform_kit.http_client import CallFailed, ServiceClient

from alert_ingestion.domain.alert import Alert

log = logging.getLogger(__name__)


ASKED_TOGETHER_MOST = 100


async def ask_to_open(client: ServiceClient, received: Sequence[tuple[Alert, datetime]]) -> bool:
    """Ask for incidents that take these alerts and their like, at most `ASKED_TOGETHER_MOST`, each with the instant it
    was received. False when there was no answer that says so.

    Asking twice is harmless: the second joins what the first opened.
    """
    openings = [
        {
            "title": alert.title,
            "service": alert.service,
            "severity": alert.severity.value,
            "at": at.isoformat().replace("+00:00", "Z"),
        }
        for alert, at in received
    ]
    path = "/api/v1/incidents/batch"
    body: dict[str, Any] = {"incidents": openings}
    if len(openings) == 1:
        path, body = "/api/v1/incidents", openings[0] | {"origin": "alert"}
    try:
        answer = await client.acall("POST", path, body, is_idempotent=True)
    except CallFailed as error:
        log.info("incident-management did not answer, incidents are opened here", extra={"reason": str(error)})
        return False
    if answer.status != 201:
        log.warning("incident-management refused to open incidents", extra={"status": answer.status})
    return answer.status == 201


async def acknowledge(client: ServiceClient, incident_id: str, alert_id: str, *, by: str) -> None:
    """Tell that a sender acknowledged an alert. Twice is as good as once. Raises CallFailed when it was not taken."""
    path = f"/api/v1/incidents/{incident_id}/acknowledgements"
    answer = await client.acall("POST", path, {"alert_id": alert_id, "by": by}, is_idempotent=True)
    if answer.status != 204:
        raise CallFailed(f"status {answer.status}")
