"""What this service counts. Alerts are counted when they are committed, so a repeat that was refused counts once."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterable

from platform_kit.metrics import exemplar
from prometheus_client import Counter, Histogram

from alert_ingestion.domain.alert import Alert, Outcome, Result, Severity

RECEIVED = Counter("alerts_received_total", "Alerts taken and committed.", ["severity"])
CORRELATED = Counter("alerts_correlated_total", "What became of the alerts taken.", ["result"])
PROCESSING = Histogram(
    "alert_processing_seconds",
    "From an alert's arrival to its commit.",
    buckets=(0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
_RECEIVED = {severity: RECEIVED.labels(severity) for severity in Severity}
_CORRELATED = {result: CORRELATED.labels(result) for result in Result}


def count_taken(alerts: Iterable[Alert], outcomes: Iterable[Outcome], seconds: float, traceparent: str) -> None:
    """Count the alerts of one request, committed `seconds` after it arrived. traceparent: "" where it is not traced."""
    severities = Tally(alert.severity for alert in alerts)
    results = Tally(outcome.result for outcome in outcomes)
    for severity, count in severities.items():
        _RECEIVED[severity].inc(count)
    for result, count in results.items():
        _CORRELATED[result].inc(count)
    traced = exemplar(traceparent)
    for _ in range(severities.total()):
        PROCESSING.observe(seconds, traced)
