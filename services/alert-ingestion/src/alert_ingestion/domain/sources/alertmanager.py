"""Alertmanager's webhook, version 4."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from alert_ingestion.domain.alert import Alert, Cut, Severity, Status, fingerprint_of_key
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
    "critical": Severity.CRITICAL,
    "error": Severity.HIGH,
    "high": Severity.HIGH,
    "page": Severity.HIGH,
    "warning": Severity.MEDIUM,
    "low": Severity.LOW,
    "info": Severity.INFO,
    "none": Severity.INFO,
}


# Longer than people let pass before Alertmanager repeats what fires (`repeat_interval`).
CUT_LASTS = timedelta(days=1)


def read(sent: Sent) -> list[Alert]:
    """One alert for each in the group. The alert's own status decides: a group fires while any of it does."""
    return alerts_of(decoded_object(sent.body), "alertmanager")


def alerts_of(group: Mapping[str, Any], source: str) -> list[Alert]:
    """The alerts of a group, and the one for those that were cut from it. Raises NotUnderstood."""
    alerts = group.get("alerts")
    if not isinstance(alerts, list) or not all(isinstance(alert, dict) for alert in alerts):
        raise NotUnderstood("no list of alerts")
    if not alerts and not group.get("truncatedAlerts"):
        raise NotUnderstood("a group without alerts")
    named = [alert_of(alert, group, source) for alert in alerts]
    return [*named, _cut_off(group, source, named)]


def service_of(labels: Mapping[str, Any], source: str) -> str:
    """Which service an alert with these labels is about. Grafana's own alerts name their rule in `rulename`."""
    names = (labels.get(name) for name in ("service", "job", "rulename", "alertname"))
    return first(*names, source)[:SERVICE_LENGTH]


def alert_of(alert: Mapping[str, Any], group: Mapping[str, Any], source: str) -> Alert:
    """The alert in one entry of a message; `group` is what the message says of all of them."""
    labels, annotations = mapping(alert.get("labels")), mapping(alert.get("annotations"))
    is_resolved = word(alert.get("status")).lower() == "resolved"
    name = first(labels.get("alertname"), "an alert without a name")
    return Alert(
        service=service_of(labels, source),
        severity=severity_of(labels.get("severity"), SEVERITIES),
        message=first(annotations.get("summary"), annotations.get("description"), name)[:MESSAGE_LENGTH],
        fingerprint=fingerprint_of_key(first(alert.get("fingerprint")) or label_set(labels)),
        status=Status.RESOLVED if is_resolved else Status.FIRING,
        source=source,
        labels=labels_of(labels),
        links=links_of(
            [
                ("Runbook", annotations.get("runbook_url")),
                ("Dashboard", annotations.get("dashboard_url") or alert.get("dashboardURL")),
                ("Panel", alert.get("panelURL")),
                ("Rule", alert.get("generatorURL")),
                ("Silence", alert.get("silenceURL")),
                (source, group.get("externalURL")),
            ]
        ),
        raw={**alert, "receiver": group.get("receiver"), "groupKey": group.get("groupKey")},
        started_at=instant(alert.get("startsAt")),
        # A firing alert carries an end as well: Go's zero time, or when it would be given up.
        ended_at=instant(alert.get("endsAt")) if is_resolved else None,
        is_of_tool=True,
    )


def label_set(labels: Mapping[str, Any]) -> str:
    """The identity of an alert that has none but its labels, whatever their order."""
    return "\n".join(f"{key}={word(value)}" for key, value in sorted(labels.items()))


def _cut_off(group: Mapping[str, Any], source: str, named: Sequence[Alert]) -> Alert:
    """The alert for those that `max_alerts` cut from the message: they are never named, neither firing nor resolved.

    It fires while some are cut. A message that names all closes it, and so does one that says that all is resolved; and
    so does a day without any: who was cut when it ended is never named. Those named before end after such a day too.
    """
    cut = group.get("truncatedAlerts")
    some_are_cut = isinstance(cut, int) and cut > 0
    are_cut = some_are_cut and word(group.get("status")).lower() != "resolved"
    group_key = word(group.get("groupKey"))
    labels = mapping(group.get("groupLabels"))  # the same in each message of the group
    identity = f"{source}:cut:{group_key}:{word(group.get('receiver'))}"
    return Alert(
        service=service_of(labels, source),
        severity=severity_of(mapping(group.get("commonLabels")).get("severity"), SEVERITIES),
        message=f"{source} cut {cut} further alerts of this group (max_alerts). Look there for them",
        fingerprint=fingerprint_of_key(identity),
        status=Status.FIRING if are_cut else Status.RESOLVED,
        source=source,
        labels=labels_of(labels),
        links=links_of([(source, group.get("externalURL"))]),
        lasts=CUT_LASTS,
        cut=Cut(group_key, frozenset(a.fingerprint for a in named), CUT_LASTS) if some_are_cut and group_key else None,
        is_of_tool=True,
        is_reported=False,
    )
