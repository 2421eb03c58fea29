from typing import Any

import pytest

from adapters.fake_cin7 import Universe
from adapters.fake_cin7.refusals import BadInstruction
from tests.adapters.fake_cin7.company import Company


def test_an_empty_document_makes_a_working_account() -> None:
    company = Company()
    made = company.control("POST", "accounts", {}, 201)
    assert set(made) >= {"account_id", "application_keys", "company"}
    headers = {"api-auth-accountid": made["account_id"], "api-auth-applicationkey": made["application_keys"][0]}
    assert company.call("GET", "me", headers=headers).status_code == 200


def test_books_are_derived_from_what_is_used() -> None:
    document = {
        "products": [
            {"SKU": "A", "Name": "A", "Category": "Cat", "Brand": "Bra", "UOM": "Crate", "DiscountRule": "Five"}
        ],
        "customers": [
            {"Name": "C", "Carrier": "Owl", "SalesRepresentative": "Zed", "TaxRule": "VAT", "PaymentTerm": "7 days",
             "Location": "Cellar", "RevenueAccount": "4000"}
        ],
        "stock": [{"SKU": "a", "Location": "Attic", "OnHand": "2.5"}],
    }  # fmt: skip
    books = Universe().add_account(document).books
    for book, name in (
        (books.categories, "Cat"), (books.brands, "Bra"), (books.units, "Crate"), (books.units, "Item"),
        (books.carriers, "Owl"), (books.contacts, "Zed"), (books.tax_rules, "VAT"), (books.payment_terms, "7 days"),
        (books.locations, "Cellar"), (books.locations, "Attic"), (books.discounts, "Five"),
        (books.accounts, "Sales 4000"),
    ):  # fmt: skip
        assert book.by_name(name) is not None, name
    assert books.locations.by_name("Main Warehouse") is not None


@pytest.mark.parametrize(
    ("document", "text"),
    [
        ({"prodcts": []}, "a part 'prodcts' that is not known; known are account_id"),
        ({"products": {}}, "'products' of the seed must be a list, not dict"),
        ({"products": [{"SKU": "A"}]}, "'products[0]' lacks 'SKU' or 'Name'"),
        ({"products": [{"SKU": "A", "Name": "A"}, {"SKU": "a", "Name": "B"}]}, "'products[1].SKU' repeats 'a'"),
        ({"products": [{"SKU": "A", "Name": "A", "PriceTier1": "dear"}]}, "'products[0].PriceTier1' cannot be read"),
        ({"products": [{"SKU": "A", "Name": "A", "ID": "7"}]}, "'products[0].ID' must be a GUID, not '7'"),
        (
            {"products": [{"SKU": "A", "Name": "A", "PriceTiers": {"Gold": 1}}]},
            "'products[0].PriceTiers' has tier 'Gold'",
        ),
        ({"products": ["A"]}, "'products[0]' must be an object, not 'A'"),
        ({"stock": [{"SKU": "B"}]}, "'stock[0]' names product 'B', which is not there"),
        (
            {"products": [{"SKU": "A", "Name": "A"}], "stock": [{"SKU": "A", "OnHand": "x"}]},
            "'stock[0].OnHand' must be a number",
        ),
        ({"customers": [{"Status": "Active"}]}, "'customers[0]' lacks 'Name'"),
        ({"customers": [{"Name": "A"}, {"Name": "a"}]}, "'customers[1].Name' repeats 'a'"),
        ({"customers": [{"Name": "A", "Addresses": ["x"]}]}, "'customers[0].Addresses' must be an object"),
        ({"customers": [{"Name": "A", "ProductPrices": [{"ProductSKU": "Z", "Price": 1}]}]}, "names product 'Z'"),
        ({"me": {"Colour": 1}}, "'me.Colour' of the seed is not known"),
        ({"me": {"TaxCalculationMethod": "Guess"}}, "'me.TaxCalculationMethod' of the seed is 'Row Total' or 'Total'"),
        ({"me": [1]}, "'me' of the seed must be an object, not list"),
        ({"account_id": "x"}, "'account_id' of the seed must be a GUID, not 'x'"),
        ({"application_keys": []}, "'application_keys' of the seed must be a list of at least one text"),
        ({"switches": {"throtle": "off"}}, "There is no switch 'throtle'"),
        ({"locations": [{"IsDefault": True}]}, "'locations[0]' of the seed lacks 'Name'"),
        ({"locations": [7]}, "'locations[0]' of the seed must be a name or an object, not 7"),
        ({"tax_rules": [{"Name": "A", "TaxPercent": "ten"}]}, "'tax_rules[0].TaxPercent' of the seed cannot be read"),
        ({"price_tiers": [str(n) for n in range(11)]}, "'price_tiers' of the seed has 11 entries"),
        ({"attachments": [{"SKU": "B", "FileName": "x"}]}, "'attachments[0]' names product 'B'"),
        ({"product_families": [{"Name": "F"}]}, "'product_families[0]' lacks 'SKU'"),
    ],
)
def test_a_wrong_part_is_refused_by_name(document: dict[str, Any], text: str) -> None:
    with pytest.raises(BadInstruction) as caught:
        Universe().add_account(document)
    assert text in str(caught.value)


def test_a_wrong_document_is_a_400_over_http_and_plants_nothing() -> None:
    company = Company()
    answer = company.control("POST", "accounts", {"customers": [{"Name": 1, "Discount": "x"}]}, 400)
    assert answer == {"error": "'customers[0].Discount' cannot be read."}
    assert len(company.universe.accounts) == 1
    assert "not JSON" in company.http.post("/_fake/accounts", data="{").text


def test_remarks_are_tolerated() -> None:
    Universe().add_account({"source": "me", "_note": 1, "$schema": "x", "description": "d"})


def test_one_key_opens_one_account_and_an_account_planted_again_starts_anew() -> None:
    company = Company()
    with pytest.raises(BadInstruction, match="already belongs to account"):
        company.universe.add_account({"application_keys": company.account.keys})
    company.header()
    again = company.universe.add_account({"account_id": company.account.id, "application_keys": company.account.keys})
    assert (len(company.universe.accounts), len(again.sales.by_id)) == (1, 0)
