"""Tokens, the audit and restores in SQL."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import col

from adapters.sql.codecs.operations import audit_of, audit_row, restore_of, restore_row, token_of, token_row
from adapters.sql.naming import table_of
from adapters.sql.statements import everything_of, first_of, inserted, row_of, rows_of, touched
from adapters.sql.tables import AuditRow, EvidenceRow, OrderRow, OutboxRow, RestoreRow, StreamRunRow, TokenRow
from application.ports.storage.operations import AuditEntry, AuditRepository, RestoreRepository, Token, TokenRepository
from application.ports.storage.unit_of_work import AlreadyStored
from domain.identifiers import SupplierId
from domain.restore import Restore

_TOKENS = table_of(TokenRow)
_WRITTEN_AT = (
    table_of(EvidenceRow).c.at,
    table_of(OutboxRow).c.at,
    table_of(AuditRow).c.at,
    table_of(StreamRunRow).c.started_at,
    table_of(OrderRow).c.accepted_at,
)


class SqlTokens(TokenRepository):
    """Tokens by id."""

    def __init__(self, transaction: sa.Connection) -> None:
        self._transaction = transaction

    def add(self, token: Token) -> None:
        """Store a new token. Raises: AlreadyStored."""
        if not inserted(self._transaction, token_row(token)):
            raise AlreadyStored(f"There is a token {token.id} already.")

    def get(self, token_id: str) -> Token | None:
        """Answer this token, revoked or not."""
        row = row_of(self._transaction, TokenRow, token_id)
        return token_of(row) if row else None

    def used(self, token_id: str, at: datetime) -> None:
        """Note that it was used."""
        self._transaction.execute(sa.update(_TOKENS).where(_TOKENS.c.id == token_id).values(last_used_at=at))

    def revoke(self, token_id: str, at: datetime) -> bool:
        """End it, and answer whether it was alive."""
        is_alive = sa.and_(_TOKENS.c.id == token_id, _TOKENS.c.revoked_at.is_(None))
        return touched(self._transaction, sa.update(_TOKENS).where(is_alive).values(revoked_at=at)) == 1

    def all(self) -> tuple[Token, ...]:
        """Answer every token, the oldest first."""
        oldest_first = (col(TokenRow.created_at), col(TokenRow.id))
        return tuple(map(token_of, rows_of(self._transaction, everything_of(TokenRow).order_by(*oldest_first))))


class SqlAudit(AuditRepository):
    """Appended, never changed."""

    def __init__(self, transaction: sa.Connection) -> None:
        self._transaction = transaction

    def add(self, entry: AuditEntry) -> None:
        """Append an entry."""
        inserted(self._transaction, audit_row(entry))

    def of(self, supplier: SupplierId, limit: int) -> tuple[AuditEntry, ...]:
        """Answer the latest entries of this supplier, the newest first."""
        newest_first = (col(AuditRow.at).desc(), col(AuditRow.id).desc())
        asked = everything_of(AuditRow).where(col(AuditRow.supplier) == supplier).order_by(*newest_first).limit(limit)
        return tuple(map(audit_of, rows_of(self._transaction, asked)))


class SqlRestores(RestoreRepository):
    """When the database was restored to an earlier state."""

    def __init__(self, transaction: sa.Connection) -> None:
        self._transaction = transaction

    def add(self, restore: Restore) -> None:
        """Note one more."""
        inserted(self._transaction, restore_row(restore))

    def latest(self) -> Restore | None:
        """Answer the one that was noted last."""
        newest_first = everything_of(RestoreRow).order_by(col(RestoreRow.noted_at).desc()).limit(1)
        row = first_of(self._transaction, newest_first)
        return restore_of(row) if row else None

    def last_written(self) -> datetime | None:
        """Answer the latest instant at which anything was written that is kept with its time."""
        instants = [self._transaction.scalar(sa.select(sa.func.max(at, type_=at.type))) for at in _WRITTEN_AT]
        return max((at for at in instants if at is not None), default=None)
