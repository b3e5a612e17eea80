"""Azure Monitor's common alert schema."""

from __future__ import annotations

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

SEVERITIES = {
    "sev0": Severity.CRITICAL,
    "sev1": Severity.HIGH,
    "sev2": Severity.MEDIUM,
    "sev3": Severity.INFO,
    "sev4": Severity.INFO,
}


def read(sent: Sent) -> list[Alert]:
    """The alert of a message, by its own id: fired and resolved carry the same."""
    data = mapping(decoded_object(sent.body).get("data"))
    essentials, custom = mapping(data.get("essentials")), mapping(data.get("customProperties"))
    condition = word(essentials.get("monitorCondition")).lower()
    targets = essentials.get("alertTargetIDs")
    thing = "|".join(map(word, targets)) if isinstance(targets, list) else ""
    rule = word(essentials.get("alertRule"))
    if condition not in ("fired", "resolved") or not rule:
        raise NotUnderstood("not the common alert schema")
    items = essentials.get("configurationItems")
    item = first(*items) if isinstance(items, list) else ""
    is_over = condition == "resolved"
    about = {"rule": rule, "target": item, "resource_group": essentials.get("targetResourceGroup")}
    return [
        Alert(
            service=first(custom.get("service"), item, essentials.get("targetResourceGroup"), rule)[:SERVICE_LENGTH],
            severity=severity_of(essentials.get("severity"), SEVERITIES),
            message=f"{rule}: {first(essentials.get('description'), item, condition)}"[:MESSAGE_LENGTH],
            fingerprint=fingerprint_of_key(first(essentials.get("alertId")) or f"{rule}|{thing}"),
            status=Status.RESOLVED if is_over else Status.FIRING,
            source="azure-monitor",
            labels=labels_of(about, {"signal": essentials.get("signalType")}, custom),
            links=links_of([("Investigate", essentials.get("investigationLink"))]),
            raw=dict(data),
            started_at=None if is_over else instant(essentials.get("firedDateTime")),
            ended_at=instant(essentials.get("resolvedDateTime")) if is_over else None,
            is_of_tool=True,
        )
    ]
