"""Signing in with another's word, keys of one team, and secrets that a copy of the database does not tell.

Why: whoever has a copy of the database must not thereby be able to write into people's chat rooms. What is sealed is
longer than what it seals and differs each time, so that no constraint can compare it.
"""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
    -- address: sealed by the service, as the addresses of chat rooms are keys to them. That a person has an address
    -- once is held by the service, which locks the person.
    ALTER TABLE notify.contact_methods
        DROP CONSTRAINT contact_methods_one_an_address,
        DROP CONSTRAINT contact_methods_address_length,
        ADD CONSTRAINT contact_methods_address_length CHECK (octet_length(address) <= 4096);
    CREATE INDEX contact_methods_of_person ON notify.contact_methods (user_id);

    -- In the log a method goes by its channel, and what is sealed is no more shown than what is named a secret.
    DROP TRIGGER contact_methods_audited ON notify.contact_methods;
    CREATE TRIGGER contact_methods_audited
        AFTER INSERT OR DELETE OR UPDATE OF channel, address, label, verified_at ON notify.contact_methods
        FOR EACH ROW EXECUTE FUNCTION platform.audit('channel');

    CREATE OR REPLACE FUNCTION platform.without_secrets(p_row jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE
    RETURN (
        SELECT jsonb_object_agg(
            key,
            CASE
                WHEN key ~ '(_hash|secret|password|token|credentials)' OR value #>> '{}' LIKE 'enc:%'
                THEN '"(not shown)"'
                ELSE value
            END)
        FROM jsonb_each(p_row));
    """)

    op.execute("""
    -- What a rule or a silence says may name a service of a hidden team.
    CREATE FUNCTION oncall.is_text_shown(p_text text) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        SELECT NOT EXISTS (
            SELECT FROM oncall.services s JOIN oncall.teams t ON t.id = s.team_id
            WHERE platform.hides(t.name) AND strpos(p_text, s.name) > 0)
    $$;
    -- A silence is a service's where one of its matchers says which service.
    CREATE FUNCTION oncall.is_silence_shown(p_matchers jsonb) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        SELECT NOT EXISTS (
            SELECT FROM jsonb_array_elements_text(p_matchers) AS m (matcher)
            WHERE m.matcher ~ '^\\s*service\\s*=~?'
                AND NOT oncall.is_service_shown(
                    btrim(regexp_replace(m.matcher, '^\\s*service\\s*=~?', ''), E' \\t"')))
    $$;
    REVOKE ALL ON FUNCTION oncall.is_text_shown(text), oncall.is_silence_shown(jsonb) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION oncall.is_text_shown(text), oncall.is_silence_shown(jsonb) TO alert_ingestion;
    """)
    for table, shown in (
        ("incidents.responders", "EXISTS (SELECT FROM incidents.incidents i WHERE i.id = incident_id)"),
        ("incidents.merged_keys", "EXISTS (SELECT FROM incidents.incidents i WHERE i.id = incident_id)"),
        ("alerts.silences", "oncall.is_silence_shown(matchers)"),
    ):
        name = table.split(".")[1]
        op.execute(f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY {name}_all ON {table} USING (true);
        CREATE POLICY {name}_shown ON {table} AS RESTRICTIVE USING ((SELECT platform.sees_all()) OR {shown});
        """)
    op.execute("""
    -- team_id: a key of one team sees that team and no other, private or not, and can neither administer nor send.
    ALTER TABLE oncall.api_keys
        ADD COLUMN team_id uuid CONSTRAINT api_keys_team_fkey REFERENCES oncall.teams ON DELETE CASCADE,
        ADD CONSTRAINT api_keys_of_a_team_see_that_team CHECK (
            team_id IS NULL OR (role IS DISTINCT FROM 'admin' AND NOT scopes && ARRAY['admin', 'ingest']));
    CREATE INDEX api_keys_team ON oncall.api_keys (team_id) WHERE team_id IS NOT NULL;

    CREATE OR REPLACE FUNCTION oncall.caller_by_token(p_token_hash bytea)
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
            SELECT 'key', k.id, k.name, NULL::text,
                CASE WHEN k.team_id IS NULL THEN k.role END,
                -- A role would bring the right to send for every team.
                CASE
                    WHEN k.team_id IS NULL OR k.role IS NULL THEN k.scopes
                    WHEN k.role = 'responder' THEN ARRAY['read', 'respond']
                    ELSE ARRAY['read']
                END,
                ARRAY(
                    SELECT t.name FROM oncall.teams t
                    WHERE CASE
                        WHEN k.team_id IS NOT NULL THEN t.id <> k.team_id
                        ELSE t.is_private AND k.role IS DISTINCT FROM 'admin' AND NOT 'admin' = ANY (k.scopes)
                    END)
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
    """)
    op.execute("""
    -- Issuer and subject of the person at an OpenID Connect provider, a line each: an address may change hands there.
    ALTER TABLE oncall.users
        ADD COLUMN oidc_identity text CONSTRAINT users_oidc_identity_key UNIQUE
            CONSTRAINT users_oidc_identity_length CHECK (char_length(oidc_identity) <= 1000);
    """)
