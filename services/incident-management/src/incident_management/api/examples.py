"""What the published contract shows as examples."""

from __future__ import annotations

from typing import Any

AN_ID = "0198c0de-7b00-7000-8000-000000000001"
A_PERSON: dict[str, Any] = {"id": "0198c0de-7b00-7000-8000-0000000000a1", "name": "Ana", "email": "ana@example.org"}
AN_INCIDENT: dict[str, Any] = {
    "id": AN_ID,
    "title": "error rate above 5 %",
    "service": "checkout-api",
    "severity": "critical",
    "status": "open",
    "priority": "P1",
    "team": "payments",
    "origin": "alert",
    "assigned_to": A_PERSON,
    "alert_count": 412,
    "version": 1,
    "created_at": "2026-03-02T14:02:05Z",
    "acknowledged_at": None,
    "resolved_at": None,
    "mtta_seconds": None,
    "mttr_seconds": None,
    "snoozed_until": None,
    "suppressed": None,
    "previous_id": None,
    "acknowledged_until": None,
    "tags": ["release"],
    "merged_into": None,
}
AN_ALERT: dict[str, Any] = {
    "id": "0198c0de-7b00-7000-8000-000000000002",
    "incident_id": AN_ID,
    "fingerprint": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "service": "checkout-api",
    "severity": "critical",
    "message": "error rate above 5 %",
    "status": "firing",
    "source": "alertmanager",
    "labels": {"region": "eu-west-1"},
    "links": ["https://prometheus.example.org/graph"],
    "occurrences": 412,
    "received_at": "2026-03-02T14:02:05Z",
    "last_seen_at": "2026-03-02T14:08:01Z",
    "resolved_at": None,
}
A_NOTE: dict[str, Any] = {
    "id": "0198c0de-7b00-7000-8000-000000000003",
    "content": "Rolling back the release of 14:00.",
    "author": "ana@example.org",
    "created_at": "2026-03-02T14:09:00Z",
    "edited_by": None,
    "edited_at": None,
}
AN_ENTRY: dict[str, Any] = {
    "id": 17,
    "type": "status_changed",
    "actor": "ana@example.org",
    "at": "2026-03-02T14:05:00Z",
    "data": {"from": "open", "to": "acknowledged"},
}
A_TIMER: dict[str, Any] = {
    "policy_id": "0198c0de-7b00-7000-8000-000000000004",
    "step": 2,
    "cycle": 1,
    "next_at": "2026-03-02T14:07:05Z",
    "state": "active",
}
