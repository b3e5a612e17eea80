"""Bundles: what is too much for one person goes in one message.

Why: forty messages in a minute are read by nobody. Over a limit, what waits for one address is carried by one message,
the bundle: a notification of its own, tried, retried and given up like any other. What it carries has the status
`bundled` and shares its fate.
"""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
    -- bundle_id: the bundle that carries this one; not a foreign key, since either may go to an archive first.
    -- A bundled notification has sent_at once its bundle was sent.
    ALTER TABLE notify.notifications
        ADD COLUMN is_bundle boolean NOT NULL DEFAULT false,
        ADD COLUMN bundle_id uuid,
        ADD CONSTRAINT notifications_bundled_in_one CHECK (status <> 'bundled' OR bundle_id IS NOT NULL) NOT VALID;
    CREATE INDEX notifications_of_bundle ON notify.notifications (bundle_id) WHERE bundle_id IS NOT NULL;
    -- How much a person got of late; what is being sent has no sent_at yet.
    CREATE INDEX notifications_of_person ON notify.notifications (user_id, sent_at)
        WHERE user_id IS NOT NULL AND status IN ('sending', 'sent', 'delivered');

    -- What is being decided about one address of one person. version: a decision made on an older one does not count,
    -- so that two workers never use up the same room, nor begin two bundles. address_hash: SHA-256 of kind, channel and
    -- recipient, as some recipients are secrets. bundle_id, bundle_due_at: of the bundle begun last.
    CREATE TABLE notify.throttles (
        user_id uuid NOT NULL,
        address_hash bytea NOT NULL,
        version bigint NOT NULL,
        bundle_id uuid,
        bundle_due_at timestamptz,
        CONSTRAINT throttles_pkey PRIMARY KEY (user_id, address_hash)
    );

    -- How many single messages within how many seconds a person wants at one address; no row: what the platform says.
    CREATE TABLE notify.throttle_rules (
        user_id uuid CONSTRAINT throttle_rules_pkey PRIMARY KEY,
        most integer NOT NULL CONSTRAINT throttle_rules_most_range CHECK (most BETWEEN 1 AND 1000),
        window_seconds double precision NOT NULL
            CONSTRAINT throttle_rules_window_range CHECK (window_seconds BETWEEN 1 AND 86400)
    );

    -- When the admins were last told what the auditor found: by one of many replicas, and not every half minute.
    CREATE TABLE notify.findings_told (
        finding text CONSTRAINT findings_told_pkey PRIMARY KEY,
        told_at timestamptz NOT NULL
    );

    GRANT SELECT, INSERT, UPDATE, DELETE ON notify.throttles, notify.throttle_rules, notify.findings_told
        TO notification_service;

    CREATE TRIGGER throttle_rules_audited AFTER INSERT OR DELETE OR UPDATE ON notify.throttle_rules
        FOR EACH ROW EXECUTE FUNCTION platform.audit('');
    """)
