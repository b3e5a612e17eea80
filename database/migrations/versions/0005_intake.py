"""What intake keeps of senders: limits, and alerts that their sender must refresh."""

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass
