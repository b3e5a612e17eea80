"""Notifications and each attempt to deliver them.

Why: a page is a row before it is a mail. The row's id is the idempotency key towards every receiver.
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
    CREATE SCHEMA notify;
    GRANT USAGE ON SCHEMA notify TO notification_service;

    -- due_at: when a worker may take it next: the first or next try, or, while one has it, the end of its lease.
    -- destination, recipient, topic, kind: the lane it waits in. Lanes take turns, so that two thousand messages of a
    -- storm do not hold up the one beside them. destination is the host that is talked to, topic the monitored service.
    -- The lengths keep a lane within one index entry.
    CREATE TABLE notify.notifications (
        id uuid CONSTRAINT notifications_pkey PRIMARY KEY DEFAULT uuidv7(),
        page_id uuid,
        incident_id uuid,
        kind text NOT NULL CONSTRAINT notifications_kind_known CHECK (kind IN ('page', 'update', 'direct')),
        channel text NOT NULL CONSTRAINT notifications_channel_known CHECK (channel IN (
            'log', 'email', 'webhook', 'ntfy', 'slack', 'teams', 'mattermost', 'discord', 'telegram')),
        recipient text NOT NULL CONSTRAINT notifications_recipient_length CHECK (octet_length(recipient) <= 1024),
        destination text NOT NULL CONSTRAINT notifications_destination_length CHECK (octet_length(destination) <= 300),
        topic text NOT NULL DEFAULT '' CONSTRAINT notifications_topic_length CHECK (octet_length(topic) <= 800),
        step integer,
        cycle integer,
        status text NOT NULL DEFAULT 'pending' CONSTRAINT notifications_status_known CHECK (status IN (
            'pending', 'sending', 'sent', 'delivered', 'failed', 'dead', 'cancelled', 'bundled')),
        subject text,
        message text NOT NULL,
        data jsonb NOT NULL DEFAULT '{}',
        created_at timestamptz NOT NULL,
        due_at timestamptz NOT NULL,
        sent_at timestamptz,
        attempt_count integer NOT NULL DEFAULT 0,
        failures integer NOT NULL DEFAULT 0,  -- in a row, since it was queued or a person asked to try again
        lease_token bigint NOT NULL DEFAULT 0,
        receipt_due_at timestamptz,
        receipt_failures integer NOT NULL DEFAULT 0,
        receipt_token bigint NOT NULL DEFAULT 0,
        updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT notifications_sent_has_an_instant CHECK (status NOT IN ('sent', 'delivered') OR sent_at IS NOT NULL)
    );
    CREATE INDEX notifications_waiting ON notify.notifications (destination, recipient, topic, kind, due_at)
        WHERE status IN ('pending', 'sending', 'failed');
    CREATE INDEX notifications_receipt_due ON notify.notifications (receipt_due_at) WHERE receipt_due_at IS NOT NULL;
    CREATE INDEX notifications_newest ON notify.notifications (created_at DESC, id DESC);
    CREATE INDEX notifications_of_incident ON notify.notifications (incident_id, created_at DESC, id DESC);
    CREATE INDEX notifications_of_page ON notify.notifications (page_id);

    -- answer: what the receiver said, trimmed. provider_id: the receiver's own name for the message, if it has one.
    CREATE TABLE notify.attempts (
        notification_id uuid NOT NULL CONSTRAINT attempts_notification_fkey
            REFERENCES notify.notifications ON DELETE CASCADE,
        number integer NOT NULL CONSTRAINT attempts_number_range CHECK (number >= 1),
        started_at timestamptz NOT NULL,
        duration_ms integer NOT NULL,
        outcome text NOT NULL,
        status_code integer,
        error text,
        provider_id text,
        answer text,
        CONSTRAINT attempts_pkey PRIMARY KEY (notification_id, number)
    );

    CREATE TABLE notify.idempotency_keys (
        caller text NOT NULL,
        key text NOT NULL CONSTRAINT idempotency_keys_key_length CHECK (char_length(key) BETWEEN 1 AND 255),
        request_hash bytea NOT NULL,
        status integer NOT NULL,
        body json NOT NULL,  -- json, not jsonb: the first answer again, to the letter
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT idempotency_keys_pkey PRIMARY KEY (caller, key)
    );
    CREATE INDEX idempotency_keys_age ON notify.idempotency_keys (created_at);

    CREATE TRIGGER notifications_updated_at BEFORE UPDATE ON notify.notifications
        FOR EACH ROW EXECUTE FUNCTION platform.touch_updated_at();

    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA notify TO notification_service;

    -- Readiness: a service says 503 until the schema it was written for is there.
    GRANT SELECT ON platform.alembic_version
        TO alert_ingestion, incident_management, oncall_service, notification_service;
    """)
