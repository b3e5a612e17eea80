"""People take turns at a step, services depend on others, and teams are told each week what their schedules lack.

Why: one person of a step is paged for each incident in turn, and whose turn it was must not change while the incident
is under way. When a service breaks because another did, whoever is paged should see that at once. And a gap in a
schedule must be told to the team before it is somebody's night.
"""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
    -- By step: the turn that this incident took there, kept as long as it lives.
    ALTER TABLE incidents.escalations ADD turns jsonb NOT NULL DEFAULT '{}';

    CREATE TABLE oncall.service_dependencies (
        service_id uuid NOT NULL CONSTRAINT service_dependencies_service_fkey
            REFERENCES oncall.services ON DELETE CASCADE,
        depends_on_id uuid NOT NULL CONSTRAINT service_dependencies_depends_on_fkey
            REFERENCES oncall.services ON DELETE CASCADE,
        CONSTRAINT service_dependencies_pkey PRIMARY KEY (service_id, depends_on_id),
        CONSTRAINT service_dependencies_not_on_itself CHECK (service_id <> depends_on_id)
    );
    CREATE INDEX service_dependencies_of ON oncall.service_dependencies (depends_on_id);
    GRANT SELECT, INSERT, DELETE ON oncall.service_dependencies TO oncall_service;
    CREATE TRIGGER service_dependencies_audited AFTER INSERT OR DELETE OR UPDATE ON oncall.service_dependencies
        FOR EACH ROW EXECUTE FUNCTION platform.audit('');

    -- What a service needs, itself or through others, and how many steps away; each once, by the shortest way. Whether
    -- the caller may know of their incidents is decided where those are read.
    CREATE FUNCTION oncall.dependencies_of(p_service text) RETURNS TABLE (service text, distance integer)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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
    REVOKE ALL ON FUNCTION oncall.dependencies_of(text) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION oncall.dependencies_of(text) TO incident_management;

    -- An incident shows what is open of the services it needs, out of many that are long over.
    CREATE INDEX incidents_unresolved_of_service ON incidents.incidents (service, created_at)
        WHERE status <> 'resolved';

    -- Which incidents of hidden teams the caller may see all the same, because they were paged about them: asked once a
    -- statement. Asked of each hidden incident, it was most of what statistics over everything took.
    CREATE INDEX pages_of_recipient ON incidents.pages (recipient_key, incident_id);
    CREATE FUNCTION incidents.paged_about() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        SELECT ARRAY(
            SELECT DISTINCT p.incident_id
            FROM incidents.pages p JOIN incidents.incidents i ON i.id = p.incident_id
            WHERE p.recipient_key = 'user:' || current_setting('platform.caller_id', true)
                AND i.team = ANY (platform.hidden_teams()))
    $$;
    REVOKE ALL ON FUNCTION incidents.paged_about() FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION incidents.paged_about() TO incident_management;
    ALTER POLICY incidents_shown ON incidents.incidents USING (
        (SELECT platform.sees_all())
        OR team <> ALL ((SELECT platform.hidden_teams())::text[])
        OR assignee_id = (SELECT nullif(current_setting('platform.caller_id', true), '')::uuid)
        OR id = ANY ((SELECT incidents.paged_about())::uuid[]));

    -- week: the Monday of the last week for which the schedule was looked at for its team.
    CREATE TABLE oncall.coverage_checks (
        schedule_id uuid CONSTRAINT coverage_checks_pkey PRIMARY KEY
            CONSTRAINT coverage_checks_schedule_fkey REFERENCES oncall.schedules ON DELETE CASCADE,
        week date NOT NULL CONSTRAINT coverage_checks_week_is_a_monday CHECK (extract(isodow FROM week) = 1)
    );
    GRANT SELECT, INSERT, UPDATE ON oncall.coverage_checks TO oncall_service;
    """)
    # Both ends: that somebody hidden depends on a service says that they are there.
    hide(
        "oncall.service_dependencies",
        "(EXISTS (SELECT FROM oncall.services s WHERE s.id = service_id)"
        " AND EXISTS (SELECT FROM oncall.services s WHERE s.id = depends_on_id))",
    )
    hide("oncall.coverage_checks", "EXISTS (SELECT FROM oncall.schedules s WHERE s.id = schedule_id)")


def hide(table: str, shown: str) -> None:
    """Rows for which `shown` does not hold are not there for a transaction from whom teams are hidden."""
    name = table.split(".")[1]
    op.execute(f"""
    ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
    CREATE POLICY {name}_all ON {table} USING (true);
    CREATE POLICY {name}_shown ON {table} AS RESTRICTIVE USING ((SELECT platform.sees_all()) OR {shown});
    """)
