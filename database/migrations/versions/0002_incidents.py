"""Incidents, their timeline, their escalation, and the functions that decide which incident takes an alert.

Why: whatever the number of requests, workers and replicas, one incident takes the alerts of a correlation key. A unique
partial index holds that; the functions below are the only code that opens an incident, for alert-ingestion and
incident-management alike.
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
    CREATE SCHEMA incidents;
    GRANT USAGE ON SCHEMA incidents TO incident_management, alert_ingestion;

    -- What statistics read stands first: a column far back in a row is slow to find, and they look at every row.
    CREATE TABLE incidents.incidents (
        id uuid CONSTRAINT incidents_pkey PRIMARY KEY DEFAULT uuidv7(),
        created_at timestamptz NOT NULL,
        mtta_seconds double precision CONSTRAINT incidents_mtta_range CHECK (mtta_seconds >= 0),
        mttr_seconds double precision CONSTRAINT incidents_mttr_range CHECK (mttr_seconds >= 0),
        status text NOT NULL DEFAULT 'open' CONSTRAINT incidents_status_known
            CHECK (status IN ('open', 'acknowledged', 'in_progress', 'resolved')),
        severity text NOT NULL CONSTRAINT incidents_severity_known
            CHECK (severity IN ('critical', 'high', 'medium', 'low', 'info')),
        service text NOT NULL CONSTRAINT incidents_service_length CHECK (char_length(service) BETWEEN 1 AND 200),
        team text NOT NULL,
        title text NOT NULL CONSTRAINT incidents_title_length CHECK (char_length(title) BETWEEN 1 AND 200),
        priority text NOT NULL CONSTRAINT incidents_priority_known CHECK (priority IN ('P1', 'P2', 'P3', 'P4', 'P5')),
        origin text NOT NULL CONSTRAINT incidents_origin_known CHECK (origin IN ('alert', 'person')),
        assignee_id uuid,
        assignee_name text,
        assignee_email text,
        alert_count integer NOT NULL DEFAULT 0 CONSTRAINT incidents_alert_count_range CHECK (alert_count >= 0),
        version integer NOT NULL DEFAULT 1,
        correlation_key text NOT NULL,
        takes_alerts boolean CONSTRAINT incidents_takes_alerts_true_or_null CHECK (takes_alerts),
        last_alert_at timestamptz,
        auto_resolve boolean NOT NULL DEFAULT true,
        resolve_due_at timestamptz,
        snoozed_until timestamptz,
        acknowledged_at timestamptz,
        resolved_at timestamptz,
        updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT incidents_resolved_has_an_instant CHECK ((status = 'resolved') = (resolved_at IS NOT NULL)),
        CONSTRAINT incidents_resolved_is_not_snoozed CHECK (status <> 'resolved' OR snoozed_until IS NULL),
        CONSTRAINT incidents_resolved_takes_no_alerts CHECK (status <> 'resolved' OR takes_alerts IS NULL)
    ) WITH (fillfactor = 80);  -- counting alerts rewrites the row: leave room on its page

    CREATE UNIQUE INDEX incidents_one_takes_alerts ON incidents.incidents (correlation_key) WHERE takes_alerts;
    CREATE INDEX incidents_newest ON incidents.incidents (created_at DESC, id DESC);
    CREATE INDEX incidents_unresolved ON incidents.incidents (status, created_at DESC, id DESC)
        WHERE status <> 'resolved';
    CREATE INDEX incidents_service ON incidents.incidents (service, created_at DESC, id DESC);
    CREATE INDEX incidents_team ON incidents.incidents (team, created_at DESC, id DESC);
    CREATE INDEX incidents_assignee ON incidents.incidents (assignee_id, created_at DESC, id DESC)
        WHERE assignee_id IS NOT NULL;
    CREATE INDEX incidents_assignee_email ON incidents.incidents (lower(assignee_email), created_at DESC, id DESC)
        WHERE assignee_email IS NOT NULL;
    CREATE INDEX incidents_resolve_due ON incidents.incidents (resolve_due_at) WHERE resolve_due_at IS NOT NULL;

    CREATE TABLE incidents.timeline (
        id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT timeline_pkey PRIMARY KEY,
        incident_id uuid NOT NULL CONSTRAINT timeline_incident_fkey REFERENCES incidents.incidents,
        type text NOT NULL CONSTRAINT timeline_type_known CHECK (type IN (
            'created', 'alert_attached', 'alert_resolved', 'assigned', 'reassigned', 'paged', 'delivered',
            'delivery_failed', 'escalated', 'exhausted', 'status_changed', 'note', 'suppressed', 'degraded',
            'merged', 'snoozed')),
        actor text NOT NULL,
        at timestamptz NOT NULL,
        data jsonb NOT NULL DEFAULT '{}'
    );
    CREATE INDEX timeline_of_incident ON incidents.timeline (incident_id, id);
    -- A receipt that is reported twice is written once.
    CREATE UNIQUE INDEX timeline_one_receipt ON incidents.timeline ((data ->> 'notification_id'), type)
        WHERE type IN ('delivered', 'delivery_failed');

    -- Whoever follows the events of all incidents looks at once.
    CREATE FUNCTION incidents.wake_followers() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
        PERFORM pg_notify('timeline', '');
        RETURN NULL;
    END
    $$;
    CREATE TRIGGER timeline_wakes_followers AFTER INSERT ON incidents.timeline
        FOR EACH STATEMENT EXECUTE FUNCTION incidents.wake_followers();

    CREATE TABLE incidents.notes (
        id uuid CONSTRAINT notes_pkey PRIMARY KEY DEFAULT uuidv7(),
        incident_id uuid NOT NULL CONSTRAINT notes_incident_fkey REFERENCES incidents.incidents,
        content text NOT NULL CONSTRAINT notes_content_length CHECK (char_length(content) BETWEEN 1 AND 20000),
        author text NOT NULL,
        created_at timestamptz NOT NULL
    );
    CREATE INDEX notes_of_incident ON incidents.notes (incident_id, id);

    -- What a search looks through, in lower case: service, title, messages of alerts, notes. A table of its own, so
    -- that counting alerts does not touch the index. Past 8,000 characters more adds little that helps to find it.
    CREATE TABLE incidents.search_texts (
        incident_id uuid CONSTRAINT search_texts_pkey PRIMARY KEY
            CONSTRAINT search_texts_incident_fkey REFERENCES incidents.incidents,
        created_at timestamptz NOT NULL,
        text text NOT NULL
    );
    CREATE INDEX search_texts_trigrams ON incidents.search_texts USING gin (text gin_trgm_ops);
    CREATE INDEX search_texts_newest ON incidents.search_texts (created_at DESC, incident_id DESC);

    -- The timer of an incident. The policy is frozen here at creation, so editing it does not change pages under way.
    -- step and cycle count from 1 and name the step that is due at next_at.
    CREATE TABLE incidents.escalations (
        incident_id uuid CONSTRAINT escalations_pkey PRIMARY KEY
            CONSTRAINT escalations_incident_fkey REFERENCES incidents.incidents,
        episode integer NOT NULL DEFAULT 1,
        policy jsonb NOT NULL,
        step integer NOT NULL DEFAULT 1 CONSTRAINT escalations_step_range CHECK (step >= 1),
        cycle integer NOT NULL DEFAULT 1 CONSTRAINT escalations_cycle_range CHECK (cycle >= 1),
        state text NOT NULL DEFAULT 'active'
            CONSTRAINT escalations_state_known CHECK (state IN ('active', 'stopped', 'exhausted')),
        next_at timestamptz,
        lease_until timestamptz,
        lease_token bigint NOT NULL DEFAULT 0,
        CONSTRAINT escalations_active_has_an_instant CHECK ((state = 'active') = (next_at IS NOT NULL))
    );
    CREATE INDEX escalations_due ON incidents.escalations (next_at) WHERE state = 'active';

    -- What notification-service must be told. The id is made from (incident, episode, cycle, step, kind, recipient).
    CREATE TABLE incidents.pages (
        id uuid CONSTRAINT pages_pkey PRIMARY KEY,
        incident_id uuid NOT NULL CONSTRAINT pages_incident_fkey REFERENCES incidents.incidents,
        kind text NOT NULL CONSTRAINT pages_kind_known CHECK (kind IN ('page', 'update')),
        episode integer NOT NULL,
        cycle integer,
        step integer,
        recipient_key text NOT NULL,
        recipient jsonb NOT NULL,
        subject text NOT NULL,
        message text NOT NULL,
        created_at timestamptz NOT NULL,
        due_at timestamptz NOT NULL,
        handed_over_at timestamptz,
        cancelled_at timestamptz,
        attempts integer NOT NULL DEFAULT 0,
        last_error text,
        lease_until timestamptz,
        lease_token bigint NOT NULL DEFAULT 0,
        CONSTRAINT pages_page_has_a_step CHECK (kind = 'update' OR (cycle IS NOT NULL AND step IS NOT NULL))
    );
    CREATE UNIQUE INDEX pages_one_a_step ON incidents.pages (incident_id, episode, cycle, step, recipient_key)
        WHERE kind = 'page';
    CREATE INDEX pages_of_incident ON incidents.pages (incident_id);
    CREATE INDEX pages_due ON incidents.pages (due_at) WHERE handed_over_at IS NULL AND cancelled_at IS NULL;

    -- Who was on call when on-call last answered: used, and marked so, when it does not answer.
    CREATE TABLE incidents.last_known_oncall (
        targets_key text CONSTRAINT last_known_oncall_pkey PRIMARY KEY,
        answer jsonb NOT NULL,
        at timestamptz NOT NULL
    );

    CREATE TABLE incidents.idempotency_keys (
        caller text NOT NULL,
        key text NOT NULL CONSTRAINT idempotency_keys_key_length CHECK (char_length(key) BETWEEN 1 AND 255),
        request_hash bytea NOT NULL,
        status integer NOT NULL,
        body json NOT NULL,  -- json, not jsonb: the first answer again, to the letter
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT idempotency_keys_pkey PRIMARY KEY (caller, key)
    );
    CREATE INDEX idempotency_keys_age ON incidents.idempotency_keys (created_at);

    CREATE TRIGGER incidents_updated_at BEFORE UPDATE ON incidents.incidents
        FOR EACH ROW EXECUTE FUNCTION platform.touch_updated_at();

    -- Open an incident with its timer and its first timeline entry. With p_takes_alerts, joins the incident that takes
    -- the alerts of p_key, if there is one, and is the one afterwards; without, it is always new.
    CREATE FUNCTION incidents.open(
        p_key text, p_takes_alerts boolean, p_service text, p_severity text, p_title text, p_at timestamptz,
        p_actor text, p_data jsonb DEFAULT '{}', OUT incident_id uuid, OUT created boolean)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DECLARE
        route jsonb := oncall.routing(p_service);
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
    -- p_hold: further incidents to lock, whose alerts the transaction will close.
    -- Every incident answered or held stays locked until the transaction ends. Rows are locked in the order of their
    -- keys, so that two batches never wait for each other in a circle.
    CREATE FUNCTION incidents.correlate(
        p_keys text[], p_services text[], p_severities text[], p_titles text[], p_at timestamptz[], p_window interval,
        p_hold uuid[] DEFAULT '{}')
    RETURNS TABLE (key text, incident_id uuid, created boolean, is_empty boolean)
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
                    SELECT i.correlation_key, i.id, i.takes_alerts, i.alert_count
                    FROM incidents.incidents i
                    WHERE i.correlation_key = ANY (p_keys) AND i.takes_alerts OR i.id = ANY (p_hold)
                    ORDER BY i.correlation_key, i.id
                    FOR NO KEY UPDATE)
                SELECT l.correlation_key, l.id, false, l.alert_count = 0
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
            SELECT a.key, a.service, a.severity, a.title, a.at, NULL::uuid AS held
            FROM unnest(p_keys, p_services, p_severities, p_titles, p_at) AS a (key, service, severity, title, at)
            UNION ALL
            SELECT i.correlation_key, NULL, NULL, NULL, NULL, i.id FROM incidents.incidents i WHERE i.id = ANY (p_hold)
            ORDER BY 1, 6 NULLS LAST
        LOOP
            IF asked.held IS NOT NULL THEN
                PERFORM FROM incidents.incidents i WHERE i.id = asked.held FOR NO KEY UPDATE;
                CONTINUE;
            END IF;
            UPDATE incidents.incidents i SET takes_alerts = NULL
            WHERE i.correlation_key = asked.key AND i.takes_alerts
                AND (i.last_alert_at < asked.at - p_window OR i.created_at < asked.at - lifetime);
            SELECT o.incident_id, o.created INTO opened
            FROM incidents.open(asked.key, true, asked.service, asked.severity, asked.title, asked.at, 'system') o;
            key := asked.key;
            incident_id := opened.incident_id;
            created := opened.created;
            SELECT i.alert_count = 0 INTO is_empty FROM incidents.incidents i WHERE i.id = opened.incident_id;
            RETURN NEXT;
        END LOOP;
    END
    $$;

    -- Add to alert_count and move last_alert_at on, in the transaction that stored the alerts.
    CREATE FUNCTION incidents.count_alerts(p_incidents uuid[], p_added integer[], p_last_at timestamptz[]) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        UPDATE incidents.incidents i
        SET alert_count = i.alert_count + a.added, last_alert_at = greatest(i.last_alert_at, a.last_at)
        FROM unnest(p_incidents, p_added, p_last_at) AS a (id, added, last_at)
        WHERE i.id = a.id
    $$;

    -- What happened to alerts, told on the timeline of their incidents.
    CREATE FUNCTION incidents.tell_of_alerts(
        p_incidents uuid[], p_types text[], p_at timestamptz[], p_data jsonb[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
        IF NOT p_types <@ ARRAY['alert_attached', 'alert_resolved', 'suppressed'] THEN
            RAISE EXCEPTION 'intake may tell of alerts only, not %', p_types USING ERRCODE = 'insufficient_privilege';
        END IF;
        INSERT INTO incidents.timeline (incident_id, type, actor, at, data)
        SELECT a.incident_id, a.type, 'system', a.at, a.data
        FROM unnest(p_incidents, p_types, p_at, p_data) WITH ORDINALITY AS a (incident_id, type, at, data, place)
        ORDER BY a.place;
        -- A message that is there already, as most are, costs one look and no write.
        UPDATE incidents.search_texts s SET text = left(s.text || E'\\n' || said.messages, 8000)
        FROM (SELECT a.incident_id, string_agg(DISTINCT lower(a.data ->> 'message'), E'\\n') AS messages
              FROM unnest(p_incidents, p_types, p_data) AS a (incident_id, type, data)
              JOIN incidents.search_texts t ON t.incident_id = a.incident_id
              WHERE a.type = 'alert_attached' AND length(t.text) < 8000
                  AND position(lower(a.data ->> 'message') IN t.text) = 0
              GROUP BY a.incident_id) said
        WHERE s.incident_id = said.incident_id;
    END
    $$;

    -- The last firing alert was closed: incident-management looks whether the incident resolves itself.
    CREATE FUNCTION incidents.ask_auto_resolve(p_incidents uuid[], p_at timestamptz) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
        UPDATE incidents.incidents i SET resolve_due_at = p_at
        WHERE i.id = ANY (p_incidents) AND i.status <> 'resolved' AND i.auto_resolve;
        IF FOUND THEN
            PERFORM pg_notify('auto_resolve', '');
        END IF;
    END
    $$;

    REVOKE ALL ON ALL FUNCTIONS IN SCHEMA incidents FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION incidents.correlate(text[], text[], text[], text[], timestamptz[], interval, uuid[])
        TO alert_ingestion, incident_management;
    GRANT EXECUTE ON FUNCTION incidents.open(text, boolean, text, text, text, timestamptz, text, jsonb)
        TO incident_management;
    GRANT EXECUTE ON FUNCTION incidents.count_alerts(uuid[], integer[], timestamptz[]),
        incidents.tell_of_alerts(uuid[], text[], timestamptz[], jsonb[]),
        incidents.ask_auto_resolve(uuid[], timestamptz) TO alert_ingestion;

    GRANT SELECT, INSERT, UPDATE, DELETE ON incidents.escalations, incidents.pages, incidents.last_known_oncall,
        incidents.idempotency_keys TO incident_management;
    GRANT SELECT, UPDATE ON incidents.incidents, incidents.search_texts TO incident_management;
    GRANT SELECT, INSERT ON incidents.timeline, incidents.notes TO incident_management;  -- append-only
    """)
