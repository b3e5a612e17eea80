"""What callers send. Fields that a body does not know are refused."""

from __future__ import annotations

from datetime import UTC
from typing import Annotated, Any, Literal
from uuid import UUID

from platform_kit.instants import WrittenInstant
from platform_kit.json_types import Number, Whole
from platform_kit.text import StorableText, storable
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from incident_management.api.examples import AN_ID
from incident_management.domain.answer import AnswerAction
from incident_management.domain.incident import TITLE_LENGTH, Origin, Priority, Severity, Status


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
Instant = Annotated[WrittenInstant, AfterValidator(lambda at: at.astimezone(UTC))]


class WireIn(BaseModel):
    """A body: fields it does not know are refused."""

    model_config = ConfigDict(extra="forbid")


def _tags(tags: list[str]) -> list[str]:
    """As they are kept: lower case, each once, in order."""
    return list(dict.fromkeys(tag.strip().lower() for tag in tags))


Tag = Annotated[str, Field(min_length=1, max_length=50), AfterValidator(_identifier)]
Tags = Annotated[list[Tag], Field(max_length=20), AfterValidator(_tags)]


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


class OpeningIn(WireIn):
    """An incident that an alert opens. Its title is cut."""

    title: Annotated[StorableText, Field(min_length=1, max_length=65_536), AfterValidator(_not_blank)]
    service: Name
    severity: Severity
    at: Instant | None = Field(default=None, description="When the alert came in.")


class OpeningsIn(WireIn):
    """Incidents that alerts open."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"incidents": [{"title": "Checkout is slow", "service": "checkout-api", "severity": "high"}]},
            ],
        }
    )

    incidents: list[OpeningIn] = Field(min_length=1, max_length=100)


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
    tags: Tags | None = Field(default=None, description="Instead of those it has; kept in lower case.")
    note: Note | None = None
    version: Whole | None = Field(default=None, description="The version you have seen; another one now is 409.")


class BulkChange(WireIn):
    """The same change to many incidents, each by itself: one that is refused does not hold up the others."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"ids": [AN_ID], "status": "acknowledged"}]})

    ids: list[UUID] = Field(min_length=1, max_length=200)
    status: Status | None = None
    assigned_to: PersonReference | None = Field(
        default=None, description="A user's id or e-mail; null takes them out of everybody's hands."
    )
    priority: Priority | None = None
    note: Note | None = None


class SnoozeIn(WireIn):
    """Until when nobody is paged: an instant, or minutes from now. Then the incident is open again."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"minutes": 30}, {"until": "2026-03-03T08:00:00Z"}]})

    until: Instant | None = None
    minutes: Number | None = Field(default=None, gt=0, le=60 * 24 * 30)


class MergeIn(WireIn):
    """Incidents that live on in this one."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"incidents": [AN_ID]}]})

    incidents: list[UUID] = Field(min_length=1, max_length=50)


class RespondersIn(WireIn):
    """Whom to ask for help, and what to say to them."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"users": ["ben@example.org"], "message": "It looks like the database."}]}
    )

    users: list[PersonReference] = Field(min_length=1, max_length=20, description="Ids or e-mails.")
    message: Annotated[StorableText, Field(min_length=1, max_length=1000)] | None = None


class SimulationIn(WireIn):
    """An incident that might be opened."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"service": "checkout-api", "severity": "critical", "at": "2026-03-02T02:30:00Z"}]
        }
    )

    service: Name
    severity: Severity
    at: Instant
    labels: dict[str, str] = Field(default={}, max_length=64)


class AcknowledgementIn(WireIn):
    """A sender says that somebody has seen to an alert of theirs."""

    alert_id: UUID
    by: Annotated[StorableText, Field(min_length=1, max_length=200, description="The sender's key, by name.")]


class ReceiptIn(WireIn):
    """What became of a notification."""

    notification_id: UUID
    outcome: Literal["delivered", "delivery_failed"]
    channel: Annotated[StorableText, Field(min_length=1, max_length=50)]
    recipient: Annotated[StorableText, Field(min_length=1, max_length=2000)]
    at: Instant
    reason: Annotated[StorableText, Field(max_length=2000)] | None = None


class ReceiptOfIncidentIn(ReceiptIn):
    """What became of a notification about an incident."""

    incident_id: UUID


class ReceiptsIn(WireIn):
    """What became of notifications that ended together."""

    receipts: list[ReceiptOfIncidentIn] = Field(min_length=1, max_length=100)


class AnswerIn(WireIn):
    """Who answers where they read it, and how."""

    user_id: UUID
    action: AnswerAction = AnswerAction.ACKNOWLEDGE
