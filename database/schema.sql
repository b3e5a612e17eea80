-- The schema as the migrations make it. Made by scripts/write_schema.py, for readers: nothing loads this file.

CREATE SCHEMA alerts;

CREATE SCHEMA incidents;

CREATE SCHEMA notify;

CREATE SCHEMA oncall;

CREATE SCHEMA platform;

CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;

COMMENT ON EXTENSION btree_gist IS 'support for indexing common datatypes in GiST';

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

COMMENT ON EXTENSION pg_trgm IS 'text similarity measurement and index searching based on trigrams';

CREATE FUNCTION alerts.directions_changed() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    BEGIN
        PERFORM pg_notify('directions', '');
        RETURN NULL;
    END
    $$;

CREATE FUNCTION alerts.held(p_incident uuid, p_service text, p_at timestamp with time zone) RETURNS TABLE(reason text, until timestamp with time zone, because text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

CREATE FUNCTION alerts.move(p_from uuid, p_to uuid, p_at timestamp with time zone) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

CREATE FUNCTION incidents.ask_auto_resolve(p_incidents uuid[], p_at timestamp with time zone) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    BEGIN
        UPDATE incidents.incidents i SET resolve_due_at = p_at + coalesce((
            SELECT make_interval(secs => s.auto_resolve_delay_seconds) FROM oncall.services s
            WHERE s.name = i.service), interval '0')
        WHERE i.id = ANY (p_incidents) AND i.status <> 'resolved' AND i.auto_resolve;
        IF FOUND THEN
            PERFORM pg_notify('auto_resolve', '');
        END IF;
    END
    $$;

CREATE FUNCTION incidents.correlate(p_keys text[], p_services text[], p_severities text[], p_titles text[], p_at timestamp with time zone[], p_window interval, p_hold uuid[] DEFAULT '{}'::uuid[], p_teams text[] DEFAULT NULL::text[]) RETURNS TABLE(key text, incident_id uuid, created boolean, is_empty boolean, is_held boolean)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

CREATE FUNCTION incidents.correlate_keys(p_keys text[], p_services text[], p_severities text[], p_titles text[], p_at timestamp with time zone[], p_window interval, p_hold uuid[] DEFAULT '{}'::uuid[], p_teams text[] DEFAULT NULL::text[]) RETURNS TABLE(key text, incident_id uuid, created boolean, is_empty boolean, is_held boolean)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

CREATE FUNCTION incidents.count_alerts(p_incidents uuid[], p_added integer[], p_last_at timestamp with time zone[]) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
        UPDATE incidents.incidents i
        SET alert_count = i.alert_count + a.added, last_alert_at = greatest(i.last_alert_at, a.last_at)
        FROM unnest(p_incidents, p_added, p_last_at) AS a (id, added, last_at)
        WHERE i.id = a.id
    $$;

CREATE FUNCTION incidents.index_tags() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    BEGIN
        DELETE FROM incidents.incident_tags t WHERE t.incident_id = NEW.id AND NOT t.tag = ANY (NEW.tags);
        INSERT INTO incidents.incident_tags (tag, created_at, incident_id)
        SELECT DISTINCT tag, NEW.created_at, NEW.id FROM unnest(NEW.tags) AS u (tag)
        ON CONFLICT DO NOTHING;
        RETURN NULL;
    END
    $$;

CREATE FUNCTION incidents.is_shown(p_incident uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
        SELECT EXISTS (
            SELECT FROM incidents.incidents i
            WHERE i.id = p_incident AND incidents.is_shown(i.id, i.team, i.assignee_id))
    $$;

CREATE FUNCTION incidents.is_shown(p_incident uuid, p_team text, p_assignee uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
        SELECT NOT platform.hides(p_team)
            OR p_assignee = nullif(current_setting('platform.caller_id', true), '')::uuid
            OR EXISTS (
                SELECT FROM incidents.pages p
                WHERE p.incident_id = p_incident
                    AND p.recipient_key = 'user:' || current_setting('platform.caller_id', true))
    $$;

CREATE FUNCTION incidents.link_previous(p_incidents uuid[], p_previous uuid[], p_at timestamp with time zone) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

CREATE FUNCTION incidents.may_answer(p_incident uuid, p_user uuid, p_role text) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
        SELECT EXISTS (
            SELECT FROM incidents.incidents i
            WHERE i.id = p_incident AND (
                i.assignee_id = p_user
                OR EXISTS (
                    SELECT FROM incidents.pages p
                    WHERE p.incident_id = i.id AND p.recipient_key = 'user:' || p_user)
                OR p_role = 'admin'
                OR (p_role = 'responder' AND NOT EXISTS (
                    SELECT FROM oncall.teams t
                    WHERE t.name = i.team AND t.is_private AND NOT oncall.is_part_of(p_user, t.id)))))
    $$;

CREATE FUNCTION incidents.oldest_due() RETURNS TABLE(step_due_at timestamp with time zone, page_due_at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
        SELECT
            (SELECT min(e.next_at) FROM incidents.escalations e WHERE e.state = 'active'),
            (SELECT min(p.due_at) FROM incidents.pages p WHERE p.handed_over_at IS NULL AND p.cancelled_at IS NULL)
    $$;

CREATE FUNCTION incidents.open(p_key text, p_takes_alerts boolean, p_service text, p_severity text, p_title text, p_at timestamp with time zone, p_actor text, p_data jsonb DEFAULT '{}'::jsonb, p_team text DEFAULT NULL::text, OUT incident_id uuid, OUT created boolean) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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
                VALUES (incident_id, p_at, lower(p_service || E'\n' || left(p_title, 200)));
            PERFORM pg_notify('escalations', '');
        END IF;
    END
    $$;

CREATE FUNCTION incidents.paged_about() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
        SELECT ARRAY(
            SELECT DISTINCT p.incident_id
            FROM incidents.pages p JOIN incidents.incidents i ON i.id = p.incident_id
            WHERE p.recipient_key = 'user:' || current_setting('platform.caller_id', true)
                AND i.team = ANY (platform.hidden_teams()))
    $$;

CREATE FUNCTION incidents.review_held(p_incidents uuid[], p_services text[], p_at timestamp with time zone) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

CREATE FUNCTION incidents.tell_of_alerts(p_incidents uuid[], p_types text[], p_at timestamp with time zone[], p_data jsonb[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    DECLARE
        open_texts uuid[];
    BEGIN
        IF NOT p_types <@ ARRAY['alert_attached', 'alert_resolved', 'suppressed'] THEN
            RAISE EXCEPTION 'intake may tell of alerts only, not %', p_types USING ERRCODE = 'insufficient_privilege';
        END IF;
        INSERT INTO incidents.timeline (incident_id, type, actor, at, data)
        SELECT a.incident_id, a.type, 'system', a.at, a.data
        FROM unnest(p_incidents, p_types, p_at, p_data) WITH ORDINALITY AS a (incident_id, type, at, data, place)
        ORDER BY a.place;
        SELECT array_agg(t.incident_id) INTO open_texts FROM incidents.search_texts t
        WHERE t.incident_id = ANY (p_incidents) AND length(t.text) < 1000;
        IF open_texts IS NULL THEN
            RETURN;
        END IF;
        UPDATE incidents.search_texts s SET text = left(s.text || E'\n' || said.messages, 1000)
        FROM (SELECT a.incident_id, string_agg(DISTINCT lower(a.data ->> 'message'), E'\n') AS messages
              FROM unnest(p_incidents, p_types, p_data) AS a (incident_id, type, data)
              JOIN incidents.search_texts t ON t.incident_id = a.incident_id
              WHERE a.incident_id = ANY (open_texts) AND a.type = 'alert_attached'
                  AND position(lower(a.data ->> 'message') IN t.text) = 0
              GROUP BY a.incident_id) said
        WHERE s.incident_id = said.incident_id;
    END
    $$;

CREATE FUNCTION incidents.tell_subscribers() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    BEGIN
        IF NOT EXISTS (SELECT FROM incidents.subscriptions WHERE is_enabled) THEN
            RETURN NULL;
        END IF;
        INSERT INTO incidents.deliveries (subscription_id, incident_id, entry_id, event, created_at, due_at)
        SELECT s.id, n.incident_id, n.id, n.event, n.at, n.at
        FROM (
            SELECT e.id, e.incident_id, e.at, e.data ->> 'origin' IS NOT DISTINCT FROM 'drill' AS opens_drill, CASE
                WHEN e.type IN ('created', 'note') THEN e.type
                WHEN e.type IN ('escalated', 'exhausted') THEN 'escalated'
                WHEN e.type = 'status_changed' AND e.data ->> 'to' IN ('acknowledged', 'in_progress')
                    AND e.data ->> 'from' = 'open' THEN 'acknowledged'
                WHEN e.type = 'status_changed' AND e.data ->> 'to' = 'resolved' THEN 'resolved'
                END AS event
            FROM new_entries e) n
        JOIN incidents.incidents i ON i.id = n.incident_id AND i.origin <> 'drill' AND NOT n.opens_drill
        JOIN incidents.subscriptions s ON s.is_enabled AND n.event = ANY (s.events)
        WHERE s.team_id IS NULL
            OR s.team_id = (SELECT t.id FROM oncall.teams t WHERE t.name = i.team);
        IF FOUND THEN
            PERFORM pg_notify('deliveries', '');
        END IF;
        RETURN NULL;
    END
    $$;

CREATE FUNCTION incidents.wake_followers() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    BEGIN
        PERFORM pg_notify('timeline', '');
        RETURN NULL;
    END
    $$;

CREATE FUNCTION oncall.calendar_by_token(p_token_hash bytea) RETURNS TABLE(id uuid, owner_id uuid, owner text, schedule_id uuid, hidden_teams text[])
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    BEGIN
        RETURN QUERY
            SELECT l.id, u.id, u.email, l.schedule_id, ARRAY(
                SELECT t.name FROM oncall.teams t
                WHERE t.is_private AND u.role <> 'admin' AND NOT oncall.is_part_of(u.id, t.id))
            FROM oncall.calendar_links l JOIN oncall.users u ON u.id = l.owner_id
            WHERE l.token_hash = p_token_hash AND l.revoked_at IS NULL AND u.disabled_at IS NULL;
        IF FOUND THEN
            UPDATE oncall.calendar_links l SET last_used_at = clock_timestamp()
            WHERE l.token_hash = p_token_hash
                AND (l.last_used_at IS NULL OR l.last_used_at < clock_timestamp() - interval '1 minute');
        END IF;
    END
    $$;

CREATE FUNCTION oncall.caller_by_token(p_token_hash bytea) RETURNS TABLE(kind text, id uuid, name text, email text, role text, scopes text[], hidden_teams text[])
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

CREATE FUNCTION oncall.dependencies_of(p_service text) RETURNS TABLE(service text, distance integer)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
        WITH RECURSIVE needed (id, distance) AS (
            SELECT s.id, 0 FROM oncall.services s WHERE s.name = p_service
            UNION
            SELECT d.depends_on_id, n.distance + 1
            FROM needed n JOIN oncall.service_dependencies d ON d.service_id = n.id
            WHERE n.distance < 10
        )
        SELECT s.name, min(n.distance) FROM needed n JOIN oncall.services s ON s.id = n.id
        WHERE s.name <> p_service GROUP BY s.name
    $$;

CREATE FUNCTION oncall.is_part_of(p_user uuid, p_team uuid) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

CREATE FUNCTION oncall.is_service_shown(p_service text) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
        SELECT NOT EXISTS (
            SELECT FROM oncall.services s JOIN oncall.teams t ON t.id = s.team_id
            WHERE s.name = p_service AND platform.hides(t.name))
    $$;

CREATE FUNCTION oncall.is_silence_shown(p_matchers jsonb) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
        SELECT NOT EXISTS (
            SELECT FROM jsonb_array_elements_text(p_matchers) AS m (matcher)
            WHERE m.matcher ~ '^\s*service\s*=~?'
                AND NOT oncall.is_service_shown(
                    btrim(regexp_replace(m.matcher, '^\s*service\s*=~?', ''), E' \t"')))
    $$;

CREATE FUNCTION oncall.is_text_shown(p_text text) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
        SELECT NOT EXISTS (
            SELECT FROM oncall.services s JOIN oncall.teams t ON t.id = s.team_id
            WHERE platform.hides(t.name) AND strpos(p_text, s.name) > 0)
    $$;

CREATE FUNCTION oncall.routing(p_service text) RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
        SELECT jsonb_build_object(
            'team', coalesce(t.name, 'default'),
            'policy_id', p.id,
            'policy_name', coalesce(p.name, 'the team''s schedule, every 15 minutes'),
            'repeat', p.repeat,
            'steps', coalesce(p.steps, jsonb_build_array(jsonb_build_object(
                'delay_seconds', 900,
                'targets', jsonb_build_array(jsonb_build_object(
                    'type', 'schedule', 'team', coalesce(t.name, 'default')))))),
            'auto_resolve', coalesce(s.auto_resolve, true),
            'acknowledgement_timeout_seconds', s.acknowledgement_timeout_minutes * 60)
        FROM (SELECT p_service AS name) asked
        LEFT JOIN oncall.services s ON s.name = asked.name
        LEFT JOIN oncall.teams t ON t.id = s.team_id OR (s.id IS NULL AND t.name = 'default')
        LEFT JOIN oncall.escalation_policies p ON p.id = coalesce(s.escalation_policy_id, t.escalation_policy_id)
    $$;

CREATE FUNCTION oncall.routing_to_team(p_service text, p_team text) RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

CREATE FUNCTION oncall.team_by(p_reference text) RETURNS TABLE(id uuid, name text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
        SELECT t.id, t.name FROM oncall.teams t
        WHERE (t.id::text = p_reference OR t.name = p_reference) AND NOT platform.hides(t.name)
        ORDER BY t.name = p_reference DESC LIMIT 1
    $$;

CREATE FUNCTION oncall.zones_of_people() RETURNS TABLE(user_id uuid, timezone text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
        SELECT DISTINCT ON (m.user_id) m.user_id, s.timezone
        FROM (
            SELECT schedule_id, user_id FROM oncall.schedule_members
            UNION SELECT l.schedule_id, lm.user_id
                FROM oncall.layer_members lm JOIN oncall.schedule_layers l ON l.id = lm.layer_id
        ) m JOIN oncall.schedules s ON s.id = m.schedule_id
        ORDER BY m.user_id, s.created_at DESC
    $$;

CREATE FUNCTION platform.audit() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

CREATE FUNCTION platform.hidden_teams() RETURNS text[]
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (COALESCE(NULLIF(current_setting('platform.hidden_teams'::text, true), ''::text), '{}'::text))::text[];

CREATE FUNCTION platform.hides(p_team text) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (p_team = ANY (platform.hidden_teams()));

CREATE FUNCTION platform.sees_all() RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (COALESCE(current_setting('platform.hidden_teams'::text, true), ''::text) = ''::text);

CREATE FUNCTION platform.touch_updated_at() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    BEGIN
        NEW.updated_at := clock_timestamp();
        RETURN NEW;
    END
    $$;

CREATE FUNCTION platform.without_secrets(p_row jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE
    RETURN (SELECT jsonb_object_agg(jsonb_each.key, CASE WHEN ((jsonb_each.key ~ '(_hash|secret|password|token|credentials)'::text) OR ((jsonb_each.value #>> '{}'::text[]) ~~ 'enc:%'::text)) THEN '"(not shown)"'::jsonb ELSE jsonb_each.value END) AS jsonb_object_agg FROM jsonb_each(without_secrets.p_row) jsonb_each(key, value));

CREATE TABLE alerts.alerts (
    id uuid DEFAULT uuidv7() NOT NULL,
    incident_id uuid,
    fingerprint text NOT NULL,
    service text NOT NULL,
    severity text NOT NULL,
    message text NOT NULL,
    status text NOT NULL,
    source text,
    labels jsonb DEFAULT '{}'::jsonb NOT NULL,
    links jsonb DEFAULT '[]'::jsonb NOT NULL,
    raw jsonb,
    occurrences integer DEFAULT 1 NOT NULL,
    received_at timestamp with time zone NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    resolved_at timestamp with time zone,
    expires_at timestamp with time zone,
    sent jsonb,
    CONSTRAINT alerts_fingerprint_form CHECK ((fingerprint ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT alerts_firing_has_an_incident CHECK (((status = 'resolved'::text) OR (incident_id IS NOT NULL))),
    CONSTRAINT alerts_occurrences_range CHECK ((occurrences >= 1)),
    CONSTRAINT alerts_resolved_has_an_instant CHECK (((status = 'resolved'::text) = (resolved_at IS NOT NULL))),
    CONSTRAINT alerts_service_length CHECK (((char_length(service) >= 1) AND (char_length(service) <= 200))),
    CONSTRAINT alerts_severity_known CHECK ((severity = ANY (ARRAY['critical'::text, 'high'::text, 'medium'::text, 'low'::text, 'info'::text]))),
    CONSTRAINT alerts_status_known CHECK ((status = ANY (ARRAY['firing'::text, 'resolved'::text])))
)
WITH (fillfactor='85');

CREATE TABLE alerts.archived (
    incident_id uuid NOT NULL,
    alerts integer NOT NULL,
    occurrences bigint NOT NULL,
    last_archived_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT archived_alerts_range CHECK ((alerts >= 1)),
    CONSTRAINT archived_occurrences_range CHECK ((occurrences >= alerts))
);

CREATE TABLE alerts.heartbeats (
    id uuid DEFAULT uuidv7() NOT NULL,
    name text NOT NULL,
    service text NOT NULL,
    severity text NOT NULL,
    interval_seconds double precision NOT NULL,
    grace_seconds double precision NOT NULL,
    is_enabled boolean DEFAULT true NOT NULL,
    key_prefix text NOT NULL,
    key_hash bytea NOT NULL,
    last_beat_at timestamp with time zone,
    due_at timestamp with time zone NOT NULL,
    is_told_overdue boolean DEFAULT false NOT NULL,
    silences bigint DEFAULT 0 NOT NULL,
    lease_until timestamp with time zone,
    lease_token bigint DEFAULT 0 NOT NULL,
    created_by text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT heartbeats_grace_range CHECK (((grace_seconds >= (0)::double precision) AND (grace_seconds <= (31622400)::double precision))),
    CONSTRAINT heartbeats_interval_range CHECK (((interval_seconds >= (1)::double precision) AND (interval_seconds <= (31622400)::double precision))),
    CONSTRAINT heartbeats_key_hash_length CHECK ((octet_length(key_hash) = 32)),
    CONSTRAINT heartbeats_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
    CONSTRAINT heartbeats_service_length CHECK (((char_length(service) >= 1) AND (char_length(service) <= 200))),
    CONSTRAINT heartbeats_severity_known CHECK ((severity = ANY (ARRAY['critical'::text, 'high'::text, 'medium'::text, 'low'::text, 'info'::text])))
);

CREATE TABLE alerts.holds (
    alert_id uuid NOT NULL,
    incident_id uuid NOT NULL,
    reason text NOT NULL,
    silence_id uuid,
    until timestamp with time zone,
    CONSTRAINT holds_end_somewhere CHECK (((silence_id IS NULL) = (until IS NOT NULL))),
    CONSTRAINT holds_reason_known CHECK ((reason = ANY (ARRAY['silenced'::text, 'held_back'::text, 'flapping'::text]))),
    CONSTRAINT holds_silenced_by_a_silence CHECK (((reason = 'silenced'::text) = (silence_id IS NOT NULL)))
);

CREATE TABLE alerts.idempotency_keys (
    caller text NOT NULL,
    key text NOT NULL,
    request_hash bytea NOT NULL,
    status integer NOT NULL,
    body json NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT idempotency_keys_key_length CHECK (((char_length(key) >= 1) AND (char_length(key) <= 255)))
);

CREATE TABLE alerts.integrations (
    id uuid DEFAULT uuidv7() NOT NULL,
    name text NOT NULL,
    source text NOT NULL,
    service text,
    service_from text DEFAULT 'payload'::text NOT NULL,
    rate_limit_per_minute integer,
    mapping jsonb DEFAULT '{}'::jsonb NOT NULL,
    is_enabled boolean DEFAULT true NOT NULL,
    key_prefix text NOT NULL,
    key_hash bytea NOT NULL,
    alerts_received bigint DEFAULT 0 NOT NULL,
    last_received_at timestamp with time zone,
    created_by text NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    requires_signature boolean DEFAULT false NOT NULL,
    signing_secret text,
    CONSTRAINT integrations_key_hash_length CHECK ((octet_length(key_hash) = 32)),
    CONSTRAINT integrations_mapping_object CHECK ((jsonb_typeof(mapping) = 'object'::text)),
    CONSTRAINT integrations_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
    CONSTRAINT integrations_own_service_is_named CHECK (((service IS NOT NULL) OR (service_from = 'payload'::text))),
    CONSTRAINT integrations_rate_limit_range CHECK (((rate_limit_per_minute >= 1) AND (rate_limit_per_minute <= 1000000))),
    CONSTRAINT integrations_secret_is_for_signatures CHECK ((requires_signature OR (signing_secret IS NULL))),
    CONSTRAINT integrations_service_from_known CHECK ((service_from = ANY (ARRAY['payload'::text, 'integration'::text]))),
    CONSTRAINT integrations_service_length CHECK (((char_length(service) >= 1) AND (char_length(service) <= 200))),
    CONSTRAINT integrations_source_length CHECK (((char_length(source) >= 1) AND (char_length(source) <= 100)))
);

CREATE TABLE alerts.maintenance_periods (
    window_id uuid NOT NULL,
    service text NOT NULL,
    period tstzrange NOT NULL,
    CONSTRAINT maintenance_periods_bounded CHECK (((NOT isempty(period)) AND (NOT lower_inf(period)) AND (NOT upper_inf(period))))
);

CREATE TABLE alerts.maintenance_windows (
    id uuid DEFAULT uuidv7() NOT NULL,
    services text[] NOT NULL,
    reason text NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    timezone text NOT NULL,
    recurrence text,
    planned_until timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    created_by text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT maintenance_windows_end_after_start CHECK ((ends_at > starts_at)),
    CONSTRAINT maintenance_windows_reason_length CHECK (((char_length(reason) >= 1) AND (char_length(reason) <= 1000))),
    CONSTRAINT maintenance_windows_services_some CHECK ((cardinality(services) >= 1))
);

CREATE TABLE alerts.recent_ends (
    fingerprint text NOT NULL,
    service text NOT NULL,
    incident_id uuid NOT NULL,
    ended_at timestamp with time zone NOT NULL,
    changes timestamp with time zone[] NOT NULL
);

CREATE TABLE alerts.rule_sets (
    version integer NOT NULL,
    rules jsonb NOT NULL,
    created_by text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT rule_sets_rules_list CHECK ((jsonb_typeof(rules) = 'array'::text)),
    CONSTRAINT rule_sets_version_range CHECK ((version >= 1))
);

CREATE TABLE alerts.silences (
    id uuid DEFAULT uuidv7() NOT NULL,
    matchers jsonb NOT NULL,
    reason text NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    created_by text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT silences_end_after_start CHECK ((ends_at >= starts_at)),
    CONSTRAINT silences_matchers_list CHECK ((jsonb_typeof(matchers) = 'array'::text)),
    CONSTRAINT silences_reason_length CHECK (((char_length(reason) >= 1) AND (char_length(reason) <= 1000)))
);

CREATE TABLE incidents.action_items (
    id uuid DEFAULT uuidv7() NOT NULL,
    incident_id uuid NOT NULL,
    title text NOT NULL,
    owner_id uuid,
    owner_name text,
    owner_email text,
    due_on date,
    created_by text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    done_by text,
    done_at timestamp with time zone,
    CONSTRAINT action_items_done_by_somebody CHECK (((done_at IS NULL) = (done_by IS NULL))),
    CONSTRAINT action_items_title_length CHECK (((char_length(title) >= 1) AND (char_length(title) <= 500)))
);

CREATE TABLE incidents.deliveries (
    id uuid DEFAULT uuidv7() NOT NULL,
    subscription_id uuid NOT NULL,
    incident_id uuid NOT NULL,
    entry_id bigint NOT NULL,
    event text NOT NULL,
    body text,
    status text DEFAULT 'waiting'::text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    created_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    lease_until timestamp with time zone,
    lease_token bigint DEFAULT 0 NOT NULL,
    CONSTRAINT deliveries_ended_has_an_instant CHECK (((status = 'waiting'::text) = (ended_at IS NULL))),
    CONSTRAINT deliveries_status_known CHECK ((status = ANY (ARRAY['waiting'::text, 'delivered'::text, 'given_up'::text])))
);

CREATE TABLE incidents.delivery_attempts (
    delivery_id uuid NOT NULL,
    number integer NOT NULL,
    started_at timestamp with time zone NOT NULL,
    duration_ms integer NOT NULL,
    outcome text NOT NULL,
    status_code integer,
    error text,
    CONSTRAINT delivery_attempts_outcome_known CHECK ((outcome = ANY (ARRAY['delivered'::text, 'failed'::text])))
);

CREATE TABLE incidents.escalations (
    incident_id uuid NOT NULL,
    episode integer DEFAULT 1 NOT NULL,
    policy jsonb NOT NULL,
    step integer DEFAULT 1 NOT NULL,
    cycle integer DEFAULT 1 NOT NULL,
    state text DEFAULT 'active'::text NOT NULL,
    next_at timestamp with time zone,
    lease_until timestamp with time zone,
    lease_token bigint DEFAULT 0 NOT NULL,
    traceparent text DEFAULT NULLIF(current_setting('platform.traceparent'::text, true), ''::text),
    turns jsonb DEFAULT '{}'::jsonb NOT NULL,
    CONSTRAINT escalations_active_has_an_instant CHECK (((state = 'active'::text) = (next_at IS NOT NULL))),
    CONSTRAINT escalations_cycle_range CHECK ((cycle >= 1)),
    CONSTRAINT escalations_state_known CHECK ((state = ANY (ARRAY['active'::text, 'stopped'::text, 'exhausted'::text]))),
    CONSTRAINT escalations_step_range CHECK ((step >= 1))
);

COMMENT ON COLUMN incidents.escalations.traceparent IS 'W3C Trace Context of the span that queued it; null: not traced';

CREATE TABLE incidents.idempotency_keys (
    caller text NOT NULL,
    key text NOT NULL,
    request_hash bytea NOT NULL,
    status integer NOT NULL,
    body json NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT idempotency_keys_key_length CHECK (((char_length(key) >= 1) AND (char_length(key) <= 255)))
);

CREATE TABLE incidents.incident_tags (
    tag text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    incident_id uuid NOT NULL
);

CREATE TABLE incidents.incidents (
    id uuid DEFAULT uuidv7() NOT NULL,
    created_at timestamp with time zone NOT NULL,
    mtta_seconds double precision,
    mttr_seconds double precision,
    status text DEFAULT 'open'::text NOT NULL,
    severity text NOT NULL,
    service text NOT NULL,
    team text NOT NULL,
    title text NOT NULL,
    priority text NOT NULL,
    origin text NOT NULL,
    assignee_id uuid,
    assignee_name text,
    assignee_email text,
    alert_count integer DEFAULT 0 NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    correlation_key text NOT NULL,
    takes_alerts boolean,
    last_alert_at timestamp with time zone,
    auto_resolve boolean DEFAULT true NOT NULL,
    resolve_due_at timestamp with time zone,
    snoozed_until timestamp with time zone,
    acknowledged_at timestamp with time zone,
    resolved_at timestamp with time zone,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    previous_id uuid,
    suppressed_reason text,
    suppressed_until timestamp with time zone,
    tags text[] DEFAULT '{}'::text[] NOT NULL,
    merged_into uuid,
    acknowledged_until timestamp with time zone,
    assignee_address text GENERATED ALWAYS AS (lower(assignee_email)) STORED,
    CONSTRAINT incidents_alert_count_range CHECK ((alert_count >= 0)),
    CONSTRAINT incidents_merged_is_resolved CHECK (((merged_into IS NULL) OR (status = 'resolved'::text))),
    CONSTRAINT incidents_mtta_range CHECK ((mtta_seconds >= (0)::double precision)),
    CONSTRAINT incidents_mttr_range CHECK ((mttr_seconds >= (0)::double precision)),
    CONSTRAINT incidents_only_acknowledged_runs_out CHECK (((acknowledged_until IS NULL) OR (status = 'acknowledged'::text))),
    CONSTRAINT incidents_origin_known CHECK ((origin = ANY (ARRAY['alert'::text, 'person'::text, 'drill'::text]))),
    CONSTRAINT incidents_priority_known CHECK ((priority = ANY (ARRAY['P1'::text, 'P2'::text, 'P3'::text, 'P4'::text, 'P5'::text]))),
    CONSTRAINT incidents_resolved_has_an_instant CHECK (((status = 'resolved'::text) = (resolved_at IS NOT NULL))),
    CONSTRAINT incidents_resolved_is_not_snoozed CHECK (((status <> 'resolved'::text) OR (snoozed_until IS NULL))),
    CONSTRAINT incidents_resolved_takes_no_alerts CHECK (((status <> 'resolved'::text) OR (takes_alerts IS NULL))),
    CONSTRAINT incidents_service_length CHECK (((char_length(service) >= 1) AND (char_length(service) <= 200))),
    CONSTRAINT incidents_severity_known CHECK ((severity = ANY (ARRAY['critical'::text, 'high'::text, 'medium'::text, 'low'::text, 'info'::text]))),
    CONSTRAINT incidents_status_known CHECK ((status = ANY (ARRAY['open'::text, 'acknowledged'::text, 'in_progress'::text, 'resolved'::text]))),
    CONSTRAINT incidents_suppressed_has_a_reason CHECK (((suppressed_reason IS NULL) = (suppressed_until IS NULL))),
    CONSTRAINT incidents_suppressed_reason_known CHECK ((suppressed_reason = ANY (ARRAY['maintenance'::text, 'silenced'::text, 'held_back'::text, 'flapping'::text]))),
    CONSTRAINT incidents_tags_number CHECK ((cardinality(tags) <= 20)),
    CONSTRAINT incidents_takes_alerts_true_or_null CHECK (takes_alerts),
    CONSTRAINT incidents_title_length CHECK (((char_length(title) >= 1) AND (char_length(title) <= 200)))
)
WITH (fillfactor='80');

CREATE TABLE incidents.last_known_oncall (
    targets_key text NOT NULL,
    answer jsonb NOT NULL,
    at timestamp with time zone NOT NULL
);

CREATE TABLE incidents.merged_keys (
    correlation_key text NOT NULL,
    incident_id uuid NOT NULL,
    merged_at timestamp with time zone NOT NULL
);

CREATE TABLE incidents.note_edits (
    note_id uuid NOT NULL,
    number integer NOT NULL,
    content text NOT NULL,
    edited_by text NOT NULL,
    edited_at timestamp with time zone NOT NULL,
    CONSTRAINT note_edits_content_length CHECK (((char_length(content) >= 1) AND (char_length(content) <= 20000))),
    CONSTRAINT note_edits_number_range CHECK ((number >= 1))
);

CREATE TABLE incidents.notes (
    id uuid DEFAULT uuidv7() NOT NULL,
    incident_id uuid NOT NULL,
    content text NOT NULL,
    author text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT notes_content_length CHECK (((char_length(content) >= 1) AND (char_length(content) <= 20000)))
);

CREATE TABLE incidents.pages (
    id uuid NOT NULL,
    incident_id uuid NOT NULL,
    kind text NOT NULL,
    episode integer NOT NULL,
    cycle integer,
    step integer,
    recipient_key text NOT NULL,
    recipient jsonb NOT NULL,
    subject text NOT NULL,
    message text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    handed_over_at timestamp with time zone,
    cancelled_at timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    last_error text,
    lease_until timestamp with time zone,
    lease_token bigint DEFAULT 0 NOT NULL,
    traceparent text DEFAULT NULLIF(current_setting('platform.traceparent'::text, true), ''::text),
    CONSTRAINT pages_kind_known CHECK ((kind = ANY (ARRAY['page'::text, 'update'::text, 'stop'::text]))),
    CONSTRAINT pages_step_in_a_cycle CHECK (((step IS NULL) = (cycle IS NULL)))
);

COMMENT ON COLUMN incidents.pages.traceparent IS 'W3C Trace Context of the span that queued it; null: not traced';

CREATE TABLE incidents.postmortems (
    incident_id uuid NOT NULL,
    version integer NOT NULL,
    content text NOT NULL,
    author text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT postmortems_content_length CHECK (((char_length(content) >= 1) AND (char_length(content) <= 200000))),
    CONSTRAINT postmortems_version_range CHECK ((version >= 1))
);

CREATE TABLE incidents.responders (
    incident_id uuid NOT NULL,
    user_id uuid NOT NULL,
    name text NOT NULL,
    email text NOT NULL,
    added_by text NOT NULL,
    added_at timestamp with time zone NOT NULL
);

CREATE TABLE incidents.round_robins (
    policy_id uuid NOT NULL,
    step integer NOT NULL,
    turns bigint DEFAULT 0 NOT NULL,
    CONSTRAINT round_robins_step_range CHECK ((step >= 1))
);

CREATE TABLE incidents.search_texts (
    incident_id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    text text NOT NULL
);

CREATE TABLE incidents.subscriptions (
    id uuid DEFAULT uuidv7() NOT NULL,
    name text NOT NULL,
    url text NOT NULL,
    team_id uuid,
    events text[] NOT NULL,
    secret text NOT NULL,
    is_enabled boolean DEFAULT true NOT NULL,
    disabled_because text,
    failing_since timestamp with time zone,
    created_by text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT subscriptions_enabled_has_no_reason CHECK (((NOT is_enabled) OR (disabled_because IS NULL))),
    CONSTRAINT subscriptions_events_known CHECK (((cardinality(events) > 0) AND (events <@ ARRAY['created'::text, 'acknowledged'::text, 'escalated'::text, 'resolved'::text, 'note'::text]))),
    CONSTRAINT subscriptions_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
    CONSTRAINT subscriptions_url_length CHECK (((char_length(url) >= 1) AND (char_length(url) <= 1024)))
);

CREATE TABLE incidents.timeline (
    id bigint NOT NULL,
    incident_id uuid NOT NULL,
    type text NOT NULL,
    actor text NOT NULL,
    at timestamp with time zone NOT NULL,
    data jsonb DEFAULT '{}'::jsonb NOT NULL,
    CONSTRAINT timeline_type_known CHECK ((type = ANY (ARRAY['created'::text, 'alert_attached'::text, 'alert_resolved'::text, 'assigned'::text, 'reassigned'::text, 'paged'::text, 'delivered'::text, 'delivery_failed'::text, 'escalated'::text, 'exhausted'::text, 'status_changed'::text, 'note'::text, 'suppressed'::text, 'degraded'::text, 'merged'::text, 'snoozed'::text])))
);

ALTER TABLE incidents.timeline ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME incidents.timeline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE notify.attempts (
    notification_id uuid NOT NULL,
    number integer NOT NULL,
    started_at timestamp with time zone NOT NULL,
    duration_ms integer NOT NULL,
    outcome text NOT NULL,
    status_code integer,
    error text,
    provider_id text,
    answer text,
    CONSTRAINT attempts_number_range CHECK ((number >= 1))
);

CREATE TABLE notify.contact_methods (
    id uuid DEFAULT uuidv7() NOT NULL,
    user_id uuid NOT NULL,
    channel text NOT NULL,
    address text NOT NULL,
    label text,
    created_at timestamp with time zone NOT NULL,
    verified_at timestamp with time zone,
    code_hash bytea,
    code_sent_at timestamp with time zone,
    code_tries integer DEFAULT 0 NOT NULL,
    CONSTRAINT contact_methods_address_length CHECK ((octet_length(address) <= 4096)),
    CONSTRAINT contact_methods_label_length CHECK (((char_length(label) >= 1) AND (char_length(label) <= 100)))
);

CREATE TABLE notify.findings_told (
    finding text NOT NULL,
    told_at timestamp with time zone NOT NULL
);

CREATE TABLE notify.idempotency_keys (
    caller text NOT NULL,
    key text NOT NULL,
    request_hash bytea NOT NULL,
    status integer NOT NULL,
    body json NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT idempotency_keys_key_length CHECK (((char_length(key) >= 1) AND (char_length(key) <= 255)))
);

CREATE TABLE notify.notifications (
    id uuid DEFAULT uuidv7() NOT NULL,
    page_id uuid,
    incident_id uuid,
    kind text NOT NULL,
    channel text NOT NULL,
    recipient text NOT NULL,
    destination text NOT NULL,
    topic text DEFAULT ''::text NOT NULL,
    step integer,
    cycle integer,
    status text DEFAULT 'pending'::text NOT NULL,
    subject text,
    message text NOT NULL,
    data jsonb DEFAULT '{}'::jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    attempt_count integer DEFAULT 0 NOT NULL,
    failures integer DEFAULT 0 NOT NULL,
    lease_token bigint DEFAULT 0 NOT NULL,
    receipt_due_at timestamp with time zone,
    receipt_failures integer DEFAULT 0 NOT NULL,
    receipt_token bigint DEFAULT 0 NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    user_id uuid,
    planned_at timestamp with time zone,
    episode integer DEFAULT 1 NOT NULL,
    traceparent text DEFAULT NULLIF(current_setting('platform.traceparent'::text, true), ''::text),
    is_bundle boolean DEFAULT false NOT NULL,
    bundle_id uuid,
    CONSTRAINT notifications_channel_known CHECK ((channel = ANY (ARRAY['log'::text, 'email'::text, 'webhook'::text, 'ntfy'::text, 'slack'::text, 'teams'::text, 'mattermost'::text, 'discord'::text, 'telegram'::text, 'sms'::text, 'voice'::text, 'webpush'::text]))),
    CONSTRAINT notifications_destination_length CHECK ((octet_length(destination) <= 300)),
    CONSTRAINT notifications_kind_known CHECK ((kind = ANY (ARRAY['page'::text, 'update'::text, 'direct'::text]))),
    CONSTRAINT notifications_recipient_length CHECK ((octet_length(recipient) <= 1024)),
    CONSTRAINT notifications_sent_has_an_instant CHECK (((status <> ALL (ARRAY['sent'::text, 'delivered'::text])) OR (sent_at IS NOT NULL))),
    CONSTRAINT notifications_status_known CHECK ((status = ANY (ARRAY['pending'::text, 'sending'::text, 'sent'::text, 'delivered'::text, 'failed'::text, 'dead'::text, 'cancelled'::text, 'bundled'::text]))),
    CONSTRAINT notifications_topic_length CHECK ((octet_length(topic) <= 800))
);

COMMENT ON COLUMN notify.notifications.traceparent IS 'W3C Trace Context of the span that queued it; null: not traced';

CREATE TABLE notify.push_subscriptions (
    endpoint_hash bytea NOT NULL,
    contact_method_id uuid NOT NULL,
    p256dh text NOT NULL,
    auth text NOT NULL,
    created_at timestamp with time zone NOT NULL
);

CREATE TABLE notify.quiet_hours (
    user_id uuid NOT NULL,
    timezone text NOT NULL,
    starts_at time without time zone NOT NULL,
    ends_at time without time zone NOT NULL,
    CONSTRAINT quiet_hours_not_always CHECK ((starts_at <> ends_at))
);

CREATE TABLE notify.reply_numbers (
    incident_id uuid NOT NULL,
    number integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT reply_numbers_number_range CHECK (((number >= 100000) AND (number <= 999999)))
);

CREATE TABLE notify.rule_steps (
    user_id uuid NOT NULL,
    urgency text NOT NULL,
    "position" integer NOT NULL,
    delay_seconds double precision NOT NULL,
    contact_method_id uuid NOT NULL,
    CONSTRAINT rule_steps_delay_range CHECK (((delay_seconds >= (0)::double precision) AND (delay_seconds <= (86400)::double precision))),
    CONSTRAINT rule_steps_position_range CHECK (("position" >= 1)),
    CONSTRAINT rule_steps_urgency_known CHECK ((urgency = ANY (ARRAY['high'::text, 'low'::text])))
);

CREATE TABLE notify.templates (
    id uuid DEFAULT uuidv7() NOT NULL,
    team_id uuid,
    channel text NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    message text NOT NULL,
    updated_by text NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    failed_at timestamp with time zone,
    failure text,
    CONSTRAINT templates_failure_has_an_instant CHECK (((failed_at IS NULL) = (failure IS NULL))),
    CONSTRAINT templates_kind_known CHECK ((kind = ANY (ARRAY['page'::text, 'update'::text]))),
    CONSTRAINT templates_message_length CHECK (((char_length(message) >= 1) AND (char_length(message) <= 4000))),
    CONSTRAINT templates_subject_length CHECK (((char_length(subject) >= 1) AND (char_length(subject) <= 500)))
);

CREATE TABLE notify.throttle_rules (
    user_id uuid NOT NULL,
    most integer NOT NULL,
    window_seconds double precision NOT NULL,
    CONSTRAINT throttle_rules_most_range CHECK (((most >= 1) AND (most <= 1000))),
    CONSTRAINT throttle_rules_window_range CHECK (((window_seconds >= (1)::double precision) AND (window_seconds <= (86400)::double precision)))
);

CREATE TABLE notify.throttles (
    user_id uuid NOT NULL,
    address_hash bytea NOT NULL,
    version bigint NOT NULL,
    bundle_id uuid,
    bundle_due_at timestamp with time zone
);

CREATE TABLE oncall.api_keys (
    id uuid DEFAULT uuidv7() NOT NULL,
    name text NOT NULL,
    prefix text NOT NULL,
    token_hash bytea NOT NULL,
    role text,
    scopes text[] DEFAULT '{}'::text[] NOT NULL,
    created_by text NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    expires_at timestamp with time zone,
    revoked_at timestamp with time zone,
    last_used_at timestamp with time zone,
    is_from_environment boolean DEFAULT false NOT NULL,
    team_id uuid,
    CONSTRAINT api_keys_may_do_something CHECK (((role IS NOT NULL) OR (cardinality(scopes) > 0))),
    CONSTRAINT api_keys_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
    CONSTRAINT api_keys_of_a_team_see_that_team CHECK (((team_id IS NULL) OR ((role IS DISTINCT FROM 'admin'::text) AND (NOT (scopes && ARRAY['admin'::text, 'ingest'::text]))))),
    CONSTRAINT api_keys_role_known CHECK ((role = ANY (ARRAY['admin'::text, 'responder'::text, 'viewer'::text]))),
    CONSTRAINT api_keys_scopes_known CHECK ((scopes <@ ARRAY['read'::text, 'respond'::text, 'admin'::text, 'ingest'::text])),
    CONSTRAINT api_keys_token_hash_length CHECK ((octet_length(token_hash) = 32))
);

CREATE TABLE oncall.audit_log (
    id uuid DEFAULT uuidv7() NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    actor text NOT NULL,
    actor_kind text NOT NULL,
    actor_id text,
    address text,
    request_id text,
    action text NOT NULL,
    object_type text NOT NULL,
    object_id text,
    object_name text,
    before jsonb,
    after jsonb,
    CONSTRAINT audit_log_action_known CHECK ((action = ANY (ARRAY['created'::text, 'changed'::text, 'deleted'::text]))),
    CONSTRAINT audit_log_actor_kind_known CHECK ((actor_kind = ANY (ARRAY['user'::text, 'key'::text, 'service'::text, 'system'::text])))
);

CREATE TABLE oncall.calendar_links (
    id uuid DEFAULT uuidv7() NOT NULL,
    owner_id uuid NOT NULL,
    schedule_id uuid,
    name text NOT NULL,
    token_hash bytea NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    last_used_at timestamp with time zone,
    revoked_at timestamp with time zone,
    CONSTRAINT calendar_links_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200)))
);

CREATE TABLE oncall.coverage_checks (
    schedule_id uuid NOT NULL,
    week date NOT NULL,
    CONSTRAINT coverage_checks_week_is_a_monday CHECK ((EXTRACT(isodow FROM week) = (1)::numeric))
);

CREATE TABLE oncall.escalation_policies (
    id uuid DEFAULT uuidv7() NOT NULL,
    name text NOT NULL,
    team_id uuid NOT NULL,
    repeat integer DEFAULT 0 NOT NULL,
    steps jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT escalation_policies_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
    CONSTRAINT escalation_policies_repeat_range CHECK (((repeat >= 0) AND (repeat <= 100))),
    CONSTRAINT escalation_policies_steps_list CHECK ((jsonb_typeof(steps) = 'array'::text))
);

CREATE TABLE oncall.first_admin (
    email text NOT NULL,
    password_hash text NOT NULL,
    applied_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

CREATE TABLE oncall.idempotency_keys (
    caller text NOT NULL,
    key text NOT NULL,
    request_hash bytea NOT NULL,
    status integer NOT NULL,
    body json NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT idempotency_keys_key_length CHECK (((char_length(key) >= 1) AND (char_length(key) <= 255)))
);

CREATE TABLE oncall.layer_members (
    layer_id uuid NOT NULL,
    "position" integer NOT NULL,
    user_id uuid NOT NULL,
    joins_on date,
    leaves_on date,
    CONSTRAINT layer_members_dates_in_order CHECK ((leaves_on > joins_on)),
    CONSTRAINT layer_members_position_range CHECK (("position" >= 0))
);

CREATE TABLE oncall.notices (
    id uuid DEFAULT uuidv7() NOT NULL,
    recipient text NOT NULL,
    subject text NOT NULL,
    message text NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    due_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    handed_over_at timestamp with time zone,
    refused_because text,
    attempts integer DEFAULT 0 NOT NULL,
    lease_token bigint DEFAULT 0 NOT NULL,
    CONSTRAINT notices_one_end CHECK (((handed_over_at IS NULL) OR (refused_because IS NULL)))
);

CREATE TABLE oncall.overrides (
    id uuid DEFAULT uuidv7() NOT NULL,
    schedule_id uuid NOT NULL,
    role text DEFAULT 'primary'::text NOT NULL,
    kind text DEFAULT 'replace'::text NOT NULL,
    user_id uuid NOT NULL,
    period tstzrange NOT NULL,
    created_by text NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT overrides_kind_known CHECK ((kind = ANY (ARRAY['replace'::text, 'add'::text, 'remove'::text]))),
    CONSTRAINT overrides_period_bounded CHECK (((NOT isempty(period)) AND (NOT lower_inf(period)) AND (NOT upper_inf(period)))),
    CONSTRAINT overrides_role_known CHECK ((role = ANY (ARRAY['primary'::text, 'secondary'::text])))
);

CREATE TABLE oncall.schedule_layers (
    id uuid DEFAULT uuidv7() NOT NULL,
    schedule_id uuid NOT NULL,
    "position" integer NOT NULL,
    name text NOT NULL,
    role text DEFAULT 'primary'::text NOT NULL,
    unit text NOT NULL,
    every integer NOT NULL,
    handoff_time time without time zone NOT NULL,
    start_date date NOT NULL,
    end_date date,
    restrictions jsonb DEFAULT '[]'::jsonb NOT NULL,
    CONSTRAINT schedule_layers_end_after_start CHECK ((end_date > start_date)),
    CONSTRAINT schedule_layers_every_range CHECK (((every >= 1) AND (every <= 1000))),
    CONSTRAINT schedule_layers_position_range CHECK (("position" >= 0)),
    CONSTRAINT schedule_layers_restrictions_list CHECK ((jsonb_typeof(restrictions) = 'array'::text)),
    CONSTRAINT schedule_layers_role_known CHECK ((role = ANY (ARRAY['primary'::text, 'secondary'::text]))),
    CONSTRAINT schedule_layers_unit_known CHECK ((unit = ANY (ARRAY['hour'::text, 'day'::text, 'week'::text, 'month'::text])))
);

CREATE TABLE oncall.schedule_members (
    schedule_id uuid NOT NULL,
    role text NOT NULL,
    "position" integer NOT NULL,
    user_id uuid NOT NULL,
    CONSTRAINT schedule_members_position_range CHECK (("position" >= 0)),
    CONSTRAINT schedule_members_role_known CHECK ((role = ANY (ARRAY['primary'::text, 'secondary'::text])))
);

CREATE TABLE oncall.schedules (
    id uuid DEFAULT uuidv7() NOT NULL,
    team_id uuid NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    timezone text DEFAULT 'UTC'::text NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT schedules_kind_known CHECK ((kind = ANY (ARRAY['weekly'::text, 'layered'::text]))),
    CONSTRAINT schedules_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200)))
);

CREATE TABLE oncall.service_dependencies (
    service_id uuid NOT NULL,
    depends_on_id uuid NOT NULL,
    CONSTRAINT service_dependencies_not_on_itself CHECK ((service_id <> depends_on_id))
);

CREATE TABLE oncall.services (
    id uuid DEFAULT uuidv7() NOT NULL,
    name text NOT NULL,
    team_id uuid NOT NULL,
    escalation_policy_id uuid,
    auto_resolve boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    acknowledgement_timeout_minutes double precision,
    low_urgency text[] DEFAULT '{}'::text[] NOT NULL,
    support_hours jsonb,
    auto_resolve_delay_seconds double precision DEFAULT 0 NOT NULL,
    CONSTRAINT services_acknowledgement_timeout_range CHECK (((acknowledgement_timeout_minutes >= (1)::double precision) AND (acknowledgement_timeout_minutes <= (43200)::double precision))),
    CONSTRAINT services_auto_resolve_delay_range CHECK (((auto_resolve_delay_seconds >= (0)::double precision) AND (auto_resolve_delay_seconds <= (86400)::double precision))),
    CONSTRAINT services_low_urgency_known CHECK ((low_urgency <@ ARRAY['high'::text, 'medium'::text, 'low'::text, 'info'::text])),
    CONSTRAINT services_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
    CONSTRAINT services_support_hours_object CHECK ((jsonb_typeof(support_hours) = 'object'::text))
);

CREATE TABLE oncall.sessions (
    token_hash bytea NOT NULL,
    user_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT sessions_token_hash_length CHECK ((octet_length(token_hash) = 32))
);

CREATE TABLE oncall.swaps (
    id uuid DEFAULT uuidv7() NOT NULL,
    schedule_id uuid NOT NULL,
    role text NOT NULL,
    asked_by uuid NOT NULL,
    asked_of uuid NOT NULL,
    period tstzrange NOT NULL,
    in_return tstzrange,
    note text,
    status text DEFAULT 'open'::text NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    answered_at timestamp with time zone,
    CONSTRAINT swaps_answered_has_an_instant CHECK (((status = 'open'::text) = (answered_at IS NULL))),
    CONSTRAINT swaps_in_return_bounded CHECK (((NOT isempty(in_return)) AND (NOT lower_inf(in_return)) AND (NOT upper_inf(in_return)))),
    CONSTRAINT swaps_note_length CHECK (((char_length(note) >= 1) AND (char_length(note) <= 1000))),
    CONSTRAINT swaps_of_two_people CHECK ((asked_by <> asked_of)),
    CONSTRAINT swaps_period_bounded CHECK (((NOT isempty(period)) AND (NOT lower_inf(period)) AND (NOT upper_inf(period)))),
    CONSTRAINT swaps_role_known CHECK ((role = ANY (ARRAY['primary'::text, 'secondary'::text]))),
    CONSTRAINT swaps_status_known CHECK ((status = ANY (ARRAY['open'::text, 'accepted'::text, 'declined'::text, 'withdrawn'::text])))
);

CREATE TABLE oncall.team_members (
    team_id uuid NOT NULL,
    user_id uuid NOT NULL
);

CREATE TABLE oncall.teams (
    id uuid DEFAULT uuidv7() NOT NULL,
    name text NOT NULL,
    manager_id uuid,
    escalation_policy_id uuid,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    is_private boolean DEFAULT false NOT NULL,
    CONSTRAINT teams_default_is_open CHECK ((NOT (is_private AND (name = 'default'::text)))),
    CONSTRAINT teams_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200)))
);

CREATE TABLE oncall.users (
    id uuid DEFAULT uuidv7() NOT NULL,
    name text NOT NULL,
    email text NOT NULL,
    password_hash text,
    role text DEFAULT 'responder'::text NOT NULL,
    disabled_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    oidc_identity text,
    CONSTRAINT users_email_length CHECK (((char_length(email) >= 3) AND (char_length(email) <= 320))),
    CONSTRAINT users_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
    CONSTRAINT users_oidc_identity_length CHECK ((char_length(oidc_identity) <= 1000)),
    CONSTRAINT users_role_known CHECK ((role = ANY (ARRAY['admin'::text, 'responder'::text, 'viewer'::text])))
);

CREATE TABLE platform.alembic_version (
    version_num character varying(32) NOT NULL
);

ALTER TABLE ONLY alerts.alerts
    ADD CONSTRAINT alerts_pkey PRIMARY KEY (id);

ALTER TABLE ONLY alerts.archived
    ADD CONSTRAINT archived_pkey PRIMARY KEY (incident_id);

ALTER TABLE ONLY alerts.heartbeats
    ADD CONSTRAINT heartbeats_key_hash_key UNIQUE (key_hash);

ALTER TABLE ONLY alerts.heartbeats
    ADD CONSTRAINT heartbeats_name_key UNIQUE (name);

ALTER TABLE ONLY alerts.heartbeats
    ADD CONSTRAINT heartbeats_pkey PRIMARY KEY (id);

ALTER TABLE ONLY alerts.holds
    ADD CONSTRAINT holds_one_a_reason UNIQUE NULLS NOT DISTINCT (alert_id, reason, silence_id);

ALTER TABLE ONLY alerts.idempotency_keys
    ADD CONSTRAINT idempotency_keys_pkey PRIMARY KEY (caller, key);

ALTER TABLE ONLY alerts.integrations
    ADD CONSTRAINT integrations_key_hash_key UNIQUE (key_hash);

ALTER TABLE ONLY alerts.integrations
    ADD CONSTRAINT integrations_name_key UNIQUE (name);

ALTER TABLE ONLY alerts.integrations
    ADD CONSTRAINT integrations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY alerts.maintenance_periods
    ADD CONSTRAINT maintenance_periods_pkey PRIMARY KEY (window_id, service, period);

ALTER TABLE ONLY alerts.maintenance_windows
    ADD CONSTRAINT maintenance_windows_pkey PRIMARY KEY (id);

ALTER TABLE ONLY alerts.recent_ends
    ADD CONSTRAINT recent_ends_pkey PRIMARY KEY (fingerprint, service);

ALTER TABLE ONLY alerts.rule_sets
    ADD CONSTRAINT rule_sets_pkey PRIMARY KEY (version);

ALTER TABLE ONLY alerts.silences
    ADD CONSTRAINT silences_pkey PRIMARY KEY (id);

ALTER TABLE ONLY incidents.action_items
    ADD CONSTRAINT action_items_pkey PRIMARY KEY (id);

ALTER TABLE ONLY incidents.deliveries
    ADD CONSTRAINT deliveries_one_an_entry UNIQUE (subscription_id, entry_id);

ALTER TABLE ONLY incidents.deliveries
    ADD CONSTRAINT deliveries_pkey PRIMARY KEY (id);

ALTER TABLE ONLY incidents.delivery_attempts
    ADD CONSTRAINT delivery_attempts_pkey PRIMARY KEY (delivery_id, number);

ALTER TABLE ONLY incidents.escalations
    ADD CONSTRAINT escalations_pkey PRIMARY KEY (incident_id);

ALTER TABLE ONLY incidents.idempotency_keys
    ADD CONSTRAINT idempotency_keys_pkey PRIMARY KEY (caller, key);

ALTER TABLE ONLY incidents.incident_tags
    ADD CONSTRAINT incident_tags_pkey PRIMARY KEY (tag, created_at, incident_id);

ALTER TABLE ONLY incidents.incidents
    ADD CONSTRAINT incidents_pkey PRIMARY KEY (id);

ALTER TABLE ONLY incidents.last_known_oncall
    ADD CONSTRAINT last_known_oncall_pkey PRIMARY KEY (targets_key);

ALTER TABLE ONLY incidents.merged_keys
    ADD CONSTRAINT merged_keys_pkey PRIMARY KEY (correlation_key);

ALTER TABLE ONLY incidents.note_edits
    ADD CONSTRAINT note_edits_pkey PRIMARY KEY (note_id, number);

ALTER TABLE ONLY incidents.notes
    ADD CONSTRAINT notes_pkey PRIMARY KEY (id);

ALTER TABLE ONLY incidents.pages
    ADD CONSTRAINT pages_pkey PRIMARY KEY (id);

ALTER TABLE ONLY incidents.postmortems
    ADD CONSTRAINT postmortems_pkey PRIMARY KEY (incident_id, version);

ALTER TABLE ONLY incidents.responders
    ADD CONSTRAINT responders_pkey PRIMARY KEY (incident_id, user_id);

ALTER TABLE ONLY incidents.round_robins
    ADD CONSTRAINT round_robins_pkey PRIMARY KEY (policy_id, step);

ALTER TABLE ONLY incidents.search_texts
    ADD CONSTRAINT search_texts_pkey PRIMARY KEY (incident_id);

ALTER TABLE ONLY incidents.subscriptions
    ADD CONSTRAINT subscriptions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY incidents.timeline
    ADD CONSTRAINT timeline_pkey PRIMARY KEY (id);

ALTER TABLE ONLY notify.attempts
    ADD CONSTRAINT attempts_pkey PRIMARY KEY (notification_id, number);

ALTER TABLE ONLY notify.contact_methods
    ADD CONSTRAINT contact_methods_pkey PRIMARY KEY (id);

ALTER TABLE ONLY notify.findings_told
    ADD CONSTRAINT findings_told_pkey PRIMARY KEY (finding);

ALTER TABLE ONLY notify.idempotency_keys
    ADD CONSTRAINT idempotency_keys_pkey PRIMARY KEY (caller, key);

ALTER TABLE notify.notifications
    ADD CONSTRAINT notifications_bundled_in_one CHECK (((status <> 'bundled'::text) OR (bundle_id IS NOT NULL))) NOT VALID;

ALTER TABLE ONLY notify.notifications
    ADD CONSTRAINT notifications_pkey PRIMARY KEY (id);

ALTER TABLE ONLY notify.push_subscriptions
    ADD CONSTRAINT push_subscriptions_pkey PRIMARY KEY (endpoint_hash);

ALTER TABLE ONLY notify.quiet_hours
    ADD CONSTRAINT quiet_hours_pkey PRIMARY KEY (user_id);

ALTER TABLE ONLY notify.reply_numbers
    ADD CONSTRAINT reply_numbers_number_key UNIQUE (number);

ALTER TABLE ONLY notify.reply_numbers
    ADD CONSTRAINT reply_numbers_pkey PRIMARY KEY (incident_id);

ALTER TABLE ONLY notify.rule_steps
    ADD CONSTRAINT rule_steps_pkey PRIMARY KEY (user_id, urgency, "position");

ALTER TABLE ONLY notify.templates
    ADD CONSTRAINT templates_one_a_place UNIQUE NULLS NOT DISTINCT (team_id, channel, kind);

ALTER TABLE ONLY notify.templates
    ADD CONSTRAINT templates_pkey PRIMARY KEY (id);

ALTER TABLE ONLY notify.throttle_rules
    ADD CONSTRAINT throttle_rules_pkey PRIMARY KEY (user_id);

ALTER TABLE ONLY notify.throttles
    ADD CONSTRAINT throttles_pkey PRIMARY KEY (user_id, address_hash);

ALTER TABLE ONLY oncall.api_keys
    ADD CONSTRAINT api_keys_pkey PRIMARY KEY (id);

ALTER TABLE ONLY oncall.api_keys
    ADD CONSTRAINT api_keys_token_hash_key UNIQUE (token_hash);

ALTER TABLE ONLY oncall.audit_log
    ADD CONSTRAINT audit_log_pkey PRIMARY KEY (id);

ALTER TABLE ONLY oncall.calendar_links
    ADD CONSTRAINT calendar_links_pkey PRIMARY KEY (id);

ALTER TABLE ONLY oncall.calendar_links
    ADD CONSTRAINT calendar_links_token_key UNIQUE (token_hash);

ALTER TABLE ONLY oncall.coverage_checks
    ADD CONSTRAINT coverage_checks_pkey PRIMARY KEY (schedule_id);

ALTER TABLE ONLY oncall.escalation_policies
    ADD CONSTRAINT escalation_policies_name_key UNIQUE (team_id, name);

ALTER TABLE ONLY oncall.escalation_policies
    ADD CONSTRAINT escalation_policies_pkey PRIMARY KEY (id);

ALTER TABLE ONLY oncall.first_admin
    ADD CONSTRAINT first_admin_pkey PRIMARY KEY (email);

ALTER TABLE ONLY oncall.idempotency_keys
    ADD CONSTRAINT idempotency_keys_pkey PRIMARY KEY (caller, key);

ALTER TABLE ONLY oncall.layer_members
    ADD CONSTRAINT layer_members_pkey PRIMARY KEY (layer_id, "position");

ALTER TABLE ONLY oncall.notices
    ADD CONSTRAINT notices_pkey PRIMARY KEY (id);

ALTER TABLE ONLY oncall.overrides
    ADD CONSTRAINT overrides_do_not_overlap EXCLUDE USING gist (schedule_id WITH =, role WITH =, period WITH &&) WHERE ((kind = 'replace'::text));

ALTER TABLE ONLY oncall.overrides
    ADD CONSTRAINT overrides_of_a_person_do_not_overlap EXCLUDE USING gist (schedule_id WITH =, role WITH =, user_id WITH =, period WITH &&);

ALTER TABLE ONLY oncall.overrides
    ADD CONSTRAINT overrides_pkey PRIMARY KEY (id);

ALTER TABLE ONLY oncall.schedule_layers
    ADD CONSTRAINT schedule_layers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY oncall.schedule_layers
    ADD CONSTRAINT schedule_layers_position_key UNIQUE (schedule_id, "position");

ALTER TABLE ONLY oncall.schedule_members
    ADD CONSTRAINT schedule_members_pkey PRIMARY KEY (schedule_id, role, "position");

ALTER TABLE ONLY oncall.schedules
    ADD CONSTRAINT schedules_one_a_team UNIQUE (team_id);

ALTER TABLE ONLY oncall.schedules
    ADD CONSTRAINT schedules_pkey PRIMARY KEY (id);

ALTER TABLE ONLY oncall.service_dependencies
    ADD CONSTRAINT service_dependencies_pkey PRIMARY KEY (service_id, depends_on_id);

ALTER TABLE ONLY oncall.services
    ADD CONSTRAINT services_name_key UNIQUE (name);

ALTER TABLE ONLY oncall.services
    ADD CONSTRAINT services_pkey PRIMARY KEY (id);

ALTER TABLE ONLY oncall.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (token_hash);

ALTER TABLE ONLY oncall.swaps
    ADD CONSTRAINT swaps_pkey PRIMARY KEY (id);

ALTER TABLE ONLY oncall.team_members
    ADD CONSTRAINT team_members_pkey PRIMARY KEY (team_id, user_id);

ALTER TABLE ONLY oncall.teams
    ADD CONSTRAINT teams_name_key UNIQUE (name);

ALTER TABLE ONLY oncall.teams
    ADD CONSTRAINT teams_pkey PRIMARY KEY (id);

ALTER TABLE ONLY oncall.users
    ADD CONSTRAINT users_oidc_identity_key UNIQUE (oidc_identity);

ALTER TABLE ONLY oncall.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (id);

ALTER TABLE ONLY platform.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);

CREATE INDEX alerts_expiring ON alerts.alerts USING btree (expires_at) WHERE ((status = 'firing'::text) AND (expires_at IS NOT NULL));

CREATE INDEX alerts_fingerprint ON alerts.alerts USING btree (fingerprint, received_at DESC);

CREATE INDEX alerts_firing_fingerprint ON alerts.alerts USING btree (fingerprint) WHERE (status = 'firing'::text);

CREATE INDEX alerts_firing_group ON alerts.alerts USING btree (((raw ->> 'groupKey'::text))) WHERE ((status = 'firing'::text) AND ((raw ->> 'groupKey'::text) IS NOT NULL));

CREATE INDEX alerts_newest ON alerts.alerts USING btree (received_at DESC, id DESC);

CREATE INDEX alerts_of_incident ON alerts.alerts USING btree (incident_id, received_at, id);

CREATE UNIQUE INDEX alerts_one_firing ON alerts.alerts USING btree (incident_id, fingerprint) WHERE (status = 'firing'::text);

CREATE INDEX alerts_service ON alerts.alerts USING btree (service, received_at DESC, id DESC);

CREATE INDEX heartbeats_due ON alerts.heartbeats USING btree (due_at) WHERE (is_enabled AND (NOT is_told_overdue));

CREATE INDEX heartbeats_overdue ON alerts.heartbeats USING btree (due_at) WHERE is_told_overdue;

CREATE INDEX holds_of_incident ON alerts.holds USING btree (incident_id);

CREATE INDEX holds_of_silence ON alerts.holds USING btree (silence_id) WHERE (silence_id IS NOT NULL);

CREATE INDEX idempotency_keys_age ON alerts.idempotency_keys USING btree (created_at);

CREATE INDEX maintenance_periods_of_service ON alerts.maintenance_periods USING gist (service, period);

CREATE INDEX maintenance_windows_newest ON alerts.maintenance_windows USING btree (created_at DESC, id DESC);

CREATE INDEX recent_ends_age ON alerts.recent_ends USING btree (ended_at);

CREATE INDEX silences_end ON alerts.silences USING btree (ends_at);

CREATE INDEX silences_newest ON alerts.silences USING btree (created_at DESC, id DESC);

CREATE INDEX action_items_newest ON incidents.action_items USING btree (created_at DESC, id DESC);

CREATE INDEX action_items_of_incident ON incidents.action_items USING btree (incident_id, id);

CREATE INDEX deliveries_age ON incidents.deliveries USING btree (created_at);

CREATE INDEX deliveries_due ON incidents.deliveries USING btree (subscription_id, due_at) WHERE (status = 'waiting'::text);

CREATE INDEX deliveries_of_incident ON incidents.deliveries USING btree (incident_id);

CREATE INDEX deliveries_of_subscription ON incidents.deliveries USING btree (subscription_id, created_at DESC, id DESC);

CREATE INDEX escalations_due ON incidents.escalations USING btree (next_at) WHERE (state = 'active'::text);

CREATE INDEX idempotency_keys_age ON incidents.idempotency_keys USING btree (created_at);

CREATE INDEX incident_tags_of_incident ON incidents.incident_tags USING btree (incident_id);

CREATE INDEX incidents_acknowledged_until ON incidents.incidents USING btree (acknowledged_until) WHERE (acknowledged_until IS NOT NULL);

CREATE INDEX incidents_assignee ON incidents.incidents USING btree (assignee_id, created_at DESC, id DESC) WHERE (assignee_id IS NOT NULL);

CREATE INDEX incidents_assignee_address ON incidents.incidents USING btree (assignee_address, created_at DESC, id DESC) WHERE (assignee_address IS NOT NULL);

CREATE INDEX incidents_drills ON incidents.incidents USING btree (created_at DESC, id DESC) WHERE (origin = 'drill'::text);

CREATE INDEX incidents_newest ON incidents.incidents USING btree (created_at DESC, id DESC);

CREATE UNIQUE INDEX incidents_one_takes_alerts ON incidents.incidents USING btree (correlation_key) WHERE takes_alerts;

CREATE INDEX incidents_resolve_due ON incidents.incidents USING btree (resolve_due_at) WHERE (resolve_due_at IS NOT NULL);

CREATE INDEX incidents_service ON incidents.incidents USING btree (service, created_at DESC, id DESC);

CREATE INDEX incidents_suppressed ON incidents.incidents USING btree (service) WHERE (suppressed_until IS NOT NULL);

CREATE INDEX incidents_team ON incidents.incidents USING btree (team, created_at DESC, id DESC);

CREATE INDEX incidents_unresolved ON incidents.incidents USING btree (status, created_at DESC, id DESC) WHERE (status <> 'resolved'::text);

CREATE INDEX incidents_unresolved_of_service ON incidents.incidents USING btree (service, created_at) WHERE (status <> 'resolved'::text);

CREATE INDEX notes_of_incident ON incidents.notes USING btree (incident_id, id);

CREATE INDEX pages_due ON incidents.pages USING btree (due_at) WHERE ((handed_over_at IS NULL) AND (cancelled_at IS NULL));

CREATE INDEX pages_newest ON incidents.pages USING btree (created_at) WHERE (kind = 'page'::text);

CREATE INDEX pages_of_incident ON incidents.pages USING btree (incident_id);

CREATE INDEX pages_of_recipient ON incidents.pages USING btree (recipient_key, incident_id);

CREATE UNIQUE INDEX pages_one_a_step ON incidents.pages USING btree (incident_id, episode, cycle, step, recipient_key) WHERE (kind = 'page'::text);

CREATE INDEX search_texts_newest ON incidents.search_texts USING btree (created_at DESC, incident_id DESC);

CREATE INDEX search_texts_trigrams ON incidents.search_texts USING gin (text public.gin_trgm_ops);

CREATE INDEX timeline_of_incident ON incidents.timeline USING btree (incident_id, id);

CREATE UNIQUE INDEX timeline_one_receipt ON incidents.timeline USING btree (((data ->> 'notification_id'::text)), type) WHERE (type = ANY (ARRAY['delivered'::text, 'delivery_failed'::text]));

CREATE INDEX contact_methods_of_person ON notify.contact_methods USING btree (user_id);

CREATE INDEX idempotency_keys_age ON notify.idempotency_keys USING btree (created_at);

CREATE INDEX notifications_newest ON notify.notifications USING btree (created_at DESC, id DESC);

CREATE INDEX notifications_of_bundle ON notify.notifications USING btree (bundle_id) WHERE (bundle_id IS NOT NULL);

CREATE INDEX notifications_of_incident ON notify.notifications USING btree (incident_id, created_at DESC, id DESC);

CREATE INDEX notifications_of_page ON notify.notifications USING btree (page_id);

CREATE INDEX notifications_of_person ON notify.notifications USING btree (user_id, sent_at) WHERE ((user_id IS NOT NULL) AND (status = ANY (ARRAY['sending'::text, 'sent'::text, 'delivered'::text])));

CREATE INDEX notifications_receipt_due ON notify.notifications USING btree (receipt_due_at) WHERE (receipt_due_at IS NOT NULL);

CREATE INDEX notifications_waiting ON notify.notifications USING btree (destination, recipient, topic, kind, due_at) WHERE (status = ANY (ARRAY['pending'::text, 'sending'::text, 'failed'::text]));

CREATE INDEX push_subscriptions_of_method ON notify.push_subscriptions USING btree (contact_method_id);

CREATE INDEX reply_numbers_age ON notify.reply_numbers USING btree (created_at);

CREATE INDEX rule_steps_of_method ON notify.rule_steps USING btree (contact_method_id);

CREATE UNIQUE INDEX api_keys_one_from_environment ON oncall.api_keys USING btree (is_from_environment) WHERE (is_from_environment AND (revoked_at IS NULL));

CREATE INDEX api_keys_team ON oncall.api_keys USING btree (team_id) WHERE (team_id IS NOT NULL);

CREATE INDEX audit_log_newest ON oncall.audit_log USING btree (created_at DESC, id DESC);

CREATE INDEX audit_log_of_object ON oncall.audit_log USING btree (object_type, object_id, created_at DESC, id DESC);

CREATE INDEX calendar_links_of_owner ON oncall.calendar_links USING btree (owner_id, created_at DESC, id DESC);

CREATE INDEX idempotency_keys_age ON oncall.idempotency_keys USING btree (created_at);

CREATE INDEX notices_due ON oncall.notices USING btree (due_at) WHERE ((handed_over_at IS NULL) AND (refused_because IS NULL));

CREATE INDEX overrides_period ON oncall.overrides USING gist (schedule_id, period);

CREATE INDEX service_dependencies_of ON oncall.service_dependencies USING btree (depends_on_id);

CREATE INDEX services_team ON oncall.services USING btree (team_id);

CREATE INDEX sessions_expiry ON oncall.sessions USING btree (expires_at);

CREATE INDEX sessions_user ON oncall.sessions USING btree (user_id);

CREATE INDEX swaps_of_schedule ON oncall.swaps USING btree (schedule_id, created_at DESC, id DESC);

CREATE INDEX team_members_user ON oncall.team_members USING btree (user_id);

CREATE UNIQUE INDEX users_email_key ON oncall.users USING btree (lower(email));

CREATE TRIGGER heartbeats_audited AFTER INSERT OR DELETE OR UPDATE OF name, service, severity, interval_seconds, grace_seconds, is_enabled, key_hash ON alerts.heartbeats FOR EACH ROW EXECUTE FUNCTION platform.audit('name');

CREATE TRIGGER integrations_audited AFTER INSERT OR DELETE OR UPDATE OF name, source, service, service_from, rate_limit_per_minute, mapping, is_enabled, key_hash, requires_signature, signing_secret ON alerts.integrations FOR EACH ROW EXECUTE FUNCTION platform.audit('name');

CREATE TRIGGER maintenance_periods_changed AFTER INSERT OR DELETE OR UPDATE ON alerts.maintenance_periods FOR EACH STATEMENT EXECUTE FUNCTION alerts.directions_changed();

CREATE TRIGGER maintenance_windows_audited AFTER INSERT OR DELETE OR UPDATE OF services, reason, starts_at, ends_at, timezone, recurrence, ended_at ON alerts.maintenance_windows FOR EACH ROW EXECUTE FUNCTION platform.audit('reason');

CREATE TRIGGER rule_sets_audited AFTER INSERT OR DELETE OR UPDATE ON alerts.rule_sets FOR EACH ROW EXECUTE FUNCTION platform.audit('');

CREATE TRIGGER rule_sets_changed AFTER INSERT ON alerts.rule_sets FOR EACH STATEMENT EXECUTE FUNCTION alerts.directions_changed();

CREATE TRIGGER silences_audited AFTER INSERT OR DELETE OR UPDATE ON alerts.silences FOR EACH ROW EXECUTE FUNCTION platform.audit('reason');

CREATE TRIGGER silences_changed AFTER INSERT OR UPDATE ON alerts.silences FOR EACH STATEMENT EXECUTE FUNCTION alerts.directions_changed();

CREATE TRIGGER action_items_audited AFTER INSERT OR DELETE OR UPDATE ON incidents.action_items FOR EACH ROW EXECUTE FUNCTION platform.audit('title');

CREATE TRIGGER incidents_changed_tags AFTER UPDATE OF tags ON incidents.incidents FOR EACH ROW WHEN ((old.tags IS DISTINCT FROM new.tags)) EXECUTE FUNCTION incidents.index_tags();

CREATE TRIGGER incidents_new_tags AFTER INSERT ON incidents.incidents FOR EACH ROW WHEN ((new.tags <> '{}'::text[])) EXECUTE FUNCTION incidents.index_tags();

CREATE TRIGGER incidents_updated_at BEFORE UPDATE ON incidents.incidents FOR EACH ROW EXECUTE FUNCTION platform.touch_updated_at();

CREATE TRIGGER subscriptions_audited AFTER INSERT OR DELETE OR UPDATE OF name, url, team_id, events, secret, is_enabled ON incidents.subscriptions FOR EACH ROW EXECUTE FUNCTION platform.audit('name');

CREATE TRIGGER subscriptions_updated_at BEFORE UPDATE ON incidents.subscriptions FOR EACH ROW EXECUTE FUNCTION platform.touch_updated_at();

CREATE TRIGGER timeline_tells_subscribers AFTER INSERT ON incidents.timeline REFERENCING NEW TABLE AS new_entries FOR EACH STATEMENT EXECUTE FUNCTION incidents.tell_subscribers();

CREATE TRIGGER timeline_wakes_followers AFTER INSERT ON incidents.timeline FOR EACH STATEMENT EXECUTE FUNCTION incidents.wake_followers();

CREATE TRIGGER contact_methods_audited AFTER INSERT OR DELETE OR UPDATE OF channel, address, label, verified_at ON notify.contact_methods FOR EACH ROW EXECUTE FUNCTION platform.audit('channel');

CREATE TRIGGER notifications_updated_at BEFORE UPDATE ON notify.notifications FOR EACH ROW EXECUTE FUNCTION platform.touch_updated_at();

CREATE TRIGGER quiet_hours_audited AFTER INSERT OR DELETE OR UPDATE ON notify.quiet_hours FOR EACH ROW EXECUTE FUNCTION platform.audit('');

CREATE TRIGGER rule_steps_audited AFTER INSERT OR DELETE OR UPDATE ON notify.rule_steps FOR EACH ROW EXECUTE FUNCTION platform.audit('');

CREATE TRIGGER templates_audited AFTER INSERT OR DELETE OR UPDATE OF team_id, channel, kind, subject, message ON notify.templates FOR EACH ROW EXECUTE FUNCTION platform.audit('channel');

CREATE TRIGGER throttle_rules_audited AFTER INSERT OR DELETE OR UPDATE ON notify.throttle_rules FOR EACH ROW EXECUTE FUNCTION platform.audit('');

CREATE TRIGGER api_keys_audited AFTER INSERT OR DELETE OR UPDATE ON oncall.api_keys FOR EACH ROW EXECUTE FUNCTION platform.audit('name');

CREATE TRIGGER calendar_links_audited AFTER INSERT OR DELETE OR UPDATE OF name, revoked_at ON oncall.calendar_links FOR EACH ROW EXECUTE FUNCTION platform.audit('name');

CREATE TRIGGER escalation_policies_audited AFTER INSERT OR DELETE OR UPDATE ON oncall.escalation_policies FOR EACH ROW EXECUTE FUNCTION platform.audit('name');

CREATE TRIGGER escalation_policies_updated_at BEFORE UPDATE ON oncall.escalation_policies FOR EACH ROW EXECUTE FUNCTION platform.touch_updated_at();

CREATE TRIGGER layer_members_audited AFTER INSERT OR DELETE OR UPDATE ON oncall.layer_members FOR EACH ROW EXECUTE FUNCTION platform.audit('');

CREATE TRIGGER overrides_audited AFTER INSERT OR DELETE OR UPDATE ON oncall.overrides FOR EACH ROW EXECUTE FUNCTION platform.audit('');

CREATE TRIGGER schedule_layers_audited AFTER INSERT OR DELETE OR UPDATE ON oncall.schedule_layers FOR EACH ROW EXECUTE FUNCTION platform.audit('name');

CREATE TRIGGER schedule_members_audited AFTER INSERT OR DELETE OR UPDATE ON oncall.schedule_members FOR EACH ROW EXECUTE FUNCTION platform.audit('');

CREATE TRIGGER schedules_audited AFTER INSERT OR DELETE OR UPDATE ON oncall.schedules FOR EACH ROW EXECUTE FUNCTION platform.audit('name');

CREATE TRIGGER schedules_updated_at BEFORE UPDATE ON oncall.schedules FOR EACH ROW EXECUTE FUNCTION platform.touch_updated_at();

CREATE TRIGGER service_dependencies_audited AFTER INSERT OR DELETE OR UPDATE ON oncall.service_dependencies FOR EACH ROW EXECUTE FUNCTION platform.audit('');

CREATE TRIGGER services_audited AFTER INSERT OR DELETE OR UPDATE ON oncall.services FOR EACH ROW EXECUTE FUNCTION platform.audit('name');

CREATE TRIGGER services_updated_at BEFORE UPDATE ON oncall.services FOR EACH ROW EXECUTE FUNCTION platform.touch_updated_at();

CREATE TRIGGER team_members_audited AFTER INSERT OR DELETE OR UPDATE ON oncall.team_members FOR EACH ROW EXECUTE FUNCTION platform.audit('');

CREATE TRIGGER teams_audited AFTER INSERT OR DELETE OR UPDATE ON oncall.teams FOR EACH ROW EXECUTE FUNCTION platform.audit('name');

CREATE TRIGGER teams_updated_at BEFORE UPDATE ON oncall.teams FOR EACH ROW EXECUTE FUNCTION platform.touch_updated_at();

CREATE TRIGGER users_audited AFTER INSERT OR DELETE OR UPDATE ON oncall.users FOR EACH ROW EXECUTE FUNCTION platform.audit('email');

CREATE TRIGGER users_updated_at BEFORE UPDATE ON oncall.users FOR EACH ROW EXECUTE FUNCTION platform.touch_updated_at();

ALTER TABLE ONLY alerts.alerts
    ADD CONSTRAINT alerts_incident_fkey FOREIGN KEY (incident_id) REFERENCES incidents.incidents(id);

ALTER TABLE ONLY alerts.archived
    ADD CONSTRAINT archived_incident_fkey FOREIGN KEY (incident_id) REFERENCES incidents.incidents(id);

ALTER TABLE ONLY alerts.holds
    ADD CONSTRAINT holds_alert_fkey FOREIGN KEY (alert_id) REFERENCES alerts.alerts(id);

ALTER TABLE ONLY alerts.holds
    ADD CONSTRAINT holds_incident_fkey FOREIGN KEY (incident_id) REFERENCES incidents.incidents(id);

ALTER TABLE ONLY alerts.holds
    ADD CONSTRAINT holds_silence_fkey FOREIGN KEY (silence_id) REFERENCES alerts.silences(id);

ALTER TABLE ONLY alerts.maintenance_periods
    ADD CONSTRAINT maintenance_periods_window_fkey FOREIGN KEY (window_id) REFERENCES alerts.maintenance_windows(id) ON DELETE CASCADE;

ALTER TABLE ONLY alerts.recent_ends
    ADD CONSTRAINT recent_ends_incident_fkey FOREIGN KEY (incident_id) REFERENCES incidents.incidents(id);

ALTER TABLE ONLY incidents.action_items
    ADD CONSTRAINT action_items_incident_fkey FOREIGN KEY (incident_id) REFERENCES incidents.incidents(id) ON DELETE CASCADE;

ALTER TABLE ONLY incidents.deliveries
    ADD CONSTRAINT deliveries_incident_fkey FOREIGN KEY (incident_id) REFERENCES incidents.incidents(id) ON DELETE CASCADE;

ALTER TABLE ONLY incidents.deliveries
    ADD CONSTRAINT deliveries_subscription_fkey FOREIGN KEY (subscription_id) REFERENCES incidents.subscriptions(id) ON DELETE CASCADE;

ALTER TABLE ONLY incidents.delivery_attempts
    ADD CONSTRAINT delivery_attempts_delivery_fkey FOREIGN KEY (delivery_id) REFERENCES incidents.deliveries(id) ON DELETE CASCADE;

ALTER TABLE ONLY incidents.escalations
    ADD CONSTRAINT escalations_incident_fkey FOREIGN KEY (incident_id) REFERENCES incidents.incidents(id);

ALTER TABLE ONLY incidents.incident_tags
    ADD CONSTRAINT incident_tags_incident_fkey FOREIGN KEY (incident_id) REFERENCES incidents.incidents(id) ON DELETE CASCADE;

ALTER TABLE ONLY incidents.incidents
    ADD CONSTRAINT incidents_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES incidents.incidents(id);

ALTER TABLE ONLY incidents.incidents
    ADD CONSTRAINT incidents_previous_fkey FOREIGN KEY (previous_id) REFERENCES incidents.incidents(id);

ALTER TABLE ONLY incidents.merged_keys
    ADD CONSTRAINT merged_keys_incident_fkey FOREIGN KEY (incident_id) REFERENCES incidents.incidents(id);

ALTER TABLE ONLY incidents.note_edits
    ADD CONSTRAINT note_edits_note_fkey FOREIGN KEY (note_id) REFERENCES incidents.notes(id) ON DELETE CASCADE;

ALTER TABLE ONLY incidents.notes
    ADD CONSTRAINT notes_incident_fkey FOREIGN KEY (incident_id) REFERENCES incidents.incidents(id);

ALTER TABLE ONLY incidents.pages
    ADD CONSTRAINT pages_incident_fkey FOREIGN KEY (incident_id) REFERENCES incidents.incidents(id);

ALTER TABLE ONLY incidents.postmortems
    ADD CONSTRAINT postmortems_incident_fkey FOREIGN KEY (incident_id) REFERENCES incidents.incidents(id) ON DELETE CASCADE;

ALTER TABLE ONLY incidents.responders
    ADD CONSTRAINT responders_incident_fkey FOREIGN KEY (incident_id) REFERENCES incidents.incidents(id);

ALTER TABLE ONLY incidents.search_texts
    ADD CONSTRAINT search_texts_incident_fkey FOREIGN KEY (incident_id) REFERENCES incidents.incidents(id);

ALTER TABLE ONLY incidents.timeline
    ADD CONSTRAINT timeline_incident_fkey FOREIGN KEY (incident_id) REFERENCES incidents.incidents(id);

ALTER TABLE ONLY notify.attempts
    ADD CONSTRAINT attempts_notification_fkey FOREIGN KEY (notification_id) REFERENCES notify.notifications(id) ON DELETE CASCADE;

ALTER TABLE ONLY notify.push_subscriptions
    ADD CONSTRAINT push_subscriptions_method_fkey FOREIGN KEY (contact_method_id) REFERENCES notify.contact_methods(id) ON DELETE CASCADE;

ALTER TABLE ONLY notify.rule_steps
    ADD CONSTRAINT rule_steps_method_fkey FOREIGN KEY (contact_method_id) REFERENCES notify.contact_methods(id) ON DELETE CASCADE;

ALTER TABLE ONLY notify.templates
    ADD CONSTRAINT templates_team_fkey FOREIGN KEY (team_id) REFERENCES oncall.teams(id) ON DELETE CASCADE;

ALTER TABLE ONLY oncall.api_keys
    ADD CONSTRAINT api_keys_team_fkey FOREIGN KEY (team_id) REFERENCES oncall.teams(id) ON DELETE CASCADE;

ALTER TABLE ONLY oncall.calendar_links
    ADD CONSTRAINT calendar_links_owner_fkey FOREIGN KEY (owner_id) REFERENCES oncall.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY oncall.calendar_links
    ADD CONSTRAINT calendar_links_schedule_fkey FOREIGN KEY (schedule_id) REFERENCES oncall.schedules(id) ON DELETE CASCADE;

ALTER TABLE ONLY oncall.coverage_checks
    ADD CONSTRAINT coverage_checks_schedule_fkey FOREIGN KEY (schedule_id) REFERENCES oncall.schedules(id) ON DELETE CASCADE;

ALTER TABLE ONLY oncall.escalation_policies
    ADD CONSTRAINT escalation_policies_team_fkey FOREIGN KEY (team_id) REFERENCES oncall.teams(id);

ALTER TABLE ONLY oncall.layer_members
    ADD CONSTRAINT layer_members_layer_fkey FOREIGN KEY (layer_id) REFERENCES oncall.schedule_layers(id) ON DELETE CASCADE;

ALTER TABLE ONLY oncall.layer_members
    ADD CONSTRAINT layer_members_user_fkey FOREIGN KEY (user_id) REFERENCES oncall.users(id);

ALTER TABLE ONLY oncall.overrides
    ADD CONSTRAINT overrides_schedule_fkey FOREIGN KEY (schedule_id) REFERENCES oncall.schedules(id) ON DELETE CASCADE;

ALTER TABLE ONLY oncall.overrides
    ADD CONSTRAINT overrides_user_fkey FOREIGN KEY (user_id) REFERENCES oncall.users(id);

ALTER TABLE ONLY oncall.schedule_layers
    ADD CONSTRAINT schedule_layers_schedule_fkey FOREIGN KEY (schedule_id) REFERENCES oncall.schedules(id) ON DELETE CASCADE;

ALTER TABLE ONLY oncall.schedule_members
    ADD CONSTRAINT schedule_members_schedule_fkey FOREIGN KEY (schedule_id) REFERENCES oncall.schedules(id) ON DELETE CASCADE;

ALTER TABLE ONLY oncall.schedule_members
    ADD CONSTRAINT schedule_members_user_fkey FOREIGN KEY (user_id) REFERENCES oncall.users(id);

ALTER TABLE ONLY oncall.schedules
    ADD CONSTRAINT schedules_team_fkey FOREIGN KEY (team_id) REFERENCES oncall.teams(id);

ALTER TABLE ONLY oncall.service_dependencies
    ADD CONSTRAINT service_dependencies_depends_on_fkey FOREIGN KEY (depends_on_id) REFERENCES oncall.services(id) ON DELETE CASCADE;

ALTER TABLE ONLY oncall.service_dependencies
    ADD CONSTRAINT service_dependencies_service_fkey FOREIGN KEY (service_id) REFERENCES oncall.services(id) ON DELETE CASCADE;

ALTER TABLE ONLY oncall.services
    ADD CONSTRAINT services_escalation_policy_fkey FOREIGN KEY (escalation_policy_id) REFERENCES oncall.escalation_policies(id) ON DELETE SET NULL;

ALTER TABLE ONLY oncall.services
    ADD CONSTRAINT services_team_fkey FOREIGN KEY (team_id) REFERENCES oncall.teams(id);

ALTER TABLE ONLY oncall.sessions
    ADD CONSTRAINT sessions_user_fkey FOREIGN KEY (user_id) REFERENCES oncall.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY oncall.swaps
    ADD CONSTRAINT swaps_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES oncall.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY oncall.swaps
    ADD CONSTRAINT swaps_asked_of_fkey FOREIGN KEY (asked_of) REFERENCES oncall.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY oncall.swaps
    ADD CONSTRAINT swaps_schedule_fkey FOREIGN KEY (schedule_id) REFERENCES oncall.schedules(id) ON DELETE CASCADE;

ALTER TABLE ONLY oncall.team_members
    ADD CONSTRAINT team_members_team_fkey FOREIGN KEY (team_id) REFERENCES oncall.teams(id) ON DELETE CASCADE;

ALTER TABLE ONLY oncall.team_members
    ADD CONSTRAINT team_members_user_fkey FOREIGN KEY (user_id) REFERENCES oncall.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY oncall.teams
    ADD CONSTRAINT teams_escalation_policy_fkey FOREIGN KEY (escalation_policy_id) REFERENCES oncall.escalation_policies(id) ON DELETE SET NULL;

ALTER TABLE ONLY oncall.teams
    ADD CONSTRAINT teams_manager_fkey FOREIGN KEY (manager_id) REFERENCES oncall.users(id) ON DELETE SET NULL;

ALTER TABLE alerts.alerts ENABLE ROW LEVEL SECURITY;

CREATE POLICY alerts_all ON alerts.alerts USING (true);

CREATE POLICY alerts_shown ON alerts.alerts AS RESTRICTIVE USING ((( SELECT platform.sees_all() AS sees_all) OR
CASE
    WHEN (incident_id IS NULL) THEN oncall.is_service_shown(service)
    ELSE incidents.is_shown(incident_id)
END));

ALTER TABLE alerts.heartbeats ENABLE ROW LEVEL SECURITY;

CREATE POLICY heartbeats_all ON alerts.heartbeats USING (true);

CREATE POLICY heartbeats_shown ON alerts.heartbeats AS RESTRICTIVE USING ((( SELECT platform.sees_all() AS sees_all) OR oncall.is_service_shown(service)));

ALTER TABLE alerts.integrations ENABLE ROW LEVEL SECURITY;

CREATE POLICY integrations_all ON alerts.integrations USING (true);

CREATE POLICY integrations_shown ON alerts.integrations AS RESTRICTIVE USING ((( SELECT platform.sees_all() AS sees_all) OR (service IS NULL) OR oncall.is_service_shown(service)));

ALTER TABLE alerts.maintenance_windows ENABLE ROW LEVEL SECURITY;

CREATE POLICY maintenance_windows_all ON alerts.maintenance_windows USING (true);

CREATE POLICY maintenance_windows_shown ON alerts.maintenance_windows AS RESTRICTIVE USING ((( SELECT platform.sees_all() AS sees_all) OR (NOT (EXISTS ( SELECT
   FROM unnest(maintenance_windows.services) s(name)
  WHERE (NOT oncall.is_service_shown(s.name)))))));

ALTER TABLE alerts.silences ENABLE ROW LEVEL SECURITY;

CREATE POLICY silences_all ON alerts.silences USING (true);

CREATE POLICY silences_shown ON alerts.silences AS RESTRICTIVE USING ((( SELECT platform.sees_all() AS sees_all) OR oncall.is_silence_shown(matchers)));

ALTER TABLE incidents.action_items ENABLE ROW LEVEL SECURITY;

CREATE POLICY action_items_all ON incidents.action_items USING (true);

CREATE POLICY action_items_shown ON incidents.action_items AS RESTRICTIVE USING ((( SELECT platform.sees_all() AS sees_all) OR (EXISTS ( SELECT
   FROM incidents.incidents i
  WHERE (i.id = action_items.incident_id)))));

ALTER TABLE incidents.deliveries ENABLE ROW LEVEL SECURITY;

CREATE POLICY deliveries_all ON incidents.deliveries USING (true);

CREATE POLICY deliveries_shown ON incidents.deliveries AS RESTRICTIVE USING ((( SELECT platform.sees_all() AS sees_all) OR (EXISTS ( SELECT
   FROM incidents.incidents i
  WHERE (i.id = deliveries.incident_id)))));

ALTER TABLE incidents.delivery_attempts ENABLE ROW LEVEL SECURITY;

CREATE POLICY delivery_attempts_all ON incidents.delivery_attempts USING (true);

CREATE POLICY delivery_attempts_shown ON incidents.delivery_attempts AS RESTRICTIVE USING ((( SELECT platform.sees_all() AS sees_all) OR (EXISTS ( SELECT
   FROM incidents.deliveries d
  WHERE (d.id = delivery_attempts.delivery_id)))));

ALTER TABLE incidents.incidents ENABLE ROW LEVEL SECURITY;

CREATE POLICY incidents_all ON incidents.incidents USING (true);

CREATE POLICY incidents_shown ON incidents.incidents AS RESTRICTIVE USING ((( SELECT platform.sees_all() AS sees_all) OR (team <> ALL (( SELECT platform.hidden_teams() AS hidden_teams)::text[])) OR (assignee_id = ( SELECT (NULLIF(current_setting('platform.caller_id'::text, true), ''::text))::uuid AS "nullif")) OR (id = ANY (( SELECT incidents.paged_about() AS paged_about)::uuid[]))));

ALTER TABLE incidents.merged_keys ENABLE ROW LEVEL SECURITY;

CREATE POLICY merged_keys_all ON incidents.merged_keys USING (true);

CREATE POLICY merged_keys_shown ON incidents.merged_keys AS RESTRICTIVE USING ((( SELECT platform.sees_all() AS sees_all) OR (EXISTS ( SELECT
   FROM incidents.incidents i
  WHERE (i.id = merged_keys.incident_id)))));

ALTER TABLE incidents.note_edits ENABLE ROW LEVEL SECURITY;

CREATE POLICY note_edits_all ON incidents.note_edits USING (true);

CREATE POLICY note_edits_shown ON incidents.note_edits AS RESTRICTIVE USING ((( SELECT platform.sees_all() AS sees_all) OR (EXISTS ( SELECT
   FROM incidents.notes n
  WHERE (n.id = note_edits.note_id)))));

ALTER TABLE incidents.notes ENABLE ROW LEVEL SECURITY;

CREATE POLICY notes_all ON incidents.notes USING (true);

CREATE POLICY notes_shown ON incidents.notes AS RESTRICTIVE USING ((( SELECT platform.sees_all() AS sees_all) OR (EXISTS ( SELECT
   FROM incidents.incidents i
  WHERE (i.id = notes.incident_id)))));

ALTER TABLE incidents.postmortems ENABLE ROW LEVEL SECURITY;

CREATE POLICY postmortems_all ON incidents.postmortems USING (true);

CREATE POLICY postmortems_shown ON incidents.postmortems AS RESTRICTIVE USING ((( SELECT platform.sees_all() AS sees_all) OR (EXISTS ( SELECT
   FROM incidents.incidents i
  WHERE (i.id = postmortems.incident_id)))));

ALTER TABLE incidents.responders ENABLE ROW LEVEL SECURITY;

CREATE POLICY responders_all ON incidents.responders USING (true);

CREATE POLICY responders_shown ON incidents.responders AS RESTRICTIVE USING ((( SELECT platform.sees_all() AS sees_all) OR (EXISTS ( SELECT
   FROM incidents.incidents i
  WHERE (i.id = responders.incident_id)))));

ALTER TABLE incidents.subscriptions ENABLE ROW LEVEL SECURITY;

CREATE POLICY subscriptions_all ON incidents.subscriptions USING (true);

CREATE POLICY subscriptions_shown ON incidents.subscriptions AS RESTRICTIVE USING ((( SELECT platform.sees_all() AS sees_all) OR (team_id IS NULL) OR (EXISTS ( SELECT
   FROM oncall.team_by((subscriptions.team_id)::text) team_by(id, name)))));

ALTER TABLE incidents.timeline ENABLE ROW LEVEL SECURITY;

CREATE POLICY timeline_all ON incidents.timeline USING (true);

CREATE POLICY timeline_shown ON incidents.timeline AS RESTRICTIVE USING ((( SELECT platform.sees_all() AS sees_all) OR (EXISTS ( SELECT
   FROM incidents.incidents i
  WHERE (i.id = timeline.incident_id)))));

ALTER TABLE notify.notifications ENABLE ROW LEVEL SECURITY;

CREATE POLICY notifications_all ON notify.notifications USING (true);

CREATE POLICY notifications_shown ON notify.notifications AS RESTRICTIVE USING ((( SELECT platform.sees_all() AS sees_all) OR (incident_id IS NULL) OR incidents.is_shown(incident_id)));

ALTER TABLE notify.templates ENABLE ROW LEVEL SECURITY;

CREATE POLICY templates_all ON notify.templates USING (true);

CREATE POLICY templates_shown ON notify.templates AS RESTRICTIVE USING ((( SELECT platform.sees_all() AS sees_all) OR (team_id IS NULL) OR (EXISTS ( SELECT
   FROM oncall.team_by((templates.team_id)::text) team_by(id, name)))));

ALTER TABLE oncall.calendar_links ENABLE ROW LEVEL SECURITY;

CREATE POLICY calendar_links_all ON oncall.calendar_links USING (true);

CREATE POLICY calendar_links_shown ON oncall.calendar_links AS RESTRICTIVE USING ((( SELECT platform.sees_all() AS sees_all) OR (schedule_id IS NULL) OR (EXISTS ( SELECT
   FROM oncall.schedules s
  WHERE (s.id = calendar_links.schedule_id)))));

ALTER TABLE oncall.coverage_checks ENABLE ROW LEVEL SECURITY;

CREATE POLICY coverage_checks_all ON oncall.coverage_checks USING (true);

CREATE POLICY coverage_checks_shown ON oncall.coverage_checks AS RESTRICTIVE USING ((( SELECT platform.sees_all() AS sees_all) OR (EXISTS ( SELECT
   FROM oncall.schedules s
  WHERE (s.id = coverage_checks.schedule_id)))));

ALTER TABLE oncall.escalation_policies ENABLE ROW LEVEL SECURITY;

CREATE POLICY escalation_policies_all ON oncall.escalation_policies USING (true);

CREATE POLICY escalation_policies_shown ON oncall.escalation_policies AS RESTRICTIVE USING ((( SELECT platform.sees_all() AS sees_all) OR (EXISTS ( SELECT
   FROM oncall.teams t
  WHERE (t.id = escalation_policies.team_id)))));

ALTER TABLE oncall.overrides ENABLE ROW LEVEL SECURITY;

CREATE POLICY overrides_all ON oncall.overrides USING (true);

CREATE POLICY overrides_shown ON oncall.overrides AS RESTRICTIVE USING ((( SELECT platform.sees_all() AS sees_all) OR (EXISTS ( SELECT
   FROM oncall.schedules s
  WHERE (s.id = overrides.schedule_id)))));

ALTER TABLE oncall.schedule_layers ENABLE ROW LEVEL SECURITY;

CREATE POLICY schedule_layers_all ON oncall.schedule_layers USING (true);

CREATE POLICY schedule_layers_shown ON oncall.schedule_layers AS RESTRICTIVE USING ((( SELECT platform.sees_all() AS sees_all) OR (EXISTS ( SELECT
   FROM oncall.schedules s
  WHERE (s.id = schedule_layers.schedule_id)))));

ALTER TABLE oncall.schedule_members ENABLE ROW LEVEL SECURITY;

CREATE POLICY schedule_members_all ON oncall.schedule_members USING (true);

CREATE POLICY schedule_members_shown ON oncall.schedule_members AS RESTRICTIVE USING ((( SELECT platform.sees_all() AS sees_all) OR (EXISTS ( SELECT
   FROM oncall.schedules s
  WHERE (s.id = schedule_members.schedule_id)))));

ALTER TABLE oncall.schedules ENABLE ROW LEVEL SECURITY;

CREATE POLICY schedules_all ON oncall.schedules USING (true);

CREATE POLICY schedules_shown ON oncall.schedules AS RESTRICTIVE USING ((( SELECT platform.sees_all() AS sees_all) OR (EXISTS ( SELECT
   FROM oncall.teams t
  WHERE (t.id = schedules.team_id)))));

ALTER TABLE oncall.service_dependencies ENABLE ROW LEVEL SECURITY;

CREATE POLICY service_dependencies_all ON oncall.service_dependencies USING (true);

CREATE POLICY service_dependencies_shown ON oncall.service_dependencies AS RESTRICTIVE USING ((( SELECT platform.sees_all() AS sees_all) OR ((EXISTS ( SELECT
   FROM oncall.services s
  WHERE (s.id = service_dependencies.service_id))) AND (EXISTS ( SELECT
   FROM oncall.services s
  WHERE (s.id = service_dependencies.depends_on_id))))));

ALTER TABLE oncall.services ENABLE ROW LEVEL SECURITY;

CREATE POLICY services_all ON oncall.services USING (true);

CREATE POLICY services_shown ON oncall.services AS RESTRICTIVE USING ((( SELECT platform.sees_all() AS sees_all) OR (EXISTS ( SELECT
   FROM oncall.teams t
  WHERE (t.id = services.team_id)))));

ALTER TABLE oncall.swaps ENABLE ROW LEVEL SECURITY;

CREATE POLICY swaps_all ON oncall.swaps USING (true);

CREATE POLICY swaps_shown ON oncall.swaps AS RESTRICTIVE USING ((( SELECT platform.sees_all() AS sees_all) OR (EXISTS ( SELECT
   FROM oncall.schedules s
  WHERE (s.id = swaps.schedule_id)))));

ALTER TABLE oncall.team_members ENABLE ROW LEVEL SECURITY;

CREATE POLICY team_members_all ON oncall.team_members USING (true);

CREATE POLICY team_members_shown ON oncall.team_members AS RESTRICTIVE USING ((( SELECT platform.sees_all() AS sees_all) OR (EXISTS ( SELECT
   FROM oncall.teams t
  WHERE (t.id = team_members.team_id)))));

ALTER TABLE oncall.teams ENABLE ROW LEVEL SECURITY;

CREATE POLICY teams_all ON oncall.teams USING (true);

CREATE POLICY teams_shown ON oncall.teams AS RESTRICTIVE USING ((( SELECT platform.sees_all() AS sees_all) OR (NOT platform.hides(name))));

GRANT USAGE ON SCHEMA alerts TO alert_ingestion;
GRANT USAGE ON SCHEMA alerts TO incident_management;

GRANT USAGE ON SCHEMA incidents TO incident_management;
GRANT USAGE ON SCHEMA incidents TO alert_ingestion;
GRANT USAGE ON SCHEMA incidents TO notification_service;

GRANT USAGE ON SCHEMA notify TO notification_service;

GRANT USAGE ON SCHEMA oncall TO oncall_service;
GRANT USAGE ON SCHEMA oncall TO alert_ingestion;
GRANT USAGE ON SCHEMA oncall TO incident_management;
GRANT USAGE ON SCHEMA oncall TO notification_service;

GRANT USAGE ON SCHEMA platform TO alert_ingestion;
GRANT USAGE ON SCHEMA platform TO incident_management;
GRANT USAGE ON SCHEMA platform TO oncall_service;
GRANT USAGE ON SCHEMA platform TO notification_service;

REVOKE USAGE ON SCHEMA public FROM PUBLIC;

REVOKE ALL ON FUNCTION alerts.held(p_incident uuid, p_service text, p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION alerts.held(p_incident uuid, p_service text, p_at timestamp with time zone) TO incident_management;

REVOKE ALL ON FUNCTION alerts.move(p_from uuid, p_to uuid, p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION alerts.move(p_from uuid, p_to uuid, p_at timestamp with time zone) TO incident_management;

REVOKE ALL ON FUNCTION incidents.ask_auto_resolve(p_incidents uuid[], p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION incidents.ask_auto_resolve(p_incidents uuid[], p_at timestamp with time zone) TO alert_ingestion;

REVOKE ALL ON FUNCTION incidents.correlate(p_keys text[], p_services text[], p_severities text[], p_titles text[], p_at timestamp with time zone[], p_window interval, p_hold uuid[], p_teams text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION incidents.correlate(p_keys text[], p_services text[], p_severities text[], p_titles text[], p_at timestamp with time zone[], p_window interval, p_hold uuid[], p_teams text[]) TO alert_ingestion;
GRANT ALL ON FUNCTION incidents.correlate(p_keys text[], p_services text[], p_severities text[], p_titles text[], p_at timestamp with time zone[], p_window interval, p_hold uuid[], p_teams text[]) TO incident_management;

REVOKE ALL ON FUNCTION incidents.correlate_keys(p_keys text[], p_services text[], p_severities text[], p_titles text[], p_at timestamp with time zone[], p_window interval, p_hold uuid[], p_teams text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION incidents.count_alerts(p_incidents uuid[], p_added integer[], p_last_at timestamp with time zone[]) FROM PUBLIC;
GRANT ALL ON FUNCTION incidents.count_alerts(p_incidents uuid[], p_added integer[], p_last_at timestamp with time zone[]) TO alert_ingestion;

REVOKE ALL ON FUNCTION incidents.index_tags() FROM PUBLIC;

REVOKE ALL ON FUNCTION incidents.is_shown(p_incident uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION incidents.is_shown(p_incident uuid) TO alert_ingestion;
GRANT ALL ON FUNCTION incidents.is_shown(p_incident uuid) TO incident_management;
GRANT ALL ON FUNCTION incidents.is_shown(p_incident uuid) TO notification_service;

REVOKE ALL ON FUNCTION incidents.is_shown(p_incident uuid, p_team text, p_assignee uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION incidents.is_shown(p_incident uuid, p_team text, p_assignee uuid) TO incident_management;

REVOKE ALL ON FUNCTION incidents.link_previous(p_incidents uuid[], p_previous uuid[], p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION incidents.link_previous(p_incidents uuid[], p_previous uuid[], p_at timestamp with time zone) TO alert_ingestion;

REVOKE ALL ON FUNCTION incidents.may_answer(p_incident uuid, p_user uuid, p_role text) FROM PUBLIC;
GRANT ALL ON FUNCTION incidents.may_answer(p_incident uuid, p_user uuid, p_role text) TO incident_management;

REVOKE ALL ON FUNCTION incidents.oldest_due() FROM PUBLIC;
GRANT ALL ON FUNCTION incidents.oldest_due() TO notification_service;

REVOKE ALL ON FUNCTION incidents.open(p_key text, p_takes_alerts boolean, p_service text, p_severity text, p_title text, p_at timestamp with time zone, p_actor text, p_data jsonb, p_team text, OUT incident_id uuid, OUT created boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION incidents.open(p_key text, p_takes_alerts boolean, p_service text, p_severity text, p_title text, p_at timestamp with time zone, p_actor text, p_data jsonb, p_team text, OUT incident_id uuid, OUT created boolean) TO incident_management;

REVOKE ALL ON FUNCTION incidents.paged_about() FROM PUBLIC;
GRANT ALL ON FUNCTION incidents.paged_about() TO incident_management;

REVOKE ALL ON FUNCTION incidents.review_held(p_incidents uuid[], p_services text[], p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION incidents.review_held(p_incidents uuid[], p_services text[], p_at timestamp with time zone) TO alert_ingestion;

REVOKE ALL ON FUNCTION incidents.tell_of_alerts(p_incidents uuid[], p_types text[], p_at timestamp with time zone[], p_data jsonb[]) FROM PUBLIC;
GRANT ALL ON FUNCTION incidents.tell_of_alerts(p_incidents uuid[], p_types text[], p_at timestamp with time zone[], p_data jsonb[]) TO alert_ingestion;

REVOKE ALL ON FUNCTION incidents.tell_subscribers() FROM PUBLIC;

REVOKE ALL ON FUNCTION incidents.wake_followers() FROM PUBLIC;

REVOKE ALL ON FUNCTION oncall.calendar_by_token(p_token_hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION oncall.calendar_by_token(p_token_hash bytea) TO oncall_service;

REVOKE ALL ON FUNCTION oncall.caller_by_token(p_token_hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION oncall.caller_by_token(p_token_hash bytea) TO alert_ingestion;
GRANT ALL ON FUNCTION oncall.caller_by_token(p_token_hash bytea) TO incident_management;
GRANT ALL ON FUNCTION oncall.caller_by_token(p_token_hash bytea) TO oncall_service;
GRANT ALL ON FUNCTION oncall.caller_by_token(p_token_hash bytea) TO notification_service;

REVOKE ALL ON FUNCTION oncall.dependencies_of(p_service text) FROM PUBLIC;
GRANT ALL ON FUNCTION oncall.dependencies_of(p_service text) TO incident_management;

REVOKE ALL ON FUNCTION oncall.is_part_of(p_user uuid, p_team uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION oncall.is_service_shown(p_service text) FROM PUBLIC;
GRANT ALL ON FUNCTION oncall.is_service_shown(p_service text) TO alert_ingestion;
GRANT ALL ON FUNCTION oncall.is_service_shown(p_service text) TO incident_management;

REVOKE ALL ON FUNCTION oncall.is_silence_shown(p_matchers jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION oncall.is_silence_shown(p_matchers jsonb) TO alert_ingestion;

REVOKE ALL ON FUNCTION oncall.is_text_shown(p_text text) FROM PUBLIC;
GRANT ALL ON FUNCTION oncall.is_text_shown(p_text text) TO alert_ingestion;

REVOKE ALL ON FUNCTION oncall.routing(p_service text) FROM PUBLIC;
GRANT ALL ON FUNCTION oncall.routing(p_service text) TO oncall_service;
GRANT ALL ON FUNCTION oncall.routing(p_service text) TO incident_management;

REVOKE ALL ON FUNCTION oncall.routing_to_team(p_service text, p_team text) FROM PUBLIC;

REVOKE ALL ON FUNCTION oncall.team_by(p_reference text) FROM PUBLIC;
GRANT ALL ON FUNCTION oncall.team_by(p_reference text) TO incident_management;
GRANT ALL ON FUNCTION oncall.team_by(p_reference text) TO notification_service;

REVOKE ALL ON FUNCTION oncall.zones_of_people() FROM PUBLIC;
GRANT ALL ON FUNCTION oncall.zones_of_people() TO oncall_service;
GRANT ALL ON FUNCTION oncall.zones_of_people() TO incident_management;

REVOKE ALL ON FUNCTION platform.audit() FROM PUBLIC;

GRANT SELECT,INSERT,UPDATE ON TABLE alerts.alerts TO alert_ingestion;
GRANT SELECT ON TABLE alerts.alerts TO incident_management;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE alerts.heartbeats TO alert_ingestion;

GRANT SELECT,INSERT ON TABLE alerts.holds TO alert_ingestion;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE alerts.idempotency_keys TO alert_ingestion;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE alerts.integrations TO alert_ingestion;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE alerts.maintenance_periods TO alert_ingestion;

GRANT SELECT,INSERT,UPDATE ON TABLE alerts.maintenance_windows TO alert_ingestion;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE alerts.recent_ends TO alert_ingestion;

GRANT SELECT,INSERT ON TABLE alerts.rule_sets TO alert_ingestion;

GRANT SELECT,INSERT,UPDATE ON TABLE alerts.silences TO alert_ingestion;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE incidents.action_items TO incident_management;

GRANT SELECT,DELETE,UPDATE ON TABLE incidents.deliveries TO incident_management;

GRANT SELECT,INSERT,DELETE ON TABLE incidents.delivery_attempts TO incident_management;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE incidents.escalations TO incident_management;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE incidents.idempotency_keys TO incident_management;

GRANT SELECT ON TABLE incidents.incident_tags TO incident_management;

GRANT SELECT,UPDATE ON TABLE incidents.incidents TO incident_management;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE incidents.last_known_oncall TO incident_management;

GRANT SELECT,INSERT,UPDATE ON TABLE incidents.merged_keys TO incident_management;

GRANT SELECT,INSERT ON TABLE incidents.note_edits TO incident_management;

GRANT SELECT,INSERT ON TABLE incidents.notes TO incident_management;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE incidents.pages TO incident_management;

GRANT SELECT,INSERT ON TABLE incidents.postmortems TO incident_management;

GRANT SELECT,INSERT ON TABLE incidents.responders TO incident_management;

GRANT SELECT,INSERT,UPDATE ON TABLE incidents.round_robins TO incident_management;

GRANT SELECT,UPDATE ON TABLE incidents.search_texts TO incident_management;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE incidents.subscriptions TO incident_management;

GRANT SELECT,INSERT ON TABLE incidents.timeline TO incident_management;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE notify.attempts TO notification_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE notify.contact_methods TO notification_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE notify.findings_told TO notification_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE notify.idempotency_keys TO notification_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE notify.notifications TO notification_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE notify.push_subscriptions TO notification_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE notify.quiet_hours TO notification_service;

GRANT SELECT,INSERT,DELETE ON TABLE notify.reply_numbers TO notification_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE notify.rule_steps TO notification_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE notify.templates TO notification_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE notify.throttle_rules TO notification_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE notify.throttles TO notification_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE oncall.api_keys TO oncall_service;

GRANT SELECT ON TABLE oncall.audit_log TO oncall_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE oncall.calendar_links TO oncall_service;

GRANT SELECT,INSERT,UPDATE ON TABLE oncall.coverage_checks TO oncall_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE oncall.escalation_policies TO oncall_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE oncall.first_admin TO oncall_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE oncall.idempotency_keys TO oncall_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE oncall.layer_members TO oncall_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE oncall.notices TO oncall_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE oncall.overrides TO oncall_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE oncall.schedule_layers TO oncall_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE oncall.schedule_members TO oncall_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE oncall.schedules TO oncall_service;

GRANT SELECT,INSERT,DELETE ON TABLE oncall.service_dependencies TO oncall_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE oncall.services TO oncall_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE oncall.sessions TO oncall_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE oncall.swaps TO oncall_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE oncall.team_members TO oncall_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE oncall.teams TO oncall_service;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE oncall.users TO oncall_service;

GRANT SELECT ON TABLE platform.alembic_version TO alert_ingestion;
GRANT SELECT ON TABLE platform.alembic_version TO incident_management;
GRANT SELECT ON TABLE platform.alembic_version TO oncall_service;
GRANT SELECT ON TABLE platform.alembic_version TO notification_service;
