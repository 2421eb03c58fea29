"""What was chosen and told, as rows and back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import cast

from adapters.sql.codecs.documents import decoded, stored_text
from adapters.sql.codecs.keys import lookup
from adapters.sql.codecs.mirror import contact_of, product_of
from adapters.sql.tables import (
    AlarmRow,
    ContactEmailRow,
    ContactRow,
    PriceListRow,
    ProductRow,
    ToldContactRow,
    ToldProductRow,
)
from application.ports.storage.alarms import RaisedAlarm
from application.ports.storage.catalogue import ContactNews, ProductNews, SeenContact
from application.ports.storage.price_lists import StoredList
from domain.alarms import Alarm, AlarmKind
from domain.catalogue_events import ContactPublished, ProductPublished
from domain.identifiers import ContactId, ProductId, Sku, SupplierId
from domain.money import plain
from domain.product import Product
from domain.publication import TierDigests
from domain.reference_books import PriceTier

GONE = "gone"
"""Stands in the place of a record's digest once it left the account."""

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


def told_values(
    supplier: SupplierId, news: ProductNews, know: ProductPublished | None, at: datetime
) -> dict[str, object]:
    """Write what Upstock knows of a product; of one that it no longer knows, what it was told last."""
    record = know or news.last
    return {
        "supplier": supplier,
        "product_id": news.key,
        "id": record.id if record else "",
        "sku": record.sku if record else "",
        "name": record.name if record else "",
        "prices": prices_of(news.product) if know and news.product else [],
        "is_offered": know is not None,
        "seen": news.stamp,
        "changed_at": at,
        "document": stored_text(record) if record else None,
    }


def told_contact_values(supplier: SupplierId, seen: SeenContact) -> dict[str, object]:
    """Write what Upstock knows of a customer."""
    return {
        "supplier": supplier,
        "contact_id": seen.news.key,
        "id": seen.know.id if seen.know else seen.news.id,
        "name": seen.know.name if seen.know else seen.news.name,
        "told": seen.digest,
        "seen": seen.news.stamp,
    }


def email_rows(supplier: SupplierId, key: str, know: ContactPublished) -> list[ContactEmailRow]:
    """Write the addresses by which an active customer is found, each once."""
    emails = {lookup(person.email) for person in know.people if know.is_active} - {""}
    return [ContactEmailRow(supplier=supplier, email=email, contact_id=key) for email in sorted(emails)]


def product_news_of(key: str, row: ProductRow | None, told: ToldProductRow | None, *, is_chosen: bool) -> ProductNews:
    """Read a product against what was told of it."""
    is_there = row is not None and row.gone_at is None
    return ProductNews(
        key=key,
        product=product_of(row).record if row and is_there else None,
        is_chosen=is_chosen,
        last=decoded(ProductPublished, told.document) if told and told.document else None,
        offered=offer_of([getattr(told, name) for name in OFFER]) if told and told.is_offered else None,
        stamp=row.digest if row and is_there else GONE,
    )


def contact_news_of(key: str, row: ContactRow | None, told: ToldContactRow | None) -> ContactNews:
    """Read a customer against what was told of it; who is gone is inactive."""
    contact = contact_of(row).record if row else None
    is_there = row is not None and row.gone_at is None
    return ContactNews(
        key=key,
        id=ContactId(contact.id if contact else told.id if told else key),
        name=contact.name if contact else told.name if told else "",
        contact=contact if contact is None or is_there else replace(contact, is_active=False),
        told=told.told if told else None,
        stamp=row.digest if row and is_there else GONE,
    )


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


def list_customer_values(supplier: SupplierId, list_id: str, contact: ContactId) -> dict[str, object]:
    """Write who is on a list."""
    return {"supplier": supplier, "contact_id": lookup(contact), "id": contact, "list_id": list_id}


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
