from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from domain.approved_order import ApprovedOrder
from domain.composing.compose_sale import Ingredients, compose_sale
from domain.connection import TaxCalculation
from domain.cutting import length
from domain.money import ZERO, Currency
from domain.problems import CATALOGUE
from domain.sale import Sale
from domain.sale_options import CreationMode, FreightOptions, SaleStatus, SaleType, ShipBySource
from tests.builders import (
    READ_AT,
    a_buyer,
    a_charge,
    a_comment,
    a_company,
    a_contact,
    a_location,
    a_person,
    a_product,
    a_tax_rule,
    an_address,
    an_approved_order,
    an_order_line,
    books,
    options,
)
from tests.domain.composing.kitchen import CHAI, codes_of, ingredients, sale_of, sold
from tests.domain.random_orders import approved_orders

TOTALS = {"total", "total_before_tax"}


def leaves(value: object, path: str = "") -> Iterator[str]:
    """Walk to every field of a sale that holds something which is not made of fields itself."""
    if is_dataclass(value) and not isinstance(value, Currency):
        for part in fields(value):
            yield from leaves(getattr(value, part.name), f"{path}/{part.name}")
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from leaves(item, f"{path}/{index}")
    else:
        yield path.removeprefix("/")


def test_an_order_becomes_a_sale_with_everything_decided() -> None:
    order = an_approved_order(
        lines=[an_order_line(quantity=10), an_order_line(quantity=2)],
        charges=[a_charge("30.00")],
        comments=[a_comment("Leave at the back door")],
    )
    sale = sale_of(ingredients(order))
    assert (sale.key, sale.reference, sale.shipping_notes) == (
        "upstock:northwind:UP-1001",
        "PO-77",
        "Leave at the back door",
    )
    assert (sale.customer_id, sale.customer_name) == (a_contact().id, "Harbour Café")
    assert (sale.contact, sale.phone, sale.email) == ("Ana Reyes", "08 5550 1234", "ana@example.com")
    assert (sale.location, sale.terms, sale.price_tier, sale.tax_rule, sale.sales_representative) == (
        "Main Warehouse",
        "30 days",
        "Wholesale",
        "GST on Income",
        "Nancy Davolio",
    )
    assert (len(sale.lines), sale.total_before_tax, sale.tax, sale.total) == (
        1,
        Decimal("198.00"),
        Decimal("19.80"),
        Decimal("217.80"),
    )


def test_the_suppliers_options_are_in_the_sale() -> None:
    van = FreightOptions(description="Van")
    chosen = options(creation_mode=CreationMode.AUTO_PICK, ship_by_source=ShipBySource.NONE, freight=van)
    sale = sale_of(ingredients(an_approved_order(charges=[a_charge(description="")]), chosen=chosen))
    assert (sale.status, sale.type, sale.creation_mode) == (
        SaleStatus.AUTHORISED,
        SaleType.SIMPLE,
        CreationMode.AUTO_PICK,
    )
    assert (sale.ship_by, sale.shipping_notes, sale.charges[0].description) == (
        None,
        "Expected delivery: 8 May 2026",
        "Van",
    )


def test_a_customer_without_a_contact_person_is_sent_without_one() -> None:
    sale = sale_of(ingredients(contacts=[a_contact(people=[])]))
    assert (sale.contact, sale.phone, sale.email) == ("", "", "")


def test_what_cin7_could_not_keep_is_cut_and_noted() -> None:
    person = a_person("n" * 300, phone="0" * 60, email="e" * 300)
    composition = compose_sale(ingredients(contacts=[a_contact(people=[person])]))
    sale = sold(composition)
    assert (length(sale.contact), length(sale.phone), length(sale.email)) == (256, 50, 256)
    assert len(composition.notes) == 3


def test_a_stored_match_leads_to_the_customer_that_a_person_chose() -> None:
    given_ = ingredients(contacts=[a_contact("Harbour Holdings", id="c8")], matched_contact="c8")
    assert sale_of(given_).customer_name == "Harbour Holdings"


