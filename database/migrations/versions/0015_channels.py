"""More channels, bundles and templates.

Why: filled by what follows.
"""

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass
