"""An order exactly as it was approved in Upstock: the whole truth about what is to be sold."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from domain.cutting import length
from domain.errors import InvalidValue
from domain.identifiers import OrderNumber, folded, order_number
from domain.money import HUNDRED, ZERO, Currency, less_percent, places_of, plain, times

LONGEST_REFERENCE = 256
MOST_LINES = 1000
LARGEST = Decimal("99999999999")  # with four places it has the 15 digits that JSON numbers carry exactly
FINEST = 4  # decimal places that Cin7 keeps of a quantity or price (ref §1.7)

Content = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Buyer:
    """Who orders, by id or by name. Source: R32."""

    contact_id: str = ""
    name: str = ""

    def __post_init__(self) -> None:
        if not self.contact_id.strip() and not self.name.strip():
            raise InvalidValue("Give the customer's contact_id or name.", pointer="/customer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """What somebody wrote on the order. Source: R28. Units: `at` is an aware instant."""

    text: str
    author: str = ""
    at: datetime | None = None

    def __post_init__(self) -> None:
        if self.at and self.at.tzinfo is None:
            raise InvalidValue("An instant needs its offset, such as 2026-07-04T03:12:00Z.", pointer="/at")


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLine:
    """One line as approved.

    Source: R11, R33. Units: `unit_price` in the order's currency; `discount_percent` 0 to 100.
    Raises: InvalidValue for what cannot be sold: no product named, nothing or less, more decimals than Cin7 keeps.
    """

    sku: str = ""
    product_id: str = ""
    quantity: Decimal
    unit_price: Decimal
    discount_percent: Decimal = ZERO
    comment: str = ""

    def __post_init__(self) -> None:
        if not self.sku.strip() and not self.product_id.strip():
            raise InvalidValue("Name the product by sku or product_id.", pointer="/sku")
        _within(self.quantity, "/quantity", places=FINEST, least=ZERO)
        if self.quantity == 0:
            raise InvalidValue("A quantity is more than 0; leave the line out instead.", pointer="/quantity")
        _within(self.unit_price, "/unit_price", places=FINEST, least=ZERO)
        _within(self.discount_percent, "/discount_percent", places=2, least=ZERO, most=HUNDRED)
        if times(self.quantity, self.unit_price) > LARGEST:
            raise InvalidValue(f"A line comes to at most {plain(LARGEST)}: split it.", pointer="/quantity")

    def amount(self, currency: Currency) -> Decimal:
        """Answer quantity times price less the discount, rounded half up to the minor unit. Source: R33; ref §6.6."""
        return currency.rounded(less_percent(times(self.quantity, self.unit_price), self.discount_percent))


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """Freight or another amount beside the lines. Source: R11, R34."""

    description: str = ""
    amount: Decimal

    def __post_init__(self) -> None:
        _within(self.amount, "/amount", places=FINEST, least=-LARGEST)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovedOrder:
    """The document that Upstock approved, after the supplier's review.

    Source: R10, R11; contract, "An approved order".
    Raises: InvalidValue, its pointer leading into the document.
    """

    number: OrderNumber
    currency: Currency
    customer: Buyer
    order_date: date
    lines: tuple[OrderLine, ...]
    reference: str = ""
    delivery_date: date | None = None
    comments: tuple[Comment, ...] = ()
    custom_fields: tuple[tuple[str, str], ...] = ()
    charges: tuple[Charge, ...] = ()
    approved_at: datetime | None = None

    def __post_init__(self) -> None:
        order_number(self.number)
        if not 1 <= len(self.lines) <= MOST_LINES:
            raise InvalidValue(f"An order has 1 to {MOST_LINES} lines, not {len(self.lines)}.", pointer="/lines")
        if length(self.reference) > LONGEST_REFERENCE:
            raise InvalidValue(
                f"A reference has at most {LONGEST_REFERENCE} characters, this one {length(self.reference)};"
                " it is never cut, because half an order number is a wrong one.",
                pointer="/reference",
            )
        for pointer, text in _leaves("", self.content):
            _sayable(text, pointer)

    def custom_field(self, name: str) -> str:
        """Answer what this custom field says, empty when it is not there; case and space in its name do not count.

        Source: R25.
        """
        return next((value for key, value in self.custom_fields if folded(key) == folded(name)), "").strip()

    @property
    def total_before_tax(self) -> Decimal:
        """Answer what its lines and charges come to as they were approved, without tax."""
        return sum([line.amount(self.currency) for line in self.lines] + [each.amount for each in self.charges], ZERO)

    @property
    def content(self) -> Content:
        """Everything that makes two approvals the same, amounts by value; when it was approved does not count.

        Source: R12.
        """
        return {
            "number": self.number,
            "reference": self.reference,
            "currency": self.currency.code,
            "customer": {"contact_id": self.customer.contact_id, "name": self.customer.name},
            "order_date": self.order_date.isoformat(),
            "delivery_date": self.delivery_date.isoformat() if self.delivery_date else None,
            "comments": [{"text": note.text, "author": note.author, "at": _instant(note.at)} for note in self.comments],
            "custom_fields": dict(sorted(self.custom_fields)),
            "lines": [
                {
                    "sku": line.sku,
                    "product_id": line.product_id,
                    "quantity": plain(line.quantity),
                    "unit_price": plain(line.unit_price),
                    "discount_percent": plain(line.discount_percent),
                    "comment": line.comment,
                }
                for line in self.lines
            ],
            "charges": [{"description": charge.description, "amount": plain(charge.amount)} for charge in self.charges],
        }

    @property
    def content_hash(self) -> str:
        """Answer one short text for the content: equal content, equal hash. Source: R12."""
        text = json.dumps(self.content, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One place where two approvals of one order disagree."""

    pointer: str
    before: str
    after: str


def differences(before: ApprovedOrder, after: ApprovedOrder) -> tuple[Difference, ...]:
    """Answer every place where a second approval says something else.

    Source: R12.
    """
    one, other = dict(_leaves("", before.content)), dict(_leaves("", after.content))
    return tuple(
        Difference(pointer=pointer, before=one.get(pointer, ""), after=other.get(pointer, ""))
        for pointer in dict.fromkeys([*one, *other])
        if one.get(pointer) != other.get(pointer)
    )


def _leaves(pointer: str, value: object) -> list[tuple[str, str]]:
    if isinstance(value, Mapping):
        return [leaf for key, item in value.items() for leaf in _leaves(f"{pointer}/{escaped(str(key))}", item)]
    if isinstance(value, list):
        return [leaf for index, item in enumerate(value) for leaf in _leaves(f"{pointer}/{index}", item)]
    return [(pointer, "" if value is None else str(value))]


def escaped(key: str) -> str:
    """Write a key as a part of a JSON pointer. Source: RFC 6901 §3."""
    return key.replace("~", "~0").replace("/", "~1")


def _instant(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat() if at else None


def _sayable(text: str, pointer: str) -> None:
    if "\x00" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
        raise InvalidValue("This text holds a NUL or half a character, which nobody can store.", pointer=pointer)


def _within(value: Decimal, pointer: str, *, places: int, least: Decimal = ZERO, most: Decimal = LARGEST) -> None:
    if not value.is_finite() or not least <= value <= most:
        raise InvalidValue(f"This is a number from {plain(least)} to {plain(most)}, not {value}.", pointer=pointer)
    if places_of(value) > places:
        raise InvalidValue(
            f"{plain(value)} has {places_of(value)} decimal places; Cin7 keeps {places}. Round it where it is entered.",
            pointer=pointer,
        )
