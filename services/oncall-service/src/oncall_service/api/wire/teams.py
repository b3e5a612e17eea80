"""Teams and services on the wire."""

from __future__ import annotations

from uuid import UUID

from pydantic import ConfigDict, Field
from pydantic.config import JsonDict

from oncall_service.api.wire.common import Answer, Body, Name, PersonOut, PersonReference, Reference, Utc

_ID = "0198c0de-0000-7000-8000-000000000002"
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
    private: bool = Field(default=False, description=_PRIVATE)


class TeamChange(Body):
    """What is absent stays as it is. A null manager or policy is taken away; `members` replaces all of them."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"manager": "ana@example.com"}]})

    name: Name | None = None
    manager: PersonReference | None = None
    members: list[PersonReference] | None = Field(default=None, max_length=1000)
    escalation_policy_id: UUID | None = None
    private: bool | None = Field(default=None, description=_PRIVATE)


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


class ServiceIn(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "checkout-api", "team": "payments"}]})

    name: Name
    team: Reference
    escalation_policy_id: UUID | None = Field(default=None, description="Goes before the team's policy.")
    auto_resolve: bool = Field(default=True, description="Whether its sender's resolution resolves the incident.")


class ServiceChange(Body):
    """What is absent stays as it is. A null policy is taken away."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"auto_resolve": False}]})

    name: Name | None = None
    team: Reference | None = None
    escalation_policy_id: UUID | None = None
    auto_resolve: bool | None = None


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
    created_at: Utc
    updated_at: Utc
