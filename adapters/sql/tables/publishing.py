"""Events on their way to Upstock."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

from adapters.sql.columns import Document, FreeText, UtcDateTime
from adapters.sql.naming import Row

_WAITS = "delivered_at IS NULL"
_FULL = sa.text("delivered_at IS NOT NULL AND emptied_at IS NULL")


def _of_what_waits(*columns: str) -> sa.Index:
    """Make an index that what was delivered leaves, so that years of it cost nothing."""
    return sa.Index(None, *columns, sqlite_where=sa.text(_WAITS), postgresql_where=sa.text(_WAITS))


class OutboxRow(Row, table=True):
    """An event, written with the change that it tells.

    Shape: `sequence` is the order of telling, `rank` 0 goes first; `next_attempt_at` is None when it was stopped;
    `emptied_at` is when its body was removed for its age.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        sa.UniqueConstraint("event_id"),
        _of_what_waits("supplier", "sequence"),
        _of_what_waits("supplier", "rank", "sequence"),
        _of_what_waits("supplier", "subject", "sequence"),
        _of_what_waits("next_attempt_at"),
        sa.Index("ix_outbox_subject", "supplier", "subject", "sequence"),
        sa.Index("ix_outbox_bodies", "delivered_at", sqlite_where=_FULL, postgresql_where=_FULL),
    )

    sequence: int | None = Field(default=None, primary_key=True)
    event_id: str = Field(max_length=128)
    supplier: str = Field(max_length=64)
    subject: str = Field(sa_type=FreeText)
    type: str = Field(max_length=64)
    body: object = Field(sa_type=Document)
    at: datetime = Field(sa_type=UtcDateTime)
    delivered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    rank: int
    tries: int
    next_attempt_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    failing_since: datetime | None = Field(default=None, sa_type=UtcDateTime)
    outcome: str = Field(max_length=16)
    detail: str = Field(sa_type=FreeText)
    emptied_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class OutboxSilenceRow(Row, table=True):
    """How often in a row nobody listened to a supplier's events, and until when they wait."""

    __tablename__ = "outbox_silences"

    supplier: str = Field(max_length=64, primary_key=True)
    in_vain: int
    until: datetime | None = Field(default=None, sa_type=UtcDateTime)
