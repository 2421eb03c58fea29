"""Make the tables of orders, what belongs to them, and the events that tell of them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TEXT = sa.Text()
DOCUMENT = sa.Text().with_variant(JSONB(), "postgresql")
INSTANT = sa.DateTime(timezone=True)
AMOUNT = sa.String(40)
SUPPLIER = sa.String(64)
NUMBER = sa.String(128)


def upgrade() -> None:
    """Bring the schema here from 0001."""
    _orders()
    _attempts()
    _evidence()
    _held_for()
    _outbox()


def downgrade() -> None:
    """Take it back to 0001."""
    for table in ("outbox", "held_for", "evidence", "attempts", "orders"):
        op.drop_table(table)


def _orders() -> None:
    op.create_table(
        "orders",
        sa.Column("supplier", SUPPLIER, nullable=False),
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("approved", DOCUMENT, nullable=False),
        sa.Column("search_text", TEXT, nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("trying_since", INSTANT, nullable=False),
        sa.Column("next_attempt_at", INSTANT),
        sa.Column("sale_id", TEXT),
        sa.Column("sale_key", TEXT),
        sa.Column("sale_number", TEXT),
        sa.Column("sale_status", TEXT, nullable=False),
        sa.Column("account_id", TEXT, nullable=False),
        sa.Column("problems", DOCUMENT, nullable=False),
        sa.Column("notes", DOCUMENT, nullable=False),
        sa.Column("order_total", AMOUNT),
        sa.Column("remote_total", AMOUNT),
        sa.Column("total_cause", TEXT, nullable=False),
        sa.Column("accepted_at", INSTANT, nullable=False),
        sa.Column("created_at", INSTANT),
        sa.Column("shipped_at", INSTANT),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("supplier", "number", name="pk_orders"),
    )
    op.create_index("ix_orders_supplier_accepted_at_number", "orders", ["supplier", "accepted_at", "number"])
    op.create_index("ix_orders_supplier_state_accepted_at", "orders", ["supplier", "state", "accepted_at"])
    op.create_index("ix_orders_supplier_sale_key", "orders", ["supplier", "sale_key"])
    _where("ix_orders_next_attempt_at", "orders", ["next_attempt_at"], "next_attempt_at IS NOT NULL")


def _attempts() -> None:
    op.create_table(
        "attempts",
        sa.Column("supplier", SUPPLIER, nullable=False),
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("step", sa.String(16), nullable=False),
        sa.Column("outcome", sa.String(32)),
        sa.Column("claimed_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT),
        sa.Column("options_version", sa.Integer(), nullable=False),
        sa.Column("hash", TEXT, nullable=False),
        sa.Column("found_absent", sa.Boolean(), nullable=False),
        sa.Column("notes", DOCUMENT, nullable=False),
        sa.Column("composition", DOCUMENT, nullable=False),
        sa.PrimaryKeyConstraint("supplier", "number", "n", name="pk_attempts"),
        _of_order("attempts"),
    )


def _evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("supplier", SUPPLIER, nullable=False),
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("document", DOCUMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_evidence"),
        _of_order("evidence"),
    )
    op.create_index("ix_evidence_supplier_number_id", "evidence", ["supplier", "number", "id"])


def _held_for() -> None:
    op.create_table(
        "held_for",
        sa.Column("supplier", SUPPLIER, nullable=False),
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("supplier", "number", "kind", "key", name="pk_held_for"),
        _of_order("held_for"),
    )
    op.create_index("ix_held_for_supplier_kind_key", "held_for", ["supplier", "kind", "key"])


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.String(128), nullable=False),
        sa.Column("supplier", SUPPLIER, nullable=False),
        sa.Column("subject", TEXT, nullable=False),
        sa.Column("type", sa.String(64), nullable=False),
        sa.Column("body", DOCUMENT, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("delivered_at", INSTANT),
        sa.PrimaryKeyConstraint("sequence", name="pk_outbox"),
        sa.UniqueConstraint("event_id", name="uq_outbox_event_id"),
    )
    _where("ix_outbox_supplier_sequence", "outbox", ["supplier", "sequence"], "delivered_at IS NULL")


def _where(name: str, table: str, columns: list[str], condition: str, *, unique: bool = False) -> None:
    op.create_index(
        name,
        table,
        columns,
        unique=unique,
        sqlite_where=sa.text(condition),
        postgresql_where=sa.text(condition),
    )


def _of_order(table: str) -> sa.ForeignKeyConstraint:
    there = ["orders.supplier", "orders.number"]
    return sa.ForeignKeyConstraint(["supplier", "number"], there, name=f"fk_{table}_orders")
