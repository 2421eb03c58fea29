"""What was read from accounts: customers, products, books, and the passes that read them.

Shape: ids, names and SKUs are keys as `codecs.keys.lookup` makes them; `document` holds them as they were read.
"""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

from adapters.sql.columns import Document, FreeText, UtcDateTime
from adapters.sql.naming import Row


class ContactRow(Row, table=True):
    """A customer as last read. Source: R5."""

    __tablename__ = "contacts"
    __table_args__ = (sa.Index(None, "supplier", "folded_name"),)

    supplier: str = Field(primary_key=True, max_length=64)
    contact_id: str = Field(primary_key=True, sa_type=FreeText)
    folded_name: str = Field(sa_type=FreeText)
    document: object = Field(sa_type=Document)
    digest: str = Field(max_length=64)
    read_at: datetime = Field(sa_type=UtcDateTime)
    id: str = Field(sa_type=FreeText)
    name: str = Field(sa_type=FreeText)
    currency: str = Field(sa_type=FreeText)
    is_active: bool
    price_tier: str = Field(sa_type=FreeText)
    discount: str = Field(sa_type=FreeText)
    own_prices_digest: str = Field(max_length=64)


class ProductRow(Row, table=True):
    """A product as last read. Source: R6."""

    __tablename__ = "products"
    __table_args__ = (sa.Index(None, "supplier", "folded_sku"),)

    supplier: str = Field(primary_key=True, max_length=64)
    product_id: str = Field(primary_key=True, sa_type=FreeText)
    folded_sku: str = Field(sa_type=FreeText)
    document: object = Field(sa_type=Document)
    digest: str = Field(max_length=64)
    read_at: datetime = Field(sa_type=UtcDateTime)


class BooksRow(Row, table=True):
    """All reference books of one account."""

    __tablename__ = "books"

    supplier: str = Field(primary_key=True, max_length=64)
    document: object = Field(sa_type=Document)
    read_at: datetime = Field(sa_type=UtcDateTime)


class MatchRow(Row, table=True):
    """The customer that a person chose for a name on orders. Source: R32."""

    __tablename__ = "matches"

    supplier: str = Field(primary_key=True, max_length=64)
    folded_name: str = Field(primary_key=True, sa_type=FreeText)
    contact_id: str = Field(sa_type=FreeText)
    actor: str = Field(sa_type=FreeText)
    at: datetime = Field(sa_type=UtcDateTime)


class StreamRunRow(Row, table=True):
    """One pass over a stream; the partial unique index is what lets only one be open."""

    __tablename__ = "stream_runs"
    __table_args__ = (
        sa.Index(None, "supplier", "stream", "started_at"),
        sa.Index(
            "uq_stream_runs_open",
            "supplier",
            "stream",
            unique=True,
            sqlite_where=sa.text("finished_at IS NULL"),
            postgresql_where=sa.text("finished_at IS NULL"),
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
    started_at: datetime = Field(sa_type=UtcDateTime)
    changed_since: datetime | None = Field(sa_type=UtcDateTime)
    position: str | None = Field(sa_type=FreeText)
    batch: int
    tries: int
    done: int
    total: int | None
    finished_at: datetime | None = Field(sa_type=UtcDateTime)
    next_attempt_at: datetime | None = Field(sa_type=UtcDateTime)
    error: str = Field(sa_type=FreeText)