def test_warnings_are_notes_and_hold_nothing_up() -> None:
    composition = compose_sale(
        ingredients(
            an_approved_order(comments=[a_comment("a"), a_comment("b")], charges=[a_charge(0)]),
            company=a_company(lock_date=an_approved_order().order_date),
            contacts=[a_contact(is_on_credit_hold=True, sales_representative="Gone", price_tier="Old")],
            products=[a_product(is_deprecated=True)],
        )
    )
    assert composition.sale is not None
    assert len(composition.notes) == 7


def test_everything_that_is_wrong_is_said_at_once_in_the_order_of_the_document() -> None:
    wrong = an_approved_order(
        currency="USD",
        custom_fields=[("Deliver to", "7 Nowhere")],
        lines=[
            an_order_line(sku="X"),
            an_order_line(sku="NW-001", quantity="0.125"),
            an_order_line(sku="NW-002", unit_price="1"),
            an_order_line(sku="NW-002", unit_price="2"),
        ],
        charges=[a_charge()],
    )
    given_ = ingredients(
        wrong,
        contacts=[a_contact(currency="NZD", is_active=False, location="Gone", payment_terms="Old", tax_rule="Old")],
        chosen=options(address_field="Deliver to", freight=FreightOptions(tax_rule="Older")),
        products=[CHAI, a_product("NW-002", id="a2", sale_tax_rule="Oldest")],
    )
    composition = compose_sale(given_)
    assert composition.sale is None
    assert [(problem.code, problem.pointer) for problem in composition.problems] == [
        ("order_currency", "/currency"),
        ("inactive_customer", "/customer"),
        ("tax_rule_missing", "/customer"),
        ("customer_currency", "/customer"),
        ("location_missing", "/customer"),
        ("terms_missing", "/customer"),
        ("unknown_address", "/custom_fields/Deliver to"),
        ("unknown_product", "/lines/0/sku"),
        ("quantity_too_fine", "/lines/1/quantity"),
        ("tax_rule_missing", "/lines/2"),
        ("one_product_two_prices", "/lines/3"),
        ("tax_rule_missing", "/lines/3"),
        ("tax_rule_missing", "/charges"),
    ]


def test_with_an_unknown_customer_all_that_can_be_known_is_still_said() -> None:
    order = an_approved_order(currency="USD", customer=a_buyer("Nobody"), lines=[an_order_line(sku="X")])
    assert codes_of(ingredients(order)) == ["order_currency", "unknown_customer", "unknown_product"]


def test_an_unknown_customer_says_nothing_of_tax_rules_that_may_yet_be_right() -> None:
    given_ = ingredients(
        an_approved_order(customer=a_buyer("Nobody")), company=a_company(default_tax_rule="Old"), products=[CHAI]
    )
    assert codes_of(given_) == ["unknown_customer"]


@given(approved_orders(), st.sampled_from(TaxCalculation), st.sampled_from(ShipBySource), st.booleans(), st.booleans())
def test_every_field_of_every_sale_has_its_origin(
    order: ApprovedOrder,
    how: TaxCalculation,
    ship_by: ShipBySource,
    has_address: bool,
    has_terms: bool,
) -> None:
    contact = a_contact(
        currency=order.currency.code,
        addresses=[an_address()] if has_address else [],
        payment_terms="30 days" if has_terms else "",
        tax_rule="" if has_terms else "GST Free",
    )
    company = a_company(base_currency=order.currency.code, tax_calculation=how)
    composition = compose_sale(
        ingredients(order, company=company, contacts=[contact], chosen=options(ship_by_source=ship_by))
    )
    if composition.sale is None:
        assert {problem.code for problem in composition.problems} <= {"one_product_two_prices", "negative_charge"}
        return
    assert set(composition.origins) == set(leaves(composition.sale)) | TOTALS
    for origin in composition.origins.values():
        assert origin.rule[0] in "RB"
        assert origin.rule[1:].isdecimal()
        assert len(origin.source) > 10


