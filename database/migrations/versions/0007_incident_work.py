"""What people do with incidents: merge them, ask others for help, tag them; and acknowledgements that run out.

Why: two incidents about one thing are one piece of work, so the alerts of one move to the other, in one transaction
with the timelines that tell it. Pages that somebody asks for have no step of a policy.
"""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
    -- merged_into: it lives on there. acknowledged_until: open again at this instant unless somebody resolves it.
    ALTER TABLE incidents.incidents
        ADD COLUMN tags text[] NOT NULL DEFAULT '{}'
            CONSTRAINT incidents_tags_number CHECK (cardinality(tags) <= 20),
        ADD COLUMN merged_into uuid CONSTRAINT incidents_merged_into_fkey REFERENCES incidents.incidents,
        ADD COLUMN acknowledged_until timestamptz,
        ADD CONSTRAINT incidents_merged_is_resolved CHECK (merged_into IS NULL OR status = 'resolved'),
        ADD CONSTRAINT incidents_only_acknowledged_runs_out
            CHECK (acknowledged_until IS NULL OR status = 'acknowledged');
    CREATE INDEX incidents_tags ON incidents.incidents USING gin (tags) WHERE tags <> '{}';
    CREATE INDEX incidents_acknowledged_until ON incidents.incidents (acknowledged_until)
        WHERE acknowledged_until IS NOT NULL;

    -- People who were asked for help, besides whoever the policy pages.
    CREATE TABLE incidents.responders (
        incident_id uuid NOT NULL CONSTRAINT responders_incident_fkey REFERENCES incidents.incidents,
        user_id uuid NOT NULL,
        name text NOT NULL,
        email text NOT NULL,
        added_by text NOT NULL,
        added_at timestamptz NOT NULL,
        CONSTRAINT responders_pkey PRIMARY KEY (incident_id, user_id)
    );
    GRANT SELECT, INSERT ON incidents.responders TO incident_management;


    CREATE INDEX pages_newest ON incidents.pages (created_at) WHERE kind = 'page';  -- how often people were paged

    -- Which other incidents had the same alert. The firing ones alone are in an index already.
    CREATE INDEX alerts_fingerprint ON alerts.alerts (fingerprint, received_at DESC);

    -- The alerts of an incident become those of another; answers how many. Both must be locked. Where the same alert
    -- fires on both, the one that is there stands for it, and the other one counts as resolved: so it is closed once,
    -- and the sum of occurrences stays what it was.
    CREATE FUNCTION alerts.move(p_from uuid, p_to uuid, p_at timestamptz) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DECLARE
        moved integer;
    BEGIN
        UPDATE alerts.alerts a SET status = 'resolved', resolved_at = greatest(p_at, a.received_at)
        WHERE a.incident_id = p_from AND a.status = 'firing' AND EXISTS (
            SELECT FROM alerts.alerts there
            WHERE there.incident_id = p_to AND there.fingerprint = a.fingerprint AND there.status = 'firing');
        UPDATE alerts.alerts a SET incident_id = p_to WHERE a.incident_id = p_from;
        GET DIAGNOSTICS moved = ROW_COUNT;
        UPDATE alerts.holds h SET incident_id = p_to WHERE h.incident_id = p_from;
        RETURN moved;
    END
    $$;
    REVOKE ALL ON FUNCTION alerts.move(uuid, uuid, timestamptz) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION alerts.move(uuid, uuid, timestamptz) TO incident_management;

    -- Alerts of this key go to an incident of another key, into which theirs was merged, while that one takes alerts.
    CREATE TABLE incidents.merged_keys (
        correlation_key text CONSTRAINT merged_keys_pkey PRIMARY KEY,
        incident_id uuid NOT NULL CONSTRAINT merged_keys_incident_fkey REFERENCES incidents.incidents,
        merged_at timestamptz NOT NULL
    );
    GRANT SELECT, INSERT, UPDATE ON incidents.merged_keys TO incident_management;

    ALTER FUNCTION incidents.correlate(text[], text[], text[], text[], timestamptz[], interval, uuid[], text[])
        RENAME TO correlate_keys;
    REVOKE ALL ON FUNCTION
        incidents.correlate_keys(text[], text[], text[], text[], timestamptz[], interval, uuid[], text[])
        FROM alert_ingestion, incident_management;

    -- As correlate_keys, which decides; merged keys are looked up before. Several keys may then answer one incident.
    CREATE FUNCTION incidents.correlate(
        p_keys text[], p_services text[], p_severities text[], p_titles text[], p_at timestamptz[], p_window interval,
        p_hold uuid[] DEFAULT '{}', p_teams text[] DEFAULT NULL)
    RETURNS TABLE (key text, incident_id uuid, created boolean, is_empty boolean, is_held boolean)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DECLARE
        homes text[];
        one record;
    BEGIN
        IF NOT EXISTS (SELECT FROM incidents.merged_keys m WHERE m.correlation_key = ANY (p_keys)) THEN
            RETURN QUERY SELECT * FROM incidents.correlate_keys(
                p_keys, p_services, p_severities, p_titles, p_at, p_window, p_hold, p_teams);
            RETURN;
        END IF;
        -- An incident of the key's own that takes alerts goes before the one it was merged into.
        SELECT array_agg(coalesce(i.correlation_key, a.key) ORDER BY a.place) INTO homes
        FROM unnest(p_keys, p_at) WITH ORDINALITY AS a (key, at, place)
        LEFT JOIN incidents.merged_keys m ON m.correlation_key = a.key
            AND NOT EXISTS (SELECT FROM incidents.incidents o WHERE o.correlation_key = a.key AND o.takes_alerts)
        LEFT JOIN incidents.incidents i ON i.id = m.incident_id AND i.takes_alerts
            AND i.last_alert_at >= a.at - p_window AND i.created_at >= a.at - interval '24 hours';
        SELECT array_agg(d.home) AS keys, array_agg(d.service) AS services, array_agg(d.severity) AS severities,
            array_agg(d.title) AS titles, array_agg(d.at) AS instants, array_agg(d.team) AS teams
        INTO one
        FROM (
            SELECT DISTINCT ON (a.home) a.*
            FROM unnest(homes, p_keys, p_services, p_severities, p_titles, p_at, p_teams)
                AS a (home, key, service, severity, title, at, team)
            ORDER BY a.home, a.key = a.home DESC, a.at) d;
        FOR key, incident_id, created, is_empty, is_held IN
            SELECT a.key, c.incident_id, c.created AND a.key = a.home, c.is_empty, c.is_held
            FROM incidents.correlate_keys(one.keys, one.services, one.severities, one.titles, one.instants, p_window,
                p_hold, one.teams) c
            JOIN unnest(homes, p_keys) AS a (home, key) ON a.home = c.key
        LOOP
            -- The incident that took the merged one was looked up before it was locked.
            IF NOT EXISTS (
                SELECT FROM incidents.merged_keys m
                WHERE m.correlation_key = key AND m.incident_id = correlate.incident_id)
                AND NOT EXISTS (
                SELECT FROM incidents.incidents i
                WHERE i.id = correlate.incident_id AND i.correlation_key = key) THEN
                RAISE EXCEPTION 'an incident stopped taking alerts, try again' USING ERRCODE = 'serialization_failure';
            END IF;
            RETURN NEXT;
        END LOOP;
    END
    $$;
    REVOKE ALL ON FUNCTION
        incidents.correlate(text[], text[], text[], text[], timestamptz[], interval, uuid[], text[]) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION
        incidents.correlate(text[], text[], text[], text[], timestamptz[], interval, uuid[], text[])
        TO alert_ingestion, incident_management;
    """)
