"""Prices over HTTP: lists, what is on them, and why a price is what it is."""

from datetime import datetime
from decimal import Decimal

from pydantic import BaseModel, ConfigDict, Field

from application.ports.storage.price_lists import StoredList
from application.pricing.explain_price import ExplainedPrice
from application.pricing.show_price_list import ShownList
from domain.money import Currency, places_of, plain
from domain.prices import PriceExplanation, WhyNotSet
from domain.product import Product
from entrypoints.http.schemas.places import SupplierPath
from entrypoints.http.schemas.problems import Candidate
from entrypoints.http.schemas.values import Strict, Text


class PriceListPath(SupplierPath):
    """One price list of a supplier."""

    id: str = Field(description="The price list's id.")


class ExplainQuery(Strict):
    """Which customer's price of which product."""

    contact: Text = Field(min_length=1, description="The customer's id in Cin7, or its name.")
    sku: Text = Field(min_length=1, description="The product's SKU, or its id in Cin7.")


class TierOut(BaseModel):
    """A price tier; number 0 is one that the account does not have."""

    number: int
    name: str


class PriceListOut(BaseModel):
    """A price list as Upstock was told it last. Source: R19."""

    model_config = ConfigDict(title="PriceList")

    id: str
    name: str
    currency: str
    tier: TierOut
    discount_percent: str
    has_own_prices: bool
    customer_count: int
    version: int
    published_at: datetime | None = Field(description="Null while its first version is being told.")

    @classmethod
    def of(cls, one: StoredList) -> "PriceListOut":
        """Show a list without what is on it."""
        return cls.model_validate(_list(one))


class PriceListsOut(BaseModel):
    """Some price lists, by id."""

    items: list[PriceListOut]
    next_cursor: str | None


class EntryOut(BaseModel):
    """What a product costs on a list."""

    product_id: str
    sku: str
    price: str


class LeftOutOut(BaseModel):
    """A product on offer that has no price on a list. Source: R20."""

    product_id: str
    sku: str
    why: WhyNotSet


class PriceListPageOut(PriceListOut):
    """A price list with a page of its customers and of its prices."""

    model_config = ConfigDict(title="PriceListPage")

    customers: list[str]
    entries: list[EntryOut]
    left_out: list[LeftOutOut] = Field(description="Products on offer without a price on this list.")
    next_cursor: str | None

    @classmethod
    def shown(cls, page: ShownList) -> "PriceListPageOut":
        """Show a page of a list."""
        entries = [(product, price.amount) for product, price in page.prices if price.amount is not None]
        currency = Currency(page.price_list.currency)
        return cls.model_validate(
            {
                **_list(page.price_list),
                "customers": list(page.customers),
                "entries": [
                    EntryOut(product_id=product.id, sku=product.sku, price=format(currency.rounded(amount), "f"))
                    for product, amount in entries
                ],
                "left_out": [_left_out(product, price) for product, price in page.prices if price.why_not_set],
                "next_cursor": page.next_place.cursor if page.next_place else None,
            }
        )


class ExplainedProduct(BaseModel):
    """The product whose price it is."""

    id: str
    sku: str
    name: str
    not_offered: str | None = Field(description="Why it is never offered, where it is not.")
    is_published: bool = Field(description="Whether Upstock offers it.")
    read_at: datetime


class ExplainedContact(Candidate):
    """The customer who pays it."""

    read_at: datetime


class ExplanationOut(BaseModel):
    """A price with everything that made it. Source: B11."""

    model_config = ConfigDict(title="PriceExplanation")

    amount: str | None = Field(description="For one unit; null where there is none.")
    why_not_set: WhyNotSet | None
    currency: str
    tier: TierOut
    tier_price: str = Field(description="0 means that none is set.")
    own_price: str | None
    discount_percent: str
    before_rounding: str | None
    ignored: list[str] = Field(description="What Cin7 holds and no price uses.")
    notes: list[str]
    contact: ExplainedContact
    product: ExplainedProduct
    price_list: str | None = Field(description="The id of the customer's list, once it was told.")

    @classmethod
    def of(cls, explained: ExplainedPrice) -> "ExplanationOut":
        """Show an explanation."""
        price, contact, product = explained.price, explained.contact, explained.product
        return cls(
            amount=format(price.amount, "f") if price.amount is not None else None,
            why_not_set=price.why_not_set,
            currency=price.currency.code,
            tier=TierOut(number=price.tier.number, name=price.tier.name),
            tier_price=_exactly(price.tier_price, price.currency),
            own_price=None if price.own_price is None else _exactly(price.own_price, price.currency),
            discount_percent=plain(price.discount),
            before_rounding=None if price.before_rounding is None else _exactly(price.before_rounding, price.currency),
            ignored=list(price.ignored),
            notes=list(price.notes),
            contact=ExplainedContact(id=contact.record.id, name=contact.record.name, read_at=contact.at),
            product=ExplainedProduct(
                id=product.record.id,
                sku=product.record.sku,
                name=product.record.name,
                not_offered=product.record.why_not_offered,
                is_published=explained.is_told,
                read_at=product.at,
            ),
            price_list=explained.price_list.id if explained.price_list else None,
        )


def _exactly(amount: Decimal, currency: Currency) -> str:
    """Write every digit that counts, and no fewer than the currency has."""
    return f"{amount:.{max(places_of(amount), currency.minor_unit)}f}"


def _list(one: StoredList) -> dict[str, object]:
    return {
        "id": one.id,
        "name": one.name,
        "currency": one.currency,
        "tier": TierOut(number=one.tier.number, name=one.tier.name),
        "discount_percent": plain(one.discount),
        "has_own_prices": bool(one.own_digest),
        "customer_count": one.customers,
        "version": one.version,
        "published_at": one.published_at,
    }


def _left_out(product: Product, price: PriceExplanation) -> dict[str, object]:
    return {"product_id": product.id, "sku": product.sku, "why": price.why_not_set}
