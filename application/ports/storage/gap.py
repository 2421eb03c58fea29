"""What is approved and not in the inventory system, and what Upstock has not heard."""

from abc import ABC, abstractmethod
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from application.ports.storage.orders import Page
from application.ports.storage.publishing import Head
from domain.identifiers import OrderNumber, SupplierId
from domain.order import OrderKey

ORDERS: Final = "orders"
EVENTS: Final = "events"
"""What the gap's two lists are called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingOrder:
    """An order of the gap; `absent_since` is when its sale was first not found, None where that is not the reason."""

    key: OrderKey
    absent_since: datetime | None = None


class GapRepository(ABC):
    """Orders on their way, those that a cured cause still holds, and those whose sale is not listed and not found.

    Source: B9; architecture §10.6. Shape: only sales of the account that the supplier is linked to can be missing;
    `cured` are the held orders whose cause is cured.
    """

    @abstractmethod
    def curable(self, supplier: SupplierId) -> tuple[OrderKey, ...]:
        """Answer the held orders that something may cure, by number."""

    @abstractmethod
    def orders(
        self,
        supplier: SupplierId,
        cured: Collection[OrderNumber],
        *,
        cursor: str | None,
        limit: int,
    ) -> Page[MissingOrder]:
        """Answer orders of the gap, by number. Raises: InvalidValue for a cursor that was not answered here."""

    @abstractmethod
    def count(self, supplier: SupplierId, cured: Collection[OrderNumber]) -> int:
        """Count all orders of the gap."""

    @abstractmethod
    def events(self, supplier: SupplierId, *, cursor: str | None, limit: int) -> Page[Head]:
        """Answer what Upstock has not heard, in the order in which it was written, orders first.

        Raises: InvalidValue for a cursor that was not answered by this method.
        """

    @abstractmethod
    def unheard(self, supplier: SupplierId) -> dict[str, int]:
        """Count what Upstock has not heard, by type."""
