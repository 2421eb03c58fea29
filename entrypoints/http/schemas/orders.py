"""Orders over HTTP: what became of them, what they would become, and the evidence."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from pydantic import BaseModel, ConfigDict, Field

from application.ordering.plan import Preview
from application.ports.inventory import PlannedCall
from domain.composing.origin import Origin
from domain.money import Currency
from domain.order import Order, OrderState
from domain.totals import Totals
from entrypoints.http.schemas.problems import ProblemItem
from entrypoints.http.schemas.shipments import ShipmentOut
from entrypoints.http.schemas.values import Strict, Text


class SaleOut(BaseModel):
    """The sale in Cin7."""

    id: str
    number: str
    status: str | None = Field(description="Cin7's own word, as last read.")
    url: str | None = Field(description="Where a person sees it; none while the supplier is disconnected.")


class TotalsOut(BaseModel):
    """What both sides come to, with tax. Source: B6."""

    order: str
    cin7: str
    difference: str
    cause: str | None

    @classmethod
    def of(cls, totals: Totals, currency: Currency) -> "TotalsOut":
        """Write the totals with the currency's decimals."""
        return cls(
            order=_money(totals.order, currency),
            cin7=_money(totals.remote, currency),
            difference=_money(totals.difference, currency),
            cause=totals.cause or None,
        )


class OrderOut(BaseModel):
    """An order and what became of it. Source: contract, "What GET …/orders/{number} answers"."""

    model_config = ConfigDict(title="Order")

    number: str
    state: OrderState
    reference: str | None
    customer: str = Field(description="The customer as the order names it.")
    currency: str
    sale: SaleOut | None
    problems: list[ProblemItem] = Field(description="Everything that keeps it back, while it is held.")
    notes: list[str]
    totals: TotalsOut | None = Field(description="Null until the sale is complete.")
    shipment: ShipmentOut
    options_version: int | None = Field(description="The version of the options that its sale was made with.")
    hash: str | None = Field(
        description="SHA-256 over the calls that made its sale, taken from the bytes that were sent: the same as its"
        " preview's. Null until then, for a sale that somebody else made, and when a call was cut off unseen."
    )
    accepted_at: datetime
    created_at: datetime | None
    shipped_at: datetime | None
    next_attempt_at: datetime | None = Field(description="When it goes on by itself.")

    @classmethod
    def of(cls, order: Order, url: str | None) -> "OrderOut":
        """Show an order; `url` is its sale's page."""
        approved, sale = order.approved, order.sale
        shown = SaleOut(id=sale.id, number=sale.number, status=order.sale_status or None, url=url) if sale else None
        return cls(
            number=order.key.number,
            state=order.state,
            reference=approved.reference or None,
            customer=approved.customer.name or approved.customer.contact_id,
            currency=approved.currency.code,
            sale=shown,
            problems=list(map(ProblemItem.of, order.problems)),
            notes=list(order.notes),
            totals=TotalsOut.of(order.totals, approved.currency) if order.totals else None,
            shipment=ShipmentOut.of(order.shipment),
            options_version=order.options_version,
            hash=(order.attempt.sent_hash if order.attempt else "") or None,
            accepted_at=order.accepted_at,
            created_at=order.created_at,
            shipped_at=order.shipped_at,
            next_attempt_at=order.next_attempt_at,
        )


class OrdersOut(BaseModel):
    """Some orders, the latest accepted first."""

    items: list[OrderOut]
    next_cursor: str | None


class RetryIn(Strict):
    """Which orders go again."""

    numbers: list[Text] = Field(min_length=1, max_length=1000)


class LinkIn(Strict):
    """Which sale an order is."""

    sale_id: Text = Field(description="The sale's id in Cin7, or the address of its page there.")


class IgnoreIn(Strict):
    """Why an order is left alone."""

    note: Text = Field(description="The reason, for those who ask later.")


class RetriedOut(BaseModel):
    """The orders that go again, and why others do not."""

    items: list[OrderOut]
    problems: list[ProblemItem] = Field(description="Each pointer leads to the number that it is about.")


class CallOut(BaseModel):
    """A call as it would be sent to Cin7."""

    method: str
    path: str
    body: dict[str, object]

    @classmethod
    def of(cls, call: PlannedCall) -> "CallOut":
        """Show a call; numbers as they travel."""
        return cls(method=call.method, path=call.path, body={key: _sent(value) for key, value in call.body.items()})


class OriginOut(BaseModel):
    """Why a field says what it says."""

    model_config = ConfigDict(populate_by_name=True)

    rule: str
    source: str = Field(alias="from", description="Where its value comes from, in words.")
    read_at: datetime | None = Field(description="When that was read from Cin7.")

    @classmethod
    def of(cls, origin: Origin) -> "OriginOut":
        """Show an origin."""
        return cls(rule=origin.rule, source=origin.source, read_at=origin.read_at)


class PreviewOut(BaseModel):
    """The very calls an order would become, or everything that keeps them from being made. Source: B1."""

    calls: list[CallOut]
    hash: str | None = Field(description="SHA-256 over the calls; the same for what is then sent.")
    origins: dict[str, OriginOut] = Field(description="By JSON pointer into this answer.")
    problems: list[ProblemItem]
    notes: list[str]
    totals: TotalsOut | None

    @classmethod
    def of(cls, preview: Preview, currency: Currency) -> "PreviewOut":
        """Show a preview."""
        plan = preview.plan
        return cls(
            calls=list(map(CallOut.of, plan.calls)) if plan else [],
            hash=plan.hash if plan else None,
            origins={pointer: OriginOut.of(origin) for pointer, origin in plan.origins.items()} if plan else {},
            problems=list(map(ProblemItem.of, preview.problems)),
            notes=list(preview.notes),
            totals=TotalsOut.of(preview.totals, currency) if preview.totals else None,
        )


def _money(amount: Decimal, currency: Currency) -> str:
    return format(currency.rounded(amount), "f")


def _sent(value: object) -> object:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, Mapping):
        return {key: _sent(item) for key, item in value.items()}
    return [_sent(item) for item in value] if isinstance(value, (list, tuple)) else value
