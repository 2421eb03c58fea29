"""Keep with each attempt the hash of what was really sent, beside that of what was planned."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema here from 0008; of what was sent earlier nobody took the hash."""
    op.add_column("attempts", sa.Column("sent_hash", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Take it back to 0008."""
    with op.batch_alter_table("attempts") as table:
        table.drop_column("sent_hash")
