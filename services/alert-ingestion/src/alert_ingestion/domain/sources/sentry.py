"""Sentry's integration platform: issue alerts, metric alerts, and what happens to an issue."""

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
    mapping,
    severity_of,
    word,
)

LEVELS = {
    "fatal": Severity.CRITICAL,
    "critical": Severity.CRITICAL,
    "error": Severity.HIGH,
    "warning": Severity.MEDIUM,
    "info": Severity.INFO,
    "debug": Severity.INFO,
}
PROJECT_IN_URL = re.compile(r"/projects/[^/]+/([^/]+)/")
MAKES_AN_ISSUE_FIRE = frozenset({"created", "unresolved"})


def read(sent: Sent) -> list[Alert]:
    """One alert. An issue alert has no end of its own: `issue` `resolved` ends it, by the issue's id."""
    message = decoded_object(sent.body)
    data, action = mapping(message.get("data")), word(message.get("action")).lower()
    if isinstance(data.get("metric_alert"), dict):
        return [_metric_alert(data, action)]
    if isinstance(data.get("event"), dict):
        return [_event(data["event"], word(data.get("triggered_rule")))]
    if isinstance(data.get("issue"), dict):
        return [_issue(data["issue"], action, sent.body)]
    raise NotUnderstood("no alert, event or issue")


def _event(event: Mapping[str, Any], rule: str) -> Alert:
    identity = word(event.get("issue_id"))
    if not identity:
        raise NotUnderstood("an event of no issue")
    project = PROJECT_IN_URL.search(word(event.get("url")))
    environment, release = event.get("environment"), event.get("release")
    return Alert(
        service=first(project and project[1], "sentry")[:SERVICE_LENGTH],
        severity=severity_of(event.get("level"), LEVELS),
        message=first(event.get("title"), event.get("message"), rule, identity)[:MESSAGE_LENGTH],
        fingerprint=fingerprint_of_key(identity),
        source="sentry",
        labels=labels_of(
            {"rule": rule, "environment": environment, "release": release, "culprit": event.get("culprit")}
        ),
        links=links_of([("Event", event.get("web_url"))]),
        raw=dict(event),
        started_at=instant(event.get("datetime")),
        is_of_tool=True,
    )


def _issue(issue: Mapping[str, Any], action: str, body: bytes) -> Alert:
    identity, title = word(issue.get("id")), first(issue.get("title"), issue.get("shortId"), "an issue")
    service = first(mapping(issue.get("project")).get("slug"), "sentry")[:SERVICE_LENGTH]
    if not identity:
        raise NotUnderstood("an issue without an id")
    if action != "resolved" and action not in MAKES_AN_ISSUE_FIRE:
        return note("sentry", body, service=service, message=f"{action}: {title}"[:MESSAGE_LENGTH], raw=dict(issue))
    return Alert(
        service=service,
        severity=severity_of(issue.get("level"), LEVELS),
        message=title[:MESSAGE_LENGTH],
        fingerprint=fingerprint_of_key(identity),
        status=Status.RESOLVED if action == "resolved" else Status.FIRING,
        source="sentry",
        labels=labels_of({"issue": issue.get("shortId"), "culprit": issue.get("culprit")}),
        links=links_of([("Issue", issue.get("permalink"))]),
        raw=dict(issue),
        is_of_tool=True,
    )


def _metric_alert(data: Mapping[str, Any], action: str) -> Alert:
    alert = mapping(data["metric_alert"])
    identity = word(alert.get("id"))
    if not identity or action not in ("critical", "warning", "resolved"):
        raise NotUnderstood("a metric alert without an id or a known action")
    projects = alert.get("projects")
    is_over = action == "resolved"
    return Alert(
        service=first(*(projects if isinstance(projects, list) else ()), "sentry")[:SERVICE_LENGTH],
        severity=severity_of(action, LEVELS),
        message=first(alert.get("title"), data.get("description_title"), identity)[:MESSAGE_LENGTH],
        fingerprint=fingerprint_of_key(identity),
        status=Status.RESOLVED if is_over else Status.FIRING,
        source="sentry",
        labels=labels_of({"rule": mapping(alert.get("alert_rule")).get("name")}),
        links=links_of([("Alert", data.get("web_url"))]),
        raw=dict(data),
        started_at=None if is_over else instant(alert.get("date_started")),
        ended_at=instant(alert.get("date_closed")) if is_over else None,
        is_of_tool=True,
    )
