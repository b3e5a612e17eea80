"""Google Cloud Monitoring, version 1.2: as a webhook, or pushed by Pub/Sub."""

from __future__ import annotations

import base64
import binascii
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
    severity_of,
    word,
)

SEVERITIES = {"critical": Severity.CRITICAL, "error": Severity.HIGH, "warning": Severity.MEDIUM}


def read(sent: Sent) -> list[Alert]:
    """The incident of a message as one alert."""
    message = decoded_object(sent.body)
    if "incident" not in message and isinstance(message.get("message"), dict):
        message = _pushed(message["message"].get("data"))
    incident = mapping(message.get("incident"))
    identity, state = word(incident.get("incident_id")), word(incident.get("state")).lower()
    if not identity or state not in ("open", "closed"):
        raise NotUnderstood("no incident")
    labels = mapping(incident.get("policy_user_labels"))
    resource, metric = mapping(incident.get("resource")), mapping(incident.get("metric"))
    policy, thing = word(incident.get("policy_name")), word(incident.get("resource_display_name"))
    project = incident.get("scoping_project_id")
    is_over = state == "closed"
    return [
        Alert(
            service=first(labels.get("service"), thing, project, policy, "gcp-monitoring")[:SERVICE_LENGTH],
            severity=severity_of(incident.get("severity"), SEVERITIES),
            message=first(incident.get("summary"), policy, incident.get("condition_name"), identity)[:MESSAGE_LENGTH],
            fingerprint=fingerprint_of_key(identity),
            status=Status.RESOLVED if is_over else Status.FIRING,
            source="gcp-monitoring",
            labels=labels_of(
                {"policy": policy, "project": project, "metric": metric.get("type")},
                labels,
                mapping(resource.get("labels")),
                mapping(metric.get("labels")),
            ),
            links=links_of([("Incident", incident.get("url"))]),
            raw=dict(incident),
            started_at=None if is_over else instant(incident.get("started_at")),
            ended_at=instant(incident.get("ended_at")) if is_over else None,
            is_of_tool=True,
        )
    ]


def _pushed(data: object) -> Mapping[str, Any]:
    try:
        return decoded_object(base64.b64decode(word(data), validate=True))
    except binascii.Error as error:
        raise NotUnderstood("not base64") from error
