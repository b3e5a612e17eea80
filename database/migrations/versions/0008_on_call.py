"""How urgent a service is, by severity and by the hours in which it is supported.

Why: what can wait until somebody is at work wakes nobody. When an acknowledgement runs out is frozen on an incident
with its policy; whether the hours of support have begun is asked at the instant of each step.
"""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
    -- acknowledgement_timeout_minutes: an incident that is acknowledged for longer is open again; null: never.
    -- low_urgency: severities whose pages wait for the hours of support. critical never waits.
    -- support_hours: {timezone, windows: [{start_day?, start_time, end_day?, end_time}]}; null: at any time.
    ALTER TABLE oncall.services
        ADD COLUMN acknowledgement_timeout_minutes double precision
            CONSTRAINT services_acknowledgement_timeout_range
            CHECK (acknowledgement_timeout_minutes BETWEEN 1 AND 43200),
        ADD COLUMN low_urgency text[] NOT NULL DEFAULT '{}'
            CONSTRAINT services_low_urgency_known CHECK (low_urgency <@ ARRAY['high', 'medium', 'low', 'info']),
        ADD COLUMN support_hours jsonb
            CONSTRAINT services_support_hours_object CHECK (jsonb_typeof(support_hours) = 'object');

    CREATE OR REPLACE FUNCTION oncall.routing(p_service text) RETURNS jsonb
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
            'auto_resolve', coalesce(s.auto_resolve, true),
            'acknowledgement_timeout_seconds', s.acknowledgement_timeout_minutes * 60)
        FROM (SELECT p_service AS name) asked
        LEFT JOIN oncall.services s ON s.name = asked.name
        LEFT JOIN oncall.teams t ON t.id = s.team_id OR (s.id IS NULL AND t.name = 'default')
        LEFT JOIN oncall.escalation_policies p ON p.id = coalesce(s.escalation_policy_id, t.escalation_policy_id)
    $$;

    -- In which zone somebody sleeps: that of the schedule they are in, the newest where there are several.
    CREATE FUNCTION oncall.zones_of_people() RETURNS TABLE (user_id uuid, timezone text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        SELECT DISTINCT ON (m.user_id) m.user_id, s.timezone
        FROM (
            SELECT schedule_id, user_id FROM oncall.schedule_members
            UNION SELECT l.schedule_id, lm.user_id
                FROM oncall.layer_members lm JOIN oncall.schedule_layers l ON l.id = lm.layer_id
        ) m JOIN oncall.schedules s ON s.id = m.schedule_id
        ORDER BY m.user_id, s.created_at DESC
    $$;
    REVOKE ALL ON FUNCTION oncall.zones_of_people() FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION oncall.zones_of_people() TO oncall_service, incident_management;
    """)
