"""What this service tells Prometheus."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from platform_kit.clock import Clock
from platform_kit.database import Sessions
from prometheus_client import Counter, Gauge, Histogram
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError

from notification_service.domain.audit import Finding, ages
from notification_service.domain.notification import ChannelKind, Status
from notification_service.store import notifications
from notification_service.store.audit import oldest_due

NOTIFICATIONS = Counter(
    "notifications_total",
    "Notifications by what became of them: sent (the provider tells more later), delivered, failed (another try comes),"
    " dead (given up), cancelled, bundled (sent within another).",
    ["channel", "status"],
)
DELIVERY = Histogram(
    "notification_delivery_seconds",
    "From a notification's creation to the receiver's yes.",
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600),
)
TEMPLATE_FAILURES = Counter(
    "notification_template_failures_total",
    "Pages and updates that went out in the built-in words because their template could not be used.",
    ["channel"],
)
FINDINGS = Gauge("paging_audit_findings", "1 while pages are late on this part of their way, else 0.", ["finding"])
BEATS = Counter("paging_audit_beats_total", "Beats to the dead man's switch outside.", ["outcome"])


TELLINGS = Counter(
    "paging_audit_tellings_total", "What the auditor found, told to the admins by a way beside the queue.", ["outcome"]
)


class Telling(StrEnum):
    """sent: the admins have it. failed: not taken, told again at the next look. off: nobody to tell is set."""

    SENT = "sent"
    FAILED = "failed"
    OFF = "off"


class Beat(StrEnum):
    """sent: taken outside. failed: not taken there. withheld: something is late."""

    SENT = "sent"
    FAILED = "failed"
    WITHHELD = "withheld"


COUNTED = (Status.SENT, Status.DELIVERED, Status.FAILED, Status.DEAD, Status.CANCELLED, Status.BUNDLED)

# A fresh process exports zeros, so that rates are right from the first event on.
for _channel in ChannelKind:
    TEMPLATE_FAILURES.labels(_channel)
    for _status in COUNTED:
        NOTIFICATIONS.labels(_channel, _status)
for _finding in Finding:
    FINDINGS.labels(_finding)
for _beat in Beat:
    BEATS.labels(_beat)
for _telling in Telling:
    TELLINGS.labels(_telling)


class Waiting(Collector):
    """`notifications_pending` and `paging_queue_age_seconds`, read from the database at each scrape; left out while the
    database is away."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions, self._clock = sessions, clock

    def describe(self) -> Iterable[Metric]:
        return [self._family(), self._ages()]

    def collect(self) -> Iterable[Metric]:
        try:
            with self._sessions() as session:
                waiting = notifications.count_waiting(session)
                overdue = ages(oldest_due(session), self._clock.now())
        except SQLAlchemyError:
            return []
        family = self._family()
        family.add_metric([], waiting)
        by_stage = self._ages()
        for stage, age in overdue.items():
            by_stage.add_metric([stage], age.total_seconds())
        return [family, by_stage]

    @staticmethod
    def _family() -> GaugeMetricFamily:
        return GaugeMetricFamily("notifications_pending", "Notifications that are not delivered and not given up.")

    @staticmethod
    def _ages() -> GaugeMetricFamily:
        return GaugeMetricFamily(
            "paging_queue_age_seconds",
            "How long the oldest thing of each stage of a page's way is overdue.",
            labels=["stage"],
        )
