"""Orders and the evidence of what was done for them."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from domain.events import Evidence
from domain.identifiers import SaleId, SupplierId
from domain.order import Order, OrderKey, OrderState
from domain.problems import Cure

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[Item]):
    """Some rows and the opaque cursor of the next ones."""

    items: tuple[Item, ...]
    next_cursor: str | None


class OrderRepository(ABC):
    """Orders with their attempts; an order is stored whole."""

    @abstractmethod
    def add(self, order: Order) -> None:
        """Store a new order. Raises: AlreadyStored when this supplier has one of this number."""

    @abstractmethod
    def get(self, key: OrderKey) -> Order | None:
        """Answer this order with all attempts."""

    @abstractmethod
    def save(self, order: Order) -> Order:
        """Store a changed order and answer it with its new version.

        Raises: LostRace, AlreadyStored when its sale is another order's.
        """

    @abstractmethod
    def page(
        self, supplier: SupplierId, *, state: OrderState | None, search: str, cursor: str | None, limit: int
    ) -> Page[Order]:
        """Answer orders, the latest accepted first; `search` is part of number, reference, customer or sale number.

        Raises: InvalidValue for a cursor that was not answered by this method.
        """

    @abstractmethod
    def overdue(self, before: datetime, limit: int, *, each: int) -> tuple[OrderKey, ...]:
        """Answer orders that should have gone on by themselves before then, the oldest first.

        At most `each` of one supplier, so that a long queue of one hides nobody else's. Source: B18.
        """

    @abstractmethod
    def ahead_of(self, order: Order) -> int:
        """Answer how many of the supplier's orders that go by themselves were accepted before this one."""

    @abstractmethod
    def held_for(self, supplier: SupplierId, cure: Cure) -> tuple[OrderKey, ...]:
        """Answer the held orders that this would release. Source: B8."""

    @abstractmethod
    def awaited(self, supplier: SupplierId) -> tuple[Cure, ...]:
        """Answer everything that held orders of this supplier wait for, each once. Source: B8.

        Shape: a key is folded, and a very long one is cut as storage cuts it.
        """

    @abstractmethod
    def unsent(self, supplier: SupplierId) -> tuple[OrderKey, ...]:
        """Answer the orders that are to go to the inventory system and are not complete there."""

    @abstractmethod
    def open_in(self, supplier: SupplierId, account_id: str) -> tuple[OrderKey, ...]:
        """Answer the orders that are sales in this account and await shipment, or may be; the oldest first."""

    @abstractmethod
    def of_sale(self, supplier: SupplierId, sale: SaleId) -> OrderKey | None:
        """Answer the one order that this sale is, made for it or linked by a person."""

    @abstractmethod
    def count(self, supplier: SupplierId, state: OrderState) -> int:
        """Answer how many orders stand in this state, without looking at the others."""

    @abstractmethod
    def counts(self, supplier: SupplierId) -> dict[OrderState, int]:
        """Answer how many orders stand in each state."""


class EvidenceRepository(ABC):
    """What was done and seen for an order, in order. Source: B15."""

    @abstractmethod
    def add(self, key: OrderKey, evidence: Evidence) -> None:
        """Append one piece."""

    @abstractmethod
    def of(self, key: OrderKey) -> tuple[Evidence, ...]:
        """Answer every piece, the oldest first."""
