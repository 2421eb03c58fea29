"""The demonstration account holds together, and is the public sample unchanged."""

from typing import Any
from uuid import UUID

import pytest

from tests.seeds.documents import account, sample_account

BOOKS = ("price_tiers", "tax_rules", "locations", "payment_terms", "carriers", "sales_representatives")


def names_of(book: str, field: str = "Name") -> set[str]:
    return {row[field] for row in account()[book]}


def duplicates(values: list[Any]) -> list[Any]:
    return sorted({value for value in values if values.count(value) > 1})


def default_types(customer: dict[str, Any]) -> list[str]:
    return [address["Type"] for address in customer["Addresses"] if address["DefaultForType"]]


def test_no_fact_of_the_sample_account_is_lost_or_changed() -> None:
    assert account() == sample_account()


@pytest.mark.parametrize("book", BOOKS)
def test_every_reference_book_has_rows(book: str) -> None:
    assert account()[book], f"the book {book} of demo.json is empty"


def test_there_are_ten_price_tiers_with_names_of_their_own() -> None:
    tiers = account()["price_tiers"]
    assert [tier["Code"] for tier in tiers] == list(range(1, 11))
    assert duplicates([tier["Name"] for tier in tiers]) == []


@pytest.mark.parametrize(
    ("book", "field"),
    [("products", "SKU"), ("products", "ID"), ("customers", "Name"), ("customers", "ID")],
)
def test_what_cin7_keeps_unique_is_unique(book: str, field: str) -> None:
    assert duplicates([row[field] for row in account()[book]]) == []


def test_every_id_is_a_guid() -> None:
    document = account()
    rows = document["products"] + document["customers"]
    rows += [address for customer in document["customers"] for address in customer["Addresses"]]
    assert [row["ID"] for row in rows if str(UUID(row["ID"])) != row["ID"]] == []


def test_address_ids_are_unique_over_all_customers() -> None:
    ids = [address["ID"] for customer in account()["customers"] for address in customer["Addresses"]]
    assert duplicates(ids) == []


@pytest.mark.parametrize(
    ("field", "book"),
    [
        ("TaxRule", "tax_rules"),
        ("PaymentTerm", "payment_terms"),
        ("PriceTier", "price_tiers"),
        ("Location", "locations"),
    ],
)
def test_every_name_a_customer_refers_to_is_in_its_book(field: str, book: str) -> None:
    known = names_of(book)
    assert [(c["Name"], c[field]) for c in account()["customers"] if c[field] not in known] == []


def test_every_sales_representative_and_carrier_of_a_customer_exists() -> None:
    document = account()
    people, carriers = (
        {None, *document["sales_representatives"]},
        {None, *names_of("carriers", "Description")},
    )
    customers = document["customers"]
    assert [c["Name"] for c in customers if c["SalesRepresentative"] not in people] == []
    assert [c["Name"] for c in customers if c["Carrier"] not in carriers] == []


def test_every_customer_has_a_default_billing_address() -> None:
    lacking = [c["Name"] for c in account()["customers"] if default_types(c).count("Billing") != 1]
    assert lacking == []


def test_a_customer_with_shipping_addresses_has_one_that_is_the_default() -> None:
    ambiguous = [
        customer["Name"]
        for customer in account()["customers"]
        if any(address["Type"] == "Shipping" for address in customer["Addresses"])
        and default_types(customer).count("Shipping") != 1
    ]
    assert ambiguous == []


def test_every_own_price_is_for_a_product_of_the_account() -> None:
    document = account()
    products = {(p["ID"], p["SKU"], p["Name"]) for p in document["products"]}
    own = [
        (row["ProductID"], row["ProductSKU"], row["ProductName"])
        for customer in document["customers"]
        for row in customer.get("ProductPrices", [])
    ]
    assert own, "no customer has a price of its own"
    assert [row for row in own if row not in products] == []


def test_stock_lies_at_known_places_and_only_of_goods() -> None:
    document = account()
    goods = {p["SKU"] for p in document["products"] if p["Type"] == "Stock"}
    places = names_of("locations")
    assert [row for row in document["stock"] if row["SKU"] not in goods or row["Location"] not in places] == []


def test_the_account_meets_the_guards_of_an_import() -> None:
    document = account()
    assert {p["Type"] for p in document["products"]} == {"Stock", "Service"}
    assert "Deprecated" in {p["Status"] for p in document["products"]}
    assert {"USD", "EUR"} <= {c["Currency"] for c in document["customers"]}
    assert document["me"]["Currency"] == "USD"
