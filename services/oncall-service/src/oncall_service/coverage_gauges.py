"""How many schedules have a gap in the coming two weeks: computed from the database, at a scrape."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from datetime import timedelta

from platform_kit.clock import Clock
from platform_kit.database import Sessions
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError

from oncall_service.domain.spans import Span
from oncall_service.store import schedules
from oncall_service.use_cases.on_call import coverage_of

log = logging.getLogger(__name__)

AHEAD = timedelta(days=14)
KEPT_S = 60.0  # a scrape each 15 s need not compute every schedule again


class CoverageGauges(Collector):
    """`oncall_schedules{coverage="full"|"gaps"}`. Leaves itself out while the database does not answer."""

    def __init__(self, sessions: Sessions, clock: Clock) -> None:
        self._sessions, self._clock = sessions, clock
        self._counts: dict[str, int] = {}
        self._counted_at = float("-inf")

    def forget(self) -> None:
        """Count again at the next scrape."""
        self._counted_at = float("-inf")

    def describe(self) -> list[Metric]:
        return [self._family()]

    def collect(self) -> Iterator[Metric]:
        if time.monotonic() - self._counted_at > KEPT_S:
            try:
                self._counts = self._count()
            except SQLAlchemyError:
                log.warning("coverage is not known now: the database does not answer")
                return
            self._counted_at = time.monotonic()
        family = self._family()
        for coverage, count in self._counts.items():
            family.add_metric([coverage], count)
        yield family

    def _family(self) -> GaugeMetricFamily:
        return GaugeMetricFamily(
            "oncall_schedules", "Schedules, by whether somebody is on call all of two weeks.", labels=["coverage"]
        )

    def _count(self) -> dict[str, int]:
        now = self._clock.now()
        counts = {"full": 0, "gaps": 0}
        with self._sessions.begin() as session:
            for schedule in schedules.all_of_them(session):
                found, _ = coverage_of(session, schedule, Span(now, now + AHEAD))
                counts["gaps" if found.gaps else "full"] += 1
        return counts
