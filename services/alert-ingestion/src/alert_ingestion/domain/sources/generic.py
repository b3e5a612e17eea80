"""Any JSON object that says what is wrong, under the names that tools commonly give it, or under the user's own.

The address may say where to look: `?message=error.text&service=app.name&status=state&resolved=ok,up`. A value is a path
of keys; `resolved` names the words of the status that mean the end.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alert_ingestion.domain.alert import Alert, Status, fingerprint_of, fingerprint_of_key
from alert_ingestion.domain.payload import (
    MESSAGE_LENGTH,
    SERVICE_LENGTH,
    NotUnderstood,
    Sent,
    decoded,
    first,
    instant,
    labels_of,
    links_of,
    mapping,
    severity_of,
    word,
)

NAMES: Mapping[str, tuple[str, ...]] = {
    "service": ("service", "labels.service", "app", "application", "component", "host", "hostname"),
    "severity": ("severity", "labels.severity", "level", "priority"),
    "message": ("message", "summary", "title", "text", "description", "msg"),
    "status": ("status", "state", "event_action", "alert_status"),
    "dedup_key": ("dedup_key", "fingerprint", "alert_id", "event_id", "id"),
    "timestamp": ("timestamp", "time", "at", "date"),
    "url": ("url", "link", "href"),
}
ENDS = frozenset({"resolved", "resolve", "ok", "up", "closed", "close", "recovered", "recovery", "normal", "inactive"})


def read(sent: Sent) -> list[Alert]:
    """One alert for an object, or one for each in a list."""
    value = decoded(sent.body)
    objects = value if isinstance(value, list) else [value]
    if not objects or not all(isinstance(given, dict) for given in objects):
        raise NotUnderstood("neither an object nor a list of objects")
    names = {name: (sent.query[name],) if name in sent.query else found for name, found in NAMES.items()}
    own = sent.query.get("resolved", "").lower()
    ends = frozenset(text.strip() for text in own.split(",")) if own else ENDS
    return [alert_from(given, "generic", names=names, ends=ends, raw=given) for given in objects]


def alert_from(
    given: Mapping[str, Any],
    source: str,
    *,
    names: Mapping[str, tuple[str, ...]] = NAMES,
    ends: frozenset[str] = ENDS,
    defaults: Mapping[str, Any] | None = None,
    labels: Mapping[str, Any] | None = None,
    raw: Any,
) -> Alert:
    """The alert an object tells of. defaults: for what it does not say. Raises NotUnderstood without a message."""
    said = {name: first(*(_at(given, path) for path in paths)) for name, paths in names.items()}
    said = {name: text or word((defaults or {}).get(name)) for name, text in said.items()}
    message, service = said["message"][:MESSAGE_LENGTH], first(said["service"], source)[:SERVICE_LENGTH]
    if not message:
        raise NotUnderstood("nothing that says what is wrong")
    severity = severity_of(said["severity"])
    is_over = said["status"].lower() in ends
    at = instant(said["timestamp"])
    return Alert(
        service=service,
        severity=severity,
        message=message,
        fingerprint=fingerprint_of_key(said["dedup_key"])
        if said["dedup_key"]
        else fingerprint_of(service, severity, message),
        status=Status.RESOLVED if is_over else Status.FIRING,
        source=source,
        labels=labels_of(mapping(given.get("labels")), labels or {}),
        links=links_of([("Link", said["url"])]),
        raw=raw,
        started_at=None if is_over else at,
        ended_at=at if is_over else None,
        is_of_tool=True,
    )


def _at(given: Mapping[str, Any], path: str) -> Any:
    value: Any = given
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value
