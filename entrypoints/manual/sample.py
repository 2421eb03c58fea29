"""An invented supplier, two of its customers and an order of each: what the table of fields is tried out on.

The orders differ in every field, and so do the customers, so that whatever a field moves can be seen to move.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from application.ordering.plan import Preview
from domain.address import Address, AddressBook, AddressKind
from domain.approved_order import ApprovedOrder, Buyer, Charge, Comment, OrderLine
from domain.composing.compose_sale import Ingredients
from domain.connection import Company
from domain.contact import Contact, Person
from domain.dated import Dated
from domain.identifiers import ContactId, OrderNumber, ProductId, Sku, SupplierId
from domain.money import Currency
from domain.product import Product
from domain.reference_books import Location, PaymentTerms, PriceTier, ReferenceBooks, SalesContact, TaxRule
from domain.sale_options import SaleOptions
from entrypoints.manual.field_mapping import MappingPage, mapping_page

READ_AT = datetime(2026, 5, 4, 3, 45, tzinfo=UTC)
ADDRESS_FIELD = "Delivery address"

COMPANY = Company(name="Northwind", base_currency="AUD", time_zone="Australia/Perth", default_tax_rule="GST on Income")
BOOKS = ReferenceBooks(
    locations=(Location(id="1", name="Main Warehouse", is_default=True), Location(id="2", name="Overflow")),
    tax_rules=(TaxRule(name="GST on Income", percent=Decimal(10)), TaxRule(name="GST Free", percent=Decimal(0))),
    payment_terms=(PaymentTerms(name="30 days", is_default=True), PaymentTerms(name="7 days")),
    price_tiers=(PriceTier(number=1, name="Retail"), PriceTier(number=2, name="Wholesale")),
    sales_contacts=(SalesContact(name="Nancy Davolio"), SalesContact(name="API Sales")),
)


Town = tuple[str, str, str, str]
"""City, state, postcode and country."""

FREMANTLE: Town = ("Fremantle", "WA", "6160", "Australia")
COTTESLOE: Town = ("Cottesloe", "WA", "6011", "Australia")
DUNEDIN: Town = ("Dunedin", "Otago", "9016", "New Zealand")
MILTON: Town = ("Milton", "Otago", "9220", "New Zealand")


def _address(name: str, line1: str, town: Town, kind: AddressKind, *, is_default: bool = True) -> Address:
    city, state, postcode, country = town
    return Address(
        id=f"address-{name}",
        line1=line1,
        line2=f"c/o {city} Trading",
        city=city,
        state=state,
        postcode=postcode,
        country=country,
        kind=kind,
        is_default=is_default,
    )


_CAFE = Contact(
    id=ContactId("customer-harbour-cafe"),
    name="Harbour Café",
    currency="AUD",
    price_tier="Wholesale",
    payment_terms="30 days",
    tax_rule="GST on Income",
    location="Main Warehouse",
    sales_representative="Nancy Davolio",
    people=(Person(name="Ana Reyes", email="ana@harbour.example", phone="08 5550 1234", is_default=True),),
    addresses=AddressBook(
        (
            _address("quay", "1 Quay Street", FREMANTLE, AddressKind.SHIPPING),
            _address("market", "7 Market Lane", DUNEDIN, AddressKind.SHIPPING, is_default=False),
            _address("office", "PO Box 9", COTTESLOE, AddressKind.BILLING),
        )
    ),
)
_BAKERY = Contact(
    id=ContactId("customer-hill-bakery"),
    name="Hill Bakery",
    currency="AUD",
    price_tier="Retail",
    payment_terms="7 days",
    tax_rule="GST Free",
    location="Overflow",
    people=(Person(name="Tom Baker", email="tom@hill.example", phone="08 5550 9876", is_default=True),),
    addresses=AddressBook(
        (
            _address("hill", "12 Hill Road", MILTON, AddressKind.SHIPPING),
            _address("desk", "PO Box 40", MILTON, AddressKind.BILLING),
        )
    ),
)
_CHAI = Product(id=ProductId("product-chai"), sku=Sku("NW-001"), name="Chai")
_SYRUP = Product(id=ProductId("product-syrup"), sku=Sku("NW-003"), name="Aniseed Syrup")

SAMPLE = ApprovedOrder(
    number=OrderNumber("UP-1001"),
    currency=Currency("AUD"),
    customer=Buyer(name=_CAFE.name),
    order_date=date(2026, 5, 4),
    delivery_date=date(2026, 5, 8),
    reference="PO-77",
    comments=(Comment(text="Leave at the back door"),),
    lines=(
        OrderLine(
            sku=_CHAI.sku, quantity=Decimal(12), unit_price=Decimal(14), discount_percent=Decimal(5), comment="loose"
        ),
    ),
    charges=(Charge(description="Freight", amount=Decimal(30)),),
    approved_at=datetime(2026, 5, 4, 4, 0, tzinfo=UTC),
)
OTHER = ApprovedOrder(
    number=OrderNumber("UP-1002"),
    currency=Currency("EUR"),
    customer=Buyer(name=_BAKERY.name),
    order_date=date(2026, 5, 5),
    delivery_date=date(2026, 5, 12),
    reference="PO-78",
    comments=(Comment(text="Ring twice"),),
    custom_fields=((ADDRESS_FIELD, "7 Market Lane"),),
    lines=(
        OrderLine(
            sku=_SYRUP.sku, quantity=Decimal(13), unit_price=Decimal(15), discount_percent=Decimal(10), comment="cold"
        ),
    ),
    charges=(Charge(description="Delivery", amount=Decimal(20)),),
    approved_at=datetime(2026, 5, 5, 4, 0, tzinfo=UTC),
)


def sample_mapping(preview: Callable[[Ingredients], Preview]) -> MappingPage:
    """Try every field of an order out, with whatever previews what is given. Source: B16."""
    account = Ingredients(
        supplier=SupplierId("northwind"),
        order=SAMPLE,
        company=COMPANY,
        default_location="",
        options=SaleOptions(address_field=ADDRESS_FIELD),
        books=BOOKS,
        books_read_at=READ_AT,
        candidates=(),
        products=(Dated(_CHAI, READ_AT), Dated(_SYRUP, READ_AT)),
    )

    def tried(order: ApprovedOrder) -> Preview:
        named = tuple(Dated(each, READ_AT) for each in (_CAFE, _BAKERY) if each.name == order.customer.name)
        return preview(replace(account, order=order, candidates=named))

    return mapping_page(tried, SAMPLE, OTHER)
