"""What is old goes to files.

Why: an incident keeps its alert_count when its alerts have gone to an archive (database/archive.py); how many went is
kept here, so that the count can still be checked against what is stored. Only the owner writes it, no service reads it.
"""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
    CREATE TABLE alerts.archived (
        incident_id uuid CONSTRAINT archived_pkey PRIMARY KEY
            CONSTRAINT archived_incident_fkey REFERENCES incidents.incidents,
        alerts integer NOT NULL CONSTRAINT archived_alerts_range CHECK (alerts >= 1),
        occurrences bigint NOT NULL CONSTRAINT archived_occurrences_range CHECK (occurrences >= alerts),
        last_archived_at timestamptz NOT NULL DEFAULT clock_timestamp()
    );
    """)
