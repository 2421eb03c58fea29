"""Keep how far the goods of each order are, what polling knows of its sale, and where both sides disagree."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TEXT = sa.Text()
DOCUMENT = sa.Text().with_variant(JSONB(), "postgresql")
INSTANT = sa.DateTime(timezone=True)
IS_DUE = sa.text("due_at IS NOT NULL")


def upgrade() -> None:
    """Bring the schema here from 0006; nobody looked yet whether anything was shipped, so nothing was."""
    op.add_column("orders", sa.Column("shipment", DOCUMENT, nullable=False, server_default="{}"))
    op.create_index("ix_orders_supplier_shipped_at", "orders", ["supplier", "shipped_at"])
    op.create_table(
        "sale_polls",
        sa.Column("supplier", sa.String(64), nullable=False),
        sa.Column("account_id", TEXT, nullable=False),
        sa.Column("changed_since", INSTANT, nullable=False),
        sa.Column("position", TEXT),
        sa.Column("asked_at", INSTANT),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("supplier", name="pk_sale_polls"),
    )
    _watches()
    op.create_table(
        "drift",
        *_of_order("drift"),
        sa.Column("differences", DOCUMENT, nullable=False),
        sa.Column("value", sa.String(40), nullable=False),
        sa.Column("remote_value", sa.String(40), nullable=False),
        sa.Column("first_seen", INSTANT, nullable=False),
        sa.Column("read_at", INSTANT, nullable=False),
    )
    have_it_looked_at = "SELECT supplier, 'shipments', '1970-01-01 00:00:00.000000', 'UTC' FROM connections"
    op.execute(f"INSERT INTO due (supplier, chore, due_at, time_zone) {have_it_looked_at} WHERE status = 'connected'")


def downgrade() -> None:
    """Take it back to 0006."""
    op.execute("DELETE FROM due WHERE chore = 'shipments'")
    for table in ("drift", "sale_watches", "sale_polls"):
        op.drop_table(table)
    op.drop_index("ix_orders_supplier_shipped_at", "orders")
    with op.batch_alter_table("orders") as orders:
        orders.drop_column("shipment")


def _watches() -> None:
    op.create_table(
        "sale_watches",
        *_of_order("sale_watches"),
        sa.Column("seen", TEXT, nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("says_shipped", sa.Boolean(), nullable=False),
        sa.Column("due_at", INSTANT),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("doubts", sa.Integer(), nullable=False),
        sa.Column("absent_since", INSTANT),
        sa.Column("read_at", INSTANT),
        sa.Column("others", DOCUMENT, nullable=False),
        sa.Column("error", TEXT, nullable=False),
    )
    op.create_index("ix_sale_watches_due_at", "sale_watches", ["due_at"], sqlite_where=IS_DUE, postgresql_where=IS_DUE)


def _of_order(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("supplier", sa.String(64), nullable=False),
        sa.Column("number", sa.String(128), nullable=False),
        sa.PrimaryKeyConstraint("supplier", "number", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(
            ["supplier", "number"], ["orders.supplier", "orders.number"], name=f"fk_{table}_orders"
        ),
    )
