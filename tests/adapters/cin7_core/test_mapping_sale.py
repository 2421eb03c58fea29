"""Every field of a sale, non-default, as it travels and with where it comes from."""

import dataclasses
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.cin7_core.mapping_sale import Written, corrected_header_of, exact_number, header_of, order_of
from application.ports.inventory import FIRST_REPLY
from domain.money import plain
from domain.sale import Sale
from domain.sale_options import CreationMode, SaleStatus, SaleType
from tests.builders import a_billing_address, a_sale, a_sale_charge, a_sale_line, a_sale_ref, an_address

FULL = a_sale(
    billing_address=replace(
        a_billing_address(), line2="Level 2", city="Perth", state="WA", postcode="6000", country="Australia"
    ),
    shipping_address=an_address(line2="Dock 3"),
    type=SaleType.SIMPLE,
    creation_mode=CreationMode.AUTO_PICK_PACK,
    lines=[
        a_sale_line(quantity="12.5", price="14.1234", discount_percent="2.5", comment="fragile"),
        a_sale_line(product_id="a0000000-0000-4000-8000-000000000002", sku="NW-002", name="Chang", tax_rule="GST Free"),
    ],
    charges=[a_sale_charge()],
)
HEADER = {
    "CustomerID": ("c0000000-0000-4000-8000-000000000001", "customer_id"),
    "Contact": ("Ana Reyes", "contact"),
    "Phone": ("08 5550 1234", "phone"),
    "Email": ("ana@example.com", "email"),
    "TaxRule": ("GST on Income", "tax_rule"),
    "Terms": ("30 days", "terms"),
    "PriceTier": ("Wholesale", "price_tier"),
    "Location": ("Main Warehouse", "location"),
    "SaleOrderDate": ("2026-05-04T00:00:00", "order_date"),
    "ShipBy": ("2026-05-08T00:00:00", "ship_by"),
    "ShippingNotes": ("Leave at the back door", "shipping_notes"),
    "CustomerReference": ("PO-77", "reference"),
    "SalesRepresentative": ("Nancy Davolio", "sales_representative"),
    "ExternalID": ("upstock:northwind:UP-1001", "key"),
    "AutoPickPackShipMode": ("AUTOPICKPACK", "creation_mode"),
    "SaleType": ("Simple", "type"),
    "BillingAddress/ID": ("d0000000-0000-4000-8000-000000000002", "billing_address/id"),
    "BillingAddress/Line1": ("PO Box 9", "billing_address/line1"),
    "BillingAddress/Line2": ("Level 2", "billing_address/line2"),
    "BillingAddress/City": ("Perth", "billing_address/city"),
    "BillingAddress/State": ("WA", "billing_address/state"),
    "BillingAddress/Postcode": ("6000", "billing_address/postcode"),
    "BillingAddress/Country": ("Australia", "billing_address/country"),
    "ShippingAddress/ID": ("d0000000-0000-4000-8000-000000000001", "shipping_address/id"),
    "ShippingAddress/Line1": ("1 Quay Street", "shipping_address/line1"),
    "ShippingAddress/Line2": ("Dock 3", "shipping_address/line2"),
    "ShippingAddress/City": ("Fremantle", "shipping_address/city"),
    "ShippingAddress/State": ("WA", "shipping_address/state"),
    "ShippingAddress/Postcode": ("6160", "shipping_address/postcode"),
    "ShippingAddress/Country": ("Australia", "shipping_address/country"),
}
ORDER = {
    "Status": ("AUTHORISED", "status"),
    "AutoPickPackShipMode": ("AUTOPICKPACK", "creation_mode"),
    "Lines/0/ProductID": ("a0000000-0000-4000-8000-000000000001", "lines/0/product_id"),
    "Lines/0/SKU": ("NW-001", "lines/0/sku"),
    "Lines/0/Name": ("Chai", "lines/0/name"),
    "Lines/0/Quantity": (12.5, "lines/0/quantity"),
    "Lines/0/Price": (14.1234, "lines/0/price"),
    "Lines/0/Discount": (2.5, "lines/0/discount_percent"),
    "Lines/0/Tax": (16.8, "lines/0/tax"),
    "Lines/0/TaxRule": ("GST on Income", "lines/0/tax_rule"),
    "Lines/0/Total": (168, "lines/0/total"),
    "Lines/0/Comment": ("fragile", "lines/0/comment"),
    "Lines/1/ProductID": ("a0000000-0000-4000-8000-000000000002", "lines/1/product_id"),
    "Lines/1/SKU": ("NW-002", "lines/1/sku"),
    "Lines/1/Name": ("Chang", "lines/1/name"),
    "Lines/1/Quantity": (12, "lines/1/quantity"),
    "Lines/1/Price": (14, "lines/1/price"),
    "Lines/1/Discount": (0, "lines/1/discount_percent"),
    "Lines/1/Tax": (16.8, "lines/1/tax"),
    "Lines/1/TaxRule": ("GST Free", "lines/1/tax_rule"),
    "Lines/1/Total": (168, "lines/1/total"),
    "AdditionalCharges/0/Description": ("Freight", "charges/0/description"),
    "AdditionalCharges/0/Price": (30, "charges/0/price"),
    "AdditionalCharges/0/Tax": (3, "charges/0/tax"),
    "AdditionalCharges/0/TaxRule": ("GST on Income", "charges/0/tax_rule"),
    "AdditionalCharges/0/Total": (30, "charges/0/price"),
    "TotalBeforeTax": (366, "total_before_tax"),
    "Tax": (36.6, "tax"),
    "Total": (402.6, "total"),
}
CONSTANT_IN_HEADER = {"SkipQuote": True, "TaxInclusive": False, "ShippingAddress/ShipToOther": False}
CONSTANT_IN_ORDER = {
    "SaleID": FIRST_REPLY,
    "Memo": "",
    "AdditionalCharges/0/Quantity": 1,
    "AdditionalCharges/0/Discount": 0,
}


