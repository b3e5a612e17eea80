"""On call by calendar: links, dependencies, drills.

Why: filled by what follows.
"""

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass
