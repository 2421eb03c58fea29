"""What Upstock is told of products, customers and prices, and the list of all events.

Source: contract, "What we tell Upstock".
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from domain.address import Address
from domain.contact import Person
from domain.errors import InvalidValue
from domain.events import (
    ConnectionLost,
    Event,
    OrderHeld,
    OrderPartlyShipped,
    OrderSaleCreated,
    OrderShipped,
    OrderTrackingChanged,
    OrderVoided,
)
from domain.identifiers import ContactId, ProductId
from domain.money import ZERO

PART: Final = 1_000  # entries, and customers, of a price list that travel together


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductPublished(Event):
    """A product as customers may see it; prices are in the lists alone.

    Source: R6, R7. Shape: `images` are links, the main one first.
    """

    type = "product.published"

    id: ProductId
    sku: str
    name: str
    description: str = ""
    category: str = ""
    brand: str = ""
    unit: str = ""
    barcode: str = ""
    images: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        """Answer the product."""
        return f"product:{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductDiscontinued(Event):
    """A product is no longer offered. Source: R8."""

    type = "product.discontinued"

    id: ProductId
    sku: str
    name: str

    @property
    def subject(self) -> str:
        """Answer the product."""
        return f"product:{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPublished(Event):
    """A customer: who it is and on which terms it buys; inactive ones are told so that Upstock stops serving them.

    Source: R5. Units: `discount` is a percentage.
    """

    type = "contact.published"

    id: ContactId
    name: str
    currency: str
    is_active: bool = True
    price_tier: str = ""
    discount: Decimal = ZERO
    terms: str = ""
    tax_rule: str = ""
    location: str = ""
    sales_representative: str = ""
    is_on_credit_hold: bool = False
    people: tuple[Person, ...] = ()
    addresses: tuple[Address, ...] = ()

    @property
    def subject(self) -> str:
        """Answer the customer."""
        return f"contact:{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceEntry:
    """What a product costs on a list. Units: for one unit, in the list's currency."""

    product_id: ProductId
    sku: str
    price: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceListPublished(Event):
    """A part of a version of a price list; the version counts once all its parts are there.

    Source: R19; architecture §6.6. Shape: `part` runs from 1 to `parts`; every part adds customers and entries.
    Raises: InvalidValue for a part that is too large or of no such number.
    """

    type = "price_list.published"

    id: str
    name: str
    currency: str
    version: int
    part: int = 1
    parts: int = 1
    customers: tuple[ContactId, ...] = ()
    entries: tuple[PriceEntry, ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= self.part <= self.parts:
            raise InvalidValue(f"Price list {self.name} has no part {self.part} of {self.parts}.")
        if max(len(self.customers), len(self.entries)) > PART:
            raise InvalidValue(f"Part {self.part} of price list {self.name} holds more than {PART:,} of a kind.")

    @property
    def subject(self) -> str:
        """Answer the list."""
        return f"price_list:{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceListRemoved(Event):
    """Nobody buys from this list any more. Source: R19."""

    type = "price_list.removed"

    id: str
    name: str

    @property
    def subject(self) -> str:
        """Answer the list."""
        return f"price_list:{self.id}"


KINDS: Final[tuple[type[Event], ...]] = (
    OrderSaleCreated,
    OrderHeld,
    OrderPartlyShipped,
    OrderShipped,
    OrderTrackingChanged,
    OrderVoided,
    ProductPublished,
    ProductDiscontinued,
    ContactPublished,
    PriceListPublished,
    PriceListRemoved,
    ConnectionLost,
)
"""Every event there is, in the contract's order."""
