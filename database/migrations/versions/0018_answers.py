"""Pages are answered by text message and from chats, and say what a team wants them to say.

Why: a text message has no room for a link that is typed back, so an incident gets a number that a thumb can type. It is
drawn by lot, not counted: the sender of a text message can be forged, and a number that is guessed would answer for
another. Who answers from a room was perhaps never paged, so whether they may is asked where incidents are.
"""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
    CREATE TABLE notify.reply_numbers (
        incident_id uuid CONSTRAINT reply_numbers_pkey PRIMARY KEY,
        number integer NOT NULL CONSTRAINT reply_numbers_number_key UNIQUE
            CONSTRAINT reply_numbers_number_range CHECK (number BETWEEN 100000 AND 999999),
        created_at timestamptz NOT NULL
    );
    CREATE INDEX reply_numbers_age ON notify.reply_numbers (created_at);
    GRANT SELECT, INSERT, DELETE ON notify.reply_numbers TO notification_service;

    -- What a channel says in place of the built-in words. team_id null: for every team that has none of its own.
    -- failure: why it could not be used the last time; then the built-in words went out.
    CREATE TABLE notify.templates (
        id uuid CONSTRAINT templates_pkey PRIMARY KEY DEFAULT uuidv7(),
        team_id uuid CONSTRAINT templates_team_fkey REFERENCES oncall.teams ON DELETE CASCADE,
        channel text NOT NULL,
        kind text NOT NULL CONSTRAINT templates_kind_known CHECK (kind IN ('page', 'update')),
        subject text NOT NULL CONSTRAINT templates_subject_length CHECK (char_length(subject) BETWEEN 1 AND 500),
        message text NOT NULL CONSTRAINT templates_message_length CHECK (char_length(message) BETWEEN 1 AND 4000),
        updated_by text NOT NULL,
        updated_at timestamptz NOT NULL,
        failed_at timestamptz,
        failure text,
        CONSTRAINT templates_one_a_place UNIQUE NULLS NOT DISTINCT (team_id, channel, kind),
        CONSTRAINT templates_failure_has_an_instant CHECK ((failed_at IS NULL) = (failure IS NULL))
    );
    CREATE TRIGGER templates_audited
        AFTER INSERT OR DELETE OR UPDATE OF team_id, channel, kind, subject, message ON notify.templates
        FOR EACH ROW EXECUTE FUNCTION platform.audit('channel');
    GRANT SELECT, INSERT, UPDATE, DELETE ON notify.templates TO notification_service;
    GRANT EXECUTE ON FUNCTION oncall.team_by(text) TO notification_service;
    ALTER TABLE notify.templates ENABLE ROW LEVEL SECURITY;
    CREATE POLICY templates_all ON notify.templates USING (true);
    CREATE POLICY templates_shown ON notify.templates AS RESTRICTIVE USING (
        (SELECT platform.sees_all()) OR team_id IS NULL OR EXISTS (SELECT FROM oncall.team_by(team_id::text)));

    -- May this person, who has this role, answer for the incident? Whoever was paged or has it may, and of the others
    -- those who could do it in the user interface.
    CREATE FUNCTION incidents.may_answer(p_incident uuid, p_user uuid, p_role text) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
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
    REVOKE ALL ON FUNCTION incidents.may_answer(uuid, uuid, text) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION incidents.may_answer(uuid, uuid, text) TO incident_management;
    """)
