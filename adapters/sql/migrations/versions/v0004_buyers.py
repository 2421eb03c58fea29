"""Keep beside each customer's document what price lists are made of."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

FROM_DOCUMENT = ("id", "name", "currency", "price_tier", "discount")
COLUMNS = (*FROM_DOCUMENT, "is_active", "own_prices_digest")


def upgrade() -> None:
    """Bring the schema here from 0003; no document holds own prices yet, so that no digest of them is needed."""
    for name in FROM_DOCUMENT:
        op.add_column("contacts", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.add_column("contacts", sa.Column("is_active", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column("contacts", sa.Column("own_prices_digest", sa.String(64), nullable=False, server_default=""))
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    said = "json_extract(document, '$.{}')" if is_sqlite else "document ->> '{}'"
    filled = ", ".join(f"{name} = {said.format(name)}" for name in FROM_DOCUMENT)
    active = said.format("is_active") if is_sqlite else f"({said.format('is_active')})::boolean"
    op.execute(f"UPDATE contacts SET {filled}, is_active = {active}")  # noqa: S608 - our own names alone


def downgrade() -> None:
    """Take it back to 0003."""
    with op.batch_alter_table("contacts") as table:
        for name in COLUMNS:
            table.drop_column(name)
