"""Private teams, and the log of who changed what.

Why: what belongs to a private team must not be found by others, on no route of any service, now or later: so the
database itself hides those rows from the transaction of a caller who may not see them. And a change that nobody wrote
down cannot be looked into: so the database writes it down, whichever code made it.
"""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

# What people set up: the table, the column that names the object, and, where the rows are also written by what happens,
# the columns that people write.
AUDITED: tuple[tuple[str, str | None, str], ...] = (
    ("oncall.users", "email", ""),
    ("oncall.api_keys", "name", ""),
    ("oncall.teams", "name", ""),
    ("oncall.team_members", None, ""),
    ("oncall.services", "name", ""),
    ("oncall.schedules", "name", ""),
    ("oncall.schedule_members", None, ""),
    ("oncall.schedule_layers", "name", ""),
    ("oncall.layer_members", None, ""),
    ("oncall.overrides", None, ""),
    ("oncall.escalation_policies", "name", ""),
    (
        "alerts.integrations",
        "name",
        "name, source, service, service_from, rate_limit_per_minute, mapping, is_enabled, key_hash",
    ),
    ("alerts.heartbeats", "name", "name, service, severity, interval_seconds, grace_seconds, is_enabled, key_hash"),
    ("alerts.rule_sets", None, ""),
    ("alerts.maintenance_windows", "reason", "services, reason, starts_at, ends_at, timezone, recurrence, ended_at"),
    ("alerts.silences", "reason", ""),
    ("notify.contact_methods", "address", "channel, address, label, verified_at"),
    ("notify.rule_steps", None, ""),
    ("notify.quiet_hours", None, ""),
)


