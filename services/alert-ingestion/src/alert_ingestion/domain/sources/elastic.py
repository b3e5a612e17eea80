"""Elastic: a Kibana rule's connector with a full template, or a Watcher webhook with the whole context."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alert_ingestion.domain.alert import Alert, Severity, Status, fingerprint_of_key
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
    severity_named_in,
    severity_of,
    tag_value,
    word,
)


def read(sent: Sent) -> list[Alert]:
    """One alert. A rule's alert lives under its uuid until its action group is `recovered`; a watch has no end."""
    message = decoded_object(sent.body)
    if isinstance(message.get("alert"), dict):
        return [_kibana(message)]
    if word(message.get("watch_id")):
        return [_watcher(message)]
    raise NotUnderstood("neither a rule's alert nor a watch")


def _kibana(message: Mapping[str, Any]) -> Alert:
    alert, rule, context = (mapping(message.get(name)) for name in ("alert", "rule", "context"))
    identity = first(alert.get("uuid")) or f"{word(rule.get('id'))}|{word(alert.get('id'))}"
    if identity == "|":
        raise NotUnderstood("an alert without an id")
    named = rule.get("tags")
    tags = [word(tag) for tag in named] if isinstance(named, list) else []
    group = first(alert.get("actionGroup"), message.get("actionGroup"))
    severity = tag_value(tags, "sev", "severity", "priority")
    at = instant(message.get("date"))
    is_over = group.lower() == "recovered"
    rule_name = first(rule.get("name"), "a Kibana rule")
    return Alert(
        service=first(tag_value(tags, "service"), rule_name)[:SERVICE_LENGTH],
        severity=severity_of(severity) if severity else severity_named_in(tags) or severity_of(group),
        message=f"{rule_name}: {first(context.get('message'), context.get('title'), alert.get('id'))}"[:MESSAGE_LENGTH],
        fingerprint=fingerprint_of_key(identity),
        status=Status.RESOLVED if is_over else Status.FIRING,
        source="elastic",
        labels=labels_of({"rule": rule_name, "alert": alert.get("id"), "group": group, "space": rule.get("spaceId")}),
        links=links_of([("Rule", rule.get("url")), ("Discover", context.get("link"))]),
        raw=dict(message),
        started_at=None if is_over else at,
        ended_at=at if is_over else None,
        is_of_tool=True,
    )


def _watcher(message: Mapping[str, Any]) -> Alert:
    watch, metadata = word(message.get("watch_id")), mapping(message.get("metadata"))
    text = first(metadata.get("message"), metadata.get("summary"), f"The condition of watch {watch} is met")
    return Alert(
        service=first(metadata.get("service"), watch)[:SERVICE_LENGTH],
        severity=severity_of(metadata.get("severity")) if "severity" in metadata else Severity.MEDIUM,
        message=text[:MESSAGE_LENGTH],
        fingerprint=fingerprint_of_key(watch),
        source="elastic",
        labels=labels_of({"watch": watch}, metadata),
        raw=dict(message),
        started_at=instant(message.get("execution_time")),
        is_of_tool=True,
    )
