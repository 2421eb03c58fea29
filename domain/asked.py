"""What an order asks for, whoever makes its sale: what both sides are compared by."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from domain.address import Address
from domain.approved_order import ApprovedOrder, OrderLine
from domain.identifiers import folded
from domain.money import ZERO, Currency, less_percent, times
from domain.remote_sale import RemoteSale
from domain.sale_options import SaleStatus
from domain.same_goods import Counted


class AskedLine(Counted, Protocol):
    """So much of a product at a price."""

    @property
    def price(self) -> Decimal:
        """For one unit."""

    @property
    def discount_percent(self) -> Decimal:
        """What is taken off it."""

    @property
    def total(self) -> Decimal:
        """What the line comes to without tax."""


class AskedCharge(Protocol):
    """Freight or another amount beside the lines."""

    @property
    def price(self) -> Decimal:
        """The amount without tax."""


class Asked(Protocol):
    """What an order asks for: a sale that was composed is this, and so is what was approved alone.

    Shape: `status`, `shipping_address` and `ship_by` are None where nothing is asked of them. Units: `total` with tax.
    """

    @property
    def currency(self) -> Currency:
        """What all amounts are in."""

    @property
    def lines(self) -> Sequence[AskedLine]:
        """Every product."""

    @property
    def charges(self) -> Sequence[AskedCharge]:
        """Every amount beside the products."""

    @property
    def status(self) -> SaleStatus | None:
        """Whether it is to be left open."""

    @property
    def shipping_address(self) -> Address | None:
        """Where it is to go."""

    @property
    def ship_by(self) -> date | None:
        """By when it is to leave."""

    @property
    def total(self) -> Decimal:
        """What the customer is to owe."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovedLine:
    """A product as approved; equal lines are one. Source: R33."""

    product_id: str
    sku: str
    quantity: Decimal
    price: Decimal
    discount_percent: Decimal
    total: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovedCharge:
    """An amount beside the lines as approved, rounded as it would be sent."""

    price: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class AsApproved:
    """What was approved, of which no sale was ever composed.

    Source: B8. Shape: its tax is the other side's own, because nobody worked out another; neither its status nor
    where it goes was decided.
    """

    currency: Currency
    lines: tuple[ApprovedLine, ...]
    charges: tuple[ApprovedCharge, ...]
    tax: Decimal
    ship_by: date | None
    status: None = None
    shipping_address: None = None

    @property
    def total(self) -> Decimal:
        """Answer what lines and charges come to, with the tax that the other side shows."""
        return sum([line.total for line in self.lines] + [charge.price for charge in self.charges], ZERO) + self.tax


def as_approved(order: ApprovedOrder, remote: RemoteSale) -> AsApproved:
    """Answer what an order asks for that was never composed, beside the sale that a person linked it to.

    Source: B8, B12.
    """
    groups: dict[tuple[object, ...], list[OrderLine]] = {}
    for line in order.lines:
        key = (line.product_id.casefold(), folded(line.sku), line.unit_price, line.discount_percent)
        groups.setdefault(key, []).append(line)
    return AsApproved(
        currency=order.currency,
        lines=tuple(_merged(lines, order.currency) for lines in groups.values()),
        charges=tuple(ApprovedCharge(price=order.currency.rounded(charge.amount)) for charge in order.charges),
        tax=remote.tax,
        ship_by=order.delivery_date,
    )


def _merged(lines: list[OrderLine], currency: Currency) -> ApprovedLine:
    first, quantity = lines[0], sum((line.quantity for line in lines), ZERO)
    return ApprovedLine(
        product_id=first.product_id,
        sku=first.sku,
        quantity=quantity,
        price=first.unit_price,
        discount_percent=first.discount_percent,
        total=currency.rounded(less_percent(times(quantity, first.unit_price), first.discount_percent)),
    )
