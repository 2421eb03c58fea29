"""Which webhooks accounts were asked for, and the hints that came."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

from adapters.sql.columns import Document, FreeText, UtcDateTime
from adapters.sql.naming import Row

IS_WAITING = sa.text("answered_at IS NULL")


class SubscriptionRow(Row, table=True):
    """A supplier's webhooks; `token` is ciphertext of the vault, `token_digest` what a caller's is compared with.

    Source: B5. Shape: beside the connection, because whoever checks a webhook needs nothing of the account's key.
    """

    __tablename__ = "subscriptions"

    supplier: str = Field(primary_key=True, max_length=64)
    token: str | None = Field(sa_type=sa.Text)
    token_digest: str | None = Field(max_length=64)
    urls: object = Field(sa_type=Document)
    state: str = Field(max_length=16)
    detail: str = Field(sa_type=FreeText)
    is_carried: bool
    tries: int
    checked_at: datetime | None = Field(sa_type=UtcDateTime)
    version: int


class HintRow(Row, table=True):
    """A webhook that came; found by whose it is and when, and as long as it waits. Source: B5."""

    __tablename__ = "hints"
    __table_args__ = (
        sa.Index(None, "supplier", "received_at"),
        sa.Index(None, "received_at"),
        sa.Index(None, "supplier", "kind", sqlite_where=IS_WAITING, postgresql_where=IS_WAITING),
    )

    id: int | None = Field(default=None, primary_key=True)
    supplier: str = Field(max_length=64)
    kind: str = Field(max_length=16)
    event: str = Field(sa_type=FreeText)
    sale: str = Field(sa_type=FreeText)
    number: str | None = Field(max_length=128)
    excerpt: str = Field(sa_type=FreeText)
    received_at: datetime = Field(sa_type=UtcDateTime)
    answered_at: datetime | None = Field(sa_type=UtcDateTime)
