"""Amazon CloudWatch alarms by SNS: the alarm is a JSON document inside the message."""

from __future__ import annotations

import re

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
    mapping,
    word,
)

# An alarm has no severity but what its name says. `high` and `low` in a name are of what is measured.
IN_NAME = {
    **dict.fromkeys(("critical", "crit", "p1", "sev0", "sev1"), Severity.CRITICAL),
    **dict.fromkeys(("p2", "sev2"), Severity.HIGH),
    **dict.fromkeys(("warning", "warn", "p3", "sev3"), Severity.MEDIUM),
    **dict.fromkeys(("p4", "sev4"), Severity.LOW),
    **dict.fromkeys(("info", "p5", "sev5"), Severity.INFO),
}


def read(sent: Sent) -> list[Alert]:
    """The alarm of a notification. INSUFFICIENT_DATA fires: what is not measured may be down, and only OK ends it."""
    envelope = decoded_object(sent.body)
    kind = word(envelope.get("Type"))
    if kind in ("SubscriptionConfirmation", "UnsubscribeConfirmation"):
        topic = word(envelope.get("TopicArn"))
        return [note("cloudwatch", sent.body, service="cloudwatch", message=f"{kind} of {topic}", raw=dict(envelope))]
    alarm = decoded_object(word(envelope.get("Message")).encode()) if "Message" in envelope else envelope
    name, state = word(alarm.get("AlarmName")), word(alarm.get("NewStateValue"))
    if not name or state not in ("ALARM", "OK", "INSUFFICIENT_DATA"):
        raise NotUnderstood("no alarm")
    trigger, at = mapping(alarm.get("Trigger")), instant(alarm.get("StateChangeTime"))
    account = f"{word(alarm.get('AWSAccountId'))}:{word(alarm.get('Region'))}"
    dimensions = trigger.get("Dimensions")
    found = [d for d in dimensions if isinstance(d, dict)] if isinstance(dimensions, list) else []
    labels = {word(dimension.get("name")): dimension.get("value") for dimension in found}
    is_over = state == "OK"
    about = {"alarm": name, "region": alarm.get("Region"), "account": alarm.get("AWSAccountId")}
    measured = {"metric": trigger.get("MetricName"), "namespace": trigger.get("Namespace"), "state": state}
    return [
        Alert(
            service=name[:SERVICE_LENGTH],
            severity=_severity_in(name),
            message=f"{name}: {first(alarm.get('NewStateReason'), alarm.get('AlarmDescription'), state)}"[
                :MESSAGE_LENGTH
            ],
            fingerprint=fingerprint_of_key(first(alarm.get("AlarmArn")) or f"{name}:{account}"),
            status=Status.RESOLVED if is_over else Status.FIRING,
            source="cloudwatch",
            labels=labels_of(about, measured, labels),
            raw=dict(alarm),
            started_at=None if is_over else at,
            ended_at=at if is_over else None,
            is_of_tool=True,
        )
    ]


def _severity_in(name: str) -> Severity:
    words = re.split(r"[^a-z0-9]+", name.lower())
    return next((IN_NAME[text] for text in words if text in IN_NAME), Severity.MEDIUM)
