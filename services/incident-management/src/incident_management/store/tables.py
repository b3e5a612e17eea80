"""The tables of the schema `incidents`, and the one of `alerts` that this service may read."""

from __future__ import annotations

from platform_kit.secrets_at_rest import SealedText
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    FetchedValue,
    Float,
    Identity,
    Integer,
    MetaData,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

metadata = MetaData()
_instant = DateTime(timezone=True)

incidents = Table(
    "incidents",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("title", Text),
    Column("service", Text),
    Column("severity", Text),
    Column("status", Text),
    Column("priority", Text),
    Column("team", Text),
    Column("origin", Text),
    Column("assignee_id", Uuid),
    Column("assignee_name", Text),
    Column("assignee_email", Text),
    Column("assignee_address", Text),  # the same in lower case; the database makes it
    Column("alert_count", Integer),
    Column("version", Integer),
    Column("correlation_key", Text),
    Column("takes_alerts", Boolean),
    Column("resolve_due_at", _instant),
    Column("snoozed_until", _instant),
    Column("suppressed_reason", Text),
    Column("suppressed_until", _instant),
    Column("previous_id", Uuid),
    Column("created_at", _instant),
    Column("acknowledged_at", _instant),
    Column("resolved_at", _instant),
    Column("mtta_seconds", Float),
    Column("mttr_seconds", Float),
    Column("tags", ARRAY(Text)),
    Column("merged_into", Uuid),
    Column("acknowledged_until", _instant),
    schema="incidents",
)

responders = Table(
    "responders",
    metadata,
    Column("incident_id", Uuid, primary_key=True),
    Column("user_id", Uuid, primary_key=True),
    Column("name", Text),
    Column("email", Text),
    Column("added_by", Text),
    Column("added_at", _instant),
    schema="incidents",
)

# Written by the database, from the incidents' own list.
incident_tags = Table(
    "incident_tags",
    metadata,
    Column("tag", Text, primary_key=True),
    Column("created_at", _instant, primary_key=True),
    Column("incident_id", Uuid, primary_key=True),
    schema="incidents",
)

search_texts = Table(
    "search_texts",
    metadata,
    Column("incident_id", Uuid, primary_key=True),
    Column("created_at", _instant),
    Column("text", Text),
    schema="incidents",
)

timeline = Table(
    "timeline",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("incident_id", Uuid),
    Column("type", Text),
    Column("actor", Text),
    Column("at", _instant),
    Column("data", JSONB),
    schema="incidents",
)

notes = Table(
    "notes",
    metadata,
    Column("id", Uuid, FetchedValue(), primary_key=True),
    Column("incident_id", Uuid),
    Column("content", Text),
    Column("author", Text),
    Column("created_at", _instant),
    schema="incidents",
)

note_edits = Table(
    "note_edits",
    metadata,
    Column("note_id", Uuid, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("content", Text),
    Column("edited_by", Text),
    Column("edited_at", _instant),
    schema="incidents",
)

postmortems = Table(
    "postmortems",
    metadata,
    Column("incident_id", Uuid, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("content", Text),
    Column("author", Text),
    Column("created_at", _instant),
    schema="incidents",
)

action_items = Table(
    "action_items",
    metadata,
    Column("id", Uuid, FetchedValue(), primary_key=True),
    Column("incident_id", Uuid),
    Column("title", Text),
    Column("owner_id", Uuid),
    Column("owner_name", Text),
    Column("owner_email", Text),
    Column("due_on", Date),
    Column("created_by", Text),
    Column("created_at", _instant),
    Column("done_by", Text),
    Column("done_at", _instant),
    schema="incidents",
)

escalations = Table(
    "escalations",
    metadata,
    Column("incident_id", Uuid, primary_key=True),
    Column("episode", Integer),
    Column("policy", JSONB),
    Column("step", Integer),
    Column("cycle", Integer),
    Column("state", Text),
    Column("next_at", _instant),
    Column("lease_until", _instant),
    Column("lease_token", BigInteger),
    Column("turns", JSONB),
    schema="incidents",
)

round_robins = Table(
    "round_robins",
    metadata,
    Column("policy_id", Uuid, primary_key=True),
    Column("step", Integer, primary_key=True),
    Column("turns", BigInteger),
    schema="incidents",
)

pages = Table(
    "pages",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("incident_id", Uuid),
    Column("kind", Text),
    Column("episode", Integer),
    Column("cycle", Integer),
    Column("step", Integer),
    Column("recipient_key", Text),
    Column("recipient", JSONB),
    Column("subject", Text),
    Column("message", Text),
    Column("created_at", _instant),
    Column("due_at", _instant),
    Column("handed_over_at", _instant),
    Column("cancelled_at", _instant),
    Column("attempts", Integer),
    Column("last_error", Text),
    Column("lease_until", _instant),
    Column("lease_token", BigInteger),
    schema="incidents",
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", Uuid, FetchedValue(), primary_key=True),
    Column("name", Text),
    Column("url", Text),
    Column("team_id", Uuid),
    Column("events", ARRAY(Text)),
    Column("secret", SealedText),
    Column("is_enabled", Boolean),
    Column("disabled_because", Text),
    Column("failing_since", _instant),
    Column("created_by", Text),
    Column("created_at", _instant),
    schema="incidents",
)

# Rows are written by the database, with the entry of the timeline that they tell of.
deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("subscription_id", Uuid),
    Column("incident_id", Uuid),
    Column("entry_id", BigInteger),
    Column("event", Text),
    Column("body", Text),
    Column("status", Text),
    Column("attempts", Integer),
    Column("created_at", _instant),
    Column("due_at", _instant),
    Column("ended_at", _instant),
    Column("lease_until", _instant),
    Column("lease_token", BigInteger),
    schema="incidents",
)

delivery_attempts = Table(
    "delivery_attempts",
    metadata,
    Column("delivery_id", Uuid, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("started_at", _instant),
    Column("duration_ms", Integer),
    Column("outcome", Text),
    Column("status_code", Integer),
    Column("error", Text),
    schema="incidents",
)

SEARCHED_MOST = 8000
"""Characters of an incident that a search looks through; the migration has the same bound for alerts."""

alerts = Table(
    "alerts",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("incident_id", Uuid),
    Column("fingerprint", Text),
    Column("service", Text),
    Column("severity", Text),
    Column("message", Text),
    Column("status", Text),
    Column("source", Text),
    Column("labels", JSONB),
    Column("links", JSONB),
    Column("occurrences", Integer),
    Column("received_at", _instant),
    Column("last_seen_at", _instant),
    Column("resolved_at", _instant),
    schema="alerts",
)
