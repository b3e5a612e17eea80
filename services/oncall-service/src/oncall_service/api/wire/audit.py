"""The log of changes on the wire."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Literal
from uuid import UUID

from pydantic import ConfigDict, Field

from oncall_service.api.wire.common import Answer, Utc


class ObjectType(StrEnum):
    """What people set up: the tables of it."""

    USERS = "users"
    API_KEYS = "api_keys"
    TEAMS = "teams"
    TEAM_MEMBERS = "team_members"
    SERVICES = "services"
    SERVICE_DEPENDENCIES = "service_dependencies"
    SCHEDULES = "schedules"
    SCHEDULE_MEMBERS = "schedule_members"
    SCHEDULE_LAYERS = "schedule_layers"
    LAYER_MEMBERS = "layer_members"
    OVERRIDES = "overrides"
    ESCALATION_POLICIES = "escalation_policies"
    INTEGRATIONS = "integrations"
    HEARTBEATS = "heartbeats"
    RULE_SETS = "rule_sets"
    MAINTENANCE_WINDOWS = "maintenance_windows"
    SILENCES = "silences"
    CONTACT_METHODS = "contact_methods"
    RULE_STEPS = "rule_steps"
    QUIET_HOURS = "quiet_hours"
    THROTTLE_RULES = "throttle_rules"
    SUBSCRIPTIONS = "subscriptions"
    ACTION_ITEMS = "action_items"
    CALENDAR_LINKS = "calendar_links"
    TEMPLATES = "templates"


class AuditEntryOut(Answer):
    """One change: who made it, from where, and what differs."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "0198c0de-0000-7000-8000-000000000009",
                    "created_at": "2026-03-02T09:00:00Z",
                    "actor": "ana@example.com",
                    "actor_kind": "user",
                    "actor_id": "0198c0de-0000-7000-8000-000000000001",
                    "address": "198.51.100.7",
                    "request_id": "0198c0de-0000-7000-8000-000000000000",
                    "action": "changed",
                    "object_type": "users",
                    "object_id": "0198c0de-0000-7000-8000-000000000002",
                    "object_name": "ben@example.com",
                    "before": {"role": "responder"},
                    "after": {"role": "admin"},
                }
            ]
        }
    )

    id: UUID
    created_at: Utc
    actor: str = Field(description="As timelines name them; `system` where no person asked for it.")
    actor_kind: Literal["user", "key", "service", "system"]
    actor_id: str | None
    address: str | None = Field(description="Where the request came from; an IPv6 address as its /64 network.")
    request_id: str | None = Field(description="Finds the request in the logs.")
    action: Literal["created", "changed", "deleted"]
    object_type: str = Field(description="Which table of what people set up.")
    object_id: str | None
    object_name: str | None
    before: dict[str, Any] | None = Field(description="What differs, as it was; secrets are not shown.")
    after: dict[str, Any] | None = Field(description="What differs, as it is.")
