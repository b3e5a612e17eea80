"""Contact methods, rules, answers and bundles.

Why: a person says where and when they want to be reached. A page is planned by that when it is taken, so that each of
its steps is a row that an acknowledgement cancels, and a change of the rules does not touch pages under way.
"""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
    -- user_id: of oncall.users, which this service may not read. verified_at: null until the person has shown the code
    -- that was sent there; nobody is paged at an address before. code_hash: of the code sent last, while it is good.
    CREATE TABLE notify.contact_methods (
        id uuid CONSTRAINT contact_methods_pkey PRIMARY KEY DEFAULT uuidv7(),
        user_id uuid NOT NULL,
        channel text NOT NULL,
        address text NOT NULL CONSTRAINT contact_methods_address_length CHECK (octet_length(address) <= 1024),
        label text CONSTRAINT contact_methods_label_length CHECK (char_length(label) BETWEEN 1 AND 100),
        created_at timestamptz NOT NULL,
        verified_at timestamptz,
        code_hash bytea,
        code_sent_at timestamptz,
        code_tries integer NOT NULL DEFAULT 0,
        CONSTRAINT contact_methods_one_an_address UNIQUE (user_id, channel, address)
    );

    -- One step of how a person wants to be paged: over which method, how long after the page.
    CREATE TABLE notify.rule_steps (
        user_id uuid NOT NULL,
        urgency text NOT NULL CONSTRAINT rule_steps_urgency_known CHECK (urgency IN ('high', 'low')),
        position integer NOT NULL CONSTRAINT rule_steps_position_range CHECK (position >= 1),
        delay_seconds double precision NOT NULL
            CONSTRAINT rule_steps_delay_range CHECK (delay_seconds BETWEEN 0 AND 86400),
        contact_method_id uuid NOT NULL CONSTRAINT rule_steps_method_fkey
            REFERENCES notify.contact_methods ON DELETE CASCADE,
        CONSTRAINT rule_steps_pkey PRIMARY KEY (user_id, urgency, position)
    );
    CREATE INDEX rule_steps_of_method ON notify.rule_steps (contact_method_id);

    -- By the wall clock of the person's own zone. What is not critical waits for their end.
    CREATE TABLE notify.quiet_hours (
        user_id uuid CONSTRAINT quiet_hours_pkey PRIMARY KEY,
        timezone text NOT NULL,
        starts_at time NOT NULL,
        ends_at time NOT NULL,
        CONSTRAINT quiet_hours_not_always CHECK (starts_at <> ends_at)
    );

    -- user_id: the person a page is for; null for a place. planned_at: when it was to be sent, where that was after
    -- its making. episode: of the incident's escalation, so that the end of one cancels no page of the next.
    ALTER TABLE notify.notifications
        ADD COLUMN user_id uuid,
        ADD COLUMN planned_at timestamptz,
        ADD COLUMN episode integer NOT NULL DEFAULT 1,
        DROP CONSTRAINT notifications_channel_known,
        ADD CONSTRAINT notifications_channel_known CHECK (channel IN (
            'log', 'email', 'webhook', 'ntfy', 'slack', 'teams', 'mattermost', 'discord', 'telegram', 'sms', 'voice'));

    GRANT SELECT, INSERT, UPDATE, DELETE ON notify.contact_methods, notify.rule_steps, notify.quiet_hours
        TO notification_service;

    -- stop: tells notification-service that nobody is to be woken for an episode any more. An update says so to those
    -- who were paged; whoever answered is told nothing, yet their own next steps must end.
    ALTER TABLE incidents.pages
        DROP CONSTRAINT pages_kind_known,
        DROP CONSTRAINT pages_page_has_a_step,
        ADD CONSTRAINT pages_kind_known CHECK (kind IN ('page', 'update', 'stop')),
        -- A page that a person asks for has no step.
        ADD CONSTRAINT pages_step_in_a_cycle CHECK ((step IS NULL) = (cycle IS NULL));

    -- What notification-service's auditor must know of the way before its own: since when the oldest step and the
    -- oldest page are due. Null: nothing is.
    CREATE FUNCTION incidents.oldest_due() RETURNS TABLE (step_due_at timestamptz, page_due_at timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        SELECT
            (SELECT min(e.next_at) FROM incidents.escalations e WHERE e.state = 'active'),
            (SELECT min(p.due_at) FROM incidents.pages p WHERE p.handed_over_at IS NULL AND p.cancelled_at IS NULL)
    $$;
    REVOKE ALL ON FUNCTION incidents.oldest_due() FROM PUBLIC;
    GRANT USAGE ON SCHEMA incidents TO notification_service;
    GRANT EXECUTE ON FUNCTION incidents.oldest_due() TO notification_service;
    """)
