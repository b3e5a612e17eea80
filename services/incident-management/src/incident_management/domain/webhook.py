"""What a webhook out carries: `{type, timestamp, data}`, as Standard Webhooks describes it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from incident_management.domain.incident import Incident
from incident_management.domain.recipients import as_wire
from incident_management.domain.subscription import Event
from incident_management.domain.trace import Happened


def body(event: Event, entry_id: int, entry: Happened, incident: Incident, *, link: str) -> str:
    """JSON. The incident is as it is now; the timestamp is that of the event."""
    data = {
        "entry": {"id": entry_id, "type": entry.type, "actor": entry.actor, "at": _wire(entry.at), "data": entry.data},
        "incident": {
            "id": str(incident.id),
            "title": incident.title,
            "service": incident.service,
            "severity": incident.severity,
            "status": incident.status,
            "priority": incident.priority,
            "team": incident.team,
            "assigned_to": as_wire(incident.assigned_to) if incident.assigned_to else None,
            "alert_count": incident.alert_count,
            "version": incident.version,
            "created_at": _wire(incident.created_at),
            "acknowledged_at": _wire(incident.acknowledged_at),
            "resolved_at": _wire(incident.resolved_at),
            "mtta_seconds": incident.mtta_seconds,
            "mttr_seconds": incident.mttr_seconds,
            "tags": list(incident.tags),
            "url": link,
        },
    }
    document: dict[str, Any] = {"type": f"incident.{event}", "timestamp": _wire(entry.at), "data": data}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def _wire(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z") if at else None
