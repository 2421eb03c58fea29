"""The fake takes the demonstration account as it is, and shows every fact of it through the API."""

import pytest

from tests.adapters.fake_cin7.documented.caller import Caller
from tests.seeds.documents import account, orders


@pytest.fixture(scope="module")
def caller() -> Caller:
    return Caller().open_account(account())


def test_every_product_is_listed_with_its_prices(caller: Caller) -> None:
    listed = caller.get("product", Limit=1000, IncludeDeprecated="true")["Products"]
    seeded = account()["products"]
    assert [{key: row[key] for key in sent} for sent, row in zip(seeded, listed, strict=True)] == seeded


def test_every_customer_is_listed_with_people_places_and_own_prices(caller: Caller) -> None:
    listed = caller.get("customer", Limit=1000, IncludeDeprecated="true", IncludeProductPrices="true")["CustomerList"]
    seeded = account()["customers"]
    assert [row["Name"] for row in listed] == [row["Name"] for row in seeded]
    for sent, row in zip(seeded, listed, strict=True):
        parts = [*zip(sent["Addresses"], row["Addresses"], strict=True)]
        parts += [*zip(sent["Contacts"], row["Contacts"], strict=True)]
        parts += [*zip(sent.get("ProductPrices", []), row["ProductPrices"], strict=True)]
        assert all(given.items() <= shown.items() for given, shown in parts), sent["Name"]


def test_all_stock_is_available_and_nothing_else(caller: Caller) -> None:
    rows = caller.get("ref/productavailability", Limit=1000)["ProductAvailabilityList"]
    available = {row["SKU"]: (row["OnHand"], row["OnOrder"]) for row in rows}
    seeded = {row["SKU"]: (row["OnHand"], row["OnOrder"]) for row in account()["stock"]}
    assert available == {sku: counts for sku, counts in seeded.items() if any(counts)}


def test_every_book_is_there(caller: Caller) -> None:
    document = account()
    assert [row["Name"] for row in caller.get("ref/priceTier")["PriceTiers"]] == [
        row["Name"] for row in document["price_tiers"]
    ]
    carriers = {row["Description"] for row in caller.get("ref/carrier")["CarrierList"]}
    assert carriers >= {row["Description"] for row in document["carriers"]}
    people = {row["Name"] for row in caller.get("me/contacts", Type="Sale")["MeContactsList"]}
    assert people == set(document["sales_representatives"])


def test_every_order_of_the_demonstration_could_be_written_as_a_sale(caller: Caller) -> None:
    for order in orders()[::10]:
        customer = caller.get("customer", ID=order["customer"]["contact_id"])["CustomerList"][0]
        head = {"CustomerID": customer["ID"], "Location": customer["Location"], "SkipQuote": True}
        sale = caller.must("POST", "sale", head | {"CurrencyRate": 1, "ExternalID": order["number"]})
        lines = [
            {"SKU": line["sku"], "Quantity": line["quantity"], "Price": line["unit_price"], "Tax": 0}
            | {"Discount": line["discount_percent"], "TaxRule": customer["TaxRule"]}
            for line in order["lines"]
        ]
        body = {"SaleID": sale["ID"], "Memo": "", "Status": "AUTHORISED", "Lines": lines}
        assert caller.must("POST", "sale/order", body)["Status"] == "AUTHORISED", order["number"]