def upgrade() -> None:
    op.execute("""
    ALTER TABLE oncall.teams ADD is_private boolean NOT NULL DEFAULT false
        CONSTRAINT teams_default_is_open CHECK (NOT (is_private AND name = 'default'));

    -- Whom a transaction works for is told by the service at its beginning (set_config, for this transaction alone).
    -- Nothing told: a worker, an administrator, or somebody from whom no team is hidden.
    CREATE FUNCTION platform.sees_all() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    RETURN coalesce(current_setting('platform.hidden_teams', true), '') = '';

    CREATE FUNCTION platform.hidden_teams() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE
    RETURN coalesce(nullif(current_setting('platform.hidden_teams', true), ''), '{}')::text[];

    CREATE FUNCTION platform.hides(p_team text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    RETURN p_team = ANY (platform.hidden_teams());

    -- Part of a team is who is a member or its manager, is in its schedule, covers for somebody there, or is paged by
    -- one of its policies: whoever is woken by a team must be able to see why.
    CREATE FUNCTION oncall.is_part_of(p_user uuid, p_team uuid) RETURNS boolean
    LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
        SELECT EXISTS (SELECT FROM oncall.teams t WHERE t.id = p_team AND t.manager_id = p_user)
            OR EXISTS (SELECT FROM oncall.team_members m WHERE m.team_id = p_team AND m.user_id = p_user)
            OR EXISTS (
                SELECT FROM oncall.schedules s
                WHERE s.team_id = p_team AND (
                    EXISTS (SELECT FROM oncall.schedule_members m WHERE m.schedule_id = s.id AND m.user_id = p_user)
                    OR EXISTS (
                        SELECT FROM oncall.schedule_layers l JOIN oncall.layer_members m ON m.layer_id = l.id
                        WHERE l.schedule_id = s.id AND m.user_id = p_user)
                    OR EXISTS (
                        SELECT FROM oncall.overrides o
                        WHERE o.schedule_id = s.id AND o.user_id = p_user
                            AND upper(o.period) > clock_timestamp() - interval '7 days')
                    OR EXISTS (
                        SELECT FROM oncall.swaps w
                        WHERE w.schedule_id = s.id AND p_user IN (w.asked_by, w.asked_of) AND w.status = 'open')))
            OR EXISTS (
                SELECT FROM oncall.escalation_policies p
                WHERE p.team_id = p_team AND p.steps @> jsonb_build_array(jsonb_build_object(
                    'targets', jsonb_build_array(jsonb_build_object('type', 'user', 'id', p_user::text)))))
    $$;
    REVOKE ALL ON FUNCTION oncall.is_part_of(uuid, uuid) FROM PUBLIC;

    -- Who sends this token? kind is user (a session) or key. Nothing for an unknown, expired or revoked one.
    -- hidden_teams: private teams of which the caller is no part; none for an administrator.
    DROP FUNCTION oncall.caller_by_token(bytea);
    CREATE FUNCTION oncall.caller_by_token(p_token_hash bytea)
    RETURNS TABLE (kind text, id uuid, name text, email text, role text, scopes text[], hidden_teams text[])
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
        RETURN QUERY
            SELECT 'user', u.id, u.name, u.email, u.role, '{}'::text[], ARRAY(
                SELECT t.name FROM oncall.teams t
                WHERE t.is_private AND u.role <> 'admin' AND NOT oncall.is_part_of(u.id, t.id))
            FROM oncall.sessions s JOIN oncall.users u ON u.id = s.user_id
            WHERE s.token_hash = p_token_hash AND s.expires_at > clock_timestamp() AND u.disabled_at IS NULL;
        IF FOUND THEN
            RETURN;
        END IF;
        RETURN QUERY
            SELECT 'key', k.id, k.name, NULL::text, k.role, k.scopes, ARRAY(
                SELECT t.name FROM oncall.teams t
                WHERE t.is_private AND k.role IS DISTINCT FROM 'admin' AND NOT 'admin' = ANY (k.scopes))
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

    -- May this incident be seen by whom the transaction works for? Whoever was paged about it may, whatever their team.
    CREATE FUNCTION incidents.is_shown(p_incident uuid, p_team text, p_assignee uuid) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        SELECT NOT platform.hides(p_team)
            OR p_assignee = nullif(current_setting('platform.caller_id', true), '')::uuid
            OR EXISTS (
                SELECT FROM incidents.pages p
                WHERE p.incident_id = p_incident
                    AND p.recipient_key = 'user:' || current_setting('platform.caller_id', true))
    $$;
    CREATE FUNCTION incidents.is_shown(p_incident uuid) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        SELECT EXISTS (
            SELECT FROM incidents.incidents i
            WHERE i.id = p_incident AND incidents.is_shown(i.id, i.team, i.assignee_id))
    $$;
    -- An index on lower(assignee_email) cannot be used under row security, for lower() might tell what it saw.
    ALTER TABLE incidents.incidents ADD assignee_address text GENERATED ALWAYS AS (lower(assignee_email)) STORED;
    DROP INDEX incidents.incidents_assignee_email;
    CREATE INDEX incidents_assignee_address ON incidents.incidents (assignee_address, created_at DESC, id DESC)
        WHERE assignee_address IS NOT NULL;
    -- An alert without an incident is its service's.
    CREATE FUNCTION oncall.is_service_shown(p_service text) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        SELECT NOT EXISTS (
            SELECT FROM oncall.services s JOIN oncall.teams t ON t.id = s.team_id
            WHERE s.name = p_service AND platform.hides(t.name))
    $$;
    REVOKE ALL ON FUNCTION incidents.is_shown(uuid, text, uuid), incidents.is_shown(uuid), oncall.is_service_shown(text)
        FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION incidents.is_shown(uuid, text, uuid) TO incident_management;
    GRANT USAGE ON SCHEMA incidents TO notification_service;
    GRANT EXECUTE ON FUNCTION incidents.is_shown(uuid) TO alert_ingestion, incident_management, notification_service;
    GRANT EXECUTE ON FUNCTION oncall.is_service_shown(text) TO alert_ingestion, incident_management;

    -- The question whether anything is hidden is asked once a statement (SELECT ...), so that it costs next to nothing.
    -- Functions that decide which incident takes an alert run as the owner, from whom no row is hidden.
    ALTER TABLE oncall.teams ENABLE ROW LEVEL SECURITY;
    CREATE POLICY teams_all ON oncall.teams USING (true);
    CREATE POLICY teams_shown ON oncall.teams AS RESTRICTIVE
        USING ((SELECT platform.sees_all()) OR NOT platform.hides(name));
    """)
    for table, through in (
        ("oncall.services", "SELECT FROM oncall.teams t WHERE t.id = team_id"),
        ("oncall.schedules", "SELECT FROM oncall.teams t WHERE t.id = team_id"),
        ("oncall.escalation_policies", "SELECT FROM oncall.teams t WHERE t.id = team_id"),
        ("oncall.team_members", "SELECT FROM oncall.teams t WHERE t.id = team_id"),
        ("oncall.schedule_layers", "SELECT FROM oncall.schedules s WHERE s.id = schedule_id"),
        ("oncall.schedule_members", "SELECT FROM oncall.schedules s WHERE s.id = schedule_id"),
        ("oncall.overrides", "SELECT FROM oncall.schedules s WHERE s.id = schedule_id"),
        ("oncall.swaps", "SELECT FROM oncall.schedules s WHERE s.id = schedule_id"),
    ):
        hide(table, f"EXISTS ({through})")
    # The function is called for incidents of hidden teams alone: statistics look at every row.
    hide(
        "incidents.incidents",
        "team <> ALL ((SELECT platform.hidden_teams())::text[]) OR incidents.is_shown(id, team, assignee_id)",
    )
    hide("incidents.timeline", "EXISTS (SELECT FROM incidents.incidents i WHERE i.id = incident_id)")
    hide("incidents.notes", "EXISTS (SELECT FROM incidents.incidents i WHERE i.id = incident_id)")
    hide(
        "alerts.alerts",
        "CASE WHEN incident_id IS NULL THEN oncall.is_service_shown(service) ELSE incidents.is_shown(incident_id) END",
    )
    hide("alerts.integrations", "service IS NULL OR oncall.is_service_shown(service)")
    hide("alerts.heartbeats", "oncall.is_service_shown(service)")
    hide(
        "alerts.maintenance_windows",
        "NOT EXISTS (SELECT FROM unnest(services) AS s (name) WHERE NOT oncall.is_service_shown(s.name))",
    )
    hide("notify.notifications", "incident_id IS NULL OR incidents.is_shown(incident_id)")
    op.execute("""
    -- actor: whose change it was, as timelines name them; system where no person asked for it. address: where the
    -- request came from. before, after: what differs; whole rows where one was made or deleted. No secret is in them.
    CREATE TABLE oncall.audit_log (
        id uuid CONSTRAINT audit_log_pkey PRIMARY KEY DEFAULT uuidv7(),
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        actor text NOT NULL,
        actor_kind text NOT NULL CONSTRAINT audit_log_actor_kind_known
            CHECK (actor_kind IN ('user', 'key', 'service', 'system')),
        actor_id text,
        address text,
        request_id text,
        action text NOT NULL CONSTRAINT audit_log_action_known CHECK (action IN ('created', 'changed', 'deleted')),
        object_type text NOT NULL,
        object_id text,
        object_name text,
        before jsonb,
        after jsonb
    );
    CREATE INDEX audit_log_newest ON oncall.audit_log (created_at DESC, id DESC);
    CREATE INDEX audit_log_of_object ON oncall.audit_log (object_type, object_id, created_at DESC, id DESC);
    -- Written by the trigger alone: no login may write here, change an entry or delete one.
    GRANT SELECT ON oncall.audit_log TO oncall_service;

    -- That a secret changed is to be seen, the secret is not.
    CREATE FUNCTION platform.without_secrets(p_row jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE
    RETURN (
        SELECT jsonb_object_agg(
            key, CASE WHEN key ~ '(_hash|secret|password|token|credentials)' THEN '"(not shown)"' ELSE value END)
        FROM jsonb_each(p_row));

    -- Trigger: (the column that names the object, or '').
    CREATE FUNCTION platform.audit() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DECLARE
        old_row jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
        new_row jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
        whole jsonb := coalesce(new_row, old_row);
        passing text[] := ARRAY['updated_at', 'last_used_at'];
    BEGIN
        IF TG_OP = 'UPDATE' THEN
            SELECT jsonb_object_agg(o.key, o.value), jsonb_object_agg(o.key, n.value) INTO old_row, new_row
            FROM jsonb_each(to_jsonb(OLD)) o JOIN jsonb_each(to_jsonb(NEW)) n USING (key)
            WHERE o.value IS DISTINCT FROM n.value AND NOT o.key = ANY (passing);
            IF new_row IS NULL THEN
                RETURN NULL;
            END IF;
        END IF;
        INSERT INTO oncall.audit_log (
            actor, actor_kind, actor_id, address, request_id, action, object_type, object_id, object_name,
            before, after)
        VALUES (
            coalesce(nullif(current_setting('platform.actor', true), ''), 'system'),
            coalesce(nullif(current_setting('platform.caller_kind', true), ''), 'system'),
            nullif(current_setting('platform.caller_id', true), ''),
            nullif(current_setting('platform.address', true), ''),
            nullif(current_setting('platform.request_id', true), ''),
            CASE TG_OP WHEN 'INSERT' THEN 'created' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,
            TG_TABLE_NAME,
            coalesce(whole ->> 'id', whole ->> 'team_id', whole ->> 'schedule_id', whole ->> 'layer_id',
                whole ->> 'user_id', whole ->> 'version'),
            whole ->> nullif(TG_ARGV[0], ''),
            platform.without_secrets(old_row),
            platform.without_secrets(new_row));
        RETURN NULL;
    END
    $$;
    REVOKE ALL ON FUNCTION platform.audit() FROM PUBLIC;
    """)
    for table, name, columns in AUDITED:
        trigger = f"{table.split('.')[1]}_audited"
        op.execute(
            f"CREATE TRIGGER {trigger} AFTER INSERT OR DELETE OR UPDATE {columns and f'OF {columns} '}ON {table}"
            f" FOR EACH ROW EXECUTE FUNCTION platform.audit('{name or ''}')"
        )


def hide(table: str, shown: str) -> None:
    """Rows for which `shown` does not hold are not there for a transaction from whom teams are hidden."""
    name = table.split(".")[1]
    op.execute(f"""
    ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
    CREATE POLICY {name}_all ON {table} USING (true);
    CREATE POLICY {name}_shown ON {table} AS RESTRICTIVE USING ((SELECT platform.sees_all()) OR {shown});
    """)
