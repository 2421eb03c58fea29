"""Connections and the options of their sales."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime

from application.ports.storage.orders import Page
from domain.connection import Connection, ConnectionStatus
from domain.identifiers import SupplierId
from domain.sale_options import OptionsVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedSupplier:
    """A supplier as one among many: whose company, how the link stands, and how many of its orders are held."""

    supplier: SupplierId
    account_id: str
    company: str
    status: ConnectionStatus
    held: int


class ConnectionRepository(ABC):
    """Suppliers' links; secrets are encrypted before they are stored."""

    @abstractmethod
    def get(self, supplier: SupplierId) -> Connection | None:
        """Answer this supplier's link, connected or not."""

    @abstractmethod
    def save(self, connection: Connection) -> Connection:
        """Store a new or changed link and answer it with its new version. Raises: LostRace."""

    @abstractmethod
    def opened_by(self, account_id: str) -> tuple[Connection, ...]:
        """Answer the links that work and are opened with exactly this account id, by supplier."""

    @abstractmethod
    def unasked(self, before: datetime, limit: int) -> tuple[SupplierId, ...]:
        """Answer whose doubted system should have been asked before then, longest overdue first, no secret opened."""

    @abstractmethod
    def listed(self) -> tuple[ListedSupplier, ...]:
        """Answer every supplier that was ever connected, by supplier; no secret is opened for it."""


class OptionsRepository(ABC):
    """Sale options, every version kept. Source: B14."""

    @abstractmethod
    def newest(self, supplier: SupplierId) -> OptionsVersion:
        """Answer the options in force; version 0 with the defaults where nobody chose."""

    @abstractmethod
    def versions(self, supplier: SupplierId) -> tuple[OptionsVersion, ...]:
        """Answer all versions, the newest first."""

    @abstractmethod
    def page(self, supplier: SupplierId, *, cursor: str | None, limit: int) -> Page[OptionsVersion]:
        """Answer some versions, the newest first. Raises: InvalidValue for a cursor that this did not answer."""

    @abstractmethod
    def add(self, version: OptionsVersion) -> None:
        """Store a version. Raises: AlreadyStored when this number is taken."""
