"""What must follow keeps the trace of what caused it.

Why: a trace that ends where a row waits for a worker shows everything but what is asked about most, why a page was
late. The column fills itself from what the transaction was told, so no statement that queues work need know of it.
"""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

# Work that a worker takes up later.
QUEUES = ("incidents.escalations", "incidents.pages", "notify.notifications")


def upgrade() -> None:
    for queue in QUEUES:
        op.execute(
            f"ALTER TABLE {queue} ADD COLUMN traceparent text"
            " DEFAULT nullif(current_setting('platform.traceparent', true), '')"
        )
        op.execute(
            f"COMMENT ON COLUMN {queue}.traceparent IS 'W3C Trace Context of the span that queued it; null: not traced'"
        )
