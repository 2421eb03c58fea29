"""Where polling goes on, what is known of each order's sale, and where both sides disagree."""

from datetime import datetime
from decimal import Decimal

import sqlalchemy as sa
from sqlmodel import Field

from adapters.sql.columns import DecimalText, Document, FreeText, UtcDateTime
from adapters.sql.naming import Row


def _of_order() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["supplier", "number"], ["orders.supplier", "orders.number"])


class SalePollRow(Row, table=True):
    """A supplier's cursor in its list of sales. Source: R14."""

    __tablename__ = "sale_polls"

    supplier: str = Field(primary_key=True, max_length=64)
    account_id: str = Field(sa_type=FreeText)
    changed_since: datetime = Field(sa_type=UtcDateTime)
    position: str | None = Field(sa_type=FreeText)
    asked_at: datetime | None = Field(sa_type=UtcDateTime)
    run: int
    is_count: bool
    counted_at: datetime | None = Field(sa_type=UtcDateTime)


class SaleWatchRow(Row, table=True):
    """What is known of an order's sale beside its document; found by when it is to be read. Source: R14, B4."""

    __tablename__ = "sale_watches"
    __table_args__ = (
        _of_order(),
        sa.Index(
            None,
            "due_at",
            sqlite_where=sa.text("due_at IS NOT NULL"),
            postgresql_where=sa.text("due_at IS NOT NULL"),
        ),
    )

    supplier: str = Field(primary_key=True, max_length=64)
    number: str = Field(primary_key=True, max_length=128)
    seen: str = Field(sa_type=FreeText)
    digest: str = Field(sa_type=FreeText)
    says_shipped: bool
    due_at: datetime | None = Field(sa_type=UtcDateTime)
    run: int
    tries: int
    doubts: int
    absent_since: datetime | None = Field(sa_type=UtcDateTime)
    unlisted_since: datetime | None = Field(sa_type=UtcDateTime)
    read_at: datetime | None = Field(sa_type=UtcDateTime)
    others: object = Field(sa_type=Document)
    error: str = Field(sa_type=FreeText)


class DriftRow(Row, table=True):
    """An order on which both sides disagree; there while they do. Source: B12."""

    __tablename__ = "drift"
    __table_args__ = (_of_order(),)

    supplier: str = Field(primary_key=True, max_length=64)
    number: str = Field(primary_key=True, max_length=128)
    differences: object = Field(sa_type=Document)
    value: Decimal = Field(sa_type=DecimalText)
    remote_value: Decimal = Field(sa_type=DecimalText)
    first_seen: datetime = Field(sa_type=UtcDateTime)
    read_at: datetime = Field(sa_type=UtcDateTime)
