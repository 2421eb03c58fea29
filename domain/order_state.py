"""The words of an order's life: which order, where it stands, what comes next."""

from dataclasses import dataclass
from enum import Enum

from domain.identifiers import OrderNumber, SupplierId


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

COMPLETE = (OrderState.CREATED, OrderState.PARTLY_SHIPPED, OrderState.SHIPPED, OrderState.VOIDED)
"""What an order becomes once its sale is complete: it goes through these in this order, and never back. Source: B4."""

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
