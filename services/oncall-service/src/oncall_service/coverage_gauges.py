"""What the coming two weeks lack: computed from the database, at a scrape."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator

from platform_kit.clock import Clock
from platform_kit.database import Sessions
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError

from oncall_service.clients.notification import Reachability
from oncall_service.domain.coverage_notice import AHEAD
from oncall_service.domain.spans import Span
from oncall_service.store import schedules
from oncall_service.use_cases.on_call import coverage_of

log = logging.getLogger(__name__)

KEPT_S = 60.0  # a scrape each 15 s need not compute every schedule again


class CoverageGauges(Collector):
    """`oncall_schedules{coverage="full"|"gaps"}`, `oncall_unreachable_people`.

    Leaves itself out while the database does not answer, and the second while notification-service does not.
    """

    def __init__(self, sessions: Sessions, clock: Clock, reachability: Reachability) -> None:
        self._sessions, self._clock, self._reachability = sessions, clock, reachability
        self._counts: dict[str, int] = {}
        self._unreachable: int | None = None
        self._counted_at = float("-inf")

    def forget(self) -> None:
        """Count again at the next scrape."""
        self._counted_at = float("-inf")

    def describe(self) -> list[Metric]:
        return [self._schedules(), self._people()]

    def collect(self) -> Iterator[Metric]:
        if time.monotonic() - self._counted_at > KEPT_S:
            try:
                self._count()
            except SQLAlchemyError:
                log.warning("coverage is not known now: the database does not answer")
                return
            self._counted_at = time.monotonic()
        family = self._schedules()
        for coverage, count in self._counts.items():
            family.add_metric([coverage], count)
        yield family
        if self._unreachable is not None:
            people = self._people()
            people.add_metric([], self._unreachable)
            yield people

    def _schedules(self) -> GaugeMetricFamily:
        return GaugeMetricFamily(
            "oncall_schedules", "Schedules, by whether somebody is on call all of two weeks.", labels=["coverage"]
        )

    def _people(self) -> GaugeMetricFamily:
        return GaugeMetricFamily(
            "oncall_unreachable_people", "People on call within two weeks whom no page would reach.", labels=[]
        )

    def _count(self) -> None:
        now = self._clock.now()
        with self._sessions.begin() as session:
            every = schedules.all_of_them(session)
            covered = [coverage_of(session, schedule, Span(now, now + AHEAD)) for schedule in every]
        gaps = sum(1 for one in covered if one.found.gaps)
        self._counts = {"full": len(covered) - gaps, "gaps": gaps}
        unreachable = self._reachability.unreachable({user for one in covered for user in one.turns})
        self._unreachable = None if unreachable is None else len(unreachable)
