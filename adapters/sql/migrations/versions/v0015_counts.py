"""Keep when an account's sales were counted after its link was broken, and which of ours the list did not show."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Bring the schema here from 0014; nothing was ever counted."""
    op.add_column("sale_polls", sa.Column("is_count", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("sale_polls", sa.Column("counted_at", INSTANT))
    op.add_column("sale_watches", sa.Column("unlisted_since", INSTANT))


def downgrade() -> None:
    """Take it back to 0014."""
    op.drop_column("sale_watches", "unlisted_since")
    op.drop_column("sale_polls", "counted_at")
    op.drop_column("sale_polls", "is_count")
