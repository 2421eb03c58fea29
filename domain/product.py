"""A product as the supplier's inventory system knows it."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum

from domain.errors import InvalidValue
from domain.identifiers import ProductId, Sku
from domain.money import ZERO


class ProductKind(Enum):
    """Whether it lies on a shelf.

    Source: ref §2.2.
    """

    STOCK = "stock"
    SERVICE = "service"


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """Something that can stand on an order line.

    Source: R6, R7, R33; ref §2.2.
    Shape:  `tier_prices` holds the price of tier n at index n-1; 0 means that none is set; `images`
            are public links, the main one first.
    Units:  prices are for one unit, in the account's base currency.
    Raises: InvalidValue when the SKU is blank.
    """

    id: ProductId
    sku: Sku
    name: str
    kind: ProductKind = ProductKind.STOCK
    is_deprecated: bool = False
    is_sellable: bool = True
    tier_prices: tuple[Decimal, ...] = ()
    sale_tax_rule: str = ""
    discount_rule: str = ""
    category: str = ""
    brand: str = ""
    unit: str = ""
    barcode: str = ""
    description: str = ""
    images: tuple[str, ...] = ()
    modified_at: datetime | None = None

    def __post_init__(self) -> None:
        if not self.sku.strip():
            raise InvalidValue(f"Product “{self.name}” has no SKU.")

    def tier_price(self, number: int) -> Decimal:
        """Answer what tier `number` says, 0 where it says nothing or is none of the account's. Source: R20."""
        return self.tier_prices[number - 1] if 1 <= number <= len(self.tier_prices) else ZERO

    @property
    def why_not_offered(self) -> str | None:
        """Answer why this product is never offered to customers, or None when it may be.

        Source: R7.
        """
        if self.kind is ProductKind.SERVICE:
            return "service"
        if self.is_deprecated:
            return "deprecated"
        return None if self.is_sellable else "not_sellable"
