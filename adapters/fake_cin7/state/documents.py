"""The parts of a sale: addresses, lines, charges, fulfilments, invoices, payments.

Source: ref §5.3, §6.6, §7, §8 (D).
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from adapters.fake_cin7.values import ZERO, four_places


@dataclass(slots=True, kw_only=True)
class Address:
    """A billing or shipping address as a sale carries it.

    Source: ref §5.3 (D:30514-30542).
    """

    id: str | None = None
    line1: str = ""
    line2: str = ""
    city: str = ""
    state: str = ""
    postcode: str = ""
    country: str = ""
    company: str = ""
    contact: str = ""
    ship_to_other: bool = False

    @property
    def display_line1(self) -> str:
        """The first printed line."""
        return " ".join(part for part in (self.line1, self.line2) if part)

    @property
    def display_line2(self) -> str:
        """The second printed line."""
        return " ".join(part for part in (self.city, self.state, self.postcode, self.country) if part)


@dataclass(slots=True, kw_only=True)
class Charge:
    """An additional charge such as freight.

    Source: ref §6.6 (D:30708).
    """

    description: str
    price: Decimal
    quantity: Decimal
    discount: Decimal = ZERO
    tax: Decimal = ZERO
    tax_rule: str = ""
    comment: str = ""
    account: str | None = None
    stated_total: Decimal | None = None

    @property
    def total(self) -> Decimal:
        """What the client stated, else quantity times price less discount; before tax when the sale is exclusive."""
        computed = line_total(self.quantity, self.price, self.discount)
        return computed if self.stated_total is None else self.stated_total


@dataclass(slots=True, kw_only=True)
class Line:
    """A product line of a quote, an order or an invoice.

    Source: ref §6.6 (D:30615). Units: discount in percent; tax an amount for the whole line.
    """

    product_id: str
    sku: str
    name: str
    quantity: Decimal
    price: Decimal
    discount: Decimal = ZERO
    tax: Decimal = ZERO
    tax_rule: str = ""
    comment: str = ""
    average_cost: Decimal = ZERO
    drop_ship: bool = False
    stocked: bool = True
    allocated: Decimal = ZERO
    backorder: Decimal = ZERO
    account: str | None = None
    stated_total: Decimal | None = None

    @property
    def total(self) -> Decimal:
        """What the client stated, else quantity times price less discount; before tax when the sale is exclusive."""
        computed = line_total(self.quantity, self.price, self.discount)
        return computed if self.stated_total is None else self.stated_total


def line_total(quantity: Decimal, price: Decimal, discount: Decimal) -> Decimal:
    """Compute a line's total; tax is never added to it.

    Source: ref §6.6, line arithmetic (D examples, C(4)).
    """
    return four_places(quantity * price * (1 - discount / 100))


@dataclass(slots=True, kw_only=True)
class PickLine:
    """Goods picked or packed.

    Source: ref §7 (D:30640).
    """

    product_id: str
    sku: str
    name: str
    location: str
    location_id: str
    quantity: Decimal
    batch: str | None = None
    expiry: date | None = None
    box: str | None = None
    warranty: str | None = None
    stocked: bool = True
    released: Decimal = ZERO
    left_stock: bool = False


@dataclass(slots=True, kw_only=True)
class Parcel:
    """A shipment line: one or several boxes handed to a carrier.

    Source: ref §7 (D:30670).
    """

    id: str
    shipment_date: date | None
    carrier: str = ""
    boxes: list[str] = field(default_factory=list)
    tracking_number: str = ""
    tracking_url: str = ""
    is_shipped: bool = False


@dataclass(slots=True, kw_only=True)
class Fulfilment:
    """One task of picking, packing and shipping.

    Source: ref §7 (D:23349-24215).
    """

    task_id: str
    number: int
    pick_status: str = "NOT AVAILABLE"
    pick_lines: list[PickLine] = field(default_factory=list)
    pack_status: str = "NOT AVAILABLE"
    pack_lines: list[PickLine] = field(default_factory=list)
    ship_status: str = "NOT AVAILABLE"
    parcels: list[Parcel] = field(default_factory=list)
    require_by: date | None = None
    shipping_address: Address = field(default_factory=Address)
    shipping_notes: str = ""
    linked_invoice: str | None = None

    @property
    def voided(self) -> bool:
        """Whether the task was voided."""
        return self.pick_status == "VOIDED"


@dataclass(slots=True, kw_only=True)
class Payment:
    """Money received or given back.

    Source: ref §5.3, §8 (D:24858).
    """

    id: str
    task_id: str
    type: str
    reference: str
    amount: Decimal
    date_paid: date
    account: str
    currency_rate: Decimal
    created: datetime


@dataclass(slots=True, kw_only=True)
class Invoice:
    """One invoice task.

    Source: ref §8 (D:24222).
    """

    task_id: str
    number: str | None
    memo: str = ""
    status: str = "DRAFT"
    invoice_date: date
    due_date: date
    rate: Decimal = Decimal(1)
    billing_line1: str = ""
    billing_line2: str = ""
    linked_fulfilment: str | None = None
    lines: list[Line] = field(default_factory=list)
    charges: list[Charge] = field(default_factory=list)
    payments: list[Payment] = field(default_factory=list)
    total: Decimal = ZERO

    @property
    def paid(self) -> Decimal:
        """What was received for it."""
        return sum((payment.amount for payment in self.payments), ZERO)