def leaves(value: object, pointer: str = "") -> Iterator[tuple[str, object]]:
    if isinstance(value, Mapping | list):
        for name, child in value.items() if isinstance(value, Mapping) else enumerate(value):
            yield from leaves(child, f"{pointer}/{name}")
        return
    yield pointer, value


def from_the_sale(written: Written) -> dict[str, tuple[object, str]]:
    said = dict(leaves(written.body))
    return {at[1:]: (said[at], path) for at, path in written.fields.items() if ": " not in path}


def constant(written: Written) -> dict[str, object]:
    said = dict(leaves(written.body))
    return {at[1:]: said[at] for at, path in written.fields.items() if ": " in path}


def test_every_field_of_a_header_says_what_the_sale_says() -> None:
    assert from_the_sale(header_of(FULL)) == HEADER
    assert constant(header_of(FULL)) == CONSTANT_IN_HEADER


def test_every_field_of_an_order_says_what_the_sale_says() -> None:
    assert from_the_sale(order_of(FULL, FIRST_REPLY)) == ORDER
    assert constant(order_of(FULL, FIRST_REPLY)) == CONSTANT_IN_ORDER


def test_no_field_of_a_sale_is_forgotten() -> None:
    """A new field of a sale fails here until somebody decides where it goes."""
    used = {path.partition("/")[0] for _, path in [*HEADER.values(), *ORDER.values()]}
    assert {field.name for field in dataclasses.fields(Sale)} - used == {"currency", "customer_name"}


def test_no_field_of_a_line_charge_or_address_is_forgotten() -> None:
    used = {path for _, path in [*HEADER.values(), *ORDER.values()]}
    for part, prefix in ((FULL.lines[0], "lines/0"), (FULL.charges[0], "charges/0")):
        assert {f"{prefix}/{field.name}" for field in dataclasses.fields(part)} <= used
    address = {field.name for field in dataclasses.fields(an_address())} - {"kind", "is_default"}
    assert {f"shipping_address/{name}" for name in address} <= used


@pytest.mark.parametrize("sale", [FULL, a_sale(), a_sale(lines=[], charges=[], ship_by=None, contact="", location="")])
def test_every_leaf_has_a_source_and_every_source_a_leaf(sale: Sale) -> None:
    for written in (header_of(sale), order_of(sale, FIRST_REPLY), corrected_header_of(a_sale_ref(), sale)):
        assert {at for at, _ in leaves(written.body)} == set(written.fields)


