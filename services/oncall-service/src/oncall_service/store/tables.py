"""The tables of the schema `oncall`, as the migrations make them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    Time,
    Uuid,
)
from sqlalchemy.dialects.postgresql import JSONB, TSTZRANGE
from sqlalchemy.types import TypeEngine

metadata = MetaData(schema="oncall")
INSTANT = DateTime(timezone=True)


def _table(table: str, /, **columns: TypeEngine[Any]) -> Table:
    return Table(table, metadata, *(Column(column, kind) for column, kind in columns.items()))


users = _table(
    "users",
    id=Uuid(),
    name=Text(),
    email=Text(),
    password_hash=Text(),
    role=Text(),
    disabled_at=INSTANT,
    created_at=INSTANT,
    updated_at=INSTANT,
    oidc_identity=Text(),
)
sessions = _table("sessions", token_hash=LargeBinary(), user_id=Uuid(), created_at=INSTANT, expires_at=INSTANT)
first_admin = _table("first_admin", email=Text(), password_hash=Text(), applied_at=INSTANT)
api_keys = _table(
    "api_keys",
    id=Uuid(),
    name=Text(),
    prefix=Text(),
    token_hash=LargeBinary(),
    role=Text(),
    scopes=ARRAY(Text()),
    created_by=Text(),
    created_at=INSTANT,
    expires_at=INSTANT,
    revoked_at=INSTANT,
    last_used_at=INSTANT,
    is_from_environment=Boolean(),
    team_id=Uuid(),
)
audit_log = _table(
    "audit_log",
    id=Uuid(),
    created_at=INSTANT,
    actor=Text(),
    actor_kind=Text(),
    actor_id=Text(),
    address=Text(),
    request_id=Text(),
    action=Text(),
    object_type=Text(),
    object_id=Text(),
    object_name=Text(),
    before=JSONB(),
    after=JSONB(),
)
teams = _table(
    "teams",
    id=Uuid(),
    name=Text(),
    manager_id=Uuid(),
    is_private=Boolean(),
    escalation_policy_id=Uuid(),
    created_at=INSTANT,
    updated_at=INSTANT,
)
team_members = _table("team_members", team_id=Uuid(), user_id=Uuid())
services = _table(
    "services",
    id=Uuid(),
    name=Text(),
    team_id=Uuid(),
    escalation_policy_id=Uuid(),
    auto_resolve=Boolean(),
    auto_resolve_delay_seconds=Float(),
    acknowledgement_timeout_minutes=Float(),
    low_urgency=ARRAY(Text()),
    support_hours=JSONB(),
    created_at=INSTANT,
    updated_at=INSTANT,
)
service_dependencies = _table("service_dependencies", service_id=Uuid(), depends_on_id=Uuid())
escalation_policies = _table(
    "escalation_policies",
    id=Uuid(),
    name=Text(),
    team_id=Uuid(),
    repeat=Integer(),
    steps=JSONB(),
    created_at=INSTANT,
    updated_at=INSTANT,
)
schedules = _table(
    "schedules",
    id=Uuid(),
    team_id=Uuid(),
    name=Text(),
    kind=Text(),
    timezone=Text(),
    created_at=INSTANT,
    updated_at=INSTANT,
)
schedule_members = _table("schedule_members", schedule_id=Uuid(), role=Text(), position=Integer(), user_id=Uuid())
schedule_layers = _table(
    "schedule_layers",
    id=Uuid(),
    schedule_id=Uuid(),
    position=Integer(),
    name=Text(),
    role=Text(),
    unit=Text(),
    every=Integer(),
    handoff_time=Time(),
    start_date=Date(),
    end_date=Date(),
    restrictions=JSONB(),
)
layer_members = _table(
    "layer_members", layer_id=Uuid(), position=Integer(), user_id=Uuid(), joins_on=Date(), leaves_on=Date()
)
swaps = _table(
    "swaps",
    id=Uuid(),
    schedule_id=Uuid(),
    role=Text(),
    asked_by=Uuid(),
    asked_of=Uuid(),
    period=TSTZRANGE(),
    in_return=TSTZRANGE(),
    note=Text(),
    status=Text(),
    created_at=INSTANT,
    answered_at=INSTANT,
)
notices = _table(
    "notices",
    id=Uuid(),
    recipient=Text(),
    subject=Text(),
    message=Text(),
    created_at=INSTANT,
    due_at=INSTANT,
    handed_over_at=INSTANT,
    refused_because=Text(),
    attempts=Integer(),
    lease_token=BigInteger(),
)
coverage_checks = _table("coverage_checks", schedule_id=Uuid(), week=Date())
overrides = _table(
    "overrides",
    id=Uuid(),
    schedule_id=Uuid(),
    role=Text(),
    kind=Text(),
    user_id=Uuid(),
    period=TSTZRANGE(),
    created_by=Text(),
    created_at=INSTANT,
)
calendar_links = _table(
    "calendar_links",
    id=Uuid(),
    owner_id=Uuid(),
    schedule_id=Uuid(),
    name=Text(),
    token_hash=LargeBinary(),
    created_at=INSTANT,
    last_used_at=INSTANT,
    revoked_at=INSTANT,
)
