"""Links to accounts and the options of their sales."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

from adapters.sql.columns import Document, FreeText, UtcDateTime
from adapters.sql.naming import Row


class ConnectionRow(Row, table=True):
    """A supplier's link; `credentials` is ciphertext of the vault, NULL once disconnected.

    Source: R1, R4. Shape: `ask_at` repeats when a doubted link is to be asked, so that it is found.
    """

    __tablename__ = "connections"
    __table_args__ = (
        sa.Index(None, "status"),
        sa.Index(None, "account_id"),
        sa.Index(
            None,
            "ask_at",
            sqlite_where=sa.text("ask_at IS NOT NULL"),
            postgresql_where=sa.text("ask_at IS NOT NULL"),
        ),
    )

    supplier: str = Field(primary_key=True, max_length=64)
    system: str = Field(max_length=64)
    status: str = Field(max_length=16)
    account_id: str = Field(sa_type=FreeText)
    credentials: str | None = Field(sa_type=sa.Text)
    company: object = Field(sa_type=Document)
    default_location: str = Field(sa_type=FreeText)
    warnings: object = Field(sa_type=Document)
    connected_at: datetime = Field(sa_type=UtcDateTime)
    disconnected_at: datetime | None = Field(sa_type=UtcDateTime)
    doubt: object | None = Field(sa_type=Document)
    ask_at: datetime | None = Field(sa_type=UtcDateTime)
    loss: object | None = Field(sa_type=Document)
    version: int


class SaleOptionsRow(Row, table=True):
    """One version of a supplier's options. Source: B14."""

    __tablename__ = "sale_options"

    supplier: str = Field(primary_key=True, max_length=64)
    version: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    options: object = Field(sa_type=Document)
    actor: str = Field(sa_type=FreeText)
    at: datetime | None = Field(sa_type=UtcDateTime)
