"""A sale and its parts as they are remembered; what they look like outside is the routes' business.

Source: ref §5.2, §5.3 (D).
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from adapters.fake_cin7.state.documents import Address, Charge, Fulfilment, Invoice, Line, Payment
from adapters.fake_cin7.values import ZERO

NOT_AVAILABLE = "NOT AVAILABLE"
DRAFT = "DRAFT"
AUTHORISED = "AUTHORISED"
PARTIALLY_AUTHORISED = "PARTIALLY AUTHORISED"
VOIDED = "VOIDED"
PAID = "PAID"
OPEN = (NOT_AVAILABLE, DRAFT)

SIMPLE = "Simple Sale"
ADVANCED = "Advanced Sale"
SERVICE = "Service Sale"


@dataclass(slots=True, kw_only=True)
class Stage:
    """A quote or an order: lines and charges with a status of their own."""

    memo: str = ""
    status: str = NOT_AVAILABLE
    lines: list[Line] = field(default_factory=list)
    charges: list[Charge] = field(default_factory=list)
    prepayments: list[Payment] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Sale:
    """One sale with everything that became of it.

    Units: amounts in the customer's currency; `currency_rate` in base units for one of the customer's.
    """

    id: str
    number: str
    sequence: int
    created: datetime
    updated: datetime
    customer_id: str
    customer: str
    type: str = SIMPLE
    contact: str | None = None
    phone: str | None = None
    email: str | None = None
    default_account: str | None = None
    skip_quote: bool = True
    billing_address: Address = field(default_factory=Address)
    shipping_address: Address = field(default_factory=Address)
    shipping_notes: str = ""
    base_currency: str = ""
    customer_currency: str = ""
    currency_rate: Decimal = Decimal(1)
    tax_rule: str = ""
    tax_inclusive: bool = False
    terms: str = ""
    price_tier: str = ""
    ship_by: date | None = None
    location: str = ""
    order_date: date
    note: str = ""
    customer_reference: str = ""
    carrier: str | None = None
    sales_representative: str | None = None
    source_channel: str | None = None
    external_id: str | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    voided: bool = False
    quote: Stage = field(default_factory=Stage)
    order: Stage = field(default_factory=Stage)
    fulfilments: list[Fulfilment] = field(default_factory=list)
    invoices: list[Invoice] = field(default_factory=list)

    @property
    def is_simple(self) -> bool:
        """Whether the sale has one fulfilment and one invoice.

        Source: ref §6.3 (D).
        """
        return self.type == SIMPLE

    @property
    def is_advanced(self) -> bool:
        """Whether the sale may have several fulfilments and invoices.

        Source: ref §6.3 (D).
        """
        return self.type == ADVANCED

    @property
    def live_fulfilments(self) -> list[Fulfilment]:
        """The fulfilments that are not void."""
        return [task for task in self.fulfilments if not task.voided]

    @property
    def live_invoices(self) -> list[Invoice]:
        """The invoices that are not void."""
        return [invoice for invoice in self.invoices if invoice.status != VOIDED]

    @property
    def is_backordered(self) -> bool:
        """Whether some line waits for goods.

        Source: ref §5.4 (D).
        """
        return any(line.backorder > ZERO for line in self.order.lines)

    @property
    def has_payment(self) -> bool:
        """Whether money was received for it."""
        return any(invoice.payments for invoice in self.invoices)


@dataclass
class Sales:
    """All sales of an account, in the order of their numbers.

    Source: ref §1.6, §5.1 (L): saleList comes in ascending order of the number.
    """

    by_id: dict[str, Sale] = field(default_factory=dict)
    by_task: dict[str, Sale] = field(default_factory=dict)

    def add(self, sale: Sale) -> None:
        """Keep a new sale."""
        self.by_id[sale.id] = sale
        self.by_task[sale.id] = sale

    def with_task(self, task_id: str) -> Sale | None:
        """Find the sale a fulfilment or invoice belongs to."""
        return self.by_task.get(task_id)
