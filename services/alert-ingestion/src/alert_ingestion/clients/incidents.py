"""Asking incident-management to open an incident."""

from __future__ import annotations

import logging
from datetime import datetime

from platform_kit.http_client import CallFailed, ServiceClient

from alert_ingestion.domain.alert import Alert

log = logging.getLogger(__name__)


async def ask_to_open(client: ServiceClient, alert: Alert, at: datetime) -> bool:
    """Ask for an incident that takes this alert and its like. False when there was no answer that says so.

    Asking twice is harmless: the second joins what the first opened.
    """
    body = {
        "title": alert.title,
        "service": alert.service,
        "severity": alert.severity.value,
        "origin": "alert",
        "at": at.isoformat().replace("+00:00", "Z"),
    }
    try:
        answer = await client.acall("POST", "/api/v1/incidents", body, is_idempotent=True)
    except CallFailed as error:
        log.info("incident-management did not answer, the incident is opened here", extra={"reason": str(error)})
        return False
    if answer.status != 201:
        log.warning("incident-management refused to open an incident", extra={"status": answer.status})
    return answer.status == 201


async def acknowledge(client: ServiceClient, incident_id: str, alert_id: str, *, by: str) -> None:
    """Tell that a sender acknowledged an alert. Twice is as good as once. Raises CallFailed when it was not taken."""
    path = f"/api/v1/incidents/{incident_id}/acknowledgements"
    answer = await client.acall("POST", path, {"alert_id": alert_id, "by": by}, is_idempotent=True)
    if answer.status != 204:
        raise CallFailed(f"status {answer.status}")
