"""Let passes be sweeps, be resumed and be followed; keep jobs, cursors, and what comes again by the clock."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TEXT = sa.Text()
DOCUMENT = sa.Text().with_variant(JSONB(), "postgresql")
INSTANT = sa.DateTime(timezone=True)
SUPPLIER = sa.String(64)
IS_OPEN = sa.text("finished_at IS NULL")
BEFORE_ALL = "1970-01-01 00:00:00.000000"
RUN_COLUMNS = (
    "mode",
    "job",
    "asked_at",
    "failures",
    "changed",
    "is_closing",
    "missing",
    "gone",
    "outcome",
    "unreadable",
)


def upgrade() -> None:
    """Bring the schema here from 0004; what was read before counts as changed when it was read."""
    for table in ("contacts", "products", "books"):
        op.add_column(table, sa.Column("changed_at", INSTANT, nullable=False, server_default=BEFORE_ALL))
        op.execute(f"UPDATE {table} SET changed_at = read_at")  # noqa: S608 - our own names alone
    for table in ("contacts", "products"):
        op.add_column(table, sa.Column("gone_at", INSTANT))
        op.create_index(f"ix_{table}_supplier_changed_at", table, ["supplier", "changed_at"])
    _runs()
    _small_tables()
    _jobs()


def downgrade() -> None:
    """Take it back to 0004."""
    for table in ("jobs", "due", "follow_ups", "stream_cursors"):
        op.drop_table(table)
    with op.batch_alter_table("stream_runs") as runs:
        for column in RUN_COLUMNS:
            runs.drop_column(column)
    for table in ("contacts", "products"):
        op.drop_index(f"ix_{table}_supplier_changed_at", table)
        with op.batch_alter_table(table) as rows:
            rows.drop_column("gone_at")
            rows.drop_column("changed_at")
    with op.batch_alter_table("books") as books:
        books.drop_column("changed_at")


def _runs() -> None:
    for column in (
        sa.Column("mode", sa.String(16), nullable=False, server_default="incremental"),
        sa.Column("job", sa.String(128)),
        sa.Column("asked_at", INSTANT),
        sa.Column("failures", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("changed", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("is_closing", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("missing", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("gone", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("outcome", sa.String(16)),
        sa.Column("unreadable", TEXT, nullable=False, server_default=""),
    ):
        op.add_column("stream_runs", column)


def _small_tables() -> None:
    op.create_table(
        "stream_cursors",
        sa.Column("supplier", SUPPLIER, nullable=False),
        sa.Column("stream", sa.String(16), nullable=False),
        sa.Column("changed_since", INSTANT, nullable=False),
        sa.Column("swept_at", INSTANT),
        sa.PrimaryKeyConstraint("supplier", "stream", name="pk_stream_cursors"),
    )
    op.create_table(
        "follow_ups",
        sa.Column("supplier", SUPPLIER, nullable=False),
        sa.Column("until", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("supplier", name="pk_follow_ups"),
    )
    op.create_table(
        "due",
        sa.Column("supplier", SUPPLIER, nullable=False),
        sa.Column("chore", sa.String(32), nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("time_zone", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("supplier", "chore", name="pk_due"),
    )
    op.create_index("ix_due_due_at", "due", ["due_at"])


def _jobs() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", sa.String(128), nullable=False),
        sa.Column("supplier", SUPPLIER, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("what", DOCUMENT, nullable=False),
        sa.Column("actor", TEXT, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("runs", DOCUMENT, nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer()),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("finished_at", INSTANT),
        sa.Column("error", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_jobs"),
    )
    op.create_index("ix_jobs_supplier_started_at", "jobs", ["supplier", "started_at"])
    columns = ["supplier", "kind"]
    op.create_index("uq_jobs_open", "jobs", columns, unique=True, sqlite_where=IS_OPEN, postgresql_where=IS_OPEN)
