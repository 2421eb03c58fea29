"""What goes on by itself: passes over streams, the jobs that wait for them, and what comes again by the clock."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

from adapters.sql.columns import Document, FreeText, UtcDateTime
from adapters.sql.naming import Row

_IS_OPEN = sa.text("finished_at IS NULL")
_HAS_ENDED = sa.text("finished_at IS NOT NULL")


class StreamRunRow(Row, table=True):
    """One pass over a stream; the partial unique index is what lets only one be open."""

    __tablename__ = "stream_runs"
    __table_args__ = (
        sa.Index(None, "supplier", "stream", "started_at"),
        sa.Index(None, "finished_at", sqlite_where=_HAS_ENDED, postgresql_where=_HAS_ENDED),
        sa.Index(
            "uq_stream_runs_open",
            "supplier",
            "stream",
            unique=True,
            sqlite_where=_IS_OPEN,
            postgresql_where=_IS_OPEN,
        ),
        sa.Index(
            None,
            "next_attempt_at",
            sqlite_where=sa.text("next_attempt_at IS NOT NULL"),
            postgresql_where=sa.text("next_attempt_at IS NOT NULL"),
        ),
    )

    id: str = Field(primary_key=True, max_length=128)
    supplier: str = Field(max_length=64)
    stream: str = Field(max_length=16)
    mode: str = Field(max_length=16)
    job: str | None = Field(max_length=128)
    started_at: datetime = Field(sa_type=UtcDateTime)
    changed_since: datetime | None = Field(sa_type=UtcDateTime)
    asked_at: datetime | None = Field(sa_type=UtcDateTime)
    position: str | None = Field(sa_type=FreeText)
    batch: int
    tries: int
    failures: int
    done: int
    changed: int
    total: int | None
    is_closing: bool
    missing: int
    gone: int
    finished_at: datetime | None = Field(sa_type=UtcDateTime)
    outcome: str | None = Field(max_length=16)
    next_attempt_at: datetime | None = Field(sa_type=UtcDateTime)
    error: str = Field(sa_type=FreeText)
    unreadable: str = Field(sa_type=FreeText)


class StreamCursorRow(Row, table=True):
    """From where the next incremental pass reads."""

    __tablename__ = "stream_cursors"

    supplier: str = Field(primary_key=True, max_length=64)
    stream: str = Field(primary_key=True, max_length=16)
    changed_since: datetime = Field(sa_type=UtcDateTime)
    swept_at: datetime | None = Field(sa_type=UtcDateTime)


class JobRow(Row, table=True):
    """A job; the partial unique index is what makes a second request of its kind join it. Source: R9."""

    __tablename__ = "jobs"
    __table_args__ = (
        sa.Index(None, "supplier", "started_at"),
        sa.Index("uq_jobs_open", "supplier", "kind", unique=True, sqlite_where=_IS_OPEN, postgresql_where=_IS_OPEN),
    )

    id: str = Field(primary_key=True, max_length=128)
    supplier: str = Field(max_length=64)
    kind: str = Field(max_length=32)
    what: object = Field(sa_type=Document)
    actor: str = Field(sa_type=FreeText)
    state: str = Field(max_length=16)
    runs: object = Field(sa_type=Document)
    done: int
    total: int | None
    started_at: datetime = Field(sa_type=UtcDateTime)
    finished_at: datetime | None = Field(sa_type=UtcDateTime)
    error: str = Field(sa_type=FreeText)


class DueRow(Row, table=True):
    """When a supplier's chore comes next. Source: architecture §10.8."""

    __tablename__ = "due"
    __table_args__ = (sa.Index(None, "due_at"),)

    supplier: str = Field(primary_key=True, max_length=64)
    chore: str = Field(primary_key=True, max_length=32)
    due_at: datetime = Field(sa_type=UtcDateTime)
    time_zone: str = Field(sa_type=FreeText)
