"""Find what was kept long enough, remember whose words were removed, and begin to do so the night after."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

FULL = sa.text("delivered_at IS NOT NULL AND emptied_at IS NULL")
IS_GONE = sa.text("gone_at IS NOT NULL")
HAS_ENDED = sa.text("finished_at IS NOT NULL")


def upgrade() -> None:
    """Bring the schema here from 0009."""
    op.add_column("outbox", sa.Column("emptied_at", sa.DateTime(timezone=True)))
    op.create_index("ix_outbox_bodies", "outbox", ["delivered_at"], sqlite_where=FULL, postgresql_where=FULL)
    op.create_index("ix_attempts_claimed_at", "attempts", ["claimed_at"])
    op.create_index("ix_orders_state_accepted_at", "orders", ["state", "accepted_at"])
    for table in ("contacts", "products"):
        op.create_index(f"ix_{table}_gone_at", table, ["gone_at"], sqlite_where=IS_GONE, postgresql_where=IS_GONE)
    op.create_index(
        "ix_stream_runs_finished_at", "stream_runs", ["finished_at"], sqlite_where=HAS_ENDED, postgresql_where=HAS_ENDED
    )
    zone = "" if op.get_bind().dialect.name == "sqlite" else "+00"
    tonight = f"{datetime.now(UTC):%Y-%m-%d} 23:00:00.000000{zone}"
    values = f"'\\:installation', 'prune', '{tonight}', 'UTC'"
    op.execute(f"INSERT INTO due (supplier, chore, due_at, time_zone) VALUES ({values})")  # noqa: S608 - all written here


def downgrade() -> None:
    """Take it back to 0009."""
    op.execute("DELETE FROM due WHERE chore = 'prune'")
    op.drop_index("ix_stream_runs_finished_at", "stream_runs")
    for table in ("products", "contacts"):
        op.drop_index(f"ix_{table}_gone_at", table)
    op.drop_index("ix_orders_state_accepted_at", "orders")
    op.drop_index("ix_attempts_claimed_at", "attempts")
    op.drop_index("ix_outbox_bodies", "outbox")
    with op.batch_alter_table("outbox") as outbox:
        outbox.drop_column("emptied_at")
