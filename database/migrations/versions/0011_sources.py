"""Sources that sign what they send, and closings that wait.

Why: a key in an address is read by every proxy on the way, a signature is not; and an alert that comes back at once
should find its incident still open. A tool that sends what a rule suppresses each minute is one row a day.
"""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
    -- requires_signature: messages that are not signed by the source are refused. It stands by itself, so that a secret
    -- that cannot be read any more refuses all of them instead of none. signing_secret: sealed.
    ALTER TABLE alerts.integrations
        ADD COLUMN requires_signature boolean NOT NULL DEFAULT false,
        ADD COLUMN signing_secret text,
        ADD CONSTRAINT integrations_secret_is_for_signatures CHECK (requires_signature OR signing_secret IS NULL);
    DROP TRIGGER integrations_audited ON alerts.integrations;
    CREATE TRIGGER integrations_audited
        AFTER INSERT OR DELETE OR UPDATE OF name, source, service, service_from, rate_limit_per_minute, mapping,
            is_enabled, key_hash, requires_signature, signing_secret
        ON alerts.integrations FOR EACH ROW EXECUTE FUNCTION platform.audit('name');

    -- Alerts of a group that Alertmanager cut: those it does not name any more are found by the group.
    CREATE INDEX alerts_firing_group ON alerts.alerts ((raw ->> 'groupKey'))
        WHERE status = 'firing' AND raw ->> 'groupKey' IS NOT NULL;

    -- How long nothing must fire on an incident before it resolves itself. As it is when the last alert ends: whoever
    -- changes it means what is open, too.
    ALTER TABLE oncall.services
        ADD COLUMN auto_resolve_delay_seconds double precision NOT NULL DEFAULT 0,
        ADD CONSTRAINT services_auto_resolve_delay_range CHECK (auto_resolve_delay_seconds BETWEEN 0 AND 86400);
    CREATE OR REPLACE FUNCTION incidents.ask_auto_resolve(p_incidents uuid[], p_at timestamptz) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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

    -- Each change of a searched text is a change of all its trigrams: in a storm of alerts that each say something else
    -- that was most of what taking them cost. The first 1,000 characters of them are found; what people write still
    -- fills the rest.
    CREATE OR REPLACE FUNCTION incidents.tell_of_alerts(
        p_incidents uuid[], p_types text[], p_at timestamptz[], p_data jsonb[])
    RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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
        UPDATE incidents.search_texts s SET text = left(s.text || E'\\n' || said.messages, 1000)
        FROM (SELECT a.incident_id, string_agg(DISTINCT lower(a.data ->> 'message'), E'\\n') AS messages
              FROM unnest(p_incidents, p_types, p_data) AS a (incident_id, type, data)
              JOIN incidents.search_texts t ON t.incident_id = a.incident_id
              WHERE a.incident_id = ANY (open_texts) AND a.type = 'alert_attached'
                  AND position(lower(a.data ->> 'message') IN t.text) = 0
              GROUP BY a.incident_id) said
        WHERE s.incident_id = said.incident_id;
    END
    $$;
    """)
