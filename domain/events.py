"""What Upstock is told, one frozen class each.

Source: contract, "What we tell Upstock".
"""

from dataclasses import dataclass
from datetime import datetime

from domain.order import Order
from domain.problems import Problem
from domain.sale import SaleRef


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderEvent:
    """Something that happened to an order."""

    number: str
    state: str
    sale: SaleRef | None = None
    problems: tuple[Problem, ...] = ()

    type = "order"

    @property
    def subject(self) -> str:
        """Answer what this is about: events of one subject are told in order."""
        return f"order:{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderSaleCreated(OrderEvent):
    """The order is a complete sale in Cin7."""

    type = "order.sale_created"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderHeld(OrderEvent):
    """The order waits for a person; every problem is told."""

    type = "order.held"


Event = OrderEvent


def sale_created(order: Order) -> OrderSaleCreated:
    """Tell that an order became a sale. Source: R10."""
    return OrderSaleCreated(number=order.key.number, state=order.state.value, sale=order.sale)


def order_held(order: Order) -> OrderHeld:
    """Tell that an order is held, and everything that is wrong with it. Source: B7."""
    return OrderHeld(number=order.key.number, state=order.state.value, sale=order.sale, problems=order.problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One thing that was done or seen for an order; secrets never enter it. Source: B15."""

    kind: str
    at: datetime
    document: dict[str, object]
