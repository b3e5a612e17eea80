"""What a webhook carries. The same bytes in every try, so that a receiver can drop a repeat by its id."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from notification_service.domain.notification import Kind, Message

TYPE = {Kind.PAGE: "incident.page", Kind.UPDATE: "incident.update", Kind.DIRECT: "message"}


def body(message: Message) -> bytes:
    """`{type, timestamp, data}`; timestamp is when the message was made, not when it is sent."""
    data: dict[str, Any] = {
        "notification_id": str(message.id),
        "kind": message.kind,
        "incident_id": message.incident_id and str(message.incident_id),
        "subject": message.subject,
        "message": message.text,
        "step": message.step,
        "cycle": message.cycle,
    }
    if message.answer_url:
        data["answer_url"] = message.answer_url
    if message.incident:
        incident = message.incident
        data["incident"] = {
            "id": str(incident.id),
            "title": incident.title,
            "service": incident.service,
            "severity": incident.severity,
            "status": incident.status,
            "team": incident.team,
            "alert_count": incident.alert_count,
            "created_at": rfc3339(incident.created_at),
            "url": message.incident_url,
        }
    document = {"type": TYPE[message.kind], "timestamp": rfc3339(message.created_at), "data": data}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def rfc3339(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