def test_a_constant_names_its_rule() -> None:
    written = [header_of(FULL), order_of(FULL, FIRST_REPLY), corrected_header_of(a_sale_ref(), FULL)]
    constants = [source for each in written for source in each.fields.values() if ": " in source]
    assert all(source[0] == "R" and source.partition(": ")[0][1:].isdecimal() for source in constants)


def test_an_empty_text_is_left_out_so_that_cin7s_default_applies() -> None:
    bare = header_of(
        a_sale(
            contact="",
            phone="",
            email=" ",
            shipping_notes="",
            terms="",
            price_tier="",
            location="",
            sales_representative="",
            tax_rule="",
            ship_by=None,
            shipping_address=an_address(line2="", state=""),
        )
    ).body
    left_out = "Contact Phone Email ShippingNotes Terms PriceTier Location SalesRepresentative TaxRule ShipBy".split()
    assert not set(left_out) & set(bare)
    shipping = bare["ShippingAddress"]
    assert isinstance(shipping, Mapping)
    assert not {"Line2", "State"} & set(shipping)


def test_a_sale_without_addresses_sends_none() -> None:
    bare = replace(a_sale(), billing_address=None, shipping_address=None)
    assert not {"BillingAddress", "ShippingAddress"} & set(header_of(bare).body)


def test_a_rate_of_exchange_is_never_sent() -> None:
    assert "CurrencyRate" not in json.dumps([header_of(FULL).body, order_of(FULL, "x").body])


@pytest.mark.parametrize(("kind", "said"), [(SaleType.SIMPLE, "Simple"), (SaleType.ADVANCED, "Advanced")])
def test_the_type_is_said_in_cin7s_word(kind: SaleType, said: str) -> None:
    assert header_of(a_sale(type=kind)).body["SaleType"] == said


@pytest.mark.parametrize(("status", "said"), [(SaleStatus.DRAFT, "DRAFT"), (SaleStatus.AUTHORISED, "AUTHORISED")])
def test_the_status_is_said_in_cin7s_word(status: SaleStatus, said: str) -> None:
    assert order_of(a_sale(status=status), "x").body["Status"] == said


def test_every_creation_mode_has_cin7s_word() -> None:
    said = [order_of(a_sale(creation_mode=mode), "x").body["AutoPickPackShipMode"] for mode in CreationMode]
    assert said == ["NOPICK", "AUTOPICK", "AUTOPICKPACK", "AUTOPICKPACKSHIP"]


def test_a_corrected_header_also_says_what_is_empty_now() -> None:
    bare = a_sale(contact="", shipping_notes="", reference="", sales_representative="", ship_by=None)
    body = corrected_header_of(a_sale_ref(), bare).body
    assert body["ID"] == a_sale_ref().id
    emptied = ("Contact", "ShippingNotes", "CustomerReference", "SalesRepresentative", "ShipBy")
    assert [body[name] for name in emptied] == [""] * len(emptied)
    assert "SaleType" not in body


def test_a_corrected_header_says_everything_else_as_a_new_one_does() -> None:
    corrected, new = dict(corrected_header_of(a_sale_ref(), FULL).body), dict(header_of(FULL).body)
    del corrected["ID"], new["SaleType"]
    assert corrected == new


@given(st.decimals(min_value=-(10**11), max_value=10**11, places=4, allow_nan=False))
def test_an_amount_prints_exactly_its_digits(amount: Decimal) -> None:
    assert json.dumps(exact_number(amount)) == plain(amount)


@pytest.mark.parametrize(
    ("amount", "said"),
    [("12.34", "12.34"), ("12.50", "12.5"), ("12.00", "12"), ("0", "0"), ("0.0001", "0.0001"), ("1E+3", "1000")],
)
def test_an_amount_is_written_as_people_write_it(amount: str, said: str) -> None:
    assert json.dumps(exact_number(Decimal(amount))) == said


def test_an_amount_beyond_what_a_float_shows_travels_as_text() -> None:
    assert exact_number(Decimal("123456789012345678.1234")) == "123456789012345678.1234"


def test_a_day_is_the_same_day_whatever_the_zone() -> None:
    assert header_of(a_sale(order_date=date(2026, 1, 1))).body["SaleOrderDate"] == "2026-01-01T00:00:00"
