"""Zabbix's webhook media type, its parameters named after the macros. Every value is text."""

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
    decoded,
    decoded_object,
    first,
    labels_of,
    links_of,
    severity_of,
    word,
)

SEVERITIES = {
    "0": Severity.INFO,
    "1": Severity.INFO,
    "2": Severity.MEDIUM,
    "3": Severity.MEDIUM,
    "4": Severity.HIGH,
    "5": Severity.CRITICAL,
}
NOT_FILLED_IN = re.compile(r"\{[A-Z][A-Z0-9.:{}\"]*\}")


def read(sent: Sent) -> list[Alert]:
    """The event of a message. A recovery keeps the problem's id; an update changes nothing here.

    Its date and time are in the Zabbix server's zone, which it does not say, so they are not used.
    """
    event = {name: "" if NOT_FILLED_IN.fullmatch(word(v)) else v for name, v in decoded_object(sent.body).items()}
    identity, value = word(event.get("event_id")), word(event.get("event_value"))
    if not identity or value not in ("0", "1"):
        raise NotUnderstood("no event")
    tags = _tags(event.get("event_tags"))
    host = word(event.get("host_name"))
    service = first(tags.get("service"), host, "zabbix")[:SERVICE_LENGTH]
    name = first(event.get("event_name"), event.get("alert_subject"), identity)
    if word(event.get("event_update_status")) == "1":
        update = first(event.get("alert_message"), event.get("alert_subject"), name)[:MESSAGE_LENGTH]
        return [note("zabbix", sent.body, service=service, message=update, raw=event)]
    return [
        Alert(
            service=service,
            severity=severity_of(event.get("event_nseverity"), SEVERITIES),
            message=(f"{host}: {name}" if host else name)[:MESSAGE_LENGTH],
            fingerprint=fingerprint_of_key(identity),
            status=Status.FIRING if value == "1" else Status.RESOLVED,
            source="zabbix",
            labels=labels_of({"host": host, "ip": event.get("host_ip"), "trigger": event.get("trigger_id")}, tags),
            links=links_of([("Zabbix", _event_page(event, identity))]),
            raw=event,
            is_of_tool=True,
        )
    ]


def _tags(value: Any) -> Mapping[str, str]:
    try:
        tags = decoded(value.encode()) if isinstance(value, str) else value
    except NotUnderstood:
        return {}
    pairs = [tag for tag in tags if isinstance(tag, dict)] if isinstance(tags, list) else []
    return {word(tag.get("tag")): word(tag.get("value")) for tag in pairs}


def _event_page(event: Mapping[str, Any], identity: str) -> str:
    root, trigger = word(event.get("zabbix_url")).rstrip("/"), word(event.get("trigger_id"))
    return f"{root}/tr_events.php?triggerid={trigger}&eventid={identity}" if root and trigger else root
