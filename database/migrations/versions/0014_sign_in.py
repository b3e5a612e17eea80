"""Signing in with another's word, keys of one team, and secrets that a copy of the database does not tell.

Why: whoever has a copy of the database must not thereby be able to write into people's chat rooms. What is sealed is
longer than what it seals and differs each time, so that no constraint can compare it.
"""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
    -- address: sealed by the service, as the addresses of chat rooms are keys to them. That a person has an address
    -- once is held by the service, which locks the person.
    ALTER TABLE notify.contact_methods
        DROP CONSTRAINT contact_methods_one_an_address,
        DROP CONSTRAINT contact_methods_address_length,
        ADD CONSTRAINT contact_methods_address_length CHECK (octet_length(address) <= 4096);
    CREATE INDEX contact_methods_of_person ON notify.contact_methods (user_id);

    -- In the log a method goes by its channel, and what is sealed is no more shown than what is named a secret.
    DROP TRIGGER contact_methods_audited ON notify.contact_methods;
    CREATE TRIGGER contact_methods_audited
        AFTER INSERT OR DELETE OR UPDATE OF channel, address, label, verified_at ON notify.contact_methods
        FOR EACH ROW EXECUTE FUNCTION platform.audit('channel');

    CREATE OR REPLACE FUNCTION platform.without_secrets(p_row jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE
    RETURN (
        SELECT jsonb_object_agg(
            key,
            CASE
                WHEN key ~ '(_hash|secret|password|token|credentials)' OR value #>> '{}' LIKE 'enc:%'
                THEN '"(not shown)"'
                ELSE value
            END)
        FROM jsonb_each(p_row));
    """)
