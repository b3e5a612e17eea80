"""What this service counts. Labels come from the enums below."""

from __future__ import annotations

from enum import StrEnum

from prometheus_client import CollectorRegistry, Counter, Histogram

from oncall_service.domain.paging import Outcome


class LookUp(StrEnum):
    """What "who is on call?" found."""

    FOUND = "found"
    NOBODY = "nobody"
    NO_SCHEDULE = "no_schedule"


# In a registry of the service's own: incident-management has metrics of the same names, for the steps it sees alone.
REGISTRY = CollectorRegistry()

ONCALL_LOOKUPS = Counter(
    "oncall_lookups_total", "Questions who is on call, by what was found.", ["result"], registry=REGISTRY
)
ESCALATIONS = Counter(
    "escalations_total", "Escalation steps resolved to people, by outcome.", ["outcome"], registry=REGISTRY
)
ESCALATION_LAG = Histogram(
    "escalation_lag_seconds",
    "From the instant a step was due to the instant it was worked on.",
    buckets=(0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600),
    registry=REGISTRY,
)
for look_up in LookUp:
    ONCALL_LOOKUPS.labels(look_up.value)
for outcome in Outcome:
    ESCALATIONS.labels(outcome.value)
