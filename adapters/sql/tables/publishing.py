"""Events on their way to Upstock."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

from adapters.sql.columns import Document, FreeText, UtcDateTime
from adapters.sql.naming import Row


class OutboxRow(Row, table=True):
    """An event, written with the change that it tells; `sequence` is the order of telling."""

    __tablename__ = "outbox"
    __table_args__ = (
        sa.UniqueConstraint("event_id"),
        sa.Index(
            None,
            "supplier",
            "sequence",
            sqlite_where=sa.text("delivered_at IS NULL"),
            postgresql_where=sa.text("delivered_at IS NULL"),
        ),
    )

    sequence: int | None = Field(default=None, primary_key=True)
    event_id: str = Field(max_length=128)
    supplier: str = Field(max_length=64)
    subject: str = Field(sa_type=FreeText)
    type: str = Field(max_length=64)
    body: object = Field(sa_type=Document)
    at: datetime = Field(sa_type=UtcDateTime)
    delivered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
