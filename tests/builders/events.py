"""Builders of events: one of every kind, with every field filled."""

from datetime import date
from decimal import Decimal

from application.ports.storage.publishing import Notice
from domain.address import AddressKind
from domain.catalogue_events import (
    ContactPublished,
    PriceEntry,
    PriceListPublished,
    PriceListRemoved,
    ProductDiscontinued,
    ProductPublished,
)
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
from domain.identifiers import ProductId, SupplierId
from domain.parcels import Packed, Parcel, Tracking, TrackingKind
from tests.builders.accounts import CHAI_ID, CONTACT_ID, NOON, SUPPLIER, a_person, an_address
from tests.builders.orders import a_problem
from tests.builders.sales import NUMBER, a_sale_ref

ORDER_EVENTS: tuple[type[OrderEvent], ...] = (
    OrderSaleCreated,
    OrderHeld,
    OrderPartlyShipped,
    OrderShipped,
    OrderTrackingChanged,
    OrderVoided,
)


def a_tracking(value: str = "https://track.example/1Z999", *, kind: TrackingKind = TrackingKind.URL) -> Tracking:
    return Tracking(kind=kind, value=value)


def a_parcel(carrier: str = "Federal Shipping") -> Parcel:
    return Parcel(
        carrier=carrier,
        tracking=a_tracking("1Z999", kind=TrackingKind.NUMBER),
        shipped_on=date(2026, 5, 7),
        boxes="Box 1",
        contents=(Packed(sku="NW-001", quantity=Decimal("12.50")),),
        mark="task-1:Box 1",
    )


def an_order_event(
    kind: type[OrderEvent] = OrderSaleCreated, *, number: str = NUMBER, state: str = "created"
) -> OrderEvent:
    return kind(
        number=number,
        state=state,
        sale=a_sale_ref(),
        tracking=a_tracking(),
        parcels=(a_parcel(),),
        problems=(a_problem(candidates=[("1", "Harbour")]),),
    )


def a_product_event(product: str = CHAI_ID, *, name: str = "Chai") -> ProductPublished:
    return ProductPublished(
        id=ProductId(product),
        sku="NW-001",
        name=name,
        description="From the hills",
        category="Beverages",
        brand="Estate",
        unit="Box of 10",
        barcode="9300601",
        images=("https://cin7.example/front", "https://cin7.example/back"),
    )


def a_price_list_event(*, part: int = 2, parts: int = 3, version: int = 7) -> PriceListPublished:
    return PriceListPublished(
        id="l-1",
        name="Wholesale less 5 %",
        currency="AUD",
        version=version,
        part=part,
        parts=parts,
        customers=(CONTACT_ID,),
        entries=(PriceEntry(product_id=CHAI_ID, sku="NW-001", price=Decimal("13.30")),),
    )


def a_contact_event(name: str = "Harbour Café") -> ContactPublished:
    return ContactPublished(
        id=CONTACT_ID,
        name=name,
        currency="AUD",
        is_active=False,
        price_tier="Wholesale",
        discount=Decimal("2.50"),
        terms="30 days",
        tax_rule="GST on Income",
        location="Main Warehouse",
        sales_representative="Nancy Davolio",
        is_on_credit_hold=True,
        people=(a_person(),),
        addresses=(an_address(line2="Door 2", kind=AddressKind.BILLING),),
    )


def every_event() -> tuple[Event, ...]:
    return (
        *map(an_order_event, ORDER_EVENTS),
        a_product_event(),
        ProductDiscontinued(id=CHAI_ID, sku="NW-001", name="Chai"),
        a_contact_event(),
        a_price_list_event(),
        PriceListRemoved(id="l-1", name="Wholesale less 5 %"),
        ConnectionLost(company="Northwind Pty", detail="Cin7 no longer accepts the key: connect again."),
    )


def a_notice(event: Event | None = None, *, id: str = "e-1", supplier: SupplierId = SUPPLIER) -> Notice:  # noqa: A002 — the field's own name
    return Notice(id=id, supplier=supplier, event=event or an_order_event(), at=NOON)
