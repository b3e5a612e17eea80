"""Alertmanager's API v2, as Prometheus speaks it: the alerts that fire now, sent again every minute or so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from alert_ingestion.domain.alert import Alert, Status
from alert_ingestion.domain.payload import DEPTH_MOST, NotUnderstood, decoded, instant, is_deeper_than
from alert_ingestion.domain.sources.alertmanager import alert_of

SOURCE = "prometheus"
RESOLVE_TIMEOUT = timedelta(minutes=5)


def read_alerts(body: bytes, now: datetime) -> tuple[list[Alert], int]:
    """The alerts of a message in order, and how many of its entries are none and were left out.

    One whose endsAt is `now` or before is resolved. Any other fires until its endsAt unless it is sent again before,
    and without one for five minutes. Raises NotUnderstood for what is not a list.
    """
    entries = decoded(body)
    if not isinstance(entries, list):
        raise NotUnderstood("not a list of alerts")
    alerts = [_alert(entry, now) for entry in entries if _is_alert(entry)]
    return alerts, len(entries) - len(alerts)


def _is_alert(entry: Any) -> bool:
    if not isinstance(entry, dict) or is_deeper_than(entry, DEPTH_MOST):
        return False
    labels = entry.get("labels")
    return isinstance(labels, dict) and any(labels.values())


def _alert(entry: Mapping[str, Any], now: datetime) -> Alert:
    ends_at = instant(entry.get("endsAt"))
    is_over = ends_at is not None and ends_at <= now
    alert = alert_of({**entry, "status": Status.RESOLVED.value if is_over else Status.FIRING.value}, {}, SOURCE)
    return alert._replace(raw=dict(entry), expires_at=None if is_over else ends_at or now + RESOLVE_TIMEOUT)
