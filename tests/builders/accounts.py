"""Builders of what a supplier's account holds: company, customers, products, reference books."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

from domain.address import Address, AddressBook, AddressKind
from domain.connection import Company, TaxCalculation
from domain.contact import Contact, OwnPrice, Person
from domain.dated import Dated, Record
from domain.identifiers import ContactId, ProductId, Sku, SupplierId
from domain.product import Product, ProductKind
from domain.reference_books import (
    Carrier,
    Location,
    PaymentTerms,
    PriceTier,
    ReferenceBooks,
    SalesContact,
    TaxRule,
)

SUPPLIER = SupplierId("northwind")
NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
READ_AT = datetime(2026, 5, 4, 11, 45, tzinfo=UTC)
CONTACT_ID = ContactId("c0000000-0000-4000-8000-000000000001")
CHAI_ID = ProductId("a0000000-0000-4000-8000-000000000001")
SHIPPING_ID = "d0000000-0000-4000-8000-000000000001"
BILLING_ID = "d0000000-0000-4000-8000-000000000002"


def dated(record: Record, at: datetime = READ_AT) -> Dated[Record]:
    return Dated(record, at)


def an_address(
    line1: str = "1 Quay Street",
    *,
    id: str = SHIPPING_ID,  # noqa: A002 — the field's own name
    line2: str = "",
    city: str = "Fremantle",
    state: str = "WA",
    postcode: str = "6160",
    country: str = "Australia",
    kind: AddressKind = AddressKind.SHIPPING,
    is_default: bool = True,
) -> Address:
    return Address(
        id=id,
        line1=line1,
        line2=line2,
        city=city,
        state=state,
        postcode=postcode,
        country=country,
        kind=kind,
        is_default=is_default,
    )


def a_billing_address(line1: str = "PO Box 9", *, id: str = BILLING_ID) -> Address:  # noqa: A002 — the field's own name
    return an_address(line1, id=id, kind=AddressKind.BILLING)


def a_person(
    name: str = "Ana Reyes",
    *,
    email: str = "ana@example.com",
    phone: str = "08 5550 1234",
    is_default: bool = True,
) -> Person:
    return Person(name=name, email=email, phone=phone, is_default=is_default)


def own_prices_of(prices: Mapping[str, Decimal | str | int]) -> tuple[OwnPrice, ...]:
    return tuple(OwnPrice(product_id=ProductId(product), price=Decimal(price)) for product, price in prices.items())


def a_contact(
    name: str = "Harbour Café",
    *,
    id: str = CONTACT_ID,  # noqa: A002 — the field's own name
    currency: str = "AUD",
    is_active: bool = True,
    price_tier: str = "Wholesale",
    discount: Decimal | str | int = 0,
    payment_terms: str = "30 days",
    tax_rule: str = "GST on Income",
    location: str = "Main Warehouse",
    sales_representative: str = "Nancy Davolio",
    carrier: str = "",
    is_on_credit_hold: bool = False,
    people: Iterable[Person] | None = None,
    addresses: Iterable[Address] | None = None,
    own_prices: Mapping[str, Decimal | str | int] | None = None,
    modified_at: datetime | None = None,
) -> Contact:
    return Contact(
        id=ContactId(id),
        name=name,
        currency=currency,
        is_active=is_active,
        price_tier=price_tier,
        discount=Decimal(discount),
        payment_terms=payment_terms,
        tax_rule=tax_rule,
        location=location,
        sales_representative=sales_representative,
        carrier=carrier,
        is_on_credit_hold=is_on_credit_hold,
        people=(a_person(),) if people is None else tuple(people),
        addresses=AddressBook((an_address(), a_billing_address()) if addresses is None else tuple(addresses)),
        own_prices=own_prices_of(own_prices or {}),
        modified_at=modified_at,
    )


def a_product(
    sku: str = "NW-001",
    *,
    id: str = CHAI_ID,  # noqa: A002 — the field's own name
    name: str = "Chai",
    kind: ProductKind = ProductKind.STOCK,
    is_deprecated: bool = False,
    is_sellable: bool = True,
    tier_prices: Iterable[Decimal | str | int] = ("18.00", "14.00"),
    sale_tax_rule: str = "",
    discount_rule: str = "",
    category: str = "Beverages",
    brand: str = "",
    unit: str = "Item",
    barcode: str = "",
    description: str = "",
    images: Iterable[str] = (),
    modified_at: datetime | None = None,
) -> Product:
    return Product(
        id=ProductId(id),
        sku=Sku(sku),
        name=name,
        kind=kind,
        is_deprecated=is_deprecated,
        is_sellable=is_sellable,
        tier_prices=tuple(map(Decimal, tier_prices)),
        sale_tax_rule=sale_tax_rule,
        discount_rule=discount_rule,
        category=category,
        brand=brand,
        unit=unit,
        barcode=barcode,
        description=description,
        images=tuple(images),
        modified_at=modified_at,
    )


def a_location(name: str = "Main Warehouse", *, is_default: bool = False, is_deprecated: bool = False) -> Location:
    return Location(id=f"location-{name}", name=name, is_default=is_default, is_deprecated=is_deprecated)


def a_tax_rule(
    name: str = "GST on Income",
    percent: Decimal | str | int = 10,
    *,
    is_active: bool = True,
    is_for_sales: bool = True,
) -> TaxRule:
    return TaxRule(name=name, percent=Decimal(percent), is_active=is_active, is_for_sales=is_for_sales)


def books(
    *,
    locations: Iterable[Location] | None = None,
    tax_rules: Iterable[TaxRule] | None = None,
    payment_terms: Iterable[PaymentTerms] | None = None,
    price_tiers: Iterable[PriceTier] | None = None,
    sales_contacts: Iterable[str] = ("Nancy Davolio", "API Sales"),
    carriers: Iterable[str] = ("AusPost",),
) -> ReferenceBooks:
    if locations is None:
        locations = (a_location(is_default=True), a_location("Overflow"))
    if tax_rules is None:
        tax_rules = (a_tax_rule(), a_tax_rule("GST Free", 0))
    if payment_terms is None:
        payment_terms = (PaymentTerms(name="30 days", is_default=True), PaymentTerms(name="7 days"))
    if price_tiers is None:
        price_tiers = (PriceTier(number=1, name="Retail"), PriceTier(number=2, name="Wholesale"))
    return ReferenceBooks(
        locations=tuple(locations),
        tax_rules=tuple(tax_rules),
        payment_terms=tuple(payment_terms),
        price_tiers=tuple(price_tiers),
        sales_contacts=tuple(SalesContact(name=name) for name in sales_contacts),
        carriers=tuple(Carrier(name=name) for name in carriers),
    )


def a_company(
    name: str = "Northwind",
    *,
    base_currency: str = "AUD",
    time_zone: str = "Australia/Perth",
    tax_calculation: TaxCalculation = TaxCalculation.ROW_TOTAL,
    default_tax_rule: str = "GST on Income",
    quantity_places: int = 2,
    lock_date: date | None = None,
) -> Company:
    return Company(
        name=name,
        base_currency=base_currency,
        time_zone=time_zone,
        tax_calculation=tax_calculation,
        default_tax_rule=default_tax_rule,
        quantity_places=quantity_places,
        lock_date=lock_date,
    )
