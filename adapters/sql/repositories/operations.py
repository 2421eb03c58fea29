"""Tokens, the audit and restores in SQL."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from adapters.sql.codecs.operations import audit_of, audit_row, restore_of, restore_row, token_of, token_row
from adapters.sql.naming import table_of
from adapters.sql.statements import inserted, row_of, touched
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

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, token: Token) -> None:
        """Store a new token. Raises: AlreadyStored."""
        if not inserted(self._session, token_row(token)):
            raise AlreadyStored(f"There is a token {token.id} already.")

    def get(self, token_id: str) -> Token | None:
        """Answer this token, revoked or not."""
        row = row_of(self._session, TokenRow, token_id)
        return token_of(row) if row else None

    def used(self, token_id: str, at: datetime) -> None:
        """Note that it was used."""
        self._session.execute(sa.update(_TOKENS).where(_TOKENS.c.id == token_id).values(last_used_at=at))

    def revoke(self, token_id: str, at: datetime) -> bool:
        """End it, and answer whether it was alive."""
        is_alive = sa.and_(_TOKENS.c.id == token_id, _TOKENS.c.revoked_at.is_(None))
        return touched(self._session, sa.update(_TOKENS).where(is_alive).values(revoked_at=at)) == 1

    def all(self) -> tuple[Token, ...]:
        """Answer every token, the oldest first."""
        oldest_first = (col(TokenRow.created_at), col(TokenRow.id))
        return tuple(map(token_of, self._session.scalars(sa.select(TokenRow).order_by(*oldest_first))))


class SqlAudit(AuditRepository):
    """Appended, never changed."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, entry: AuditEntry) -> None:
        """Append an entry."""
        inserted(self._session, audit_row(entry))

    def of(self, supplier: SupplierId, limit: int) -> tuple[AuditEntry, ...]:
        """Answer the latest entries of this supplier, the newest first."""
        newest_first = (col(AuditRow.at).desc(), col(AuditRow.id).desc())
        asked = sa.select(AuditRow).where(col(AuditRow.supplier) == supplier).order_by(*newest_first).limit(limit)
        return tuple(map(audit_of, self._session.scalars(asked)))


class SqlRestores(RestoreRepository):
    """When the database was restored to an earlier state."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, restore: Restore) -> None:
        """Note one more."""
        inserted(self._session, restore_row(restore))

    def latest(self) -> Restore | None:
        """Answer the one that was noted last."""
        newest_first = sa.select(RestoreRow).order_by(col(RestoreRow.noted_at).desc()).limit(1)
        row = self._session.scalars(newest_first).first()
        return restore_of(row) if row else None

    def last_written(self) -> datetime | None:
        """Answer the latest instant at which anything was written that is kept with its time."""
        instants = [self._session.scalar(sa.select(sa.func.max(at, type_=at.type))) for at in _WRITTEN_AT]
        return max((at for at in instants if at is not None), default=None)
