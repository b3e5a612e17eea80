"""People, sign-in, teams, services, schedules and escalation policies.

Why: oncall-service owns who is called and who may call. Other services learn who a caller is through one function and
never read a hash; the route of an incident (team, policy) comes from one function too, so that it can be frozen on the
incident in the transaction that creates it.
"""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
    CREATE FUNCTION platform.touch_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        NEW.updated_at := clock_timestamp();
        RETURN NEW;
    END
    $$;

    CREATE SCHEMA oncall;
    GRANT USAGE ON SCHEMA oncall TO oncall_service;

    CREATE TABLE oncall.users (
        id uuid CONSTRAINT users_pkey PRIMARY KEY DEFAULT uuidv7(),
        name text NOT NULL CONSTRAINT users_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
        email text NOT NULL CONSTRAINT users_email_length CHECK (char_length(email) BETWEEN 3 AND 320),
        password_hash text,
        role text NOT NULL DEFAULT 'responder'
            CONSTRAINT users_role_known CHECK (role IN ('admin', 'responder', 'viewer')),
        disabled_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        updated_at timestamptz NOT NULL DEFAULT clock_timestamp()
    );
    CREATE UNIQUE INDEX users_email_key ON oncall.users (lower(email));

    -- Tokens are random and long, so one round of SHA-256 is enough to keep them.
    CREATE TABLE oncall.sessions (
        token_hash bytea CONSTRAINT sessions_pkey PRIMARY KEY
            CONSTRAINT sessions_token_hash_length CHECK (octet_length(token_hash) = 32),
        user_id uuid NOT NULL CONSTRAINT sessions_user_fkey REFERENCES oncall.users ON DELETE CASCADE,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        expires_at timestamptz NOT NULL
    );
    CREATE INDEX sessions_user ON oncall.sessions (user_id);
    CREATE INDEX sessions_expiry ON oncall.sessions (expires_at);

    CREATE TABLE oncall.api_keys (
        id uuid CONSTRAINT api_keys_pkey PRIMARY KEY DEFAULT uuidv7(),
        name text NOT NULL CONSTRAINT api_keys_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
        prefix text NOT NULL,
        token_hash bytea NOT NULL CONSTRAINT api_keys_token_hash_key UNIQUE
            CONSTRAINT api_keys_token_hash_length CHECK (octet_length(token_hash) = 32),
        role text CONSTRAINT api_keys_role_known CHECK (role IN ('admin', 'responder', 'viewer')),
        scopes text[] NOT NULL DEFAULT '{}'
            CONSTRAINT api_keys_scopes_known CHECK (scopes <@ ARRAY['read', 'respond', 'admin', 'ingest']),
        created_by text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        expires_at timestamptz,
        revoked_at timestamptz,
        last_used_at timestamptz,
        is_from_environment boolean NOT NULL DEFAULT false,
        CONSTRAINT api_keys_may_do_something CHECK (role IS NOT NULL OR cardinality(scopes) > 0)
    );
    -- INGEST_API_KEY as a key like any other. A changed variable replaces it, whichever replica starts first.
    CREATE UNIQUE INDEX api_keys_one_from_environment ON oncall.api_keys (is_from_environment)
        WHERE is_from_environment AND revoked_at IS NULL;

    -- What ADMIN_PASSWORD was when it was last given to the first administrator: the account follows a change of the
    -- variable, and a password that was changed by its owner outlives a restart.
    CREATE TABLE oncall.first_admin (
        email text CONSTRAINT first_admin_pkey PRIMARY KEY,
        password_hash text NOT NULL,
        applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
    );

    CREATE TABLE oncall.teams (
        id uuid CONSTRAINT teams_pkey PRIMARY KEY DEFAULT uuidv7(),
        name text NOT NULL CONSTRAINT teams_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
        manager_id uuid CONSTRAINT teams_manager_fkey REFERENCES oncall.users ON DELETE SET NULL,
        escalation_policy_id uuid,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT teams_name_key UNIQUE (name)
    );
    INSERT INTO oncall.teams (name) VALUES ('default');  -- services nobody registered belong to it

    CREATE TABLE oncall.team_members (
        team_id uuid NOT NULL CONSTRAINT team_members_team_fkey REFERENCES oncall.teams ON DELETE CASCADE,
        user_id uuid NOT NULL CONSTRAINT team_members_user_fkey REFERENCES oncall.users ON DELETE CASCADE,
        CONSTRAINT team_members_pkey PRIMARY KEY (team_id, user_id)
    );
    CREATE INDEX team_members_user ON oncall.team_members (user_id);

    CREATE TABLE oncall.escalation_policies (
        id uuid CONSTRAINT escalation_policies_pkey PRIMARY KEY DEFAULT uuidv7(),
        name text NOT NULL CONSTRAINT escalation_policies_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
        team_id uuid NOT NULL CONSTRAINT escalation_policies_team_fkey REFERENCES oncall.teams,
        repeat integer NOT NULL DEFAULT 0 CONSTRAINT escalation_policies_repeat_range CHECK (repeat BETWEEN 0 AND 100),
        steps jsonb NOT NULL CONSTRAINT escalation_policies_steps_list CHECK (jsonb_typeof(steps) = 'array'),
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT escalation_policies_name_key UNIQUE (team_id, name)
    );
    ALTER TABLE oncall.teams ADD CONSTRAINT teams_escalation_policy_fkey
        FOREIGN KEY (escalation_policy_id) REFERENCES oncall.escalation_policies ON DELETE SET NULL;

    CREATE TABLE oncall.services (
        id uuid CONSTRAINT services_pkey PRIMARY KEY DEFAULT uuidv7(),
        name text NOT NULL CONSTRAINT services_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
        team_id uuid NOT NULL CONSTRAINT services_team_fkey REFERENCES oncall.teams,
        escalation_policy_id uuid CONSTRAINT services_escalation_policy_fkey
            REFERENCES oncall.escalation_policies ON DELETE SET NULL,
        auto_resolve boolean NOT NULL DEFAULT true,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT services_name_key UNIQUE (name)
    );
    CREATE INDEX services_team ON oncall.services (team_id);

    -- kind weekly: members in turn by ISO week number. kind layered: oncall.schedule_layers.
    CREATE TABLE oncall.schedules (
        id uuid CONSTRAINT schedules_pkey PRIMARY KEY DEFAULT uuidv7(),
        team_id uuid NOT NULL CONSTRAINT schedules_team_fkey REFERENCES oncall.teams
            CONSTRAINT schedules_one_a_team UNIQUE,
        name text NOT NULL CONSTRAINT schedules_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
        kind text NOT NULL CONSTRAINT schedules_kind_known CHECK (kind IN ('weekly', 'layered')),
        timezone text NOT NULL DEFAULT 'UTC',
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        updated_at timestamptz NOT NULL DEFAULT clock_timestamp()
    );

    CREATE TABLE oncall.schedule_members (
        schedule_id uuid NOT NULL CONSTRAINT schedule_members_schedule_fkey
            REFERENCES oncall.schedules ON DELETE CASCADE,
        role text NOT NULL CONSTRAINT schedule_members_role_known CHECK (role IN ('primary', 'secondary')),
        position integer NOT NULL CONSTRAINT schedule_members_position_range CHECK (position >= 0),
        user_id uuid NOT NULL CONSTRAINT schedule_members_user_fkey REFERENCES oncall.users,
        CONSTRAINT schedule_members_pkey PRIMARY KEY (schedule_id, role, position)
    );

    CREATE TABLE oncall.schedule_layers (
        id uuid CONSTRAINT schedule_layers_pkey PRIMARY KEY DEFAULT uuidv7(),
        schedule_id uuid NOT NULL CONSTRAINT schedule_layers_schedule_fkey
            REFERENCES oncall.schedules ON DELETE CASCADE,
        position integer NOT NULL CONSTRAINT schedule_layers_position_range CHECK (position >= 0),  -- the higher wins
        name text NOT NULL,
        role text NOT NULL DEFAULT 'primary'
            CONSTRAINT schedule_layers_role_known CHECK (role IN ('primary', 'secondary')),
        unit text NOT NULL CONSTRAINT schedule_layers_unit_known CHECK (unit IN ('hour', 'day', 'week', 'month')),
        every integer NOT NULL CONSTRAINT schedule_layers_every_range CHECK (every BETWEEN 1 AND 1000),
        handoff_time time NOT NULL,
        start_date date NOT NULL,
        end_date date CONSTRAINT schedule_layers_end_after_start CHECK (end_date > start_date),
        restrictions jsonb NOT NULL DEFAULT '[]'
            CONSTRAINT schedule_layers_restrictions_list CHECK (jsonb_typeof(restrictions) = 'array'),
        CONSTRAINT schedule_layers_position_key UNIQUE (schedule_id, position)
    );

    CREATE TABLE oncall.layer_members (
        layer_id uuid NOT NULL CONSTRAINT layer_members_layer_fkey REFERENCES oncall.schedule_layers ON DELETE CASCADE,
        position integer NOT NULL CONSTRAINT layer_members_position_range CHECK (position >= 0),
        user_id uuid NOT NULL CONSTRAINT layer_members_user_fkey REFERENCES oncall.users,
        joins_on date,   -- takes shifts from the first hand-off on this day or later
        leaves_on date,  -- gone from the first minute of this day
        CONSTRAINT layer_members_dates_in_order CHECK (leaves_on > joins_on),
        CONSTRAINT layer_members_pkey PRIMARY KEY (layer_id, position)
    );

    CREATE TABLE oncall.overrides (
        id uuid CONSTRAINT overrides_pkey PRIMARY KEY DEFAULT uuidv7(),
        schedule_id uuid NOT NULL CONSTRAINT overrides_schedule_fkey REFERENCES oncall.schedules ON DELETE CASCADE,
        role text NOT NULL DEFAULT 'primary'
            CONSTRAINT overrides_role_known CHECK (role IN ('primary', 'secondary')),
        -- replace: instead of whoever it is. add: besides. remove: not this person, the next layer takes over.
        kind text NOT NULL DEFAULT 'replace'
            CONSTRAINT overrides_kind_known CHECK (kind IN ('replace', 'add', 'remove')),
        user_id uuid NOT NULL CONSTRAINT overrides_user_fkey REFERENCES oncall.users,
        period tstzrange NOT NULL CONSTRAINT overrides_period_bounded
            CHECK (NOT isempty(period) AND NOT lower_inf(period) AND NOT upper_inf(period)),
        created_by text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        -- Two people who cover the same hours at once: one of them is refused, whoever is later.
        CONSTRAINT overrides_do_not_overlap
            EXCLUDE USING gist (schedule_id WITH =, role WITH =, period WITH &&) WHERE (kind = 'replace'),
        CONSTRAINT overrides_of_a_person_do_not_overlap
            EXCLUDE USING gist (schedule_id WITH =, role WITH =, user_id WITH =, period WITH &&)
    );
    CREATE INDEX overrides_period ON oncall.overrides USING gist (schedule_id, period);

    -- One person asks another to take their hours, perhaps for hours in return. Accepted, it becomes overrides.
    CREATE TABLE oncall.swaps (
        id uuid CONSTRAINT swaps_pkey PRIMARY KEY DEFAULT uuidv7(),
        schedule_id uuid NOT NULL CONSTRAINT swaps_schedule_fkey REFERENCES oncall.schedules ON DELETE CASCADE,
        role text NOT NULL CONSTRAINT swaps_role_known CHECK (role IN ('primary', 'secondary')),
        asked_by uuid NOT NULL CONSTRAINT swaps_asked_by_fkey REFERENCES oncall.users ON DELETE CASCADE,
        asked_of uuid NOT NULL CONSTRAINT swaps_asked_of_fkey REFERENCES oncall.users ON DELETE CASCADE,
        period tstzrange NOT NULL CONSTRAINT swaps_period_bounded
            CHECK (NOT isempty(period) AND NOT lower_inf(period) AND NOT upper_inf(period)),
        in_return tstzrange CONSTRAINT swaps_in_return_bounded
            CHECK (NOT isempty(in_return) AND NOT lower_inf(in_return) AND NOT upper_inf(in_return)),
        note text CONSTRAINT swaps_note_length CHECK (char_length(note) BETWEEN 1 AND 1000),
        status text NOT NULL DEFAULT 'open'
            CONSTRAINT swaps_status_known CHECK (status IN ('open', 'accepted', 'declined', 'withdrawn')),
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        answered_at timestamptz,
        CONSTRAINT swaps_of_two_people CHECK (asked_by <> asked_of),
        CONSTRAINT swaps_answered_has_an_instant CHECK ((status = 'open') = (answered_at IS NULL))
    );
    CREATE INDEX swaps_of_schedule ON oncall.swaps (schedule_id, created_at DESC, id DESC);

    -- What people must be told, written with its cause and handed to notification-service by a worker.
    CREATE TABLE oncall.notices (
        id uuid CONSTRAINT notices_pkey PRIMARY KEY DEFAULT uuidv7(),
        recipient text NOT NULL,  -- an e-mail address
        subject text NOT NULL,
        message text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        due_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        handed_over_at timestamptz,
        refused_because text,
        attempts integer NOT NULL DEFAULT 0,
        lease_token bigint NOT NULL DEFAULT 0,
        CONSTRAINT notices_one_end CHECK (handed_over_at IS NULL OR refused_because IS NULL)
    );
    CREATE INDEX notices_due ON oncall.notices (due_at) WHERE handed_over_at IS NULL AND refused_because IS NULL;

    CREATE TABLE oncall.idempotency_keys (
        caller text NOT NULL,
        key text NOT NULL CONSTRAINT idempotency_keys_key_length CHECK (char_length(key) BETWEEN 1 AND 255),
        request_hash bytea NOT NULL,
        status integer NOT NULL,
        body json NOT NULL,  -- json, not jsonb: the first answer again, to the letter
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT idempotency_keys_pkey PRIMARY KEY (caller, key)
    );
    CREATE INDEX idempotency_keys_age ON oncall.idempotency_keys (created_at);

    CREATE TRIGGER users_updated_at BEFORE UPDATE ON oncall.users
        FOR EACH ROW EXECUTE FUNCTION platform.touch_updated_at();
    CREATE TRIGGER teams_updated_at BEFORE UPDATE ON oncall.teams
        FOR EACH ROW EXECUTE FUNCTION platform.touch_updated_at();
    CREATE TRIGGER services_updated_at BEFORE UPDATE ON oncall.services
        FOR EACH ROW EXECUTE FUNCTION platform.touch_updated_at();
    CREATE TRIGGER schedules_updated_at BEFORE UPDATE ON oncall.schedules
        FOR EACH ROW EXECUTE FUNCTION platform.touch_updated_at();
    CREATE TRIGGER escalation_policies_updated_at BEFORE UPDATE ON oncall.escalation_policies
        FOR EACH ROW EXECUTE FUNCTION platform.touch_updated_at();

    -- Who sends this token? kind is user (a session) or key. Nothing for an unknown, expired or revoked one.
    CREATE FUNCTION oncall.caller_by_token(p_token_hash bytea)
    RETURNS TABLE (kind text, id uuid, name text, email text, role text, scopes text[])
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
        RETURN QUERY
            SELECT 'user', u.id, u.name, u.email, u.role, '{}'::text[]
            FROM oncall.sessions s JOIN oncall.users u ON u.id = s.user_id
            WHERE s.token_hash = p_token_hash AND s.expires_at > clock_timestamp() AND u.disabled_at IS NULL;
        IF FOUND THEN
            RETURN;
        END IF;
        RETURN QUERY
            SELECT 'key', k.id, k.name, NULL::text, k.role, k.scopes
            FROM oncall.api_keys k
            WHERE k.token_hash = p_token_hash AND k.revoked_at IS NULL
                AND (k.expires_at IS NULL OR k.expires_at > clock_timestamp());
        IF FOUND THEN
            -- Once a minute is exact enough for "last used", and keeps a busy key from being a hot row.
            UPDATE oncall.api_keys k SET last_used_at = clock_timestamp()
            WHERE k.token_hash = p_token_hash
                AND (k.last_used_at IS NULL OR k.last_used_at < clock_timestamp() - interval '1 minute');
        END IF;
    END
    $$;
    REVOKE ALL ON FUNCTION oncall.caller_by_token(bytea) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION oncall.caller_by_token(bytea)
        TO alert_ingestion, incident_management, oncall_service, notification_service;
    GRANT USAGE ON SCHEMA oncall TO alert_ingestion, incident_management, notification_service;

    -- Where an incident of this service goes: its team, the policy it follows, whether its sender may resolve it.
    -- A service's own policy goes before its team's; with neither, the team's schedule every 15 minutes until answered.
    CREATE FUNCTION oncall.routing(p_service text) RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        SELECT jsonb_build_object(
            'team', coalesce(t.name, 'default'),
            'policy_id', p.id,
            'policy_name', coalesce(p.name, 'the team''s schedule, every 15 minutes'),
            'repeat', p.repeat,
            'steps', coalesce(p.steps, jsonb_build_array(jsonb_build_object(
                'delay_seconds', 900,
                'targets', jsonb_build_array(jsonb_build_object(
                    'type', 'schedule', 'team', coalesce(t.name, 'default')))))),
            'auto_resolve', coalesce(s.auto_resolve, true))
        FROM (SELECT p_service AS name) asked
        LEFT JOIN oncall.services s ON s.name = asked.name
        LEFT JOIN oncall.teams t ON t.id = s.team_id OR (s.id IS NULL AND t.name = 'default')
        LEFT JOIN oncall.escalation_policies p ON p.id = coalesce(s.escalation_policy_id, t.escalation_policy_id)
    $$;
    REVOKE ALL ON FUNCTION oncall.routing(text) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION oncall.routing(text) TO oncall_service, incident_management;

    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA oncall TO oncall_service;
    """)
