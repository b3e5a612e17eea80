"""What callers are answered."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from platform_kit.addresses import ShownAddress, ShownData
from platform_kit.problems import ProblemDocument
from pydantic import BaseModel, ConfigDict, Field

from incident_management.api.examples import (
    A_NOTE,
    A_PERSON,
    A_TIMER,
    AN_ALERT,
    AN_ENTRY,
    AN_ID,
    AN_INCIDENT,
)
from incident_management.domain.escalation import Reason
from incident_management.domain.incident import Origin, Priority, Severity, Status
from incident_management.domain.timeline import EntryType


class WireOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class PersonOut(WireOut):
    id: UUID
    name: str
    email: str


class HoldOut(WireOut):
    """What holds its pages: they are due still, and go out when nothing holds them any more."""

    reason: str = Field(description="`maintenance`, `silenced`, `held_back` or `flapping`.")
    until: datetime = Field(description="At the latest.")


class IncidentOut(WireOut):
    """One incident, without its history."""

    model_config = ConfigDict(json_schema_extra={"examples": [AN_INCIDENT]})

    id: UUID
    title: str
    service: str
    severity: Severity
    status: Status
    priority: Priority
    team: str
    origin: Origin = Field(description="`drill`: pages like any other, and is counted in no statistic.")
    assigned_to: PersonOut | None
    alert_count: int = Field(description="The sum of its alerts' occurrences.")
    version: int = Field(description="Rises with each change by people, and when it resolves.")
    created_at: datetime
    acknowledged_at: datetime | None
    resolved_at: datetime | None
    mtta_seconds: float | None
    mttr_seconds: float | None
    snoozed_until: datetime | None = Field(description="Nobody is paged before this instant.")
    suppressed: HoldOut | None = Field(description="null: nothing held its pages when a step was last due.")
    previous_id: UUID | None = Field(
        description="The incident that had resolved itself at most five minutes before the same alert fired again."
    )
    acknowledged_until: datetime | None = Field(description="Then it is open again, unless it is resolved.")
    tags: list[str]
    merged_into: UUID | None = Field(description="The incident in which it lives on.")


class AlertOut(WireOut):
    id: UUID
    incident_id: UUID
    fingerprint: str
    service: str
    severity: Severity
    message: str
    status: Literal["firing", "resolved"]
    source: str | None
    labels: dict[str, str]
    links: list[Any]
    occurrences: int
    received_at: datetime
    last_seen_at: datetime
    resolved_at: datetime | None


class NoteOut(WireOut):
    model_config = ConfigDict(from_attributes=True, json_schema_extra={"examples": [A_NOTE]})

    id: UUID
    content: str = Field(description="As it was last edited.")
    author: str
    created_at: datetime
    edited_by: str | None = None
    edited_at: datetime | None = Field(default=None, description="null: it never was.")


class EntryOut(WireOut):
    id: int
    type: EntryType
    actor: str = Field(description="`system`, a user's e-mail or a key's name.")
    at: datetime
    data: ShownData


class EventOut(EntryOut):
    """An entry of a timeline, with its incident as it is now."""

    model_config = ConfigDict(json_schema_extra={"examples": [AN_ENTRY | {"incident": AN_INCIDENT}]})

    incident: IncidentOut


class ResponderOut(WireOut):
    """Somebody who was asked for help."""

    person: PersonOut
    added_by: str
    added_at: datetime


class EarlierIncidents(BaseModel):
    """Newest first."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [AN_INCIDENT]}]})

    items: list[IncidentOut]


class TimerOut(WireOut):
    """step and cycle name what is due at `next_at`; a step past the policy's last means that it runs out then."""

    policy_id: UUID | None
    step: int
    cycle: int
    next_at: datetime | None
    state: Literal["active", "stopped", "exhausted"]


class BrokenDependencyOut(WireOut):
    distance: int = Field(description="1: the service is needed itself; more: through others.")
    incident: IncidentOut


