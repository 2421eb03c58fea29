"""Remember that a database was restored to an earlier state, so that nothing is made twice for its want of memory."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Bring the schema here from 0012."""
    op.create_table(
        "restores",
        sa.Column("noted_at", INSTANT, nullable=False),
        sa.Column("remembers_until", INSTANT, nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("noted_at", name="pk_restores"),
    )


def downgrade() -> None:
    """Take it back to 0012."""
    op.drop_table("restores")
