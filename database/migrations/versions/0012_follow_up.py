"""What follows an incident: subscriptions to its events, post-mortems, edited notes.

Why: filled by what follows.
"""

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass
