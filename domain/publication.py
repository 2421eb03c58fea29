"""What Upstock should know against what it was told."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from typing import TypeVar

from domain.catalogue_events import ContactPublished, PriceEntry, ProductPublished
from domain.contact import Contact
from domain.money import ZERO, plain
from domain.price_list import PriceList
from domain.product import Product

Known = TypeVar("Known")

ON_OFFER = -1  # the number of a tier in which every product on offer counts, and nothing costs anything
ALL_TIERS = (ON_OFFER, *range(1, 11))  # Cin7 has ten (ref §3.1)


class Verdict(Enum):
    """What is to be told. *Withdraw* is the product's discontinuation, or the price list's removal."""

    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A field that would be told differently. Source: R6."""

    field: str
    before: str
    after: str


def product_published(product: Product) -> ProductPublished:
    """Tell a product as customers may see it; what it costs is on price lists. Source: R6, R7."""
    return ProductPublished(
        id=product.id,
        sku=product.sku,
        name=product.name,
        description=product.description,
        category=product.category,
        brand=product.brand,
        unit=product.unit,
        barcode=product.barcode,
        images=product.images,
    )


def contact_published(contact: Contact) -> ContactPublished:
    """Tell a customer; what it pays is on its price list. Source: R5."""
    return ContactPublished(
        id=contact.id,
        name=contact.name,
        currency=contact.currency,
        is_active=contact.is_active,
        price_tier=contact.price_tier,
        discount=contact.discount,
        terms=contact.payment_terms,
        tax_rule=contact.tax_rule,
        location=contact.location,
        sales_representative=contact.sales_representative,
        is_on_credit_hold=contact.is_on_credit_hold,
        people=contact.people,
        addresses=contact.addresses.addresses,
    )


def digest_of(told: ProductPublished | ContactPublished) -> str:
    """Answer one text for everything that would be told: equal exactly when nothing of it differs.

    Of a customer who is no longer active only that counts, so that it is told once.
    """
    if isinstance(told, ContactPublished) and not told.is_active:
        return _digest([told.id, "inactive"])
    return _digest(told)


def verdict_on(should_know: Known | None, was_told: Known | None) -> Verdict:
    """Compare what Upstock should know of a thing with what it was told last.

    None is nothing: it should not know the thing, or was never told of it, or was told that it is gone.

    Source: R8.
    """
    if should_know == was_told:
        return Verdict.NOTHING
    return Verdict.WITHDRAW if should_know is None else Verdict.PUBLISH


def product_to_know(product: Product | None, *, is_chosen: bool) -> ProductPublished | None:
    """Answer what Upstock should know of a product, None for nothing; a product of None is gone from Cin7.

    Source: R6 (only chosen ones), R7 (never services, deprecated or not sellable ones), R8 (gone is discontinued).
    """
    if product is None or not is_chosen or product.why_not_offered is not None:
        return None
    return product_published(product)


def contact_to_know(contact: Contact, *, was_told: bool) -> ContactPublished | None:
    """Answer what Upstock should know of a customer, None for nothing.

    Who is no longer active is told as that, and is nothing new where Upstock never heard of it.

    Source: R5, R8.
    """
    return contact_published(contact) if contact.is_active or was_told else None


def changes(before: ProductPublished | None, after: ProductPublished) -> tuple[Change, ...]:
    """Say field by field what publishing would change; of what was never told, every field that says something.

    Source: R6 (the list shows the change each import would make).
    """
    known = before or ProductPublished(id=after.id, sku="", name="")
    pairs = ((field.name, getattr(known, field.name), getattr(after, field.name)) for field in fields(after))
    return tuple(Change(field=name, before=_shown(old), after=_shown(new)) for name, old, new in pairs if old != new)


@dataclass(slots=True)
class TierDigests:
    """Stands for what the products on offer cost in each tier, taken in and out one by one and in any order.

    Sums of hashes, so that no order and no memory is needed: a catalogue of any size costs a number per tier.

    Source: R19 (a list is published only when it changed).
    Shape:  `sums` may be kept and gone on with; `ON_OFFER` stands for which products are on offer at all.
    """

    numbers: tuple[int, ...] = ALL_TIERS
    sums: dict[int, int] = field(default_factory=dict)

    def add(self, product: Product) -> None:
        """Take in one product, each once; a tier in which it has no price does not know it."""
        self._count(product, 1)

    def remove(self, product: Product) -> None:
        """Take out one product, as it was when it was taken in."""
        self._count(product, -1)

    def of(self, number: int) -> str:
        """Answer the digest of one tier, empty where nothing has a price in it."""
        return f"{self.sums[number]:x}" if self.sums.get(number) else ""

    def _count(self, product: Product, times: int) -> None:
        told = hashlib.sha256(f"{len(product.id)} {product.id}{product.sku} ".encode(errors="replace"))
        for number in self.numbers:
            price = product.tier_price(number)
            if price > ZERO or number == ON_OFFER:
                line = told.copy()
                line.update(plain(price).encode())
                self.sums[number] = self.sums.get(number, 0) + times * int.from_bytes(line.digest(), "big")


def list_digest(price_list: PriceList, tiers: TierDigests, own_entries: Iterable[PriceEntry] = ()) -> str:
    """Answer one text for everything that makes a list's name, customers and prices, without pricing the catalogue.

    `own_entries` are its entries for the products that its customers have own prices for, as far as they are on
    offer: all other entries follow from the tier and the discount.

    Source: R19 (a list is published only when it changed).
    """
    own = sorted((entry.product_id, entry.sku, plain(entry.price)) for entry in own_entries)
    prices = [plain(price_list.discount), tiers.of(price_list.tier.number), own]
    return _digest([price_list.name, price_list.currency.code, price_list.customers, prices])


def _plainly(value: object) -> object:
    """Answer what JSON has no word for in words that it has."""
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    raise TypeError(f"A {type(value).__name__} has no digest: {value!r}.")


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return "1 image" if len(value) == 1 else f"{len(value)} images"
    return str(value)


def _digest(document: object) -> str:
    return hashlib.sha256(_JSON.encode(document).encode()).hexdigest()


_JSON = json.JSONEncoder(default=_plainly)  # made once: making it costs as much as using it
