"""Integrations, routing rules, maintenance windows, silences and heartbeats.

Why: intake decides where an alert goes, and it knows what must be quiet. Whether somebody is paged is decided at the
instant of paging, by incident-management, which asks `alerts.held`: a window that begins while an incident is open
holds its further pages too. What is held stays due, and is paged when nothing holds it any more.
"""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
    -- Keys are random and long, so one round of SHA-256 is enough to keep them.
    CREATE TABLE alerts.integrations (
        id uuid CONSTRAINT integrations_pkey PRIMARY KEY DEFAULT uuidv7(),
        name text NOT NULL CONSTRAINT integrations_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
        source text NOT NULL CONSTRAINT integrations_source_length CHECK (char_length(source) BETWEEN 1 AND 100),
        service text CONSTRAINT integrations_service_length CHECK (char_length(service) BETWEEN 1 AND 200),
        -- payload: the service above is for alerts that name none. integration: it is for all of them.
        service_from text NOT NULL DEFAULT 'payload'
            CONSTRAINT integrations_service_from_known CHECK (service_from IN ('payload', 'integration')),
        rate_limit_per_minute integer
            CONSTRAINT integrations_rate_limit_range CHECK (rate_limit_per_minute BETWEEN 1 AND 1000000),
        mapping jsonb NOT NULL DEFAULT '{}'
            CONSTRAINT integrations_mapping_object CHECK (jsonb_typeof(mapping) = 'object'),
        is_enabled boolean NOT NULL DEFAULT true,
        key_prefix text NOT NULL,
        key_hash bytea NOT NULL CONSTRAINT integrations_key_hash_key UNIQUE
            CONSTRAINT integrations_key_hash_length CHECK (octet_length(key_hash) = 32),
        alerts_received bigint NOT NULL DEFAULT 0,
        last_received_at timestamptz,
        created_by text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT integrations_name_key UNIQUE (name),
        CONSTRAINT integrations_own_service_is_named CHECK (service IS NOT NULL OR service_from = 'payload')
    );

    CREATE TABLE alerts.heartbeats (
        id uuid CONSTRAINT heartbeats_pkey PRIMARY KEY DEFAULT uuidv7(),
        name text NOT NULL CONSTRAINT heartbeats_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
        service text NOT NULL CONSTRAINT heartbeats_service_length CHECK (char_length(service) BETWEEN 1 AND 200),
        severity text NOT NULL CONSTRAINT heartbeats_severity_known
            CHECK (severity IN ('critical', 'high', 'medium', 'low', 'info')),
        interval_seconds double precision NOT NULL
            CONSTRAINT heartbeats_interval_range CHECK (interval_seconds BETWEEN 1 AND 31622400),
        grace_seconds double precision NOT NULL
            CONSTRAINT heartbeats_grace_range CHECK (grace_seconds BETWEEN 0 AND 31622400),
        is_enabled boolean NOT NULL DEFAULT true,
        key_prefix text NOT NULL,
        key_hash bytea NOT NULL CONSTRAINT heartbeats_key_hash_key UNIQUE
            CONSTRAINT heartbeats_key_hash_length CHECK (octet_length(key_hash) = 32),
        last_beat_at timestamptz,
        due_at timestamptz NOT NULL,  -- overdue from this instant on
        is_told_overdue boolean NOT NULL DEFAULT false,  -- its alert fires
        silences bigint NOT NULL DEFAULT 0,  -- how many began, so that each is told once
        lease_until timestamptz,
        lease_token bigint NOT NULL DEFAULT 0,
        created_by text NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT heartbeats_name_key UNIQUE (name)
    );
    CREATE INDEX heartbeats_due ON alerts.heartbeats (due_at) WHERE is_enabled AND NOT is_told_overdue;
    CREATE INDEX heartbeats_overdue ON alerts.heartbeats (due_at) WHERE is_told_overdue;

    -- Each change is a row, so that it is seen who routed what when. The newest is in effect.
    CREATE TABLE alerts.rule_sets (
        version integer CONSTRAINT rule_sets_pkey PRIMARY KEY
            CONSTRAINT rule_sets_version_range CHECK (version >= 1),
        rules jsonb NOT NULL CONSTRAINT rule_sets_rules_list CHECK (jsonb_typeof(rules) = 'array'),
        created_by text NOT NULL,
        created_at timestamptz NOT NULL
    );

    CREATE TABLE alerts.maintenance_windows (
        id uuid CONSTRAINT maintenance_windows_pkey PRIMARY KEY DEFAULT uuidv7(),
        services text[] NOT NULL CONSTRAINT maintenance_windows_services_some CHECK (cardinality(services) >= 1),
        reason text NOT NULL
            CONSTRAINT maintenance_windows_reason_length CHECK (char_length(reason) BETWEEN 1 AND 1000),
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,  -- of the first time; each further one is as long by the clock on the wall
        timezone text NOT NULL,
        recurrence text,
        planned_until timestamptz NOT NULL,  -- its periods are written up to here
        ended_at timestamptz,
        created_by text NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT maintenance_windows_end_after_start CHECK (ends_at > starts_at)
    );
    CREATE INDEX maintenance_windows_newest ON alerts.maintenance_windows (created_at DESC, id DESC);

    -- When each service is in maintenance: windows worked out, so that one look tells at any instant.
    CREATE TABLE alerts.maintenance_periods (
        window_id uuid NOT NULL CONSTRAINT maintenance_periods_window_fkey
            REFERENCES alerts.maintenance_windows ON DELETE CASCADE,
        service text NOT NULL,
        period tstzrange NOT NULL CONSTRAINT maintenance_periods_bounded
            CHECK (NOT isempty(period) AND NOT lower_inf(period) AND NOT upper_inf(period)),
        CONSTRAINT maintenance_periods_pkey PRIMARY KEY (window_id, service, period)
    );
    CREATE INDEX maintenance_periods_of_service ON alerts.maintenance_periods USING gist (service, period);

    CREATE TABLE alerts.silences (
        id uuid CONSTRAINT silences_pkey PRIMARY KEY DEFAULT uuidv7(),
        matchers jsonb NOT NULL CONSTRAINT silences_matchers_list CHECK (jsonb_typeof(matchers) = 'array'),
        reason text NOT NULL CONSTRAINT silences_reason_length CHECK (char_length(reason) BETWEEN 1 AND 1000),
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        created_by text NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT silences_end_after_start CHECK (ends_at >= starts_at)
    );
    CREATE INDEX silences_end ON alerts.silences (ends_at);
    CREATE INDEX silences_newest ON alerts.silences (created_at DESC, id DESC);

    -- Why an alert alone pages nobody. Most alerts have no such row.
    CREATE TABLE alerts.holds (
        alert_id uuid NOT NULL CONSTRAINT holds_alert_fkey REFERENCES alerts.alerts,
        incident_id uuid NOT NULL CONSTRAINT holds_incident_fkey REFERENCES incidents.incidents,
        reason text NOT NULL CONSTRAINT holds_reason_known CHECK (reason IN ('silenced', 'held_back', 'flapping')),
        silence_id uuid CONSTRAINT holds_silence_fkey REFERENCES alerts.silences,
        until timestamptz,  -- a silence has its own end, which may be changed
        CONSTRAINT holds_one_a_reason UNIQUE NULLS NOT DISTINCT (alert_id, reason, silence_id),
        CONSTRAINT holds_silenced_by_a_silence CHECK ((reason = 'silenced') = (silence_id IS NOT NULL)),
        CONSTRAINT holds_end_somewhere CHECK ((silence_id IS NULL) = (until IS NOT NULL))
    );
    CREATE INDEX holds_of_incident ON alerts.holds (incident_id);
    CREATE INDEX holds_of_silence ON alerts.holds (silence_id) WHERE silence_id IS NOT NULL;

    -- When alerts ended lately, and how often they changed: what fires again soon is linked, what flaps is held.
    CREATE TABLE alerts.recent_ends (
        fingerprint text NOT NULL,
        service text NOT NULL,
        incident_id uuid NOT NULL CONSTRAINT recent_ends_incident_fkey REFERENCES incidents.incidents,
        ended_at timestamptz NOT NULL,
        changes timestamptz[] NOT NULL,  -- of the last minutes, oldest first
        CONSTRAINT recent_ends_pkey PRIMARY KEY (fingerprint, service)
    );
    CREATE INDEX recent_ends_age ON alerts.recent_ends (ended_at);

    -- As it was sent, where a rule changed it: {service, severity}. Its end comes under the same names.
    ALTER TABLE alerts.alerts ADD COLUMN sent jsonb;

    -- Intake keeps all of this in memory; it reads it again when told, and every two seconds.
    CREATE FUNCTION alerts.directions_changed() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
        PERFORM pg_notify('directions', '');
        RETURN NULL;
    END
    $$;
    CREATE TRIGGER rule_sets_changed AFTER INSERT ON alerts.rule_sets
        FOR EACH STATEMENT EXECUTE FUNCTION alerts.directions_changed();
    CREATE TRIGGER silences_changed AFTER INSERT OR UPDATE ON alerts.silences
        FOR EACH STATEMENT EXECUTE FUNCTION alerts.directions_changed();
    CREATE TRIGGER maintenance_periods_changed AFTER INSERT OR UPDATE OR DELETE ON alerts.maintenance_periods
        FOR EACH STATEMENT EXECUTE FUNCTION alerts.directions_changed();

    -- Is this incident's paging held at this instant, why, and until when at the latest? No row: it is not.
    -- Maintenance of its service holds it as a whole. Else it is held while each of its firing alerts is, or, where
    -- none fires any more, while each of its alerts is; an incident without alerts is not held by them.
    CREATE FUNCTION alerts.held(p_incident uuid, p_service text, p_at timestamptz)
    RETURNS TABLE (reason text, until timestamptz, because text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
        RETURN QUERY
            SELECT 'maintenance', upper(p.period), w.reason
            FROM alerts.maintenance_periods p JOIN alerts.maintenance_windows w ON w.id = p.window_id
            WHERE p.service = p_service AND p.period @> p_at
            ORDER BY upper(p.period) DESC LIMIT 1;
        IF FOUND OR NOT EXISTS (SELECT FROM alerts.holds h WHERE h.incident_id = p_incident) THEN
            RETURN;
        END IF;
        RETURN QUERY
            WITH relevant AS (
                SELECT a.id FROM alerts.alerts a
                WHERE a.incident_id = p_incident AND (a.status = 'firing' OR NOT EXISTS (
                    SELECT FROM alerts.alerts f WHERE f.incident_id = p_incident AND f.status = 'firing'))
            ), judged AS (
                SELECT r.id, longest.reason, longest.until, longest.because
                FROM relevant r LEFT JOIN LATERAL (
                    SELECT h.reason, coalesce(s.ends_at, h.until) AS until, s.reason AS because
                    FROM alerts.holds h LEFT JOIN alerts.silences s ON s.id = h.silence_id
                    WHERE h.alert_id = r.id AND coalesce(s.ends_at, h.until) > p_at
                        AND (s.starts_at IS NULL OR s.starts_at <= p_at)
                    ORDER BY 2 DESC LIMIT 1) longest ON true)
            SELECT j.reason, j.until, j.because FROM judged j
            WHERE NOT EXISTS (SELECT FROM judged loud WHERE loud.until IS NULL)
            ORDER BY j.until LIMIT 1;
    END
    $$;
    REVOKE ALL ON FUNCTION alerts.held(uuid, text, timestamptz) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION alerts.held(uuid, text, timestamptz) TO incident_management;

    GRANT SELECT, INSERT, UPDATE, DELETE ON alerts.integrations, alerts.heartbeats, alerts.maintenance_periods,
        alerts.recent_ends TO alert_ingestion;
    GRANT SELECT, INSERT, UPDATE ON alerts.maintenance_windows, alerts.silences TO alert_ingestion;
    GRANT SELECT, INSERT ON alerts.rule_sets, alerts.holds TO alert_ingestion;

    -- Where an incident goes that a rule gives to a team: to that team's policy. One that is not there changes nothing.
    CREATE FUNCTION oncall.routing_to_team(p_service text, p_team text) RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        SELECT oncall.routing(p_service) || coalesce(
            (SELECT jsonb_build_object(
                'team', t.name,
                'policy_id', p.id,
                'policy_name', coalesce(p.name, 'the team''s schedule, every 15 minutes'),
                'repeat', p.repeat,
                'steps', coalesce(p.steps, jsonb_build_array(jsonb_build_object(
                    'delay_seconds', 900,
                    'targets', jsonb_build_array(jsonb_build_object('type', 'schedule', 'team', t.name))))))
             FROM oncall.teams t LEFT JOIN oncall.escalation_policies p ON p.id = t.escalation_policy_id
             WHERE t.name = p_team), '{}')
    $$;
    REVOKE ALL ON FUNCTION oncall.routing_to_team(text, text) FROM PUBLIC;

    -- previous_id: the incident that resolved itself shortly before the same alert fired again.
    -- suppressed_reason, suppressed_until: its pages are held, and looked at again then at the latest.
    ALTER TABLE incidents.incidents
        ADD COLUMN previous_id uuid CONSTRAINT incidents_previous_fkey REFERENCES incidents.incidents,
        ADD COLUMN suppressed_reason text CONSTRAINT incidents_suppressed_reason_known
            CHECK (suppressed_reason IN ('maintenance', 'silenced', 'held_back', 'flapping')),
        ADD COLUMN suppressed_until timestamptz,
        ADD CONSTRAINT incidents_suppressed_has_a_reason
            CHECK ((suppressed_reason IS NULL) = (suppressed_until IS NULL));
    CREATE INDEX incidents_suppressed ON incidents.incidents (service) WHERE suppressed_until IS NOT NULL;

    DROP FUNCTION incidents.correlate(text[], text[], text[], text[], timestamptz[], interval, uuid[]);
    DROP FUNCTION incidents.open(text, boolean, text, text, text, timestamptz, text, jsonb);

    -- Open an incident with its timer and its first timeline entry. With p_takes_alerts, joins the incident that takes
    -- the alerts of p_key, if there is one, and is the one afterwards; without, it is always new.
    -- p_team: whose it is instead of the service's team.
    CREATE FUNCTION incidents.open(
        p_key text, p_takes_alerts boolean, p_service text, p_severity text, p_title text, p_at timestamptz,
        p_actor text, p_data jsonb DEFAULT '{}', p_team text DEFAULT NULL, OUT incident_id uuid, OUT created boolean)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DECLARE
        route jsonb := CASE WHEN p_team IS NULL THEN oncall.routing(p_service)
            ELSE oncall.routing_to_team(p_service, p_team) END;
    BEGIN
        INSERT INTO incidents.incidents AS i (
            title, service, severity, priority, team, origin, correlation_key, takes_alerts, last_alert_at,
            auto_resolve, created_at)
        VALUES (
            left(p_title, 200), p_service, p_severity,
            'P' || array_position(ARRAY['critical', 'high', 'medium', 'low', 'info'], p_severity),
            route ->> 'team', CASE WHEN p_takes_alerts THEN 'alert' ELSE 'person' END, p_key,
            CASE WHEN p_takes_alerts THEN true END, CASE WHEN p_takes_alerts THEN p_at END,
            (route ->> 'auto_resolve')::boolean, p_at)
        ON CONFLICT (correlation_key) WHERE takes_alerts
            DO UPDATE SET takes_alerts = true  -- changes nothing, but locks the row and answers its id
        RETURNING i.id, (i.xmax = 0) INTO incident_id, created;
        IF created THEN
            INSERT INTO incidents.escalations (incident_id, policy, next_at) VALUES (incident_id, route, p_at);
            INSERT INTO incidents.timeline (incident_id, type, actor, at, data)
                VALUES (incident_id, 'created', p_actor, p_at, p_data);
            INSERT INTO incidents.search_texts (incident_id, created_at, text)
                VALUES (incident_id, p_at, lower(p_service || E'\\n' || left(p_title, 200)));
            PERFORM pg_notify('escalations', '');
        END IF;
    END
    $$;

    -- Which incident takes the alerts of each key; one is opened where none does. Keys must be distinct.
    -- An incident whose latest alert is older than p_window takes no more; exactly p_window later still joins.
    -- Nor does one that is older than a day, however steadily its alerts come: a second day is another incident.
    -- The window moves on when the alerts are counted (count_alerts), in the same transaction.
    -- created: this call opened it. is_empty: no alert was counted on it yet, whoever opened it.
    -- is_held: its pages are held back, so an alert that nothing holds must have its timer looked at (review_held).
    -- p_hold: further incidents to lock, whose alerts the transaction will close.
    -- p_teams: for each key, the team that an incident opened now goes to; null: its service's.
    -- Every incident answered or held stays locked until the transaction ends. Rows are locked in the order of their
    -- keys, so that two batches never wait for each other in a circle.
    CREATE FUNCTION incidents.correlate(
        p_keys text[], p_services text[], p_severities text[], p_titles text[], p_at timestamptz[], p_window interval,
        p_hold uuid[] DEFAULT '{}', p_teams text[] DEFAULT NULL)
    RETURNS TABLE (key text, incident_id uuid, created boolean, is_empty boolean, is_held boolean)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DECLARE
        asked record;
        opened record;
        fresh integer;
        lifetime constant interval := '24 hours';
    BEGIN
        SELECT count(*) INTO fresh
        FROM unnest(p_keys, p_at) AS a (key, at)
        JOIN incidents.incidents i ON i.correlation_key = a.key AND i.takes_alerts
        WHERE i.last_alert_at >= a.at - p_window AND i.created_at >= a.at - lifetime;

        IF fresh = cardinality(p_keys) THEN  -- the usual case in a storm: nothing to open
            RETURN QUERY
                WITH locked AS (
                    SELECT i.correlation_key, i.id, i.takes_alerts, i.alert_count, i.suppressed_until
                    FROM incidents.incidents i
                    WHERE i.correlation_key = ANY (p_keys) AND i.takes_alerts OR i.id = ANY (p_hold)
                    ORDER BY i.correlation_key, i.id
                    FOR NO KEY UPDATE)
                SELECT l.correlation_key, l.id, false, l.alert_count = 0, l.suppressed_until IS NOT NULL
                FROM locked l
                WHERE l.correlation_key = ANY (p_keys) AND l.takes_alerts;
            GET DIAGNOSTICS fresh = ROW_COUNT;
            IF fresh = cardinality(p_keys) THEN
                RETURN;
            END IF;
            -- One stopped taking alerts while we waited for it. The caller tries the whole transaction again: going on
            -- with the locks we hold could make two batches wait in a circle.
            RAISE EXCEPTION 'an incident stopped taking alerts, try again' USING ERRCODE = 'serialization_failure';
        END IF;

        FOR asked IN
            SELECT a.key, a.service, a.severity, a.title, a.at, a.team, NULL::uuid AS held
            FROM unnest(p_keys, p_services, p_severities, p_titles, p_at, p_teams)
                AS a (key, service, severity, title, at, team)
            UNION ALL
            SELECT i.correlation_key, NULL, NULL, NULL, NULL, NULL, i.id
            FROM incidents.incidents i WHERE i.id = ANY (p_hold)
            ORDER BY 1, 7 NULLS LAST
        LOOP
            IF asked.held IS NOT NULL THEN
                PERFORM FROM incidents.incidents i WHERE i.id = asked.held FOR NO KEY UPDATE;
                CONTINUE;
            END IF;
            UPDATE incidents.incidents i SET takes_alerts = NULL
            WHERE i.correlation_key = asked.key AND i.takes_alerts
                AND (i.last_alert_at < asked.at - p_window OR i.created_at < asked.at - lifetime);
            SELECT o.incident_id, o.created INTO opened
            FROM incidents.open(
                asked.key, true, asked.service, asked.severity, asked.title, asked.at, 'system', '{}', asked.team) o;
            key := asked.key;
            incident_id := opened.incident_id;
            created := opened.created;
            SELECT i.alert_count = 0, i.suppressed_until IS NOT NULL INTO is_empty, is_held
            FROM incidents.incidents i WHERE i.id = opened.incident_id;
            RETURN NEXT;
        END LOOP;
    END
    $$;

    -- What held the pages of these incidents, or of these services' incidents, may have ended: look at their timers.
    CREATE FUNCTION incidents.review_held(p_incidents uuid[], p_services text[], p_at timestamptz) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DECLARE
        held uuid[];
    BEGIN
        SELECT array_agg(locked.id) INTO held FROM (
            SELECT i.id FROM incidents.incidents i
            WHERE i.suppressed_until IS NOT NULL AND i.status = 'open'
                AND (i.id = ANY (p_incidents) OR i.service = ANY (p_services))
            ORDER BY i.correlation_key, i.id FOR NO KEY UPDATE) locked;
        UPDATE incidents.escalations e
        SET next_at = least(e.next_at, p_at), lease_until = NULL, lease_token = e.lease_token + 1
        WHERE e.incident_id = ANY (held) AND e.state = 'active';
        IF FOUND THEN
            PERFORM pg_notify('escalations', '');
        END IF;
    END
    $$;

    -- Link each new incident to the one that resolved itself, at most five minutes ago, when the same alert ended.
    CREATE FUNCTION incidents.link_previous(p_incidents uuid[], p_previous uuid[], p_at timestamptz) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        UPDATE incidents.incidents i SET previous_id = p.id
        FROM unnest(p_incidents, p_previous) AS a (id, previous_id)
        JOIN incidents.incidents p ON p.id = a.previous_id
        WHERE i.id = a.id AND i.id <> p.id AND i.previous_id IS NULL
            AND p.status = 'resolved' AND p.resolved_at >= p_at - interval '5 minutes'
            AND EXISTS (
                SELECT FROM incidents.timeline t
                WHERE t.incident_id = p.id AND t.type = 'status_changed' AND t.data ->> 'to' = 'resolved'
                    AND t.actor = 'system')
    $$;

    REVOKE ALL ON FUNCTION
        incidents.correlate(text[], text[], text[], text[], timestamptz[], interval, uuid[], text[]),
        incidents.open(text, boolean, text, text, text, timestamptz, text, jsonb, text),
        incidents.review_held(uuid[], text[], timestamptz),
        incidents.link_previous(uuid[], uuid[], timestamptz) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION
        incidents.correlate(text[], text[], text[], text[], timestamptz[], interval, uuid[], text[])
        TO alert_ingestion, incident_management;
    GRANT EXECUTE ON FUNCTION incidents.open(text, boolean, text, text, text, timestamptz, text, jsonb, text)
        TO incident_management;
    GRANT EXECUTE ON FUNCTION incidents.review_held(uuid[], text[], timestamptz),
        incidents.link_previous(uuid[], uuid[], timestamptz) TO alert_ingestion;
    """)
