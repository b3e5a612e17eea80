"""One page for each tool that sends alerts: how it is set up, its severities, what makes two messages one alert."""

from __future__ import annotations

import importlib
from collections.abc import Mapping

from alert_ingestion.domain import payload
from alert_ingestion.domain.alert import Severity
from alert_ingestion.domain.setups import SETUPS
from alert_ingestion.domain.sources import SOURCES

NAMES = {
    "alertmanager": "Prometheus Alertmanager",
    "azure-monitor": "Azure Monitor",
    "cloudevents": "CloudEvents",
    "cloudwatch": "Amazon CloudWatch",
    "datadog": "Datadog",
    "elastic": "Elastic (Kibana, Watcher)",
    "gcp-monitoring": "Google Cloud Monitoring",
    "generic": "Anything that posts JSON",
    "github": "GitHub Actions",
    "grafana": "Grafana",
    "healthchecks": "Healthchecks.io",
    "icinga": "Icinga 2 and Nagios",
    "newrelic": "New Relic",
    "opsgenie": "Opsgenie",
    "sentry": "Sentry",
    "uptime-kuma": "Uptime Kuma",
    "zabbix": "Zabbix",
}
# By what a repetition, and the end, of an alert are known to be the same alert.
IDENTITY = {
    "alertmanager": "the alert's `fingerprint`, else its whole set of labels",
    "azure-monitor": "`essentials.alertId`, else the rule and the resource",
    "cloudevents": "as for [generic](generic.md), from the event's data",
    "cloudwatch": "`AlarmArn`, else the alarm's name and the account",
    "datadog": "`aggreg_key`, else the monitor's name and its scope",
    "elastic": "`alert.uuid`, else the rule and the alert; of Watcher, the watch",
    "gcp-monitoring": "`incident.incident_id`",
    "generic": "`dedup_key`; without one, the service, the severity and the first 100 characters of the message",
    "github": "the repository, the workflow's file and the branch",
    "grafana": "the alert's `fingerprint`, else its whole set of labels",
    "healthchecks": "the check's code",
    "icinga": "the host, or the host and its service",
    "newrelic": "the issue's `id`",
    "opsgenie": "the `alias`, else the message",
    "sentry": "the issue, or the metric alert",
    "uptime-kuma": "the monitor's `id`",
    "zabbix": "`event_id`, which a recovery repeats",
}


def pages() -> dict[str, str]:
    """Markdown by source, and `index`."""
    lines = [f"| [{NAMES[name]}]({name}.md) | `/api/v1/integrations/{name}` |" for name in sorted(SOURCES)]
    index = (
        "# Integrations\n\nEach tool posts what it posts anyway; nothing is installed beside it. Make the integration"
        " in the UI, or as [Alerts](../alerts.md) shows: the answer has its key, and the set-up below with both filled"
        " in. Prometheus without an Alertmanager, and tools made for PagerDuty or Opsgenie, need another address only:"
        " [Quick start](../index.md).\n\n| tool | address |\n| --- | --- |\n" + "\n".join(lines) + "\n"
    )
    return {"index": index, **{name: _page(name) for name in sorted(SOURCES)}}


def _page(source: str) -> str:
    address = f"https://oncall.example.com/api/v1/integrations/{source}"
    setup = SETUPS[source].replace("<URL>", address).replace("<KEY>", "ock_…")
    return (
        f"# {NAMES[source]}\n\n{_summary(source)}\n\n## Set up\n\n"
        f"`oncall.example.com` stands for your own address, `ock_…` for the integration's key.\n\n"
        f"```text\n{setup}\n```\n\n"
        "`POST /api/v1/integrations/{id}/test` then sends a test alert the way its alerts go.\n\n"
        f"## Severities\n\n{_severities(source)}\n\n"
        f"## The same alert\n\nTwo messages are about one alert when they agree in {IDENTITY[source]}.\n"
    )


def _summary(source: str) -> str:
    text = importlib.import_module(SOURCES[source].__module__).__doc__ or ""
    return text.split("\n\n")[0].strip().replace("\n", " ")


def _severities(source: str) -> str:
    module = importlib.import_module(SOURCES[source].__module__)
    own: Mapping[str, Severity] | None = next(
        (getattr(module, name) for name in ("SEVERITIES", "LEVELS", "IN_NAME") if hasattr(module, name)), None
    )
    if source == "github":
        return "`high` on the default branch, `low` on any other."
    words = own or payload.SEVERITY_OF
    by_severity = {found: [word for word, severity in words.items() if severity is found] for found in Severity}
    rows = [
        f"| {', '.join(f'`{word}`' for word in found)} | `{severity}` |"
        for severity, found in by_severity.items()
        if found
    ]
    where = (
        "A word of the alarm's name counts:" if source == "cloudwatch" else "What it says, whatever its case:"
    )  # SNS carries no severity
    return f"{where}\n\n| its word | severity |\n| --- | --- |\n" + "\n".join(rows) + "\n\nAnything else is `medium`."
