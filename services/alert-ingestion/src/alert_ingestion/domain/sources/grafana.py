"""Grafana's unified alerting: Alertmanager's message with links of Grafana's own.

DatasourceNoData and DatasourceError are alerts of their own and name the rule they are about in `rulename`.
"""

from __future__ import annotations

from alert_ingestion.domain.alert import Alert
from alert_ingestion.domain.payload import Sent, decoded_object
from alert_ingestion.domain.sources.alertmanager import alerts_of


def read(sent: Sent) -> list[Alert]:
    """One alert for each in the group, by its own status; the group's `state` says nothing about one of them."""
    return alerts_of(decoded_object(sent.body), "grafana")
