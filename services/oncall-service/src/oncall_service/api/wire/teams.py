"""Teams and services on the wire."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from platform_kit.json_types import Flag, Number
from pydantic import ConfigDict, Field
from pydantic.config import JsonDict

from oncall_service.api.wire.common import Answer, Body, Name, PersonOut, PersonReference, Reference, Utc
from oncall_service.api.wire.schedules import RestrictionIn, RestrictionOut, Zone, restriction_out
from oncall_service.domain.directory import Service
from oncall_service.domain.urgency import SupportHours

_ID = "0198c0de-0000-7000-8000-000000000002"
_HOURS: JsonDict = {
    "timezone": "Europe/Berlin",
    "windows": [{"start_day": "monday", "start_time": "08:00", "end_day": "friday", "end_time": "18:00"}],
}
_PERSON: JsonDict = {"id": "0198c0de-0000-7000-8000-000000000001", "name": "Ana Ferreira", "email": "ana@example.com"}

_PRIVATE = "Only who is part of the team, was paged about an incident, or is an administrator, sees what is the team's."


class TeamIn(Body):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"name": "payments", "manager": "ana@example.com", "members": []}]}
    )

    name: Name
    manager: PersonReference | None = Field(default=None, description="An e-mail address or an id.")
    members: list[PersonReference] = Field(default=[], max_length=1000)
    escalation_policy_id: UUID | None = None
    private: Flag = Field(default=False, description=_PRIVATE)


class TeamChange(Body):
    """What is absent stays as it is. A null manager or policy is taken away; `members` replaces all of them."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"manager": "ana@example.com"}]})

    name: Name | None = None
    manager: PersonReference | None = None
    members: list[PersonReference] | None = Field(default=None, max_length=1000)
    escalation_policy_id: UUID | None = None
    private: Flag | None = Field(default=None, description=_PRIVATE)


class TeamOut(Answer):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": _ID,
                    "name": "payments",
                    "manager": _PERSON,
                    "members": [_PERSON],
                    "private": False,
                    "escalation_policy_id": None,
                    "created_at": "2026-03-02T09:00:00Z",
                    "updated_at": "2026-03-02T09:00:00Z",
                }
            ]
        }
    )

    id: UUID
    name: str
    manager: PersonOut | None
    members: list[PersonOut]
    private: bool = Field(validation_alias="is_private", description=_PRIVATE)
    escalation_policy_id: UUID | None = Field(description="What incidents follow whose service has no policy.")
    created_at: Utc
    updated_at: Utc


class SupportHoursIn(Body):
    """When a service is supported, on the wall clock of a zone."""

    model_config = ConfigDict(json_schema_extra={"examples": [_HOURS]})

    timezone: Zone
    windows: list[RestrictionIn] = Field(min_length=1, max_length=50)

    def domain(self) -> SupportHours:
        return SupportHours(self.timezone, tuple(window.domain() for window in self.windows))


class SupportHoursOut(Answer):
    timezone: str
    windows: list[RestrictionOut]

    @classmethod
    def of(cls, hours: SupportHours) -> SupportHoursOut:
        return cls(timezone=hours.timezone, windows=[restriction_out(window) for window in hours.windows])


LowUrgency = Annotated[
    list[Literal["high", "medium", "low", "info"]],
    Field(max_length=4, description="Severities whose pages wait for the hours of support. critical never waits."),
]
Minutes = Annotated[
    Number,
    Field(ge=1, le=43_200, description="An incident that is acknowledged for longer is open again; null: never."),
]


DelaySeconds = Annotated[
    Number,
    Field(ge=0, le=86_400, description="How long nothing must fire on an incident before it resolves itself."),
]


DependsOn = Annotated[
    list[Reference],
    Field(max_length=100, description="Names or ids of the services it needs: their incidents are shown on its own."),
]


class ServiceIn(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "checkout-api", "team": "payments"}]})

    name: Name
    team: Reference
    escalation_policy_id: UUID | None = Field(default=None, description="Goes before the team's policy.")
    auto_resolve: Flag = Field(default=True, description="Whether its sender's resolution resolves the incident.")
    auto_resolve_delay_seconds: DelaySeconds = 0
    acknowledgement_timeout_minutes: Minutes | None = None
    low_urgency: LowUrgency = Field(default=[])
    support_hours: SupportHoursIn | None = Field(default=None, description="null: at any time.")
    depends_on: DependsOn = Field(default=[])


class ServiceChange(Body):
    """What is absent stays as it is. What may be null is taken away by it."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"auto_resolve": False}]})

    name: Name | None = None
    team: Reference | None = None
    escalation_policy_id: UUID | None = None
    auto_resolve: Flag | None = None
    auto_resolve_delay_seconds: DelaySeconds | None = None
    acknowledgement_timeout_minutes: Minutes | None = None
    low_urgency: LowUrgency | None = None
    support_hours: SupportHoursIn | None = None
    depends_on: DependsOn | None = None


class ServiceOut(Answer):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "0198c0de-0000-7000-8000-000000000003",
                    "name": "checkout-api",
                    "team": "payments",
                    "team_id": _ID,
                    "escalation_policy_id": None,
                    "auto_resolve": True,
                    "auto_resolve_delay_seconds": 120,
                    "acknowledgement_timeout_minutes": 30,
                    "low_urgency": ["low", "info"],
                    "support_hours": _HOURS,
                    "depends_on": ["ledger"],
                    "created_at": "2026-03-02T09:00:00Z",
                    "updated_at": "2026-03-02T09:00:00Z",
                }
            ]
        }
    )

    id: UUID
    name: str
    team: str
    team_id: UUID
    escalation_policy_id: UUID | None
    auto_resolve: bool
    auto_resolve_delay_seconds: float
    acknowledgement_timeout_minutes: float | None
    low_urgency: list[str]
    support_hours: SupportHoursOut | None
    depends_on: list[str] = Field(description="Names of the services it needs itself.")
    created_at: Utc
    updated_at: Utc

    @classmethod
    def of(cls, service: Service) -> ServiceOut:
        own = {name: getattr(service, name) for name in cls.model_fields if name != "support_hours"}
        hours = service.support_hours
        return cls(**own, support_hours=SupportHoursOut.of(hours) if hours else None)
