"""An approved order over HTTP, refused with everything that is wrong with it at once."""

from decimal import Decimal
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from domain.approved_order import LONGEST_REFERENCE, MOST_LINES, ApprovedOrder, Buyer, Charge, Comment, OrderLine
from domain.identifiers import LONGEST_NUMBER, OrderNumber, Sku, order_number
from domain.money import ZERO, Currency
from entrypoints.http.schemas.values import Amount, Day, Instant, Strict, Text, possible

ANY, LEAST = Sku("any"), Decimal("0.0001")
"""The rest of a line of which one value is tried."""


def _number(text: str) -> str:
    return possible(lambda: order_number(text), under="/number")


def _currency(code: str) -> str:
    return possible(lambda: Currency(code), under="/currency").code


def _quantity(quantity: Decimal) -> Decimal:
    """Refuse it alone, before its line is looked at as a whole, so that what else is wrong is told as well."""
    line = possible(lambda: OrderLine(sku=ANY, quantity=quantity, unit_price=ZERO), under="/quantity")
    return line.quantity


def _unit_price(price: Decimal) -> Decimal:
    line = possible(lambda: OrderLine(sku=ANY, quantity=LEAST, unit_price=price), under="/unit_price")
    return line.unit_price


def _discount(percent: Decimal) -> Decimal:
    def line() -> OrderLine:
        return OrderLine(sku=ANY, quantity=LEAST, unit_price=ZERO, discount_percent=percent)

    return possible(line, under="/discount_percent").discount_percent


def _charged(amount: Decimal) -> Decimal:
    return possible(lambda: Charge(amount=amount), under="/amount").amount


class CustomerIn(Strict):
    """Who orders: contact_id, name, or both. Source: R32."""

    contact_id: Text | None = Field(default=None, description="The customer's id in Cin7.")
    name: Text | None = Field(default=None, description="The customer's name in Cin7; case and space do not count.")

    def to_domain(self) -> Buyer:
        """Answer who orders. Raises: InvalidValue."""
        return Buyer(contact_id=self.contact_id or "", name=self.name or "")

    @model_validator(mode="after")
    def _possible(self) -> Self:
        possible(self.to_domain, under="/customer")
        return self


class CommentIn(Strict):
    """What somebody wrote on the order. Source: R28."""

    text: Text
    author: Text | None = None
    at: Instant | None = None

    def to_domain(self) -> Comment:
        """Answer the comment."""
        return Comment(text=self.text, author=self.author or "", at=self.at)


class LineIn(Strict):
    """One line as approved: sku, product_id, or both. Source: R11, R33."""

    sku: Text | None = None
    product_id: Text | None = Field(default=None, description="The product's id in Cin7.")
    quantity: Annotated[Amount, AfterValidator(_quantity)] = Field(
        description="More than 0, at most four decimal places."
    )
    unit_price: Annotated[Amount, AfterValidator(_unit_price)] = Field(
        description="In the order's currency, at most four decimal places."
    )
    discount_percent: Annotated[Amount, AfterValidator(_discount)] = Field(
        default=ZERO, description="0 to 100, at most two decimal places."
    )
    comment: Text | None = None

    def to_domain(self) -> OrderLine:
        """Answer the line. Raises: InvalidValue."""
        return OrderLine(
            sku=self.sku or "",
            product_id=self.product_id or "",
            quantity=self.quantity,
            unit_price=self.unit_price,
            discount_percent=self.discount_percent,
            comment=self.comment or "",
        )

    @model_validator(mode="after")
    def _possible(self) -> Self:
        possible(self.to_domain)
        return self


class ChargeIn(Strict):
    """Freight or another amount beside the lines. Source: R11, R34."""

    description: Text | None = None
    amount: Annotated[Amount, AfterValidator(_charged)] = Field(
        description="What it adds to the order; one that takes money off holds the order."
    )

    def to_domain(self) -> Charge:
        """Answer the charge."""
        return Charge(description=self.description or "", amount=self.amount)


class ApprovedOrderIn(Strict):
    """The order exactly as it was approved. Source: R10, R11; contract, "An approved order"."""

    number: Annotated[Text, AfterValidator(_number)] = Field(min_length=1, max_length=LONGEST_NUMBER)
    currency: Annotated[Text, AfterValidator(_currency)] = Field(description="ISO 4217, such as USD.")
    customer: CustomerIn
    order_date: Day
    lines: list[LineIn] = Field(min_length=1, max_length=MOST_LINES)
    reference: Text | None = Field(default=None, max_length=LONGEST_REFERENCE, description="The customer's own number.")
    delivery_date: Day | None = None
    comments: list[CommentIn] | None = None
    custom_fields: dict[Text, Text | None] | None = None
    charges: list[ChargeIn] | None = None
    approved_at: Instant | None = None

    def to_domain(self) -> ApprovedOrder:
        """Answer the approved order. Raises: InvalidValue."""
        return ApprovedOrder(
            number=OrderNumber(self.number),
            currency=Currency(self.currency),
            customer=self.customer.to_domain(),
            order_date=self.order_date,
            lines=tuple(line.to_domain() for line in self.lines),
            reference=self.reference or "",
            delivery_date=self.delivery_date,
            comments=tuple(comment.to_domain() for comment in self.comments or ()),
            custom_fields=tuple((name, value or "") for name, value in (self.custom_fields or {}).items()),
            charges=tuple(charge.to_domain() for charge in self.charges or ()),
            approved_at=self.approved_at,
        )

    @model_validator(mode="after")
    def _possible(self) -> Self:
        possible(self.to_domain)
        return self