@given(approved_orders(), st.sampled_from(TaxCalculation))
def test_the_sums_of_every_sale_are_those_of_its_parts(order: ApprovedOrder, how: TaxCalculation) -> None:
    code = order.currency.code
    given_ = ingredients(
        order, company=a_company(base_currency=code, tax_calculation=how), contacts=[a_contact(currency=code)]
    )
    sale = compose_sale(given_).sale
    if sale is None:
        return
    assert sale.tax == sum([line.tax for line in sale.lines] + [charge.tax for charge in sale.charges], ZERO)
    for amount in (sale.tax, sale.total, sale.total_before_tax, *(line.total for line in sale.lines)):
        assert amount == sale.currency.rounded(amount)
    assert len({line.product_id for line in sale.lines}) == len(sale.lines)


@given(approved_orders())
def test_the_same_ingredients_always_make_the_same_sale(order: ApprovedOrder) -> None:
    given_ = ingredients(order)
    assert compose_sale(given_) == compose_sale(given_)


@given(approved_orders())
def test_what_was_read_later_makes_the_same_sale_with_later_origins(order: ApprovedOrder) -> None:
    one, later = (compose_sale(ingredients(order, books_read_at=at)) for at in (READ_AT, READ_AT + timedelta(hours=1)))
    assert (one.sale, one.problems, one.notes) == (later.sale, later.problems, later.notes)


@given(approved_orders())
def test_a_composition_has_a_sale_exactly_when_nothing_stands_against_it(order: ApprovedOrder) -> None:
    composition = compose_sale(ingredients(order))
    assert (composition.sale is None) is bool(composition.problems)
    for problem in composition.problems:
        assert problem.code in CATALOGUE
        assert resolves(problem.pointer, order)


def resolves(pointer: str, order: ApprovedOrder) -> bool:
    """Answer whether a pointer leads to something in the approved document."""
    part, *rest = pointer.removeprefix("/").split("/")
    if part == "lines":
        return int(rest[0]) < len(order.lines)
    return part in {"currency", "customer", "custom_fields", "charges"}


def test_every_problem_of_composing_can_come_up() -> None:
    """Guard the list of codes: each of these is reachable from an order alone."""
    twin = a_contact("harbour café", id="c9")
    reached = {
        *codes_of(ingredients(an_approved_order(currency="USD"), contacts=[a_contact(currency="NZD")])),
        *codes_of(ingredients(contacts=[])),
        *codes_of(ingredients(contacts=[a_contact(), twin])),
        *codes_of(ingredients(contacts=[a_contact(is_active=False)])),
        *codes_of(ingredients(products=[])),
        *codes_of(ingredients(an_approved_order(lines=[an_order_line(), an_order_line(unit_price=1)]))),
        *codes_of(ingredients(an_approved_order(charges=[a_charge("-1.00")]))),
        *codes_of(ingredients(an_approved_order(lines=[an_order_line(quantity="0.001")]))),
        *codes_of(_delivered_to("7 Nowhere")),
        *codes_of(_delivered_to("1 Quay Street")),
        *codes_of(ingredients(known=books(tax_rules=[a_tax_rule(is_active=False)]))),
        *codes_of(ingredients(known=books(locations=[a_location("Other")]))),
        *codes_of(ingredients(known=books(payment_terms=[]))),
    }
    of_composing = list(CATALOGUE)[: list(CATALOGUE).index("not_connected")]
    assert reached == set(of_composing)


def _delivered_to(label: str) -> Ingredients:
    twins = [an_address(), an_address(id="d9", city="Perth")]
    return ingredients(
        an_approved_order(custom_fields=[("Deliver to", label)]),
        contacts=[a_contact(addresses=twins)],
        chosen=options(address_field="Deliver to"),
    )


def test_a_sale_is_the_same_however_the_ingredients_are_ordered() -> None:
    given_ = ingredients(an_approved_order(lines=[an_order_line(), an_order_line(sku="NW-002")]))
    turned = replace(given_, products=given_.products[::-1] * 2, candidates=given_.candidates * 2)
    assert compose_sale(turned) == compose_sale(given_)


def test_leaves_are_found_at_every_depth() -> None:
    sale: Sale = sale_of(ingredients())
    found = set(leaves(sale))
    assert {"currency", "billing_address/line1", "lines/0/price", "ship_by"} <= found
