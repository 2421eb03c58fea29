"""What Upstock is told of orders and of the connection, one frozen class each.

Source: contract, "What we tell Upstock"; those of the catalogue stand in `domain.catalogue_events`.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from domain.order import Order
from domain.parcels import Parcel, Tracking
from domain.problems import Problem
from domain.sale import SaleRef


class Event(ABC):
    """Something that Upstock is told, whatever it is about.

    Shape: `type` is its durable name; events that `goes_first` overtake all others, but never one of their subject.
    """

    __slots__ = ()

    type: ClassVar[str]
    goes_first: ClassVar[bool] = False

    @property
    @abstractmethod
    def subject(self) -> str:
        """Answer what this is about: events of one subject are told in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderEvent(Event):
    """Something that happened to an order, and how it stands since."""

    goes_first = True

    number: str
    state: str
    sale: SaleRef | None = None
    tracking: Tracking | None = None
    parcels: tuple[Parcel, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def subject(self) -> str:
        """Answer the order."""
        return f"order:{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderSaleCreated(OrderEvent):
    """The order is a complete sale in Cin7. Source: R10."""

    type = "order.sale_created"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderHeld(OrderEvent):
    """The order waits for a person; every problem is told. Source: B7."""

    type = "order.held"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderPartlyShipped(OrderEvent):
    """Some of it left, and more is to come. Source: B4."""

    type = "order.partly_shipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderShipped(OrderEvent):
    """All of it left; Upstock mails the customer. Source: R14, B4."""

    type = "order.shipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderTrackingChanged(OrderEvent):
    """It can be followed now, or in another way. Source: R31."""

    type = "order.tracking_changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderVoided(OrderEvent):
    """Its sale was voided in Cin7. Source: B4."""

    type = "order.voided"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionLost(Event):
    """Cin7 no longer accepts the supplier's key; `detail` says what to do. Source: R4."""

    type = "connection.lost"
    goes_first = True

    company: str
    detail: str

    @property
    def subject(self) -> str:
        """Answer the connection, of which a supplier has one."""
        return "connection"


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
