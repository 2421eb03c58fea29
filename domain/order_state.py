"""The words of an order's life: which order, where it stands, what comes next."""

from dataclasses import dataclass
from enum import Enum

from domain.identifiers import OrderNumber, SupplierId
from domain.shipment import ShipmentStatus


class OrderState(Enum):
    """Where an order stands. Source: contract, "What GET …/orders/{number} answers"."""

    ACCEPTED = "accepted"
    CREATING = "creating"
    CREATED = "created"
    PARTLY_SHIPPED = "partly_shipped"
    SHIPPED = "shipped"
    CHECKING = "checking"
    WAITING = "waiting"
    HELD = "held"
    IGNORED = "ignored"
    VOIDED = "voided"


GOES_BY_ITSELF = frozenset({OrderState.ACCEPTED, OrderState.CREATING, OrderState.CHECKING, OrderState.WAITING})

LINKABLE = (OrderState.HELD, OrderState.CHECKING, OrderState.IGNORED)
"""Where a person may name the sale that an order is. Source: B8; architecture §4.2."""

IGNORABLE = (OrderState.ACCEPTED, OrderState.WAITING, OrderState.HELD)
"""Where a person may leave an order be: never while its sale is being made or looked for. Source: B8."""

COMPLETE = (OrderState.CREATED, OrderState.PARTLY_SHIPPED, OrderState.SHIPPED, OrderState.VOIDED)
"""What an order becomes once its sale is complete: it goes through these in this order, and never back. Source: B4."""

SHIPPED_AS = {
    ShipmentStatus.NOT_SHIPPED: OrderState.CREATED,
    ShipmentStatus.UNDONE: OrderState.CREATED,
    ShipmentStatus.PARTLY_SHIPPED: OrderState.PARTLY_SHIPPED,
    ShipmentStatus.SHIPPED: OrderState.SHIPPED,
    ShipmentStatus.VOIDED: OrderState.VOIDED,
}
"""The state that an order with goods of this status is in, unless it is further already. Source: B4."""

AWAITING_SHIPMENT = frozenset({OrderState.CREATED, OrderState.PARTLY_SHIPPED})


class NextStep(Enum):
    """What to do with an order now: send it, look whether it is there, wait for its time, or nothing."""

    SEND = "send"
    LOOK = "look"
    WAIT = "wait"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class OrderKey:
    """One order of one supplier; as text it is the subject of tasks."""

    supplier: SupplierId
    number: OrderNumber

    @property
    def text(self) -> str:
        """Answer one text for both; a supplier's id never holds a colon."""
        return f"{self.supplier}:{self.number}"

    @classmethod
    def parse(cls, text: str) -> "OrderKey":
        """Read back what `text` wrote."""
        supplier, _, number = text.partition(":")
        return cls(SupplierId(supplier), OrderNumber(number))
