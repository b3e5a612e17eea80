"""CloudEvents 1.0, structured, in batches and in binary mode. What an event says of an alert is in its data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from alert_ingestion.domain.alert import Alert
from alert_ingestion.domain.payload import NotUnderstood, Sent, decoded, mapping, word
from alert_ingestion.domain.sources.generic import alert_from

ATTRIBUTES = ("specversion", "type", "source", "id", "time", "subject")


def read(sent: Sent) -> list[Alert]:
    """One alert for each event."""
    if "ce-specversion" in sent.headers:
        attributes = {name: unquote(sent.headers.get(f"ce-{name}", "")) for name in ATTRIBUTES}
        return [_alert(attributes | {"data": decoded(sent.body)})]
    value = decoded(sent.body)
    events = value if isinstance(value, list) else [value]
    if not events or not all(isinstance(event, dict) and "specversion" in event for event in events):
        raise NotUnderstood("no event")
    return [_alert(event) for event in events]


def _alert(event: Mapping[str, Any]) -> Alert:
    data = mapping(event.get("data"))
    subject, origin = word(event.get("subject")), word(event.get("source"))
    where = {"event_type": event.get("type"), "event_source": origin, "subject": subject}
    said = {"dedup_key": f"{origin}|{subject}" if subject else "", "timestamp": event.get("time"), "service": subject}
    return alert_from(data, "cloudevents", defaults=said, labels=where, raw=dict(event))
