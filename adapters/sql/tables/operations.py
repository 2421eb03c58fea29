"""The shared budget of calls, and what became of the database itself."""

from datetime import datetime

from sqlmodel import Field

from adapters.sql.columns import Document, FreeText, UtcDateTime
from adapters.sql.naming import Row


class CallBudgetRow(Row, table=True):
    """The calls of one application key that still count, and who waits; the key itself is stored nowhere here.

    Source: B10. Units: seconds since 1970 of the database's clock (PostgreSQL) or the machine's (SQLite).
    """

    __tablename__ = "call_budgets"

    key_digest: str = Field(primary_key=True, max_length=64)
    hits: object = Field(sa_type=Document)
    waiting: object = Field(sa_type=Document)
    blocked_until: float
    blocked_why: str = Field(sa_type=FreeText)
    used_at: datetime = Field(sa_type=UtcDateTime)


class RestoreRow(Row, table=True):
    """That the database was restored to an earlier state. Source: B2; architecture §11."""

    __tablename__ = "restores"

    noted_at: datetime = Field(primary_key=True, sa_type=UtcDateTime)
    remembers_until: datetime = Field(sa_type=UtcDateTime)
    actor: str = Field(sa_type=FreeText)
