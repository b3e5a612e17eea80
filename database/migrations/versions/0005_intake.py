"""Alerts that their sender must send again and again.

Why: a Prometheus that speaks to us without an Alertmanager never says that it went away. What it does not refresh in
time ends by itself.
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
    -- When a firing alert ends unless it is sent again; null: when its sender says so.
    ALTER TABLE alerts.alerts ADD COLUMN expires_at timestamptz;
    CREATE INDEX alerts_expiring ON alerts.alerts (expires_at) WHERE status = 'firing' AND expires_at IS NOT NULL;
    """)
