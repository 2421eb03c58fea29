"""Who may call, and who did what."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

from adapters.sql.columns import FreeText, UtcDateTime
from adapters.sql.naming import Row


class TokenRow(Row, table=True):
    """Proof of who calls; a supplier of NULL means every one. Source: architecture §14."""

    __tablename__ = "tokens"

    id: str = Field(primary_key=True, max_length=64)
    digest: str = Field(max_length=128)
    name: str = Field(sa_type=FreeText)
    supplier: str | None = Field(max_length=64)
    created_at: datetime = Field(sa_type=UtcDateTime)
    last_used_at: datetime | None = Field(sa_type=UtcDateTime)
    revoked_at: datetime | None = Field(sa_type=UtcDateTime)


class AuditRow(Row, table=True):
    """One thing somebody did; appended, never changed."""

    __tablename__ = "audit"
    __table_args__ = (sa.Index(None, "supplier", "at"),)

    id: int | None = Field(default=None, primary_key=True)
    actor: str = Field(sa_type=FreeText)
    supplier: str | None = Field(max_length=64)
    action: str = Field(sa_type=FreeText)
    detail: str = Field(sa_type=FreeText)
    at: datetime = Field(sa_type=UtcDateTime)
