"""This service's metrics. Every label is there from the start, so that a fresh process exports zeros."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from platform_kit.database import Sessions
from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from incident_management.domain.incident import Incident, Origin, Severity, Status
from incident_management.store import subscriptions

log = logging.getLogger(__name__)

_SECONDS_TO_DAYS = (5, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14400, 28800, 86400, 172800, 604800)

# In a registry of the service's own: oncall-service has metrics of the same names.
REGISTRY = CollectorRegistry()

INCIDENTS_CREATED = Counter(
    "incidents_created_total", "Incidents opened, by whomever.", ["severity"], registry=REGISTRY
)
MTTA = Histogram(
    "incident_mtta_seconds", "From creation to acknowledgement.", buckets=_SECONDS_TO_DAYS, registry=REGISTRY
)
MTTR = Histogram("incident_mttr_seconds", "From creation to resolution.", buckets=_SECONDS_TO_DAYS, registry=REGISTRY)

# oncall-service counts every step it was asked about. Here are the steps it could not see, because it did not answer.
ESCALATIONS = Counter("escalations_total", "Escalation steps done.", ["outcome"], registry=REGISTRY)
ESCALATION_LAG = Histogram(
    "escalation_lag_seconds",
    "How late a step was done.",
    buckets=(0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 3600),
    registry=REGISTRY,
)

WEBHOOK_DELIVERIES = Counter(
    "webhook_deliveries_total", "Attempts to tell subscribers of events.", ["outcome"], registry=REGISTRY
)
for _outcome in ("delivered", "failed", "given_up"):
    WEBHOOK_DELIVERIES.labels(_outcome)

for _severity in Severity:
    INCIDENTS_CREATED.labels(_severity)
LAST_KNOWN = ESCALATIONS.labels("last_known")


def observe_change(before: Incident, after: Incident) -> None:
    """Observe MTTA and MTTR where this change made them known. Call it once the change is committed."""
    if after.origin is Origin.DRILL:
        return
    if before.mtta_seconds is None and after.mtta_seconds is not None:
        MTTA.observe(after.mtta_seconds)
    if before.mttr_seconds is None and after.mttr_seconds is not None:
        MTTR.observe(after.mttr_seconds)


class IncidentsByStatus(Collector):
    """`incidents_total{status}`, read from the database at each scrape.

    So it is true after a restart, and every replica says the same. Left out while the database is away.
    """

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    def describe(self) -> list[GaugeMetricFamily]:
        return [self._family()]

    def collect(self) -> Iterator[GaugeMetricFamily]:
        try:
            with self._sessions() as session:
                counted = session.execute(
                    text("SELECT status, count(*) FROM incidents.incidents WHERE origin <> 'drill' GROUP BY status")
                )
                found: dict[str, int] = {row[0]: row[1] for row in counted}
        except SQLAlchemyError as error:
            log.warning("incidents could not be counted for the scrape", extra={"error": type(error).__name__})
            return
        family = self._family()
        for status in Status:
            family.add_metric([status], found.get(status, 0))
        yield family

    @staticmethod
    def _family() -> GaugeMetricFamily:
        return GaugeMetricFamily("incidents_total", "Incidents by their present status.", labels=["status"])


class SubscriptionsByState(Collector):
    """`webhook_subscriptions{state}`, read from the database at each scrape; left out while it is away."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    def describe(self) -> list[GaugeMetricFamily]:
        return [self._family()]

    def collect(self) -> Iterator[GaugeMetricFamily]:
        try:
            with self._sessions() as session:
                found = subscriptions.count_by_state(session)
        except SQLAlchemyError as error:
            log.warning("subscriptions could not be counted for the scrape", extra={"error": type(error).__name__})
            return
        family = self._family()
        for state in ("enabled", "failing", "disabled", "paused"):
            family.add_metric([state], found.get(state, 0))
        yield family

    @staticmethod
    def _family() -> GaugeMetricFamily:
        return GaugeMetricFamily("webhook_subscriptions", "Subscriptions to events.", labels=["state"])
