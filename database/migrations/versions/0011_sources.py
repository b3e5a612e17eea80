"""Sources that sign what they send, and closings that wait.

Why: filled by what follows.
"""

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass
