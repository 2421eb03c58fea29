"""Price lists as they were told, without their prices, which follow from what they were made of."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from application.ports.storage.orders import Page
from domain.identifiers import ContactId, SupplierId
from domain.reference_books import PriceTier


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredList:
    """A price list as Upstock was told it last.

    Shape: `seen` and `digest` stand for what it was made of, the first without reading a customer; both are empty
    while its parts are being told, so that a run that was stopped begins a new version. `customers` counts them.
    Units: `discount` is a percentage.
    """

    id: str
    name: str
    currency: str
    tier: PriceTier
    discount: Decimal
    own_digest: str
    version: int
    seen: str = ""
    digest: str = ""
    customers: int = 0
    published_at: datetime | None = None


class PriceListRepository(ABC):
    """The price lists of a supplier; a customer is on one at most."""

    @abstractmethod
    def all(self, supplier: SupplierId) -> tuple[StoredList, ...]:
        """Answer every list, by id."""

    @abstractmethod
    def page(self, supplier: SupplierId, *, cursor: str | None, limit: int) -> Page[StoredList]:
        """Answer some lists, by id. Raises: InvalidValue for a cursor that this did not answer."""

    @abstractmethod
    def get(self, supplier: SupplierId, list_id: str) -> StoredList | None:
        """Answer this list."""

    @abstractmethod
    def put(self, supplier: SupplierId, lists: Iterable[StoredList]) -> None:
        """Store lists, in the place of those of the same id."""

    @abstractmethod
    def set_customers(self, supplier: SupplierId, list_id: str, customers: Iterable[ContactId]) -> None:
        """Let exactly these be on the list; whoever comes from another list has left that one."""

    @abstractmethod
    def customers(
        self, supplier: SupplierId, list_id: str, after: str, limit: int
    ) -> tuple[tuple[str, ContactId], ...]:
        """Answer customers on a list with their keys, by key, those after this one."""

    @abstractmethod
    def list_of(self, supplier: SupplierId, contact: ContactId) -> StoredList | None:
        """Answer the list that a customer is on."""

    @abstractmethod
    def remove(self, supplier: SupplierId, list_id: str) -> None:
        """Forget a list; its customers are on none, unless they are on another by now."""
