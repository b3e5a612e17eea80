"""Incidents on the wire."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from platform_kit.text import StorableText, storable
from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field

from incident_management.domain.incident import TITLE_LENGTH, Origin, Priority, Severity, Status
from incident_management.domain.timeline import EntryType

AN_ID = "0198c0de-7b00-7000-8000-000000000001"
A_PERSON = {"id": "0198c0de-7b00-7000-8000-0000000000a1", "name": "Ana", "email": "ana@example.org"}
AN_INCIDENT: dict[str, Any] = {
    "id": AN_ID,
    "title": "error rate above 5 %",
    "service": "checkout-api",
    "severity": "critical",
    "status": "open",
    "priority": "P1",
    "team": "payments",
    "assigned_to": A_PERSON,
    "alert_count": 412,
    "version": 1,
    "created_at": "2026-03-02T14:02:05Z",
    "acknowledged_at": None,
    "resolved_at": None,
    "mtta_seconds": None,
    "mttr_seconds": None,
}
AN_ALERT: dict[str, Any] = {
    "id": "0198c0de-7b00-7000-8000-000000000002",
    "incident_id": AN_ID,
    "fingerprint": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "service": "checkout-api",
    "severity": "critical",
    "message": "error rate above 5 %",
    "status": "firing",
    "source": "alertmanager",
    "labels": {"region": "eu-west-1"},
    "links": ["https://prometheus.example.org/graph"],
    "occurrences": 412,
    "received_at": "2026-03-02T14:02:05Z",
    "last_seen_at": "2026-03-02T14:08:01Z",
    "resolved_at": None,
}
A_NOTE = {
    "id": "0198c0de-7b00-7000-8000-000000000003",
    "content": "Rolling back the release of 14:00.",
    "author": "ana@example.org",
    "created_at": "2026-03-02T14:09:00Z",
}
AN_ENTRY: dict[str, Any] = {
    "id": 17,
    "type": "status_changed",
    "actor": "ana@example.org",
    "at": "2026-03-02T14:05:00Z",
    "data": {"from": "open", "to": "acknowledged"},
}
A_TIMER = {
    "policy_id": "0198c0de-7b00-7000-8000-000000000004",
    "step": 2,
    "cycle": 1,
    "next_at": "2026-03-02T14:07:05Z",
    "state": "active",
}


def _identifier(text: str) -> str:
    """Names of things must be what was meant: odd text in them is refused, not repaired."""
    if storable(text) != text:
        raise ValueError("must not hold NUL or lone surrogates")
    if not text.strip():
        raise ValueError("must not be blank")
    return text


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("must not be blank")
    return text


Name = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_identifier)]
Title = Annotated[StorableText, Field(min_length=1, max_length=TITLE_LENGTH), AfterValidator(_not_blank)]
Content = Annotated[StorableText, Field(min_length=1, max_length=20_000), AfterValidator(_not_blank)]
PersonReference = Annotated[str, Field(min_length=3, max_length=320), AfterValidator(_identifier)]
Instant = Annotated[AwareDatetime, AfterValidator(lambda at: at.astimezone(UTC))]


class WireIn(BaseModel):
    """A body: fields it does not know are refused."""

    model_config = ConfigDict(extra="forbid")


class WireOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class NoteIn(WireIn):
    content: Content


def _note_of_text(value: Any) -> Any:
    return {"content": value} if isinstance(value, str) else value


Note = Annotated[NoteIn, BeforeValidator(_note_of_text, json_schema_input_type=NoteIn | Content)]


class IncidentIn(WireIn):
    """A new incident.

    `origin`, `at` and a title of any length are for alert-ingestion: what alerts open takes further alerts.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"title": "Checkout is slow", "service": "checkout-api", "severity": "high"}],
        }
    )

    title: Annotated[StorableText, Field(min_length=1, max_length=65_536), AfterValidator(_not_blank)] = Field(
        description=f"At most {TITLE_LENGTH} characters, from a person."
    )
    service: Name
    severity: Severity
    priority: Priority | None = Field(default=None, description="By severity where it is not given.")
    assigned_to: PersonReference | None = Field(default=None, description="A user's id or e-mail.")
    note: Note | None = None
    origin: Origin = Origin.PERSON
    at: Instant | None = Field(default=None, description="When the alert came in.")


class IncidentChange(WireIn):
    """What to change: all of it or nothing. What is left out stays as it is."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"status": "acknowledged", "note": {"content": "Looking at it."}, "version": 1}],
        }
    )

    status: Status | None = None
    assigned_to: PersonReference | None = Field(
        default=None, description="A user's id or e-mail; null takes it out of everybody's hands."
    )
    priority: Priority | None = None
    note: Note | None = None
    version: int | None = Field(default=None, description="The version you have seen; another one now is 409.")


class ReceiptIn(WireIn):
    """What became of a notification."""

    notification_id: UUID
    outcome: Literal["delivered", "delivery_failed"]
    channel: Annotated[StorableText, Field(min_length=1, max_length=50)]
    recipient: Annotated[StorableText, Field(min_length=1, max_length=2000)]
    at: Instant
    reason: Annotated[StorableText, Field(max_length=2000)] | None = None


class PersonOut(WireOut):
    id: UUID
    name: str
    email: str


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
    assigned_to: PersonOut | None
    alert_count: int = Field(description="The sum of its alerts' occurrences.")
    version: int = Field(description="Rises with each change by people, and when it resolves.")
    created_at: datetime
    acknowledged_at: datetime | None
    resolved_at: datetime | None
    mtta_seconds: float | None
    mttr_seconds: float | None


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
    id: UUID
    content: str
    author: str
    created_at: datetime


class EntryOut(WireOut):
    id: int
    type: EntryType
    actor: str = Field(description="`system`, a user's e-mail or a key's name.")
    at: datetime
    data: dict[str, Any]


class EventOut(EntryOut):
    """An entry of a timeline, with its incident as it is now."""

    model_config = ConfigDict(json_schema_extra={"examples": [AN_ENTRY | {"incident": AN_INCIDENT}]})

    incident: IncidentOut


class TimerOut(WireOut):
    """step and cycle name what is due at `next_at`; a step past the policy's last means that it runs out then."""

    policy_id: UUID | None
    step: int
    cycle: int
    next_at: datetime | None
    state: Literal["active", "stopped", "exhausted"]


class IncidentDetail(IncidentOut):
    """One incident with its alerts, notes and timeline; of alerts and timeline the newest 1,000, oldest first."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                AN_INCIDENT | {"alerts": [AN_ALERT], "notes": [A_NOTE], "timeline": [AN_ENTRY], "escalation": A_TIMER}
            ]
        }
    )

    alerts: list[AlertOut]
    notes: list[NoteOut]
    timeline: list[EntryOut]
    escalation: TimerOut


class IncidentPage(BaseModel):
    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [AN_INCIDENT], "next_cursor": None}]})

    items: list[IncidentOut]
    next_cursor: str | None


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
