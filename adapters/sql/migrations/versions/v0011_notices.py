"""Keep which webhooks accounts were asked for, and the hints that came."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TEXT = sa.Text()
DOCUMENT = sa.Text().with_variant(JSONB(), "postgresql")
INSTANT = sa.DateTime(timezone=True)
IS_WAITING = sa.text("answered_at IS NULL")


def upgrade() -> None:
    """Bring the schema here from 0010; every connected supplier's webhooks are looked after from the next tick on."""
    op.create_table(
        "subscriptions",
        sa.Column("supplier", sa.String(64), nullable=False),
        sa.Column("token", TEXT),
        sa.Column("token_digest", sa.String(64)),
        sa.Column("urls", DOCUMENT, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("detail", TEXT, nullable=False),
        sa.Column("is_carried", sa.Boolean(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("checked_at", INSTANT),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("supplier", name="pk_subscriptions"),
    )
    op.create_table(
        "hints",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("supplier", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("event", TEXT, nullable=False),
        sa.Column("sale", TEXT, nullable=False),
        sa.Column("number", sa.String(128)),
        sa.Column("excerpt", TEXT, nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("answered_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_hints"),
    )
    op.create_index("ix_hints_supplier_received_at", "hints", ["supplier", "received_at"])
    op.create_index("ix_hints_received_at", "hints", ["received_at"])
    op.create_index(
        "ix_hints_supplier_kind", "hints", ["supplier", "kind"], sqlite_where=IS_WAITING, postgresql_where=IS_WAITING
    )
    have_them_looked_after = "SELECT supplier, 'notices', '1970-01-01 00:00:00.000000', 'UTC' FROM connections"
    op.execute(
        f"INSERT INTO due (supplier, chore, due_at, time_zone) {have_them_looked_after} WHERE status = 'connected'"
    )


def downgrade() -> None:
    """Take it back to 0010."""
    op.execute("DELETE FROM due WHERE chore = 'notices'")
    op.drop_table("hints")
    op.drop_table("subscriptions")
