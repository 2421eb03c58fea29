"""What was chosen and told, as rows and back."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import cast

from adapters.sql.codecs.documents import decoded, encoded
from adapters.sql.codecs.keys import lookup
from adapters.sql.tables import AlarmRow, ListCustomerRow, PriceListRow, ToldContactRow, ToldProductRow
from application.ports.storage.alarms import RaisedAlarm
from application.ports.storage.price_lists import StoredList
from domain.alarms import Alarm, AlarmKind
from domain.catalogue_events import ProductPublished
from domain.identifiers import ContactId, ProductId, Sku, SupplierId
from domain.money import plain
from domain.product import Product
from domain.publication import TierDigests
from domain.reference_books import PriceTier

OFFER = ("id", "sku", "name", "prices")
"""The columns of a told product that price lists are made of, without its document."""


def offer_of(values: Sequence[object]) -> Product:
    """Read the columns of `OFFER`: a product as price lists have it. Source: R19."""
    product_id, sku, name, prices = values
    return Product(
        id=ProductId(str(product_id)),
        sku=Sku(str(sku)),
        name=str(name),
        tier_prices=tuple(map(Decimal, cast("list[str]", prices))),
    )


def prices_of(product: Product) -> list[str]:
    """Write tier prices; zeros at the end say nothing."""
    prices = [plain(price) for price in product.tier_prices]
    while prices and prices[-1] == "0":
        prices.pop()
    return prices


def told_of(row: ToldProductRow) -> ProductPublished | None:
    """Read what Upstock knows of a product; what it was told before that was taken back is nothing."""
    return decoded(ProductPublished, row.document) if row.is_offered else None


def told_document(told: ProductPublished) -> object:
    """Write what a product was told as."""
    return encoded(told)


def told_contact_row(supplier: SupplierId, key: str, name: str, told: str | None, seen: str) -> ToldContactRow:
    """Write what Upstock knows of a customer."""
    return ToldContactRow(supplier=supplier, contact_id=key, name=name, told=told, seen=seen)


def digests_of(sums: object) -> TierDigests:
    """Read what stands for everything on offer."""
    stored = cast("Mapping[str, str]", sums)
    return TierDigests(sums={int(number): int(total, 16) for number, total in stored.items()})


def sums_of(digests: TierDigests) -> dict[str, str]:
    """Write it, in hexadecimal, because no database has numbers that large."""
    return {str(number): f"{total:x}" for number, total in digests.sums.items()}


def list_row(supplier: SupplierId, one: StoredList) -> PriceListRow:
    """Write a price list."""
    return PriceListRow(
        supplier=supplier,
        id=one.id,
        name=one.name,
        currency=one.currency,
        tier_number=one.tier.number,
        tier_name=one.tier.name,
        discount=one.discount,
        own_digest=one.own_digest,
        version=one.version,
        seen=one.seen,
        digest=one.digest,
        customers=one.customers,
        published_at=one.published_at,
    )


def list_of(row: PriceListRow) -> StoredList:
    """Read a price list back."""
    return StoredList(
        id=row.id,
        name=row.name,
        currency=row.currency,
        tier=PriceTier(number=row.tier_number, name=row.tier_name),
        discount=row.discount,
        own_digest=row.own_digest,
        version=row.version,
        seen=row.seen,
        digest=row.digest,
        customers=row.customers,
        published_at=row.published_at,
    )


def list_customer_rows(supplier: SupplierId, list_id: str, customers: Iterable[ContactId]) -> list[ListCustomerRow]:
    """Write who is on a list."""
    return [
        ListCustomerRow(supplier=supplier, contact_id=lookup(contact), id=contact, list_id=list_id)
        for contact in customers
    ]


def alarm_row(supplier: SupplierId, raised: RaisedAlarm) -> AlarmRow:
    """Write an alarm."""
    return AlarmRow(
        supplier=supplier,
        subject_key=lookup(raised.alarm.subject),
        kind=raised.alarm.kind.value,
        subject=raised.alarm.subject,
        detail=raised.alarm.detail,
        opened_at=raised.opened_at,
        closed_at=raised.closed_at,
    )


def alarm_of(row: AlarmRow) -> RaisedAlarm:
    """Read an alarm back."""
    alarm = Alarm(kind=AlarmKind(row.kind), subject=row.subject, detail=row.detail)
    return RaisedAlarm(alarm=alarm, opened_at=row.opened_at, closed_at=row.closed_at)
