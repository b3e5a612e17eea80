"""Where an alert goes and whether it is quiet: the maintenance windows, silences and rules in effect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from alert_ingestion.domain.alert import Alert, Status
from alert_ingestion.domain.matchers import Fits
from alert_ingestion.domain.route import Route
from alert_ingestion.domain.rules import Rule, ruled


@dataclass(frozen=True, slots=True)
class Silence:
    """Alerts that fit page nobody from starts_at on and before ends_at."""

    id: str
    fits: Fits
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Directions:
    """What is in effect.

    rules: in their order. maintenance: for each service the periods, half open, in which nobody is paged for it.
    """

    rules: Sequence[Rule] = ()
    silences: Sequence[Silence] = ()
    maintenance: Mapping[str, Sequence[tuple[datetime, datetime]]] = field(default_factory=dict)

    @property
    def are_none(self) -> bool:
        return not self.rules and not self.silences and not self.maintenance

    def directed(self, alert: Alert, now: datetime) -> Alert:
        """The alert with its route, as it came at `now`. Silences see it as the rules left it."""
        alert = ruled(alert, self.rules)
        if alert.status is Status.RESOLVED or alert.is_suppressed:
            return alert
        route = alert.route or Route()
        silences = [s for s in self.silences if now < s.ends_at and s.fits(alert)]
        is_quiet = (
            route.hold_back is not None
            or any(s.starts_at <= now for s in silences)
            or any(start <= now < end for start, end in self.maintenance.get(alert.service, ()))
        )
        route = replace(route, silences=tuple(s.id for s in silences), is_quiet=is_quiet)
        return alert if route == Route() else alert._replace(route=route)
