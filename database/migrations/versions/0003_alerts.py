"""Alerts.

Why: an alert is committed here before its sender is answered. One firing row per fingerprint on an incident: the same
alert again raises occurrences on that row.
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
    CREATE SCHEMA alerts;
    GRANT USAGE ON SCHEMA alerts TO alert_ingestion, incident_management;

    CREATE TABLE alerts.alerts (
        id uuid CONSTRAINT alerts_pkey PRIMARY KEY DEFAULT uuidv7(),
        incident_id uuid CONSTRAINT alerts_incident_fkey REFERENCES incidents.incidents,  -- null: recorded only
        fingerprint text NOT NULL CONSTRAINT alerts_fingerprint_form CHECK (fingerprint ~ '^[0-9a-f]{64}$'),
        service text NOT NULL CONSTRAINT alerts_service_length CHECK (char_length(service) BETWEEN 1 AND 200),
        severity text NOT NULL CONSTRAINT alerts_severity_known
            CHECK (severity IN ('critical', 'high', 'medium', 'low', 'info')),
        message text NOT NULL,
        status text NOT NULL CONSTRAINT alerts_status_known CHECK (status IN ('firing', 'resolved')),
        source text,
        labels jsonb NOT NULL DEFAULT '{}',
        links jsonb NOT NULL DEFAULT '[]',
        raw jsonb,
        occurrences integer NOT NULL DEFAULT 1 CONSTRAINT alerts_occurrences_range CHECK (occurrences >= 1),
        received_at timestamptz NOT NULL,
        last_seen_at timestamptz NOT NULL,
        started_at timestamptz,
        resolved_at timestamptz,
        CONSTRAINT alerts_resolved_has_an_instant CHECK ((status = 'resolved') = (resolved_at IS NOT NULL)),
        CONSTRAINT alerts_firing_has_an_incident CHECK (status = 'resolved' OR incident_id IS NOT NULL)
    ) WITH (fillfactor = 85);

    CREATE UNIQUE INDEX alerts_one_firing ON alerts.alerts (incident_id, fingerprint) WHERE status = 'firing';
    CREATE INDEX alerts_firing_fingerprint ON alerts.alerts (fingerprint) WHERE status = 'firing';
    CREATE INDEX alerts_of_incident ON alerts.alerts (incident_id, received_at, id);
    CREATE INDEX alerts_newest ON alerts.alerts (received_at DESC, id DESC);
    CREATE INDEX alerts_service ON alerts.alerts (service, received_at DESC, id DESC);

    CREATE TABLE alerts.idempotency_keys (
        caller text NOT NULL,
        key text NOT NULL CONSTRAINT idempotency_keys_key_length CHECK (char_length(key) BETWEEN 1 AND 255),
        request_hash bytea NOT NULL,
        status integer NOT NULL,
        body json NOT NULL,  -- json, not jsonb: the first answer again, to the letter
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT idempotency_keys_pkey PRIMARY KEY (caller, key)
    );
    CREATE INDEX idempotency_keys_age ON alerts.idempotency_keys (created_at);

    GRANT SELECT, INSERT, UPDATE ON alerts.alerts TO alert_ingestion;
    GRANT SELECT, INSERT, UPDATE, DELETE ON alerts.idempotency_keys TO alert_ingestion;
    GRANT SELECT ON alerts.alerts TO incident_management;
    """)
