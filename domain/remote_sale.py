"""What a sale's own document says now."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from domain.address import Address
from domain.fulfilment import Fulfilment
from domain.identifiers import folded
from domain.money import ZERO
from domain.sale import Sale, SaleRef


class OrderStage(Enum):
    """How far the order part of a sale has come. Source: ref §5.4."""

    NONE = "none"
    DRAFT = "draft"
    AUTHORISED = "authorised"
    VOIDED = "voided"


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteLine:
    """One product of a sale as the document shows it. Units: `total` without tax."""

    product_id: str
    sku: str
    quantity: Decimal
    price: Decimal
    discount_percent: Decimal
    tax: Decimal
    total: Decimal
    backordered: Decimal = ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteCharge:
    """Freight or another amount of a sale as the document shows it."""

    description: str
    price: Decimal
    tax: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Where a sale goes, and by when."""

    address: Address
    ship_by: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteSale:
    """A sale as its own document shows it; never a row of a list.

    Source: B2, B4, B6; ref §5.2. `status` is the system's own word, for people to read. Shape: an answer that shows
    the order alone has no `delivery` and no `fulfilments`; `currency` is the customer's, in which its amounts are.
    """

    ref: SaleRef
    key: str
    customer_id: str
    customer_name: str = ""
    currency: str = ""
    status: str
    stage: OrderStage
    is_voided: bool
    lines: tuple[RemoteLine, ...] = ()
    charges: tuple[RemoteCharge, ...] = ()
    tax: Decimal = ZERO
    total: Decimal = ZERO
    delivery: Delivery | None = None
    fulfilments: tuple[Fulfilment, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Answer whether nothing was ever put on it: a header that may be filled or voided.

        Source: B2; ref §6.1.
        """
        return not self.lines and not self.charges and self.stage in (OrderStage.NONE, OrderStage.DRAFT)

    @property
    def has_backorder(self) -> bool:
        """Answer whether some of it cannot be delivered from stock. Source: R17; ref §6.6."""
        return any(line.backordered > 0 for line in self.lines)

    def belongs_to(self, sale: Sale) -> bool:
        """Answer whether this is the sale we asked for, by key and customer. Source: B2."""
        return self.key == sale.key and self.customer_id.casefold() == sale.customer_id.casefold()

    def holds(self, sale: Sale) -> bool:
        """Answer whether every product stands on it in the quantity we asked for. Source: B2."""
        there = sorted((folded(line.sku), line.quantity) for line in self.lines)
        return there == sorted((folded(line.sku), line.quantity) for line in sale.lines)
