"""Orders, their attempts, what would release them, and the evidence."""

from datetime import datetime
from decimal import Decimal

import sqlalchemy as sa
from sqlmodel import Field

from adapters.sql.columns import DecimalText, Document, FreeText, UtcDateTime
from adapters.sql.naming import Row


def _of_order() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["supplier", "number"], ["orders.supplier", "orders.number"])


class OrderRow(Row, table=True):
    """One order, without its attempts.

    Source: R13, B8: the primary key lets a number be accepted once, the unique index a sale be one order's.
    Shape: `search_text` and `sale_key` repeat what is elsewhere in the row, folded, because SQLite folds the case of
    ASCII alone.
    """

    __tablename__ = "orders"
    __table_args__ = (
        sa.Index(None, "supplier", "accepted_at", "number"),
        sa.Index(None, "supplier", "state", "accepted_at"),
        sa.Index(None, "supplier", "sale_key", unique=True),
        sa.Index(None, "state", "accepted_at"),
        sa.Index(None, "supplier", "shipped_at"),
        sa.Index(
            None,
            "next_attempt_at",
            sqlite_where=sa.text("next_attempt_at IS NOT NULL"),
            postgresql_where=sa.text("next_attempt_at IS NOT NULL"),
        ),
    )

    supplier: str = Field(primary_key=True, max_length=64)
    number: str = Field(primary_key=True, max_length=128)
    state: str = Field(max_length=16)
    approved: object = Field(sa_type=Document)
    search_text: str = Field(sa_type=FreeText)
    run: int
    tries: int
    trying_since: datetime = Field(sa_type=UtcDateTime)
    next_attempt_at: datetime | None = Field(sa_type=UtcDateTime)
    sale_id: str | None = Field(sa_type=FreeText)
    sale_key: str | None = Field(sa_type=FreeText)
    sale_number: str | None = Field(sa_type=FreeText)
    discarded: object = Field(sa_type=Document)
    sale_status: str = Field(sa_type=FreeText)
    account_id: str = Field(sa_type=FreeText)
    problems: object = Field(sa_type=Document)
    notes: object = Field(sa_type=Document)
    order_total: Decimal | None = Field(sa_type=DecimalText)
    remote_total: Decimal | None = Field(sa_type=DecimalText)
    total_cause: str = Field(sa_type=FreeText)
    shipment: object = Field(sa_type=Document)
    accepted_at: datetime = Field(sa_type=UtcDateTime)
    created_at: datetime | None = Field(sa_type=UtcDateTime)
    shipped_at: datetime | None = Field(sa_type=UtcDateTime)
    version: int


class AttemptRow(Row, table=True):
    """One try at making the sale, with the composition that was about to be sent. Source: B2."""

    __tablename__ = "attempts"
    __table_args__ = (_of_order(), sa.Index(None, "claimed_at"))

    supplier: str = Field(primary_key=True, max_length=64)
    number: str = Field(primary_key=True, max_length=128)
    n: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    step: str = Field(max_length=16)
    outcome: str | None = Field(max_length=32)
    claimed_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(sa_type=UtcDateTime)
    options_version: int
    hash: str = Field(sa_type=FreeText)
    sent_hash: str = Field(sa_type=FreeText)
    found_absent: bool
    notes: object = Field(sa_type=Document)
    composition: object = Field(sa_type=Document)


class HeldForRow(Row, table=True):
    """What would release a held order; there while it is held. Source: B8."""

    __tablename__ = "held_for"
    __table_args__ = (_of_order(), sa.Index(None, "supplier", "kind", "key"))

    supplier: str = Field(primary_key=True, max_length=64)
    number: str = Field(primary_key=True, max_length=128)
    kind: str = Field(primary_key=True, max_length=64)
    key: str = Field(primary_key=True, sa_type=FreeText)


class EvidenceRow(Row, table=True):
    """One thing that was done or seen for an order. Source: B15."""

    __tablename__ = "evidence"
    __table_args__ = (_of_order(), sa.Index(None, "supplier", "number", "id"))

    id: int | None = Field(default=None, primary_key=True)
    supplier: str = Field(max_length=64)
    number: str = Field(max_length=128)
    kind: str = Field(max_length=64)
    at: datetime = Field(sa_type=UtcDateTime)
    document: object = Field(sa_type=Document)
