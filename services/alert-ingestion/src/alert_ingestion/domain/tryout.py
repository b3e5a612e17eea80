"""What would have come of past alerts under other rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from alert_ingestion.domain.alert import Alert
from alert_ingestion.domain.rules import Rule, ruled

LIFETIME = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Past:
    """An alert as it was sent, when it was first and last seen firing, and when it ended; None: it fires still."""

    id: str
    alert: Alert
    first_at: datetime
    last_at: datetime
    ended_at: datetime | None


@dataclass(slots=True)
class Incident:
    """One that these alerts would have opened."""

    correlation_key: str
    service: str
    severity: str
    team: str | None
    opened_at: datetime
    latest_at: datetime
    alert_ids: list[str] = field(default_factory=list)
    ends: list[datetime | None] = field(default_factory=list)
    is_paged: bool = False

    def takes(self, at: datetime, window: timedelta) -> bool:
        """Would it take an alert then? As intake decides it, with every incident resolving itself."""
        has_ended = all(end is not None and end < at for end in self.ends)
        return not has_ended and at - self.latest_at <= window and at - self.opened_at <= LIFETIME


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of one alert. team: None for its service's. correlation_key: None where it is recorded only."""

    service: str
    severity: str
    team: str | None
    correlation_key: str | None
    hold_back_seconds: float | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """incidents: in the order in which they open. fates: of each alert, by its id."""

    incidents: Sequence[Incident]
    fates: dict[str, Fate]

    @property
    def suppressed(self) -> int:
        """How many alerts are recorded only."""
        return sum(fate.correlation_key is None for fate in self.fates.values())

    @property
    def paged(self) -> int:
        """How many incidents page somebody: those with an alert that fires longer than it is held back."""
        return sum(incident.is_paged for incident in self.incidents)


def outcome(past: Sequence[Past], rules: Sequence[Rule], window: timedelta) -> Outcome:
    """What comes of these alerts, given in the order in which they came, under these rules."""
    found: list[Incident] = []
    taking: dict[str, Incident] = {}
    fates: dict[str, Fate] = {}
    for one in past:
        alert = ruled(one.alert, rules)
        fates[one.id] = _fate(alert)
        if alert.is_suppressed:
            continue
        incident = taking.get(alert.correlation_key)
        if incident is None or not incident.takes(one.first_at, window):
            team = alert.route.team if alert.route else None
            incident = Incident(
                alert.correlation_key, alert.service, alert.severity.value, team, one.first_at, one.first_at
            )
            taking[alert.correlation_key] = incident
            found.append(incident)
        incident.latest_at = max(incident.latest_at, one.last_at)
        incident.alert_ids.append(one.id)
        incident.ends.append(one.ended_at)
        hold_back = alert.route.hold_back if alert.route else None
        if hold_back is None or one.ended_at is None or one.ended_at - one.first_at >= hold_back:
            incident.is_paged = True
    return Outcome(found, fates)


def _fate(alert: Alert) -> Fate:
    route = alert.route
    return Fate(
        service=alert.service,
        severity=alert.severity.value,
        team=route.team if route else None,
        correlation_key=None if alert.is_suppressed else alert.correlation_key,
        hold_back_seconds=route.hold_back.total_seconds() if route and route.hold_back else None,
    )
