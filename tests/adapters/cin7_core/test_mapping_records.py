"""Cin7's records, every field non-default, and what becomes of records that are not as documented."""

import dataclasses
from datetime import date
from decimal import Decimal

import pytest

from adapters.cin7_core import mapping_records as mapping
from adapters.cin7_core.reading import Unreadable
from domain.connection import Company, TaxCalculation
from domain.contact import Contact
from domain.errors import InvalidValue
from domain.identifiers import ContactId
from domain.product import ProductKind
from domain.reference_books import Carrier, Location, PaymentTerms, PriceTier, SalesContact, TaxRule
from tests.adapters.cin7_core.full_records import CONTACT, CUSTOMER, PRODUCT, PRODUCT_ROW

ME = {
    "Company": "Acme Pty",
    "Currency": "aud",
    "TimeZone": "Australia/Sydney",
    "LockDate": "2025-06-30T00:00:00",
    "TaxCalculationMethod": "Total",
    "DefaultSaleTaxRuleName": "GST on Income",
    "MaximumDecimalPlacesInQuantity": "N2",
}
COMPANY = Company(
    name="Acme Pty",
    base_currency="AUD",
    time_zone="Australia/Sydney",
    tax_calculation=TaxCalculation.TOTAL,
    default_tax_rule="GST on Income",
    quantity_places=2,
    lock_date=date(2025, 6, 30),
)


def defaults(record: object) -> set[str]:
    """The fields of a record that say nothing but their default."""
    assert dataclasses.is_dataclass(record)
    plain = [field for field in dataclasses.fields(record) if field.default is not dataclasses.MISSING]
    return {field.name for field in plain if getattr(record, field.name) == field.default}


def test_a_company_is_read_whole() -> None:
    assert mapping.company_from(ME) == COMPANY
    assert not defaults(COMPANY)


def test_a_customer_is_read_whole() -> None:
    assert mapping.contact_from(CUSTOMER) == CONTACT
    assert not defaults(CONTACT)


def test_a_product_is_read_whole() -> None:
    assert mapping.product_from(PRODUCT_ROW) == PRODUCT
    assert not defaults(PRODUCT)


@pytest.mark.parametrize(("shown_as", "places"), [("N0", 0), ("n4", 4), ("N9", 4), ("", 4), ("0.00", 4), ("F3", 3)])
def test_a_number_format_says_how_fine_quantities_are(shown_as: str, places: int) -> None:
    assert mapping.company_from({**ME, "MaximumDecimalPlacesInQuantity": shown_as}).quantity_places == places


def test_a_lock_date_in_the_tenants_own_format_is_not_guessed() -> None:
    assert mapping.company_from({**ME, "LockDate": "01/02/2026"}).lock_date is None


@pytest.mark.parametrize("document", [{}, [], None, {"Company": "Acme"}, {"Currency": "AUD"}])
def test_an_account_that_does_not_say_who_it_is_cannot_be_read(document: object) -> None:
    with pytest.raises(Unreadable):
        mapping.company_from(document)


@pytest.mark.parametrize("broken", [{"ID": None}, {"Name": " "}, {"ID": [1]}])
def test_a_customer_without_id_or_name_cannot_be_read(broken: dict[str, object]) -> None:
    with pytest.raises(Unreadable):
        mapping.contact_from({**CUSTOMER, **broken})


def test_a_product_without_id_or_sku_cannot_be_read() -> None:
    with pytest.raises(Unreadable):
        mapping.product_from({**PRODUCT_ROW, "ID": ""})
    with pytest.raises(InvalidValue):
        mapping.product_from({**PRODUCT_ROW, "SKU": None})


@pytest.mark.parametrize("record", [None, "text", 5, [], {"ID": {}, "SKU": []}])
def test_what_is_no_record_is_refused_in_words(record: object) -> None:
    with pytest.raises(Unreadable, match="without an id"):
        mapping.contact_from(record)
    with pytest.raises(Unreadable, match="without an id"):
        mapping.product_from(record)


def test_what_a_record_does_not_say_is_empty() -> None:
    contact = mapping.contact_from({"ID": "x", "Name": "y", "Addresses": None, "Contacts": None, "Discount": None})
    assert contact == Contact(id=ContactId("x"), name="y", currency="")
    product = mapping.product_from({"ID": "x", "SKU": "z"})
    assert product.tier_prices == (Decimal(0),) * 10
    assert (product.kind, product.is_deprecated, product.is_sellable) == (ProductKind.STOCK, False, True)


def test_a_short_description_stands_in_for_a_missing_one() -> None:
    assert mapping.product_from({**PRODUCT_ROW, "Description": None}).description == "Blue"


def test_a_warehouse_is_read_and_a_bin_is_none() -> None:
    row: dict[str, object] = {"ID": "L1", "Name": "Main", "IsDefault": True, "IsDeprecated": True, "ParentID": None}
    assert mapping.location_from(row) == Location(id="L1", name="Main", is_default=True, is_deprecated=True)
    assert mapping.location_from({**row, "ParentID": "L0"}) is None
    assert mapping.location_from({"Name": ""}) is None
    renamed = mapping.location_from({"Name": "Main", "Deprecated": True})
    assert renamed is not None
    assert renamed.is_deprecated


def test_a_tax_rule_is_read_with_its_percentage_or_its_parts() -> None:
    row: dict[str, object] = {"Name": "GST", "TaxPercent": 10, "IsActive": False, "IsTaxForSale": False}
    parts = {"Components": [{"Percent": "6.5000000000"}, {"Percent": "1.5"}]}
    assert mapping.tax_rule_from({**row, **parts}) == TaxRule(
        name="GST", percent=Decimal(10), is_active=False, is_for_sales=False
    )
    assert mapping.tax_rule_from({"Name": "Both", **parts}) == TaxRule(name="Both", percent=Decimal(8))
    assert mapping.tax_rule_from({"TaxPercent": 10}) is None


def test_payment_terms_are_read() -> None:
    row: dict[str, object] = {"Name": "30 days", "IsActive": False, "IsDefault": True}
    assert mapping.terms_from(row) == PaymentTerms(name="30 days", is_active=False, is_default=True)
    assert mapping.terms_from({}) is None


@pytest.mark.parametrize(("code", "number"), [(1, 1), ("10", 10), (11, None), (0, None), (None, None)])
def test_a_price_tier_has_one_of_ten_numbers(code: object, number: int | None) -> None:
    tier = mapping.tier_from({"Code": code, "Name": "Retail"})
    assert tier == (PriceTier(number=number, name="Retail") if number else None)


def test_only_the_companys_sales_contacts_may_represent_it() -> None:
    assert mapping.sales_contact_from({"Name": "API Sales", "Type": "sale"}) == SalesContact(name="API Sales")
    assert mapping.sales_contact_from({"Name": "Kai", "Type": "Billing"}) is None
    assert mapping.sales_contact_from({"Name": None, "Type": "Sale"}) is None


def test_a_carrier_is_known_by_its_description() -> None:
    assert mapping.carrier_from({"CarrierID": "x", "Description": "AusPost"}) == Carrier(name="AusPost")
    assert mapping.carrier_from({"CarrierID": "x"}) is None
