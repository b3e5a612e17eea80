"""Escalation policies, and whom a step pages, on the wire."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from platform_kit.addresses import ShownAddress
from platform_kit.json_types import Number, Whole
from pydantic import ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError, model_validator

from oncall_service.api.wire.common import Answer, Body, Instant, Line, Name, PersonOut, PersonReference, Reference, Utc
from oncall_service.domain import paging
from oncall_service.domain.escalation import AskedStep, AskedTarget, Policy, TargetType, step_to_json
from oncall_service.domain.overrides import Role

log = logging.getLogger(__name__)

LONGEST_DELAY_S = 7 * 24 * 3600
MOST_QUESTIONS = 100
Channel = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,49}$"), Field(examples=["webhook"])]


class ScheduleTargetIn(Body):
    """Whoever a team's schedule says; without a team or an id, the schedule of the policy's own team."""

    type: Literal["schedule"]
    id: UUID | None = Field(default=None, description="Of the schedule.")
    team: Reference | None = None
    team_id: UUID | None = None
    role: Role | None = Field(default=None, description="primary where none is named.")

    def asked(self) -> AskedTarget:
        name = str(self.team_id) if self.team_id else self.team
        return AskedTarget(TargetType.SCHEDULE, None if name else self.id, name, self.role)


class UserTargetIn(Body):
    """This person. By id or e-mail."""

    type: Literal["user"]
    id: UUID | None = None
    email: PersonReference | None = None
    user: PersonReference | None = None
    name: str | None = Field(default=None, description="Not looked at: an answer can be sent back as it came.")

    @model_validator(mode="after")
    def _names_somebody(self) -> UserTargetIn:
        if not (self.id or self.email or self.user):
            raise ValueError("name the person by id or email")
        return self

    def asked(self) -> AskedTarget:
        return AskedTarget(TargetType.USER, self.id, self.email or self.user)


class TeamTargetIn(Body):
    """Everybody who is on call for a team. By id or name."""

    type: Literal["team"]
    id: UUID | None = None
    name: Reference | None = None
    team: Reference | None = None

    @model_validator(mode="after")
    def _names_one(self) -> TeamTargetIn:
        if not (self.id or self.name or self.team):
            raise ValueError("name the team by id or name")
        return self

    def asked(self) -> AskedTarget:
        return AskedTarget(TargetType.TEAM, self.id, self.name or self.team)


class ChannelTargetIn(Body):
    """A place that people read together."""

    type: Literal["channel"]
    channel: Channel
    recipient: Annotated[Line, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]

    def asked(self) -> AskedTarget:
        return AskedTarget(TargetType.CHANNEL, channel=self.channel, recipient=self.recipient)


class FallbackTargetIn(Body):
    """The team's manager, else the administrators."""

    type: Literal["fallback"]

    def asked(self) -> AskedTarget:
        return AskedTarget(TargetType.FALLBACK)


TargetIn = Annotated[
    ScheduleTargetIn | UserTargetIn | TeamTargetIn | ChannelTargetIn | FallbackTargetIn, Field(discriminator="type")
]
_TARGET: TypeAdapter[TargetIn] = TypeAdapter(TargetIn)


class StepIn(Body):
    delay_seconds: Number = Field(
        ge=0, le=LONGEST_DELAY_S, allow_inf_nan=False, description="The wait after this step.", examples=[300]
    )
    targets: list[TargetIn] = Field(max_length=50, description="Paged at the same instant.")
    round_robin: bool = Field(
        default=False, description="Not at the same instant but in turn: each incident pages the next of the targets."
    )

    @model_validator(mode="after")
    def _can_take_turns(self) -> StepIn:
        if not self.round_robin:
            return self
        if len(self.targets) < 2:
            raise ValueError("two targets at least are needed to take turns")
        if any(isinstance(target, ChannelTargetIn | FallbackTargetIn) for target in self.targets):
            raise ValueError("a channel or the fallback takes no turns: give it a step of its own")
        return self

    def asked(self) -> AskedStep:
        return AskedStep(self.delay_seconds, [target.asked() for target in self.targets], self.round_robin)


class PolicyIn(Body):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "name": "payments, day and night",
                    "team": "payments",
                    "repeat": 1,
                    "steps": [
                        {"delay_seconds": 300, "targets": [{"type": "schedule"}]},
                        {
                            "delay_seconds": 600,
                            "targets": [
                                {"type": "schedule", "role": "secondary"},
                                {"type": "user", "email": "ana@example.com"},
                            ],
                        },
                    ],
                }
            ]
        }
    )

    name: Name
    team: Reference
    repeat: Whole = Field(default=0, ge=0, le=100, description="How often the steps run again after the first time.")
    steps: list[StepIn] = Field(max_length=50)

    def asked_steps(self) -> list[AskedStep]:
        return [step.asked() for step in self.steps]


