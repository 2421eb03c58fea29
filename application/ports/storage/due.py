"""What comes again by the clock, for all suppliers in one list."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Final

from domain.identifiers import SupplierId


class Chore(Enum):
    """What comes again for every connected supplier, and *prune* for all of them at once.

    Source: R8; architecture §10.8, §12.
    """

    IMPORT = "import"
    SWEEP_PRODUCTS = "sweep_products"
    SWEEP_CONTACTS = "sweep_contacts"
    BOOKS = "books"
    SHIPMENTS = "shipments"
    NOTICES = "notices"
    PRUNE = "prune"


INSTALLATION: Final = SupplierId(":installation")
"""Whose chores those for all suppliers are; no supplier can be called so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """When a supplier's chore comes next; `time_zone` says when its night is."""

    supplier: SupplierId
    chore: Chore
    due_at: datetime
    time_zone: str = "UTC"


class DueRepository(ABC):
    """One row a supplier and chore; what is not due costs nothing."""

    @abstractmethod
    def fill(self, rows: Iterable[Due]) -> None:
        """Store when chores come next, in the place of what is stored for them."""

    @abstractmethod
    def remove(self, supplier: SupplierId) -> None:
        """Let nothing come again for this supplier."""

    @abstractmethod
    def take(self, now: datetime, limit: int) -> tuple[Due, ...]:
        """Answer what is due, the longest due first; nobody else is answered the same until this block ends."""

    @abstractmethod
    def move(self, supplier: SupplierId, chore: Chore, due_at: datetime) -> None:
        """Let a chore come at another time, unless nothing comes for this supplier any more."""

    @abstractmethod
    def of(self, supplier: SupplierId) -> tuple[Due, ...]:
        """Answer what comes next for this supplier, the soonest first."""
