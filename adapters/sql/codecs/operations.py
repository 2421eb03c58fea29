"""Tokens, the audit and restores as rows and back."""

from adapters.sql.tables import AuditRow, RestoreRow, TokenRow
from application.ports.storage.operations import AuditEntry, Token
from domain.identifiers import SupplierId
from domain.restore import Restore


def token_row(token: Token) -> TokenRow:
    """Write a token, of which only the digest is known here."""
    return TokenRow(
        id=token.id,
        digest=token.digest,
        name=token.name,
        supplier=token.supplier,
        created_at=token.created_at,
        last_used_at=token.last_used_at,
        revoked_at=token.revoked_at,
    )


def token_of(row: TokenRow) -> Token:
    """Read a token back."""
    return Token(
        id=row.id,
        digest=row.digest,
        name=row.name,
        supplier=SupplierId(row.supplier) if row.supplier is not None else None,
        created_at=row.created_at,
        last_used_at=row.last_used_at,
        revoked_at=row.revoked_at,
    )


def audit_row(entry: AuditEntry) -> AuditRow:
    """Write an entry of the audit."""
    return AuditRow(actor=entry.actor, supplier=entry.supplier, action=entry.action, detail=entry.detail, at=entry.at)


def audit_of(row: AuditRow) -> AuditEntry:
    """Read an entry back."""
    return AuditEntry(
        actor=row.actor,
        supplier=SupplierId(row.supplier) if row.supplier is not None else None,
        action=row.action,
        detail=row.detail,
        at=row.at,
    )


def restore_row(restore: Restore) -> RestoreRow:
    """Write that the database was restored."""
    return RestoreRow(noted_at=restore.noted_at, remembers_until=restore.remembers_until, actor=restore.actor)


def restore_of(row: RestoreRow) -> Restore:
    """Read it back."""
    return Restore(noted_at=row.noted_at, remembers_until=row.remembers_until, actor=row.actor)
