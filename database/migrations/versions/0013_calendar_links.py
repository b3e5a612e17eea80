"""On call in one's own calendar.

Why: calendar programs cannot sign in, so what they may read is decided by a link that can be revoked.
"""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
    -- A link by which a calendar program reads shifts: of a schedule, or of its owner over all schedules. Only the
    -- hash of its token is kept. It shows what its owner may see, as long as they may sign in.
    CREATE TABLE oncall.calendar_links (
        id uuid CONSTRAINT calendar_links_pkey PRIMARY KEY DEFAULT uuidv7(),
        owner_id uuid NOT NULL CONSTRAINT calendar_links_owner_fkey REFERENCES oncall.users ON DELETE CASCADE,
        schedule_id uuid CONSTRAINT calendar_links_schedule_fkey REFERENCES oncall.schedules ON DELETE CASCADE,
        name text NOT NULL CONSTRAINT calendar_links_name_length CHECK (char_length(name) BETWEEN 1 AND 200),
        token_hash bytea NOT NULL CONSTRAINT calendar_links_token_key UNIQUE,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        last_used_at timestamptz,
        revoked_at timestamptz
    );
    CREATE INDEX calendar_links_of_owner ON oncall.calendar_links (owner_id, created_at DESC, id DESC);
    CREATE TRIGGER calendar_links_audited
        AFTER INSERT OR DELETE OR UPDATE OF name, revoked_at ON oncall.calendar_links
        FOR EACH ROW EXECUTE FUNCTION platform.audit('name');

    -- Whose is this link, and what is hidden from them? Nothing for an unknown or revoked one, or a disabled owner.
    CREATE FUNCTION oncall.calendar_by_token(p_token_hash bytea)
    RETURNS TABLE (id uuid, owner_id uuid, owner text, schedule_id uuid, hidden_teams text[])
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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
    REVOKE ALL ON FUNCTION oncall.calendar_by_token(bytea) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION oncall.calendar_by_token(bytea) TO oncall_service;

    GRANT SELECT, INSERT, UPDATE, DELETE ON oncall.calendar_links TO oncall_service;
    """)
    hide(
        "oncall.calendar_links",
        "schedule_id IS NULL OR EXISTS (SELECT FROM oncall.schedules s WHERE s.id = schedule_id)",
    )


def hide(table: str, shown: str) -> None:
    """Rows for which `shown` does not hold are not there for a transaction from whom teams are hidden."""
    name = table.split(".")[1]
    op.execute(f"""
    ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
    CREATE POLICY {name}_all ON {table} USING (true);
    CREATE POLICY {name}_shown ON {table} AS RESTRICTIVE USING ((SELECT platform.sees_all()) OR {shown});
    """)
