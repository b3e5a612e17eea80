"""Contact methods and rules as they stand on the wire."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Annotated, Any
from uuid import UUID
from zoneinfo import ZoneInfo, available_timezones

from platform_kit.json_types import Number, WrittenTime
from platform_kit.text import StorableText
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator
from sqlalchemy import Row

from notification_service.api.schemas import Line, Wire
from notification_service.domain.contacts import QuietHours, Urgency
from notification_service.domain.notification import ChannelKind
from notification_service.domain.throttle import Throttle
from notification_service.use_cases.contacts import Reach, Rules

METHOD: dict[str, Any] = {
    "id": "01990b7e-9d10-7c22-a3b1-5a1c2d3e4f50",
    "user_id": "01990b7e-0000-7000-8000-000000000001",
    "channel": "ntfy",
    "address": "https://ntfy.sh/ana-7f3a",
    "label": "my phone",
    "created_at": "2026-03-02T14:00:00Z",
    "verified_at": "2026-03-02T14:01:10Z",
}
RULES: dict[str, Any] = {
    "high": [
        {"delay_seconds": 0, "contact_method_id": METHOD["id"]},
        {"delay_seconds": 120, "contact_method_id": "01990b7e-9d10-7c22-a3b1-5a1c2d3e4f51"},
    ],
    "low": [{"delay_seconds": 0, "contact_method_id": METHOD["id"]}],
    "quiet_hours": {"timezone": "Europe/Berlin", "starts_at": "22:00", "ends_at": "07:00"},
    "throttle": {"most": 5, "window_seconds": 300},
}
MOST_STEPS = 10
LONGEST_DELAY_S = 24 * 3600

# It was sealed with a key that this installation no longer has.
UNREADABLE = "(cannot be read any more: remove it and add it anew)"


class ContactMethodIn(Wire):
    """An address where a person wants to be reached."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"channel": "ntfy", "address": METHOD["address"], "label": METHOD["label"]}],
        },
    )

    channel: ChannelKind
    address: Line = Field(description="An address or a URL, as the channel takes it.")
    label: Annotated[StorableText, StringConstraints(min_length=1, max_length=100)] | None = None
    user_id: UUID | None = Field(default=None, description="Whose it is; your own when left out. Admins may set it.")

    @field_validator("channel")
    @classmethod
    def _reaches_a_person(cls, value: ChannelKind) -> ChannelKind:
        if value is ChannelKind.LOG:
            raise ValueError("The log of a server wakes nobody. Choose another channel.")
        if value is ChannelKind.WEBPUSH:
            raise ValueError("A browser subscribes itself: POST /api/v1/push-subscriptions from there.")
        return value


class CodeIn(Wire):
    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"code": "204913"}]})

    code: Annotated[StorableText, StringConstraints(min_length=1, max_length=20)]


class ContactMethodOut(BaseModel):
    model_config = ConfigDict(json_schema_extra={"examples": [METHOD]})

    id: UUID
    user_id: UUID
    channel: ChannelKind
    address: str
    label: str | None
    created_at: datetime
    verified_at: datetime | None = Field(description="Null until its code was entered: nobody is paged there before.")

    @classmethod
    def of(cls, row: Row[Any]) -> ContactMethodOut:
        shown = {name: getattr(row, name) for name in cls.model_fields}
        return cls(**shown | {"address": shown["address"] or UNREADABLE})


class ContactMethodsOut(BaseModel):
    items: list[ContactMethodOut]


class StepWire(Wire):
    delay_seconds: Number = Field(ge=0, le=LONGEST_DELAY_S, description="After the page.")
    contact_method_id: UUID


class QuietHoursWire(Wire):
    """Between these, each day, everything but critical waits. Over midnight where the end is the earlier one."""

    timezone: str = Field(max_length=100, description="An IANA name.")
    starts_at: WrittenTime
    ends_at: WrittenTime

    @field_validator("timezone")
    @classmethod
    def _known(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError("is not an IANA time zone, such as Europe/Berlin")
        return ZoneInfo(value).key

    @field_validator("starts_at", "ends_at")
    @classmethod
    def _wall_clock(cls, value: time) -> time:
        if value.tzinfo is not None:
            raise ValueError("is a time of day in the zone, such as 22:00, without an offset of its own")
        return value

    @model_validator(mode="after")
    def _not_always(self) -> QuietHoursWire:
        if self.starts_at == self.ends_at:
            raise ValueError("Quiet hours end at another time than they start.")
        return self


class ThrottleWire(Wire):
    """At most so many messages one by one within so many seconds, at each address; what is more comes in bundles."""

    most: int = Field(ge=1, le=1000)
    window_seconds: float = Field(ge=1, le=86_400)


Steps = Annotated[list[StepWire], Field(max_length=MOST_STEPS)]


class RulesIn(Wire):
    """How a person is paged: for severity critical and high by `high`, for the others by `low`."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [RULES]})

    high: Steps
    low: Steps
    quiet_hours: QuietHoursWire | None = None
    throttle: ThrottleWire | None = Field(
        default=None, description="Left out: stays as it is. null: as the platform says."
    )

    @property
    def keeps_throttle(self) -> bool:
        return "throttle" not in self.model_fields_set

    def rules(self) -> Rules:
        quiet, throttle = self.quiet_hours, self.throttle
        return Rules(
            {
                Urgency.HIGH: [(step.delay_seconds, step.contact_method_id) for step in self.high],
                Urgency.LOW: [(step.delay_seconds, step.contact_method_id) for step in self.low],
            },
            QuietHours(quiet.timezone, quiet.starts_at, quiet.ends_at) if quiet else None,
            Throttle(throttle.most, timedelta(seconds=throttle.window_seconds)) if throttle else None,
        )


class RulesOut(BaseModel):
    model_config = ConfigDict(json_schema_extra={"examples": [{"user_id": METHOD["user_id"], **RULES}]})

    user_id: UUID
    high: list[StepWire]
    low: list[StepWire]
    quiet_hours: QuietHoursWire | None
    throttle: ThrottleWire | None = Field(description="null: as the platform says.")

    @classmethod
    def of(cls, user_id: UUID, rules: Rules) -> RulesOut:
        quiet, throttle = rules.quiet_hours, rules.throttle
        return cls(
            user_id=user_id,
            high=_steps(rules.steps[Urgency.HIGH]),
            low=_steps(rules.steps[Urgency.LOW]),
            quiet_hours=QuietHoursWire(timezone=quiet.timezone, starts_at=quiet.starts_at, ends_at=quiet.ends_at)
            if quiet
            else None,
            throttle=ThrottleWire(most=throttle.most, window_seconds=throttle.window.total_seconds())
            if throttle
            else None,
        )


def _steps(steps: Sequence[tuple[float, UUID]]) -> list[StepWire]:
    return [StepWire(delay_seconds=delay_s, contact_method_id=id) for delay_s, id in steps]


class ReachOut(BaseModel):
    user_id: UUID
    is_reachable: bool = Field(description="False when nothing but the log of this service is left.")
    channels: list[ChannelKind] = Field(description="Those that a page with high urgency uses, soonest first.")

    @classmethod
    def of(cls, reach: Reach) -> ReachOut:
        return cls(user_id=reach.user_id, is_reachable=reach.is_reachable, channels=list(reach.channels))


class ReachesOut(BaseModel):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"items": [{"user_id": METHOD["user_id"], "is_reachable": True, "channels": ["ntfy", "email"]}]}
            ]
        }
    )

    items: list[ReachOut]