class IncidentDetail(IncidentOut):
    """One incident with its alerts, notes and timeline; of alerts and timeline the newest 1,000, oldest first."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                AN_INCIDENT
                | {
                    "alerts": [AN_ALERT],
                    "notes": [A_NOTE],
                    "timeline": [AN_ENTRY],
                    "escalation": A_TIMER,
                    "responders": [],
                    "broken_dependencies": [{"distance": 1, "incident": AN_INCIDENT | {"service": "ledger"}}],
                }
            ]
        }
    )

    alerts: list[AlertOut]
    notes: list[NoteOut]
    timeline: list[EntryOut]
    escalation: TimerOut
    responders: list[ResponderOut]
    broken_dependencies: list[BrokenDependencyOut] = Field(
        description="Unresolved incidents of what its service needs, the nearest first; none once it is resolved."
    )


class Current(BaseModel):
    status: Status
    assigned_to: PersonOut | None
    version: int


class Refusal(ProblemDocument):
    """Why a change was refused; with 409, how the incident is now."""

    current: Current | None = None


class BulkResult(BaseModel):
    """What became of one of many: the incident as it is now, or why it was refused."""

    id: UUID
    incident: IncidentOut | None = None
    error: Refusal | None = None


class BulkResults(BaseModel):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"results": [{"id": AN_ID, "incident": AN_INCIDENT, "error": None}]}]}
    )

    results: list[BulkResult]


class IncidentPage(BaseModel):
    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [AN_INCIDENT], "next_cursor": None}]})

    items: list[IncidentOut]
    next_cursor: str | None


class OpenedOut(BaseModel):
    """In the order asked."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"ids": [AN_ID]}]})

    ids: list[UUID]


OWN_CHANNEL = "email"
"""How a person without rules of their own is paged."""


class SimulatedPage(BaseModel):
    at: datetime
    offset_seconds: float
    step: int
    cycle: int
    user: PersonOut | None = Field(description="null: a channel that the policy names.")
    channel: str
    recipient: ShownAddress
    reason: Reason
    via: str | None = Field(description="Why them, in on-call's words.")


class SimulationOut(BaseModel):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "policy_id": A_TIMER["policy_id"],
                    "policy_name": "payments",
                    "team": "payments",
                    "pages": [
                        {
                            "at": "2026-03-02T02:30:00Z",
                            "offset_seconds": 0.0,
                            "step": 1,
                            "cycle": 1,
                            "user": A_PERSON,
                            "channel": "email",
                            "recipient": "ana@example.org",
                            "reason": "opened",
                            "via": "primary on call for payments: layer weekly",
                        }
                    ],
                    "exhausted_at": "2026-03-02T02:35:00Z",
                }
            ]
        }
    )

    policy_id: UUID | None
    policy_name: str
    team: str
    pages: list[SimulatedPage]
    exhausted_at: datetime | None = Field(description="null: not within a day.")


class IncidentMetrics(WireOut):
    """In seconds from creation; null until known."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"mtta_seconds": 175.0, "mttr_seconds": None}]})

    mtta_seconds: float | None
    mttr_seconds: float | None


class SpreadOut(WireOut):
    """In seconds; null where no incident has come so far."""

    mean: float | None
    p50: float | None
    p90: float | None


class SummaryOut(WireOut):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "total": 3,
                    "by_status": {"open": 1, "acknowledged": 0, "in_progress": 0, "resolved": 2},
                    "by_severity": {"critical": 2, "high": 1, "medium": 0, "low": 0, "info": 0},
                    "mtta_seconds": {"mean": 90.0, "p50": 80.0, "p90": 140.0},
                    "mttr_seconds": {"mean": 1500.0, "p50": 1500.0, "p90": 1900.0},
                }
            ]
        }
    )

    total: int
    by_status: dict[Status, int]
    by_severity: dict[Severity, int]
    mtta_seconds: SpreadOut
    mttr_seconds: SpreadOut
