"""Healthchecks.io: a webhook whose body is `{"check": $JSON, "code": "$CODE", "status": "$STATUS", "now": "$NOW"}`."""

from __future__ import annotations

from alert_ingestion.domain.alert import Alert, Status, fingerprint_of_key
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
    mapping,
    severity_named_in,
    severity_of,
    tag_value,
    word,
)

# Whoever has these addresses can speak for the check: they are not kept.
CAPABILITIES = frozenset({"ping_url", "update_url", "pause_url", "resume_url"})


def read(sent: Sent) -> list[Alert]:
    """The check's change to down or up."""
    message = decoded_object(sent.body)
    check = {name: value for name, value in mapping(message.get("check")).items() if name not in CAPABILITIES}
    identity = first(message.get("code"), check.get("uuid"), check.get("unique_key"))
    status = first(message.get("status"), check.get("status")).lower()
    if not identity or not status:
        raise NotUnderstood("no check")
    name, raw = first(message.get("name"), check.get("name"), identity), {**message, "check": check}
    tags = word(check.get("tags")).split()
    service = first(tag_value(tags, "service"), name)[:SERVICE_LENGTH]
    if status not in ("down", "up"):
        return [note("healthchecks", sent.body, service=service, message=f"{name} is {status}", raw=raw)]
    severity, about = tag_value(tags, "sev", "severity"), word(check.get("desc"))
    at = instant(message.get("now"))
    return [
        Alert(
            service=service,
            severity=severity_of(severity or severity_named_in(tags)),
            message=(f"{name} is {status}: {about}" if about else f"{name} is {status}")[:MESSAGE_LENGTH],
            fingerprint=fingerprint_of_key(identity),
            status=Status.FIRING if status == "down" else Status.RESOLVED,
            source="healthchecks",
            labels=labels_of({"check": name, "schedule": check.get("schedule"), "last_ping": check.get("last_ping")}),
            raw=raw,
            started_at=at if status == "down" else None,
            ended_at=at if status == "up" else None,
            is_of_tool=True,
        )
    ]
