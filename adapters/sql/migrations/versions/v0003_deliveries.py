"""Let events carry what became of their delivery, and suppliers wait while nobody listens."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
WAITS = sa.text("delivered_at IS NULL")
INDEXES = (
    ("ix_outbox_supplier_rank_sequence", ["supplier", "rank", "sequence"]),
    ("ix_outbox_supplier_subject_sequence", ["supplier", "subject", "sequence"]),
    ("ix_outbox_next_attempt_at", ["next_attempt_at"]),
)


def upgrade() -> None:
    """Bring the schema here from 0002; what waits already is all of orders, and due at once."""
    for column in (
        sa.Column("rank", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("tries", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("next_attempt_at", INSTANT),
        sa.Column("failing_since", INSTANT),
        sa.Column("outcome", sa.String(16), nullable=False, server_default=""),
        sa.Column("detail", sa.Text(), nullable=False, server_default=""),
    ):
        op.add_column("outbox", column)
    op.execute("UPDATE outbox SET next_attempt_at = at WHERE delivered_at IS NULL")
    for name, columns in INDEXES:
        op.create_index(name, "outbox", columns, sqlite_where=WAITS, postgresql_where=WAITS)
    op.create_table(
        "outbox_silences",
        sa.Column("supplier", sa.String(64), nullable=False),
        sa.Column("in_vain", sa.Integer(), nullable=False),
        sa.Column("until", INSTANT),
        sa.PrimaryKeyConstraint("supplier", name="pk_outbox_silences"),
    )


def downgrade() -> None:
    """Take it back to 0002."""
    op.drop_table("outbox_silences")
    for name, _ in INDEXES:
        op.drop_index(name, "outbox")
    with op.batch_alter_table("outbox") as table:
        for column in ("rank", "tries", "next_attempt_at", "failing_since", "outcome", "detail"):
            table.drop_column(column)
