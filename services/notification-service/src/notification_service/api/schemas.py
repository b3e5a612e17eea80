"""What stands on the wire."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from platform_kit.addresses import ShownAddress
from platform_kit.json_types import Whole
from platform_kit.text import StorableText
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from sqlalchemy import Row

from notification_service.domain.notification import ChannelKind, Kind, Status

NOTIFICATION: dict[str, Any] = {
    "id": "5c4f3d0e-3b1f-5a53-9f0a-2f4f6a1f0c11",
    "page_id": "0c9a4a50-8f0e-5d7a-9a41-5b0e3a0d9a10",
    "incident_id": "01990b7e-6f4e-7b1a-8c55-0d7f6a1b2c3d",
    "channel": "email",
    "recipient": "ana@example.org",
    "kind": "page",
    "step": 1,
    "cycle": 1,
    "status": "delivered",
    "subject": "[critical] checkout-api: error rate above 5 %",
    "message": "error rate above 5 %",
    "created_at": "2026-03-02T14:02:05.120Z",
    "sent_at": "2026-03-02T14:02:05.391Z",
    "is_bundle": False,
    "bundle_id": None,
    "attempts": [
        {
            "number": 1,
            "started_at": "2026-03-02T14:02:05.201Z",
            "duration_ms": 190,
            "outcome": "delivered",
            "status_code": 250,
            "error": None,
            "provider_id": "<5c4f3d0e-3b1f-5a53-9f0a-2f4f6a1f0c11@example.org>",
            "answer": "OK queued as 8E1B2",
        }
    ],
}

MOST_PAGES = 100

Text = Annotated[StorableText, StringConstraints(min_length=1, max_length=20_000)]
Line = Annotated[StorableText, StringConstraints(min_length=1, max_length=1_000)]


class Wire(BaseModel):
    model_config = ConfigDict(extra="forbid")


class NotifyIn(Wire):
    """A message to one recipient over one channel."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "channel": "email",
                    "recipient": "ana@example.org",
                    "subject": "Database maintenance tonight",
                    "message": "checkout-api is read-only from 22:00 to 22:30 UTC.",
                }
            ]
        },
    )

    channel: ChannelKind
    recipient: Line = Field(description="An address, a URL or a name, as the channel takes it.")
    message: Text
    subject: Line | None = None
    incident_id: UUID | None = Field(default=None, description="The incident it is about; the message links to it.")


class NotifyOut(BaseModel):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"id": NOTIFICATION["id"], "status": "pending", "channel": "email"}]}
    )

    id: UUID
    status: Status
    channel: ChannelKind


class AttemptOut(BaseModel):
    number: int
    started_at: datetime
    duration_ms: int
    outcome: str = Field(description="`delivered`, or why it failed: `timeout`, `rate_limited`, `rejected`, …")
    status_code: int | None
    error: str | None
    provider_id: str | None
    answer: str | None = Field(description="What the receiver said, trimmed.")


class NotificationOut(BaseModel):
    model_config = ConfigDict(json_schema_extra={"examples": [NOTIFICATION]})

    id: UUID
    page_id: UUID | None = Field(description="The page that it is made for; null for a direct message.")
    incident_id: UUID | None
    channel: ChannelKind
    recipient: ShownAddress
    kind: Kind
    step: int | None
    cycle: int | None
    status: Status
    subject: str | None
    message: str
    created_at: datetime
    sent_at: datetime | None
    is_bundle: bool = Field(description="It carries others: see them by `bundle_id`.")
    bundle_id: UUID | None = Field(description="The bundle that carries it; its attempts are that one's then.")
    attempts: list[AttemptOut]

    @classmethod
    def of(cls, row: Row[Any], attempts: Sequence[Row[Any]]) -> NotificationOut:
        own = {name: getattr(row, name) for name in cls.model_fields if name != "attempts"}
        made = [AttemptOut(**{name: getattr(a, name) for name in AttemptOut.model_fields}) for a in attempts]
        return cls(**own, attempts=made)


class ChannelOut(BaseModel):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "channel": "email",
                    "is_on": False,
                    "off_because": "no mail server is set. Set SMTP_HOST and SMTP_FROM.",
                }
            ]
        }
    )

    channel: ChannelKind
    is_on: bool
    off_because: str | None


class ChannelsOut(BaseModel):
    items: list[ChannelOut]


class SigningSecretOut(BaseModel):
    model_config = ConfigDict(json_schema_extra={"examples": [{"secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}]})

    secret: str = Field(description="Receivers verify `webhook-signature` with it (Standard Webhooks).")


class IncidentIn(Wire):
    id: UUID
    title: StorableText
    service: StorableText
    severity: Literal["critical", "high", "medium", "low", "info"]
    status: Literal["open", "acknowledged", "in_progress", "resolved"]
    team: StorableText | None = None
    alert_count: Whole = Field(ge=0)
    created_at: datetime


class PersonIn(Wire):
    id: UUID
    name: StorableText
    email: Line


class PlaceIn(Wire):
    channel: ChannelKind
    recipient: Line


PAGE: dict[str, Any] = {
    "id": "2d2c9a52-7a3c-5f3e-8f43-8f6a4b8f0b1e",
    "kind": "page",
    "incident": {
        "id": NOTIFICATION["incident_id"],
        "title": "error rate above 5 %",
        "service": "checkout-api",
        "severity": "critical",
        "status": "open",
        "team": "payments",
        "alert_count": 1,
        "created_at": "2026-03-02T14:02:05Z",
    },
    "recipient": {
        "id": "01990b7e-0000-7000-8000-000000000001",
        "name": "Ana",
        "email": "ana@example.org",
    },
    "step": 1,
    "cycle": 1,
    "subject": NOTIFICATION["subject"],
    "message": NOTIFICATION["message"],
}


class PageIn(Wire):
    """A page, an update or a stop that incident-management hands over."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [PAGE]},
    )

    id: UUID
    kind: Literal["page", "update", "stop"]
    incident: IncidentIn
    recipient: PersonIn | PlaceIn
    step: Whole | None = Field(default=None, ge=1)
    cycle: Whole | None = Field(default=None, ge=1)
    episode: Whole = Field(default=1, ge=1, description="Of the escalation: a snooze or a fresh start begins the next.")
    subject: StorableText
    message: StorableText


class PagesIn(Wire):
    """Many at once: a storm costs one call."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"pages": [PAGE]}]},
    )

    pages: Annotated[list[PageIn], Field(min_length=1, max_length=MOST_PAGES)]


class TakenOut(BaseModel):
    model_config = ConfigDict(json_schema_extra={"examples": [{"taken": 1}]})

    taken: int = Field(description="How many were given: all of them.")


class MadeOut(BaseModel):
    id: UUID
    channel: ChannelKind
    recipient: str
    status: Status


class PagesOut(BaseModel):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "notifications": [
                        {
                            "id": NOTIFICATION["id"],
                            "channel": "email",
                            "recipient": "ana@example.org",
                            "status": "pending",
                        }
                    ]
                }
            ]
        }
    )

    notifications: list[MadeOut]
