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

    ALTER TABLE incidents.pages
        DROP CONSTRAINT pages_page_has_a_step,
        ADD CONSTRAINT pages_step_in_a_cycle CHECK ((step IS NULL) = (cycle IS NULL));

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
        RETURN moved;
    END
    $$;
    REVOKE ALL ON FUNCTION alerts.move(uuid, uuid, timestamptz) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION alerts.move(uuid, uuid, timestamptz) TO incident_management;
    """)
