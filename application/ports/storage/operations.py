"""Tokens, the audit, and what became of the database itself."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime

from domain.identifiers import SupplierId
from domain.restore import Restore


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """Proof of who calls; the secret itself is stored nowhere, only its digest.

    Shape: `supplier` None means every supplier.
    """

    id: str
    digest: str
    name: str
    supplier: SupplierId | None
    created_at: datetime
    last_used_at: datetime | None = None
    revoked_at: datetime | None = None


class TokenRepository(ABC):
    """Tokens by id."""

    @abstractmethod
    def add(self, token: Token) -> None:
        """Store a new token. Raises: AlreadyStored."""

    @abstractmethod
    def get(self, token_id: str) -> Token | None:
        """Answer this token, revoked or not."""

    @abstractmethod
    def used(self, token_id: str, at: datetime) -> None:
        """Note that it was used."""

    @abstractmethod
    def revoke(self, token_id: str, at: datetime) -> bool:
        """End it, and answer whether it was alive."""

    @abstractmethod
    def all(self) -> tuple[Token, ...]:
        """Answer every token, the oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """Who did what, for which supplier, when."""

    actor: str
    supplier: SupplierId | None
    action: str
    detail: str
    at: datetime


class AuditRepository(ABC):
    """Appended, never changed."""

    @abstractmethod
    def add(self, entry: AuditEntry) -> None:
        """Append an entry."""

    @abstractmethod
    def of(self, supplier: SupplierId, limit: int) -> tuple[AuditEntry, ...]:
        """Answer the latest entries of this supplier, the newest first."""


class RestoreRepository(ABC):
    """When the database was restored to an earlier state."""

    @abstractmethod
    def add(self, restore: Restore) -> None:
        """Note one more."""

    @abstractmethod
    def latest(self) -> Restore | None:
        """Answer the one that was noted last, None for most installations."""

    @abstractmethod
    def last_written(self) -> datetime | None:
        """Answer the latest instant at which anything was written that is kept with its time."""
