"""Find what was told about an order among years of what was told."""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

INDEX = "ix_outbox_subject"


def upgrade() -> None:
    """Bring the schema here from 0013."""
    op.create_index(INDEX, "outbox", ["supplier", "subject", "sequence"])


def downgrade() -> None:
    """Take it back to 0013."""
    op.drop_index(INDEX, "outbox")
