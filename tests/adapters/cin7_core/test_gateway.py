"""An account of the imitated Cin7: what the port's own suite does not ask, switch by switch."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from adapters.cin7_core.allowed_calls import ALLOWED_CALLS
from application.ports.errors import NotFound, Refused, SaleRefused
from domain.call_budget import Lane
from domain.connection import TaxCalculation
from domain.identifiers import SaleId
from domain.sale import SaleRef
from domain.sale_options import CreationMode, SaleStatus, SaleType
from tests.adapters.cin7_core.cafe import SOON, of_the_cafe, opened, placed, shown
from tests.builders import a_sale_charge, a_sale_line, a_sale_ref
from tests.plugins.servers import ACCOUNT, ImitatedCin7
from tests.seeds.documents import account as demo_account


def test_every_field_arrives_in_cin7(small_cin7: ImitatedCin7) -> None:
    charge = a_sale_charge()
    sale = of_the_cafe(lines=[a_sale_line(discount_percent="2.5", comment="fragile", total="163.8")], charges=[charge])
    document = shown(small_cin7, placed(small_cin7, sale))
    expected = {
        "CustomerID": sale.customer_id,
        "Contact": "Ana Reyes",
        "Phone": "08 5550 1234",
        "Email": "ana@example.com",
        "SkipQuote": True,
        "TaxRule": "GST on Income",
        "TaxCalculation": "Exclusive",
        "Terms": "30 days",
        "PriceTier": "Wholesale",
        "Location": "Main Warehouse",
        "SaleOrderDate": "2026-05-04T00:00:00",
        "ShipBy": "2026-05-08T00:00:00",
        "ShippingNotes": "Leave at the back door",
        "CustomerReference": "PO-77",
        "SalesRepresentative": "Nancy Davolio",
        "ExternalID": sale.key,
        "Type": "Simple Sale",
        "Status": "ORDERED",
    }
    assert {name: document[name] for name in expected} == expected
    (line,) = document["Order"]["Lines"]
    assert (line["Price"], line["Quantity"], line["Discount"], line["Comment"]) == (14, 12, 2.5, "fragile")
    (added,) = document["Order"]["AdditionalCharges"]
    assert (added["Description"], added["Price"], added["Tax"]) == ("Freight", 30, 3)
    assert document["Order"]["Total"] == 213.6


def test_a_sale_to_a_customers_own_address_adds_none(small_cin7: ImitatedCin7) -> None:
    sale = of_the_cafe()
    before = opened(small_cin7).contact(sale.customer_id)
    document = shown(small_cin7, placed(small_cin7, sale))
    assert document["ShippingAddress"]["Line1"] == "1 Quay Street"
    assert document["BillingAddress"]["Line1"] == "PO Box 9"
    assert opened(small_cin7).contact(sale.customer_id) == before


@pytest.mark.parametrize("kind", list(SaleType))
@pytest.mark.parametrize("status", list(SaleStatus))
def test_every_type_and_status_is_made_and_read_back(
    small_cin7: ImitatedCin7, kind: SaleType, status: SaleStatus
) -> None:
    sale = of_the_cafe(type=kind, status=status)
    ref = placed(small_cin7, sale)
    document = shown(small_cin7, ref)
    assert document["Type"] == {SaleType.SIMPLE: "Simple Sale", SaleType.ADVANCED: "Advanced Sale"}[kind]
    assert document["Order"]["Status"] == {SaleStatus.DRAFT: "DRAFT", SaleStatus.AUTHORISED: "AUTHORISED"}[status]
    assert opened(small_cin7).sale(ref).holds(sale)


@pytest.mark.parametrize(
    ("mode", "picked", "shipped"),
    [
        (CreationMode.NO_PICK, "NOT PICKED", "NOT SHIPPED"),
        (CreationMode.AUTO_PICK, "PICKED", "NOT SHIPPED"),
        (CreationMode.AUTO_PICK_PACK, "PICKED", "NOT SHIPPED"),
        (CreationMode.AUTO_PICK_PACK_SHIP, "PICKED", "SHIPPED"),
    ],
)
def test_a_creation_mode_takes_the_warehouse_as_far_as_it_says(
    small_cin7: ImitatedCin7, mode: CreationMode, picked: str, shipped: str
) -> None:
    document = shown(small_cin7, placed(small_cin7, of_the_cafe(creation_mode=mode)))
    assert (document["CombinedPickingStatus"], document["CombinedShippingStatus"]) == (picked, shipped)


def test_what_is_short_is_seen_at_once(small_cin7: ImitatedCin7) -> None:
    sale = of_the_cafe(lines=[a_sale_line(quantity=150, total=2100, tax=210)])
    ref = opened(small_cin7).open_sale(sale, not_after=small_cin7.clock.now() + SOON)
    filled = opened(small_cin7).fill_sale(ref, sale, not_after=small_cin7.clock.now() + SOON)
    assert filled.has_backorder
    assert filled.status == "BACKORDERED"
    assert filled.lines[0].backordered == 50
    shown_whole = opened(small_cin7).sale(ref)
    assert filled == replace(shown_whole, delivery=None, fulfilments=())


def test_a_header_put_right_forgets_what_it_said_before(small_cin7: ImitatedCin7) -> None:
    before = of_the_cafe()
    after = of_the_cafe(shipping_notes="", reference="PO-78", sales_representative="API Sales")
    ref = opened(small_cin7).open_sale(before, not_after=small_cin7.clock.now() + SOON)
    opened(small_cin7).correct_header(ref, after, not_after=small_cin7.clock.now() + SOON)
    document = shown(small_cin7, ref)
    assert document["CustomerReference"] == "PO-78"
    assert document["SalesRepresentative"] == "API Sales"
    assert not document["ShippingNotes"]


@pytest.mark.parametrize(
    "switches",
    [
        {"external_id_filter": "ignored"},
        {"list_filters": "ignored"},
        {"external_id_filter": "ignored", "list_filters": "ignored"},
    ],
    ids=str,
)
def test_a_sale_is_found_by_key_whatever_filter_is_ignored(small_cin7: ImitatedCin7, switches: dict[str, str]) -> None:
    for number in range(5):
        sale = of_the_cafe(key=f"upstock:northwind:{number}")
        opened(small_cin7).open_sale(sale, not_after=small_cin7.clock.now() + SOON)
    small_cin7.switch(**switches)
    wanted = of_the_cafe(key="upstock:northwind:3")
    found = opened(small_cin7).sales_with(wanted.key, since=small_cin7.clock.now() - timedelta(minutes=10))
    assert [opened(small_cin7).sale(ref).key for ref in found] == [wanted.key]


@pytest.mark.parametrize(
    "switches",
    [{}, {"refusal_status": "200"}, {"refusal_shape": "object"}, {"missing_document": "404"}],
    ids=str,
)
def test_every_shape_of_refusal_keeps_cin7s_words(small_cin7: ImitatedCin7, switches: dict[str, str]) -> None:
    small_cin7.switch(**switches)
    with pytest.raises(SaleRefused, match="Location 'Nowhere' was not found in Locations reference book"):
        opened(small_cin7).open_sale(of_the_cafe(location="Nowhere"), not_after=small_cin7.clock.now() + SOON)
    with pytest.raises(NotFound):
        opened(small_cin7).sale(SaleRef(id=SaleId("50000000-0000-4000-8000-0000000000ff"), number="SO-1"))


def test_a_sale_filled_by_somebody_else_is_not_voided(small_cin7: ImitatedCin7) -> None:
    ref = placed(small_cin7, of_the_cafe())
    with pytest.raises(Refused, match=ref.number):
        opened(small_cin7).void_empty(ref)
    assert shown(small_cin7, ref)["Status"] == "ORDERED"


def test_the_company_and_its_books_are_read_as_they_are(small_cin7: ImitatedCin7) -> None:
    company, books = opened(small_cin7).company(), opened(small_cin7).books()
    assert (company.name, company.base_currency, company.time_zone) == ("Northwind Foods", "AUD", "Australia/Perth")
    assert (company.tax_calculation, company.quantity_places) == (TaxCalculation.ROW_TOTAL, 2)
    assert [location.name for location in books.locations] == ["Main Warehouse", "Second Warehouse"]
    assert {rule.name: (rule.percent, rule.is_active) for rule in books.tax_rules} == {
        "GST on Income": (Decimal(10), True),
        "GST Free": (Decimal(0), True),
        "Old GST": (Decimal(9), False),
    }
    assert [tier.name for tier in books.price_tiers[:3]] == ["Retail", "Wholesale", "Tier 3"]
    assert [contact.name for contact in books.sales_contacts] == ["Nancy Davolio", "API Sales"]
    assert [carrier.name for carrier in books.carriers] == ["AusPost"]
    assert [terms.name for terms in books.payment_terms] == ["30 days"]


def test_the_demonstration_account_is_read_whole(cin7_in_process: ImitatedCin7) -> None:
    seeded = demo_account()
    cin7_in_process.open_account({**seeded, "account_id": ACCOUNT})
    products = opened(cin7_in_process).products(None, None)
    contacts = opened(cin7_in_process).contacts(None, None)
    assert {product.sku for product in products.items} == {row["SKU"] for row in seeded["products"]}
    assert {contact.name for contact in contacts.items} == {row["Name"] for row in seeded["customers"]}
    assert products.unreadable == contacts.unreadable == ()


def _watched(cin7: ImitatedCin7) -> None:
    """Have webhooks registered, switched on again and removed."""
    notices = cin7.directory().notices("cin7_core", cin7.credentials, lane=Lane.SHIPMENTS)
    assert notices is not None
    for is_carried in (True, False):
        notices.ensure("https://connector.example/webhooks/cin7/a", "a token", is_carried=is_carried)
    notices.remove(["https://connector.example/webhooks/cin7/a"])


def test_everything_this_adapter_does_is_on_the_list_of_allowed_calls(small_cin7: ImitatedCin7) -> None:
    account, sale = opened(small_cin7), of_the_cafe()
    account.company()
    account.books()
    account.contacts(small_cin7.clock.now(), None)
    account.products(None, None)
    account.contact(sale.customer_id)
    account.contacts_named("Harbour Café")
    account.product(sale.lines[0].product_id)
    account.product_with(sale.lines[0].sku)
    ref = account.open_sale(sale, not_after=small_cin7.clock.now() + SOON)
    account.correct_header(ref, sale, not_after=small_cin7.clock.now() + SOON)
    account.void_empty(ref)
    account.sales_with(sale.key, since=small_cin7.clock.now())
    placed(small_cin7, sale)
    _watched(small_cin7)
    seen = {(method, path.casefold()) for method, path in small_cin7.calls()}
    assert seen == {(call.method, call.path.casefold()) for call in ALLOWED_CALLS}


def test_an_account_is_called_with_its_own_key_only(small_cin7: ImitatedCin7) -> None:
    opened(small_cin7).books()
    assert {seen.key for seen in small_cin7.universe.log.entries} == {small_cin7.credentials.application_key}
    assert {key for key, _ in small_cin7.budget.asked} == {small_cin7.credentials.application_key}
    assert len(small_cin7.budget.asked) == len(small_cin7.universe.log.entries)


def test_a_person_is_shown_the_sale_on_the_same_site(small_cin7: ImitatedCin7) -> None:
    assert opened(small_cin7).sale_url(a_sale_ref()) == f"https://cin7.invalid/Sale#{a_sale_ref().id}"
