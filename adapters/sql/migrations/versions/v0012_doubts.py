"""Keep why a link is doubted or was lost, and which account each unsent order was approved for."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

DOCUMENT = sa.Text().with_variant(JSONB(), "postgresql")
IS_ASKED = sa.text("ask_at IS NOT NULL")
UNEXPLAINED = """
UPDATE connections SET loss = '{"at": "1970-01-01T00:00:00+00:00", "said": "why was not kept"}' WHERE status = 'lost'
"""

BOUND = """
UPDATE orders SET account_id = (SELECT account_id FROM connections WHERE connections.supplier = orders.supplier)
WHERE account_id = '' AND EXISTS (SELECT 1 FROM connections WHERE connections.supplier = orders.supplier)
"""


def upgrade() -> None:
    """Bring the schema here from 0011; orders so far were approved for the only company there ever was."""
    op.add_column("connections", sa.Column("doubt", DOCUMENT))
    op.add_column("connections", sa.Column("ask_at", sa.DateTime(timezone=True)))
    op.add_column("connections", sa.Column("loss", DOCUMENT))
    op.create_index("ix_connections_account_id", "connections", ["account_id"])
    op.create_index(
        "ix_connections_ask_at", "connections", ["ask_at"], sqlite_where=IS_ASKED, postgresql_where=IS_ASKED
    )
    op.execute(UNEXPLAINED)
    op.execute(BOUND)


def downgrade() -> None:
    """Take it back to 0011; which account an order was approved for stays written down."""
    op.drop_index("ix_connections_ask_at", "connections")
    op.drop_index("ix_connections_account_id", "connections")
    for column in ("doubt", "ask_at", "loss"):
        op.drop_column("connections", column)