class ScheduleTargetOut(Answer):
    type: Literal["schedule"]
    team_id: UUID
    team: str
    role: Role | None = None


class UserTargetOut(PersonOut):
    type: Literal["user"]


class TeamTargetOut(Answer):
    type: Literal["team"]
    id: UUID
    name: str


class ChannelTargetOut(Answer):
    type: Literal["channel"]
    channel: str
    recipient: ShownAddress


class FallbackTargetOut(Answer):
    type: Literal["fallback"]


TargetOut = Annotated[
    ScheduleTargetOut | UserTargetOut | TeamTargetOut | ChannelTargetOut | FallbackTargetOut,
    Field(discriminator="type"),
]


class StepOut(Answer):
    delay_seconds: float
    targets: list[TargetOut]
    round_robin: bool = Field(default=False, description="Each incident pages one of the targets, in turn.")


class PolicyOut(Answer):
    id: UUID
    name: str
    team: str
    team_id: UUID
    repeat: int
    steps: list[StepOut]
    created_at: Utc
    updated_at: Utc

    @classmethod
    def of(cls, policy: Policy) -> PolicyOut:
        steps = [step_to_json(step) for step in policy.steps]
        return cls.model_validate(
            {
                "id": policy.id,
                "name": policy.name,
                "team": policy.team,
                "team_id": policy.team_id,
                "repeat": policy.repeat,
                "steps": steps,
                "created_at": policy.created_at,
                "updated_at": policy.updated_at,
            }
        )


# -- a step that is due ----------------------------------------------------------------------------------------------


class ResolveIn(Body):
    """One step of an incident's escalation. Targets are taken as they were frozen; one that is gone pages nobody."""

    model_config = ConfigDict(
        extra="ignore",
        json_schema_extra={
            "examples": [
                {
                    "team": "payments",
                    "service": "checkout-api",
                    "severity": "critical",
                    "targets": [{"type": "schedule", "team": "payments"}],
                    "at": "2026-03-02T15:00:00Z",
                    "due_at": "2026-03-02T15:00:00Z",
                    "step": 1,
                    "cycle": 1,
                }
            ]
        },
    )

    team: Name
    service: Name | None = None
    severity: Literal["critical", "high", "medium", "low", "info"] | None = Field(
        default=None, description="Without it nothing waits for hours of support."
    )
    targets: list[dict[str, Any]] = Field(max_length=100)
    at: Instant
    due_at: Instant | None = None
    step: Whole = Field(default=1, ge=1)
    cycle: Whole = Field(default=1, ge=1)

    def asked(self) -> list[AskedTarget]:
        """One that cannot be read is left out: the others are paged all the same."""
        found = []
        for target in self.targets:
            try:
                found.append(_TARGET.validate_python(target).asked())
            except ValidationError:
                log.warning("a frozen target cannot be read and pages nobody", extra={"target": target})
        return found


class RecipientOut(PersonOut):
    via: str = Field(description="Why this person.", examples=["on call for payments: layer Weekly"])


class ChannelRecipientOut(Answer):
    channel: str
    recipient: str


class ResolveOut(Answer):
    people: list[RecipientOut]
    channels: list[ChannelRecipientOut]
    outcome: paging.Outcome
    wait_until: Utc | None = Field(description="Set: the page may wait for the hours of support, which begin then.")

    @classmethod
    def of(cls, answer: paging.Answer, wait_until: datetime | None) -> ResolveOut:
        return cls(
            people=[
                RecipientOut(id=r.person.id, name=r.person.name, email=r.person.email, via=r.via) for r in answer.people
            ],
            channels=[ChannelRecipientOut.model_validate(channel) for channel in answer.channels],
            outcome=answer.outcome,
            wait_until=wait_until,
        )


class ResolveBatchIn(Body):
    """Many steps at once."""

    model_config = ConfigDict(
        extra="ignore",
        json_schema_extra={
            "examples": [
                {
                    "questions": [
                        {
                            "team": "payments",
                            "service": "checkout-api",
                            "severity": "critical",
                            "targets": [{"type": "schedule", "team": "payments"}],
                            "at": "2026-03-02T15:00:00Z",
                        }
                    ]
                }
            ]
        },
    )

    questions: list[ResolveIn] = Field(min_length=1, max_length=MOST_QUESTIONS)


class ResolveBatchOut(Answer):
    answers: list[ResolveOut]
