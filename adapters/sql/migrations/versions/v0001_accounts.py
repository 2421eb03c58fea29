"""Make the tables of access, connections, the mirror, and the shared budget of calls."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TEXT = sa.Text()
DOCUMENT = sa.Text().with_variant(JSONB(), "postgresql")
INSTANT = sa.DateTime(timezone=True)
SUPPLIER = sa.String(64)


def upgrade() -> None:
    """Bring the schema here from nothing."""
    _access()
    _connections()
    _mirror()
    _stream_runs()
    _call_budgets()


def downgrade() -> None:
    """Take it back to nothing."""
    for table in ("call_budgets", "stream_runs", "matches", "books", "products", "contacts"):
        op.drop_table(table)
    for table in ("sale_options", "connections", "audit", "tokens"):
        op.drop_table(table)


def _access() -> None:
    op.create_table(
        "tokens",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("digest", sa.String(128), nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("supplier", SUPPLIER),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("last_used_at", INSTANT),
        sa.Column("revoked_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_tokens"),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("actor", TEXT, nullable=False),
        sa.Column("supplier", SUPPLIER),
        sa.Column("action", TEXT, nullable=False),
        sa.Column("detail", TEXT, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_index("ix_audit_supplier_at", "audit", ["supplier", "at"])


def _connections() -> None:
    op.create_table(
        "connections",
        sa.Column("supplier", SUPPLIER, nullable=False),
        sa.Column("system", sa.String(64), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("account_id", TEXT, nullable=False),
        sa.Column("credentials", TEXT),
        sa.Column("company", DOCUMENT, nullable=False),
        sa.Column("default_location", TEXT, nullable=False),
        sa.Column("warnings", DOCUMENT, nullable=False),
        sa.Column("connected_at", INSTANT, nullable=False),
        sa.Column("disconnected_at", INSTANT),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("supplier", name="pk_connections"),
    )
    op.create_index("ix_connections_status", "connections", ["status"])
    op.create_table(
        "sale_options",
        sa.Column("supplier", SUPPLIER, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("options", DOCUMENT, nullable=False),
        sa.Column("actor", TEXT, nullable=False),
        sa.Column("at", INSTANT),
        sa.PrimaryKeyConstraint("supplier", "version", name="pk_sale_options"),
    )


def _mirror() -> None:
    for table, key, name in (("contacts", "contact_id", "folded_name"), ("products", "product_id", "folded_sku")):
        op.create_table(
            table,
            sa.Column("supplier", SUPPLIER, nullable=False),
            sa.Column(key, TEXT, nullable=False),
            sa.Column(name, TEXT, nullable=False),
            sa.Column("document", DOCUMENT, nullable=False),
            sa.Column("digest", sa.String(64), nullable=False),
            sa.Column("read_at", INSTANT, nullable=False),
            sa.PrimaryKeyConstraint("supplier", key, name=f"pk_{table}"),
        )
        op.create_index(f"ix_{table}_supplier_{name}", table, ["supplier", name])
    op.create_table(
        "books",
        sa.Column("supplier", SUPPLIER, nullable=False),
        sa.Column("document", DOCUMENT, nullable=False),
        sa.Column("read_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("supplier", name="pk_books"),
    )
    op.create_table(
        "matches",
        sa.Column("supplier", SUPPLIER, nullable=False),
        sa.Column("folded_name", TEXT, nullable=False),
        sa.Column("contact_id", TEXT, nullable=False),
        sa.Column("actor", TEXT, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("supplier", "folded_name", name="pk_matches"),
    )


def _stream_runs() -> None:
    op.create_table(
        "stream_runs",
        sa.Column("id", sa.String(128), nullable=False),
        sa.Column("supplier", SUPPLIER, nullable=False),
        sa.Column("stream", sa.String(16), nullable=False),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("changed_since", INSTANT),
        sa.Column("position", TEXT),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer()),
        sa.Column("finished_at", INSTANT),
        sa.Column("next_attempt_at", INSTANT),
        sa.Column("error", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_stream_runs"),
    )
    op.create_index("ix_stream_runs_supplier_stream_started_at", "stream_runs", ["supplier", "stream", "started_at"])
    _where("uq_stream_runs_open", "stream_runs", ["supplier", "stream"], "finished_at IS NULL", unique=True)
    _where("ix_stream_runs_next_attempt_at", "stream_runs", ["next_attempt_at"], "next_attempt_at IS NOT NULL")


def _call_budgets() -> None:
    op.create_table(
        "call_budgets",
        sa.Column("key_digest", sa.String(64), nullable=False),
        sa.Column("hits", DOCUMENT, nullable=False),
        sa.Column("waiting", DOCUMENT, nullable=False),
        sa.Column("blocked_until", sa.Float(), nullable=False),
        sa.Column("blocked_why", TEXT, nullable=False),
        sa.Column("used_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("key_digest", name="pk_call_budgets"),
    )


def _where(name: str, table: str, columns: list[str], condition: str, *, unique: bool = False) -> None:
    op.create_index(
        name,
        table,
        columns,
        unique=unique,
        sqlite_where=sa.text(condition),
        postgresql_where=sa.text(condition),
    )
