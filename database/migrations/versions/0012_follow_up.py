"""What follows an incident: subscriptions to its events, post-mortems, edited notes, turns of a step, drills.

Why: whoever builds on incidents must hear of each change, so what they are to hear is written in the transaction of its
cause, whichever service made it. What people wrote stays: an edit is another row, never another text in its place.
"""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
    -- A team by its id or name, for those who keep ids because names change. Hidden ones are not found.
    CREATE FUNCTION oncall.team_by(p_reference text) RETURNS TABLE (id uuid, name text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        SELECT t.id, t.name FROM oncall.teams t
        WHERE (t.id::text = p_reference OR t.name = p_reference) AND NOT platform.hides(t.name)
        ORDER BY t.name = p_reference DESC LIMIT 1
    $$;
    REVOKE ALL ON FUNCTION oncall.team_by(text) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION oncall.team_by(text) TO incident_management;

    -- Who is told of events by signed requests. team_id null: of every team's. The secret signs, so it is kept as it
    -- is. failing_since: no attempt has succeeded since that instant.
    CREATE TABLE incidents.subscriptions (
        id uuid CONSTRAINT subscriptions_pkey PRIMARY KEY DEFAULT uuidv7(),
        name text NOT NULL CONSTRAINT subscriptions_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
        url text NOT NULL CONSTRAINT subscriptions_url_length CHECK (char_length(url) BETWEEN 1 AND 1024),
        team_id uuid,
        events text[] NOT NULL CONSTRAINT subscriptions_events_known CHECK (
            cardinality(events) > 0
            AND events <@ ARRAY['created', 'acknowledged', 'escalated', 'resolved', 'note']),
        secret text NOT NULL,
        is_enabled boolean NOT NULL DEFAULT true,
        disabled_because text,
        failing_since timestamptz,
        created_by text NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT subscriptions_enabled_has_no_reason CHECK (NOT is_enabled OR disabled_because IS NULL)
    );
    CREATE TRIGGER subscriptions_updated_at BEFORE UPDATE ON incidents.subscriptions
        FOR EACH ROW EXECUTE FUNCTION platform.touch_updated_at();
    CREATE TRIGGER subscriptions_audited
        AFTER INSERT OR DELETE OR UPDATE OF name, url, team_id, events, secret, is_enabled ON incidents.subscriptions
        FOR EACH ROW EXECUTE FUNCTION platform.audit('name');
    GRANT SELECT, INSERT, UPDATE, DELETE ON incidents.subscriptions TO incident_management;

    -- One event for one subscription. The id is the message's own, the same in every attempt. body: set at the first
    -- attempt, so that every further one carries the same bytes.
    CREATE TABLE incidents.deliveries (
        id uuid CONSTRAINT deliveries_pkey PRIMARY KEY DEFAULT uuidv7(),
        subscription_id uuid NOT NULL CONSTRAINT deliveries_subscription_fkey
            REFERENCES incidents.subscriptions ON DELETE CASCADE,
        incident_id uuid NOT NULL CONSTRAINT deliveries_incident_fkey REFERENCES incidents.incidents ON DELETE CASCADE,
        entry_id bigint NOT NULL,
        event text NOT NULL,
        body text,
        status text NOT NULL DEFAULT 'waiting'
            CONSTRAINT deliveries_status_known CHECK (status IN ('waiting', 'delivered', 'given_up')),
        attempts integer NOT NULL DEFAULT 0,
        created_at timestamptz NOT NULL,
        due_at timestamptz NOT NULL,
        ended_at timestamptz,
        lease_until timestamptz,
        lease_token bigint NOT NULL DEFAULT 0,
        CONSTRAINT deliveries_ended_has_an_instant CHECK ((status = 'waiting') = (ended_at IS NULL)),
        CONSTRAINT deliveries_one_an_entry UNIQUE (subscription_id, entry_id)
    );
    CREATE INDEX deliveries_due ON incidents.deliveries (subscription_id, due_at) WHERE status = 'waiting';
    CREATE INDEX deliveries_of_subscription ON incidents.deliveries (subscription_id, created_at DESC, id DESC);
    CREATE INDEX deliveries_of_incident ON incidents.deliveries (incident_id);
    CREATE INDEX deliveries_age ON incidents.deliveries (created_at);
    GRANT SELECT, UPDATE, DELETE ON incidents.deliveries TO incident_management;

    CREATE TABLE incidents.delivery_attempts (
        delivery_id uuid NOT NULL CONSTRAINT delivery_attempts_delivery_fkey
            REFERENCES incidents.deliveries ON DELETE CASCADE,
        number integer NOT NULL,
        started_at timestamptz NOT NULL,
        duration_ms integer NOT NULL,
        outcome text NOT NULL CONSTRAINT delivery_attempts_outcome_known CHECK (outcome IN ('delivered', 'failed')),
        status_code integer,
        error text,
        CONSTRAINT delivery_attempts_pkey PRIMARY KEY (delivery_id, number)
    );
    GRANT SELECT, INSERT, DELETE ON incidents.delivery_attempts TO incident_management;

    -- Runs as the owner: alerts open incidents too, in the transaction of another service.
    CREATE FUNCTION incidents.tell_subscribers() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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
    REVOKE ALL ON FUNCTION incidents.tell_subscribers() FROM PUBLIC;
    CREATE TRIGGER timeline_tells_subscribers AFTER INSERT ON incidents.timeline
        REFERENCING NEW TABLE AS new_entries
        FOR EACH STATEMENT EXECUTE FUNCTION incidents.tell_subscribers();

    -- Each text of a post-mortem that was ever saved; the highest version is the present one.
    CREATE TABLE incidents.postmortems (
        incident_id uuid NOT NULL CONSTRAINT postmortems_incident_fkey REFERENCES incidents.incidents ON DELETE CASCADE,
        version integer NOT NULL CONSTRAINT postmortems_version_range CHECK (version >= 1),
        content text NOT NULL CONSTRAINT postmortems_content_length CHECK (char_length(content) BETWEEN 1 AND 200000),
        author text NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT postmortems_pkey PRIMARY KEY (incident_id, version)
    );
    GRANT SELECT, INSERT ON incidents.postmortems TO incident_management;

    CREATE TABLE incidents.action_items (
        id uuid CONSTRAINT action_items_pkey PRIMARY KEY DEFAULT uuidv7(),
        incident_id uuid NOT NULL CONSTRAINT action_items_incident_fkey
            REFERENCES incidents.incidents ON DELETE CASCADE,
        title text NOT NULL CONSTRAINT action_items_title_length CHECK (char_length(title) BETWEEN 1 AND 500),
        owner_id uuid,
        owner_name text,
        owner_email text,
        due_on date,
        created_by text NOT NULL,
        created_at timestamptz NOT NULL,
        done_by text,
        done_at timestamptz,
        CONSTRAINT action_items_done_by_somebody CHECK ((done_at IS NULL) = (done_by IS NULL))
    );
    CREATE INDEX action_items_of_incident ON incidents.action_items (incident_id, id);
    CREATE INDEX action_items_newest ON incidents.action_items (created_at DESC, id DESC);
    CREATE TRIGGER action_items_audited AFTER INSERT OR DELETE OR UPDATE ON incidents.action_items
        FOR EACH ROW EXECUTE FUNCTION platform.audit('title');
    GRANT SELECT, INSERT, UPDATE, DELETE ON incidents.action_items TO incident_management;

    -- What a note says instead, each time it was edited; the first text stays in incidents.notes.
    CREATE TABLE incidents.note_edits (
        note_id uuid NOT NULL CONSTRAINT note_edits_note_fkey REFERENCES incidents.notes ON DELETE CASCADE,
        number integer NOT NULL CONSTRAINT note_edits_number_range CHECK (number >= 1),
        content text NOT NULL CONSTRAINT note_edits_content_length CHECK (char_length(content) BETWEEN 1 AND 20000),
        edited_by text NOT NULL,
        edited_at timestamptz NOT NULL,
        CONSTRAINT note_edits_pkey PRIMARY KEY (note_id, number)
    );
    GRANT SELECT, INSERT ON incidents.note_edits TO incident_management;

    -- Whose turn it is at a step that pages one after the other: how many incidents it has paged for.
    CREATE TABLE incidents.round_robins (
        policy_id uuid NOT NULL,
        step integer NOT NULL CONSTRAINT round_robins_step_range CHECK (step >= 1),
        turns bigint NOT NULL DEFAULT 0,
        CONSTRAINT round_robins_pkey PRIMARY KEY (policy_id, step)
    );
    GRANT SELECT, INSERT, UPDATE ON incidents.round_robins TO incident_management;

    -- A drill pages like an incident, and is counted in no statistic.
    ALTER TABLE incidents.incidents DROP CONSTRAINT incidents_origin_known,
        ADD CONSTRAINT incidents_origin_known CHECK (origin IN ('alert', 'person', 'drill'));
    CREATE INDEX incidents_drills ON incidents.incidents (created_at DESC, id DESC) WHERE origin = 'drill';

    -- Which incidents have a tag, newest first. An index on the list of tags cannot be used under row security, for
    -- comparing lists might tell what it saw; equality of texts does not. Read beside incidents only, which hide what
    -- is hidden: a policy here too would look at each of them twice.
    CREATE TABLE incidents.incident_tags (
        tag text NOT NULL,
        created_at timestamptz NOT NULL,
        incident_id uuid NOT NULL CONSTRAINT incident_tags_incident_fkey
            REFERENCES incidents.incidents ON DELETE CASCADE,
        CONSTRAINT incident_tags_pkey PRIMARY KEY (tag, created_at, incident_id)
    );
    CREATE INDEX incident_tags_of_incident ON incidents.incident_tags (incident_id);
    GRANT SELECT ON incidents.incident_tags TO incident_management;
    CREATE FUNCTION incidents.index_tags() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
        DELETE FROM incidents.incident_tags t WHERE t.incident_id = NEW.id AND NOT t.tag = ANY (NEW.tags);
        INSERT INTO incidents.incident_tags (tag, created_at, incident_id)
        SELECT DISTINCT tag, NEW.created_at, NEW.id FROM unnest(NEW.tags) AS u (tag)
        ON CONFLICT DO NOTHING;
        RETURN NULL;
    END
    $$;
    REVOKE ALL ON FUNCTION incidents.index_tags() FROM PUBLIC;
    CREATE TRIGGER incidents_new_tags AFTER INSERT ON incidents.incidents
        FOR EACH ROW WHEN (NEW.tags <> '{}') EXECUTE FUNCTION incidents.index_tags();
    CREATE TRIGGER incidents_changed_tags AFTER UPDATE OF tags ON incidents.incidents
        FOR EACH ROW WHEN (OLD.tags IS DISTINCT FROM NEW.tags) EXECUTE FUNCTION incidents.index_tags();
    INSERT INTO incidents.incident_tags (tag, created_at, incident_id)
        SELECT DISTINCT tag, i.created_at, i.id FROM incidents.incidents i, unnest(i.tags) AS u (tag);
    DROP INDEX incidents.incidents_tags;
    """)
    hide("incidents.subscriptions", "team_id IS NULL OR EXISTS (SELECT FROM oncall.team_by(team_id::text))")
    of_incident = "EXISTS (SELECT FROM incidents.incidents i WHERE i.id = incident_id)"
    hide("incidents.deliveries", of_incident)
    hide("incidents.delivery_attempts", "EXISTS (SELECT FROM incidents.deliveries d WHERE d.id = delivery_id)")
    hide("incidents.postmortems", of_incident)
    hide("incidents.action_items", of_incident)
    hide("incidents.note_edits", "EXISTS (SELECT FROM incidents.notes n WHERE n.id = note_id)")


def hide(table: str, shown: str) -> None:
    """Rows for which `shown` does not hold are not there for a transaction from whom teams are hidden."""
    name = table.split(".")[1]
    op.execute(f"""
    ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
    CREATE POLICY {name}_all ON {table} USING (true);
    CREATE POLICY {name}_shown ON {table} AS RESTRICTIVE USING ((SELECT platform.sees_all()) OR {shown});
    """)
