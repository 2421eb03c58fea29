"""Events as the contract writes them: one function an event, so that renaming a field of ours renames none of theirs.

Source: contract, "What we tell Upstock".
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final, TypeVar, cast

from adapters.upstock.wire import Body, Data
from application.ports.storage.publishing import Notice
from domain.address import Address
from domain.catalogue_events import (
    ContactPublished,
    PriceListPublished,
    PriceListRemoved,
    ProductDiscontinued,
    ProductPublished,
)
from domain.contact import Person
from domain.events import (
    ConnectionLost,
    Event,
    OrderEvent,
    OrderHeld,
    OrderPartlyShipped,
    OrderSaleCreated,
    OrderShipped,
    OrderTrackingChanged,
    OrderVoided,
)
from domain.money import plain
from domain.parcels import Parcel, Tracking
from domain.problems import Problem

Told = TypeVar("Told", bound=Event)
Writer = Callable[[Event], Data]


def body_of(notice: Notice) -> Body:
    """Write an event as its body. Raises: KeyError for one that no function here writes, which a test rules out."""
    event = notice.event
    return Body(
        type=event.type,
        supplier=notice.supplier,
        timestamp=_instant(notice.at),
        data=_WRITERS[type(event)](event),
    )


def as_text(body: Body) -> str:
    """Write a body as it travels: what is signed is what is sent."""
    return json.dumps(body, allow_nan=False, ensure_ascii=False, separators=(",", ":"))


def _order(event: OrderEvent) -> Data:
    return {
        "number": event.number,
        "state": event.state,
        "sale": {"id": event.sale.id, "number": event.sale.number} if event.sale else None,
        "tracking": _tracking(event.tracking),
        "parcels": [_parcel(parcel) for parcel in event.parcels],
    }


def _held(event: OrderHeld) -> Data:
    return {**_order(event), "problems": [_problem(problem) for problem in event.problems]}


def _tracking(tracking: Tracking | None) -> Data | None:
    return {"kind": tracking.kind.value, "value": tracking.value} if tracking else None


def _parcel(parcel: Parcel) -> Data:
    return {
        "carrier": parcel.carrier or None,
        "tracking": _tracking(parcel.tracking),
        "shipped_on": parcel.shipped_on.isoformat() if parcel.shipped_on else None,
        "boxes": parcel.boxes or None,
        "contents": [{"sku": packed.sku, "quantity": plain(packed.quantity)} for packed in parcel.contents],
    }


def _problem(problem: Problem) -> Data:
    return {"code": problem.code, "pointer": problem.pointer, "detail": problem.detail, "fix": problem.fix}


def _product(event: ProductPublished) -> Data:
    return {
        "id": event.id,
        "sku": event.sku,
        "name": event.name,
        "description": event.description,
        "category": event.category,
        "brand": event.brand,
        "unit": event.unit,
        "barcode": event.barcode,
        "images": list(event.images),
    }


def _discontinued(event: ProductDiscontinued) -> Data:
    return {"id": event.id, "sku": event.sku, "name": event.name}


def _contact(event: ContactPublished) -> Data:
    return {
        "id": event.id,
        "name": event.name,
        "active": event.is_active,
        "currency": event.currency,
        "price_tier": event.price_tier,
        "discount_percent": plain(event.discount),
        "terms": event.terms,
        "tax_rule": event.tax_rule,
        "location": event.location,
        "sales_representative": event.sales_representative,
        "credit_hold": event.is_on_credit_hold,
        "people": [_person(person) for person in event.people],
        "addresses": [_address(address) for address in event.addresses],
    }


def _person(person: Person) -> Data:
    return {"name": person.name, "email": person.email, "phone": person.phone, "default": person.is_default}


def _address(address: Address) -> Data:
    return {
        "id": address.id,
        "type": address.kind.value,
        "default": address.is_default,
        "line1": address.line1,
        "line2": address.line2,
        "city": address.city,
        "state": address.state,
        "postcode": address.postcode,
        "country": address.country,
    }


def _price_list(event: PriceListPublished) -> Data:
    return {
        "id": event.id,
        "name": event.name,
        "currency": event.currency,
        "version": event.version,
        "part": event.part,
        "parts": event.parts,
        "customers": list(event.customers),
        "entries": [
            {"product_id": entry.product_id, "sku": entry.sku, "price": format(entry.price, "f")}
            for entry in event.entries
        ],
    }


def _list_removed(event: PriceListRemoved) -> Data:
    return {"id": event.id, "name": event.name}


def _lost(event: ConnectionLost) -> Data:
    return {"company": event.company, "detail": event.detail}


def _writer(kind: type[Told], write: Callable[[Told], Data]) -> tuple[type[Event], Writer]:
    return kind, cast("Writer", write)  # looked up by the event's own kind


_WRITERS: Final[dict[type[Event], Writer]] = dict(
    [
        _writer(OrderSaleCreated, _order),
        _writer(OrderHeld, _held),
        _writer(OrderPartlyShipped, _order),
        _writer(OrderShipped, _order),
        _writer(OrderTrackingChanged, _order),
        _writer(OrderVoided, _order),
        _writer(ProductPublished, _product),
        _writer(ProductDiscontinued, _discontinued),
        _writer(ContactPublished, _contact),
        _writer(PriceListPublished, _price_list),
        _writer(PriceListRemoved, _list_removed),
        _writer(ConnectionLost, _lost),
    ]
)


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
