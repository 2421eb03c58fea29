"""What we ask the inventory system for: a sale with everything decided."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from domain.address import Address
from domain.identifiers import ContactId, OrderNumber, ProductId, SaleId, Sku, SupplierId
from domain.money import ZERO, Currency
from domain.sale_options import CreationMode, SaleStatus, SaleType

NOTES_LIMIT = 1024  # characters of shipping notes that Cin7 keeps (ref §6.2)
COMMENT_LIMIT = 256  # characters of a line comment (ref §6.6)
NAME_LIMIT = 256  # characters of a contact's or charge's name (ref §6.2)


KEY_PREFIX = "upstock:"
"""What the keys of all sales begin with that were made from orders of Upstock."""


def sale_key(supplier: SupplierId, number: OrderNumber) -> str:
    """Answer the key that a sale carries of ours, unique over all suppliers and below 256 characters.

    Source: R13, R37; ref §6.2 (ExternalID).
    """
    return f"{KEY_PREFIX}{supplier}:{number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleRef:
    """A sale that exists in the inventory system, by its id and the number people see."""

    id: SaleId
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleLine:
    """One product of a sale.

    Source: R33.
    Units:  `price` for one unit; `total` without tax and `tax` for the whole line, rounded to the minor unit.
    """

    product_id: ProductId
    sku: Sku
    name: str
    quantity: Decimal
    price: Decimal
    discount_percent: Decimal
    tax_rule: str
    tax: Decimal
    total: Decimal
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleCharge:
    """Freight or another amount beside the lines; its quantity is one. Source: R34."""

    description: str
    price: Decimal
    tax_rule: str
    tax: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Sale:
    """Everything the inventory system needs to know, already decided; built only by composing.

    Source: R15–R18, R24–R37. An empty text is left out, so that the system's own default applies.
    Units: amounts in `currency`; days have no time zone.
    """

    key: str
    currency: Currency
    customer_id: ContactId
    customer_name: str
    contact: str
    phone: str
    email: str
    billing_address: Address | None
    shipping_address: Address | None
    shipping_notes: str
    reference: str
    order_date: date
    ship_by: date | None
    location: str
    tax_rule: str
    terms: str
    price_tier: str
    sales_representative: str
    status: SaleStatus
    type: SaleType
    creation_mode: CreationMode
    lines: tuple[SaleLine, ...]
    charges: tuple[SaleCharge, ...]
    tax: Decimal

    @property
    def header(self) -> "Sale":
        """Answer it as it is before it holds anything. Source: ref §6.1."""
        return replace(self, lines=(), charges=(), tax=ZERO)

    @property
    def total_before_tax(self) -> Decimal:
        """Answer what lines and charges come to without tax."""
        return sum([line.total for line in self.lines] + [charge.price for charge in self.charges], ZERO)

    @property
    def total(self) -> Decimal:
        """Answer what the customer will owe."""
        return self.total_before_tax + self.tax
