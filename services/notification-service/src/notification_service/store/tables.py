"""The tables of the schema `notify`, as the migrations make them."""

from __future__ import annotations

from platform_kit.secrets_at_rest import SealedText
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Double,
    FetchedValue,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    Time,
)
from sqlalchemy.dialects.postgresql import JSONB, UUID

metadata = MetaData(schema="notify")

notifications = Table(
    "notifications",
    metadata,
    Column("id", UUID(as_uuid=True), primary_key=True),
    Column("page_id", UUID(as_uuid=True)),
    Column("incident_id", UUID(as_uuid=True)),
    Column("kind", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("recipient", Text, nullable=False),
    Column("destination", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("step", Integer),
    Column("cycle", Integer),
    Column("status", Text, nullable=False),
    Column("subject", Text),
    Column("message", Text, nullable=False),
    Column("data", JSONB, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("due_at", DateTime(timezone=True), nullable=False),
    Column("sent_at", DateTime(timezone=True)),
    Column("attempt_count", Integer, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("lease_token", BigInteger, nullable=False),
    Column("receipt_due_at", DateTime(timezone=True)),
    Column("receipt_failures", Integer, nullable=False),
    Column("receipt_token", BigInteger, nullable=False),
    Column("user_id", UUID(as_uuid=True)),
    Column("planned_at", DateTime(timezone=True)),
    Column("episode", Integer, nullable=False),
    Column("is_bundle", Boolean, nullable=False, server_default=FetchedValue()),
    Column("bundle_id", UUID(as_uuid=True)),
)

attempts = Table(
    "attempts",
    metadata,
    Column("notification_id", UUID(as_uuid=True), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("started_at", DateTime(timezone=True), nullable=False),
    Column("duration_ms", Integer, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("status_code", Integer),
    Column("error", Text),
    Column("provider_id", Text),
    Column("answer", Text),
)

contact_methods = Table(
    "contact_methods",
    metadata,
    Column("id", UUID(as_uuid=True), primary_key=True, server_default=FetchedValue()),
    Column("user_id", UUID(as_uuid=True), nullable=False),
    Column("channel", Text, nullable=False),
    Column("address", SealedText, nullable=False),  # what a chat room's address holds is its key
    Column("label", Text),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("verified_at", DateTime(timezone=True)),
    Column("code_hash", LargeBinary),
    Column("code_sent_at", DateTime(timezone=True)),
    Column("code_tries", Integer, nullable=False, server_default=FetchedValue()),
)

rule_steps = Table(
    "rule_steps",
    metadata,
    Column("user_id", UUID(as_uuid=True), primary_key=True),
    Column("urgency", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("delay_seconds", Double, nullable=False),
    Column("contact_method_id", UUID(as_uuid=True), nullable=False),
)

quiet_hours = Table(
    "quiet_hours",
    metadata,
    Column("user_id", UUID(as_uuid=True), primary_key=True),
    Column("timezone", Text, nullable=False),
    Column("starts_at", Time, nullable=False),
    Column("ends_at", Time, nullable=False),
)

reply_numbers = Table(
    "reply_numbers",
    metadata,
    Column("incident_id", UUID(as_uuid=True), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
)

templates = Table(
    "templates",
    metadata,
    Column("id", UUID(as_uuid=True), primary_key=True, server_default=FetchedValue()),
    Column("team_id", UUID(as_uuid=True)),
    Column("channel", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("updated_by", Text, nullable=False),
    Column("updated_at", DateTime(timezone=True), nullable=False),
    Column("failed_at", DateTime(timezone=True)),
    Column("failure", Text),
)

throttle_rules = Table(
    "throttle_rules",
    metadata,
    Column("user_id", UUID(as_uuid=True), primary_key=True),
    Column("most", Integer, nullable=False),
    Column("window_seconds", Double, nullable=False),
)

push_subscriptions = Table(
    "push_subscriptions",
    metadata,
    Column("endpoint_hash", LargeBinary, primary_key=True),
    Column("contact_method_id", UUID(as_uuid=True), nullable=False),
    Column("p256dh", Text, nullable=False),
    Column("auth", SealedText, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
)
