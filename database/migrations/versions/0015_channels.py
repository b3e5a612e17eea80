"""Web Push.

Why: a browser is told by a push service, with keys that the browser made. They are kept beside the contact method: its
address, the endpoint, is what people see and what a notification goes to.
"""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
    ALTER TABLE notify.notifications
        DROP CONSTRAINT notifications_channel_known,
        ADD CONSTRAINT notifications_channel_known CHECK (channel IN (
            'log', 'email', 'webhook', 'ntfy', 'slack', 'teams', 'mattermost', 'discord', 'telegram', 'sms', 'voice',
            'webpush'));

    -- What a message to this browser is encrypted with (RFC 8291). One browser has one endpoint, whoever signs in.
    -- endpoint_hash: SHA-256, as the endpoint itself is sealed at the contact method. auth: sealed.
    CREATE TABLE notify.push_subscriptions (
        endpoint_hash bytea CONSTRAINT push_subscriptions_pkey PRIMARY KEY,
        contact_method_id uuid NOT NULL CONSTRAINT push_subscriptions_method_fkey
            REFERENCES notify.contact_methods ON DELETE CASCADE,
        p256dh text NOT NULL,
        auth text NOT NULL,
        created_at timestamptz NOT NULL
    );
    CREATE INDEX push_subscriptions_of_method ON notify.push_subscriptions (contact_method_id);
    GRANT SELECT, INSERT, UPDATE, DELETE ON notify.push_subscriptions TO notification_service;
    """)
