"""Uptime Kuma's webhook: JSON, or a form whose field `data` is that JSON."""

from __future__ import annotations

from email.parser import BytesParser
from typing import Any
from urllib.parse import parse_qs

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
    mapping,
    severity_of,
    word,
)

DOWN, UP = "0", "1"


def read(sent: Sent) -> list[Alert]:
    """The heartbeat of a message. Pending and maintenance are noted; without a monitor it is a test or a warning."""
    message = decoded_object(_json_of(sent))
    heartbeat, monitor = mapping(message.get("heartbeat")), mapping(message.get("monitor"))
    text, status = word(message.get("msg")), word(heartbeat.get("status"))
    identity, name = first(monitor.get("id"), heartbeat.get("monitorID")), first(monitor.get("name"), "uptime-kuma")
    if not text and not (status and identity):
        raise NotUnderstood("no heartbeat of a monitor and no text")
    if not identity and not text.endswith("Testing"):
        return [_warning(text)]  # a certificate that is about to expire, among others
    if status not in (DOWN, UP) or not identity:
        shown = first(text, "pending or in maintenance")[:MESSAGE_LENGTH]
        return [note("uptime-kuma", sent.body, service=name[:SERVICE_LENGTH], message=shown, raw=dict(message))]
    tags = monitor.get("tags")
    pairs = [tag for tag in tags if isinstance(tag, dict)] if isinstance(tags, list) else []
    tagged = {word(tag.get("name")): word(tag.get("value")) for tag in pairs}
    is_over = status == UP
    at = instant(heartbeat.get("time"))  # UTC without saying so
    return [
        Alert(
            service=first(tagged.get("service"), name)[:SERVICE_LENGTH],
            severity=severity_of(tagged.get("severity")),
            message=f"{name}: {first(heartbeat.get('msg'), text, 'down')}"[:MESSAGE_LENGTH],
            fingerprint=fingerprint_of_key(identity),
            status=Status.RESOLVED if is_over else Status.FIRING,
            source="uptime-kuma",
            labels=labels_of({"monitor": name, "type": monitor.get("type"), "path": monitor.get("pathName")}, tagged),
            links=links_of([("Monitored", monitor.get("url"))]),
            raw=dict(message),
            started_at=None if is_over else at,
            ended_at=at if is_over else None,
            is_of_tool=True,
        )
    ]


def _warning(text: str) -> Alert:
    return Alert(
        service="uptime-kuma",
        severity=Severity.MEDIUM,
        message=text[:MESSAGE_LENGTH],
        fingerprint=fingerprint_of_key(f"uptime-kuma:{text}"),
        source="uptime-kuma",
        is_of_tool=True,
    )


def _json_of(sent: Sent) -> bytes:
    kind = sent.headers.get("content-type", "")
    if kind.startswith("application/x-www-form-urlencoded"):
        return _one(parse_qs(sent.body.decode("utf-8", "replace")).get("data")).encode()
    if kind.startswith("multipart/form-data"):
        form = BytesParser().parsebytes(b"Content-Type: " + kind.encode() + b"\r\n\r\n" + sent.body)
        for part in form.get_payload() if form.is_multipart() else ():
            if isinstance(part, str) or part.get_param("name", header="content-disposition") != "data":
                continue
            content = part.get_payload(decode=True)
            return content if isinstance(content, bytes) else b""
    return sent.body


def _one(values: Any) -> str:
    return str(values[0]) if values else ""
