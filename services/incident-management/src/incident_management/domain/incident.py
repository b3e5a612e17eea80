"""The words of an incident, and the facts that decisions are made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

TITLE_LENGTH = 200


class Severity(StrEnum):
    """Most severe first."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    INFO = "info"


class Priority(StrEnum):
    """How soon people want to work on it; set apart from severity, which the sender decides."""

    P1 = "P1"
    P2 = "P2"
    P3 = "P3"
    P4 = "P4"
    P5 = "P5"


class Status(StrEnum):
    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    IN_PROGRESS = "in_progress"
    RESOLVED = "resolved"


class Origin(StrEnum):
    """Who opened it. Only what alerts opened takes further alerts. A drill pages like any other, and counts nowhere."""

    ALERT = "alert"
    PERSON = "person"
    DRILL = "drill"


@dataclass(frozen=True, slots=True)
class Person:
    """A user of the platform, as oncall-service named them."""

    id: UUID
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Hold:
    """Why nobody is paged, and until when at the latest. because: what its author wrote, where somebody did."""

    reason: str
    until: datetime
    because: str | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """One incident as it is stored.

    version: counts what people, or the end of its alerts, changed. mtta_seconds, mttr_seconds: null until known.
    snoozed_until: nobody is paged before this instant; then it is open again, whoever had acknowledged it.
    acknowledged_until: the same for an acknowledgement that runs out. merged_into: the incident in which it lives on.
    suppressed: what held its pages when a step was last due; None once somebody was paged. previous_id: the incident
    that had resolved itself shortly before the same alert fired again.
    """

    id: UUID
    title: str
    service: str
    severity: Severity
    status: Status
    priority: Priority
    team: str
    origin: Origin
    assigned_to: Person | None
    alert_count: int
    version: int
    created_at: datetime
    acknowledged_at: datetime | None = None
    resolved_at: datetime | None = None
    mtta_seconds: float | None = None
    mttr_seconds: float | None = None
    snoozed_until: datetime | None = None
    suppressed: Hold | None = None
    previous_id: UUID | None = None
    acknowledged_until: datetime | None = None
    tags: tuple[str, ...] = ()
    merged_into: UUID | None = None

    @property
    def is_open(self) -> bool:
        """Nobody has it yet: escalation goes on only while this holds."""
        return self.status is Status.OPEN


def correlation_key(service: str, severity: Severity) -> str:
    """Which alerts belong together: alert-ingestion makes the same key."""
    return f"{service}|{severity}"
