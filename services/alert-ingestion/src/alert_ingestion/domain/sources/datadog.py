"""Datadog's webhooks: with a template of one key per variable, or the default one, which says it all in its title."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from alert_ingestion.domain.alert import Alert, Severity, Status, fingerprint_of_key
from alert_ingestion.domain.note import note
from alert_ingestion.domain.payload import (
    MESSAGE_LENGTH,
    SERVICE_LENGTH,
    NotUnderstood,
    Sent,
    decoded_object,
    first,
    instant,
    labels_of,
    links_of,
    severity_of,
    tag_value,
    word,
)

FIRING = frozenset({"triggered", "re-triggered", "no data", "re-no data", "warn", "re-warn", "renotify"})
SEVERITIES = {
    "p1": Severity.CRITICAL,
    "p2": Severity.HIGH,
    "p3": Severity.MEDIUM,
    "p4": Severity.LOW,
    "p5": Severity.INFO,
    "error": Severity.HIGH,
    "warning": Severity.MEDIUM,
    "success": Severity.INFO,
    "info": Severity.INFO,
}
# [P2] [Triggered on {host:web-01}] CPU high
TITLE = re.compile(
    r"(?:\[(?P<priority>P[1-5])\]\s*)?\[(?P<state>[A-Za-z -]+?)(?: on \{(?P<scope>.*?)\})?\]\s*(?P<name>.*)"
)


def read(sent: Sent) -> list[Alert]:
    """The event of a message. Its transition is matched whole, from its own key or from the title."""
    event = decoded_object(sent.body)
    title = first(event.get("alert_title"), event.get("title"))
    parts = TITLE.fullmatch(title)
    told = {key: value or "" for key, value in parts.groupdict().items()} if parts else {}
    state = first(event.get("alert_transition"), told.get("state")).lower()
    name = first(told.get("name"), title, event.get("alert_status"))
    if not name or not state:
        raise NotUnderstood("no title and no transition")
    tags = [tag.strip() for tag in word(event.get("tags")).split(",") if tag.strip()]
    scope = first(event.get("alert_scope"), told.get("scope"))
    service = first(tag_value(tags, "service"), tag_value(scope.split(","), "service"), event.get("hostname"), name)
    if state not in FIRING and state != "recovered":
        return [note("datadog", sent.body, service=service[:SERVICE_LENGTH], message=title[:MESSAGE_LENGTH], raw=event)]
    at = _at(event)
    is_over = state == "recovered"
    return [
        Alert(
            service=service[:SERVICE_LENGTH],
            severity=severity_of(
                first(event.get("alert_priority"), told.get("priority"), event.get("alert_type")), SEVERITIES
            ),
            message=first(f"{name}: {scope}" if scope else "", name)[:MESSAGE_LENGTH],
            fingerprint=fingerprint_of_key(first(event.get("aggreg_key")) or f"{name}|{scope}"),
            status=Status.RESOLVED if is_over else Status.FIRING,
            source="datadog",
            labels=labels_of(dict(_pair(tag) for tag in tags), {"monitor": event.get("alert_id"), "state": state}),
            links=links_of([("Event", event.get("link")), ("Snapshot", event.get("snapshot"))]),
            raw=dict(event),
            started_at=None if is_over else at,
            ended_at=at if is_over else None,
            is_of_tool=True,
        )
    ]


def _at(event: Mapping[str, Any]) -> Any:
    date = word(event.get("date"))
    return instant(int(date)) if date.isdecimal() and len(date) < 19 else None


def _pair(tag: str) -> tuple[str, str]:
    name, _, value = tag.partition(":")
    return name, value or "true"
