"""What was read from accounts: customers, products, books.

Shape: ids, names and SKUs are keys as `codecs.keys.lookup` makes them; `document` holds them as they were read.
`read_at` moves with every reading, `changed_at` only when the digest does or the record leaves.
"""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

from adapters.sql.columns import Document, FreeText, UtcDateTime
from adapters.sql.naming import Row

_IS_GONE = sa.text("gone_at IS NOT NULL")


class ContactRow(Row, table=True):
    """A customer as last read; the columns after `read_at` repeat what price lists are made of. Source: R5, R19."""

    __tablename__ = "contacts"
    __table_args__ = (
        sa.Index(None, "supplier", "folded_name"),
        sa.Index(None, "supplier", "changed_at"),
        sa.Index(None, "gone_at", sqlite_where=_IS_GONE, postgresql_where=_IS_GONE),
    )

    supplier: str = Field(primary_key=True, max_length=64)
    contact_id: str = Field(primary_key=True, sa_type=FreeText)
    folded_name: str = Field(sa_type=FreeText)
    document: object = Field(sa_type=Document)
    digest: str = Field(max_length=64)
    read_at: datetime = Field(sa_type=UtcDateTime)
    changed_at: datetime = Field(sa_type=UtcDateTime)
    gone_at: datetime | None = Field(sa_type=UtcDateTime)
    id: str = Field(sa_type=FreeText)
    name: str = Field(sa_type=FreeText)
    currency: str = Field(sa_type=FreeText)
    is_active: bool
    price_tier: str = Field(sa_type=FreeText)
    discount: str = Field(sa_type=FreeText)
    own_prices_digest: str = Field(max_length=64)


class ProductRow(Row, table=True):
    """A product as last read.

    Source: R6, R7. Shape: `excluded` is why it is never offered, empty where it may be; `search_text` is folded.
    """

    __tablename__ = "products"
    __table_args__ = (
        sa.Index(None, "supplier", "folded_sku"),
        sa.Index(None, "supplier", "changed_at"),
        sa.Index("ix_products_listed", "supplier", "excluded", "folded_sku", "product_id"),
        sa.Index(None, "gone_at", sqlite_where=_IS_GONE, postgresql_where=_IS_GONE),
    )

    supplier: str = Field(primary_key=True, max_length=64)
    product_id: str = Field(primary_key=True, sa_type=FreeText)
    folded_sku: str = Field(sa_type=FreeText)
    document: object = Field(sa_type=Document)
    digest: str = Field(max_length=64)
    read_at: datetime = Field(sa_type=UtcDateTime)
    changed_at: datetime = Field(sa_type=UtcDateTime)
    gone_at: datetime | None = Field(sa_type=UtcDateTime)
    excluded: str = Field(max_length=16)
    search_text: str = Field(sa_type=FreeText)


class BooksRow(Row, table=True):
    """All reference books of one account."""

    __tablename__ = "books"

    supplier: str = Field(primary_key=True, max_length=64)
    document: object = Field(sa_type=Document)
    read_at: datetime = Field(sa_type=UtcDateTime)
    changed_at: datetime = Field(sa_type=UtcDateTime)


class MatchRow(Row, table=True):
    """The customer that a person chose for a name on orders. Source: R32."""

    __tablename__ = "matches"

    supplier: str = Field(primary_key=True, max_length=64)
    folded_name: str = Field(primary_key=True, sa_type=FreeText)
    contact_id: str = Field(sa_type=FreeText)
    actor: str = Field(sa_type=FreeText)
    at: datetime = Field(sa_type=UtcDateTime)


class FollowUpRow(Row, table=True):
    """Up to which instant everything that follows a change was done."""

    __tablename__ = "follow_ups"

    supplier: str = Field(primary_key=True, max_length=64)
    until: datetime = Field(sa_type=UtcDateTime)
