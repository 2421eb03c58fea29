"""Let a sale be one order's alone, and remember the sales of an order that were voided."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

INDEX = "ix_orders_supplier_sale_key"
DOCUMENT = sa.Text().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    """Bring the schema here from 0007; until now no order had a sale but the one that was made for it."""
    op.add_column("orders", sa.Column("discarded", DOCUMENT, nullable=False, server_default="[]"))
    op.drop_index(INDEX, "orders")
    op.create_index(INDEX, "orders", ["supplier", "sale_key"], unique=True)


def downgrade() -> None:
    """Take it back to 0007."""
    op.drop_index(INDEX, "orders")
    op.create_index(INDEX, "orders", ["supplier", "sale_key"])
    with op.batch_alter_table("orders") as orders:
        orders.drop_column("discarded")
