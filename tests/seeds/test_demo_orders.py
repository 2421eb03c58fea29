"""The demonstration's orders are the sample's, in the shape in which Upstock hands them over."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from tests.seeds.documents import account, orders, sample_orders

FIELDS = {
    "number", "reference", "currency", "customer", "order_date", "delivery_date", "comments", "custom_fields",
    "lines", "charges", "approved_at",
}  # fmt: skip
LINE_FIELDS = {"sku", "product_id", "quantity", "unit_price", "discount_percent", "comment"}


def facts_of_approved(order: dict[str, Any]) -> dict[str, Any]:
    """Return what an approved order says, in words of neither document."""
    return {
        "number": order["number"],
        "currency": order["currency"],
        "customer": (order["customer"]["contact_id"], order["customer"]["name"]),
        "days": (order["order_date"], order["delivery_date"]),
        "street": order["custom_fields"]["Delivery address"],
        "freight": [Decimal(charge["amount"]) for charge in order["charges"]],
        "lines": [
            (x["sku"], Decimal(x["quantity"]), Decimal(x["unit_price"]), Decimal(x["discount_percent"]))
            for x in order["lines"]
        ],
    }


def facts_of_sample(order: dict[str, Any]) -> dict[str, Any]:
    """Return what a sample order says, in words of neither document. Units: discounts there are fractions."""
    return {
        "number": order["number"],
        "currency": order["currency"],
        "customer": (order["customer"]["id"], order["customer"]["name"]),
        "days": (order["order_date"], order["delivery_date"]),
        "street": order["ship_address"]["line1"],
        "freight": [Decimal(order["freight"])],
        "lines": [
            (x["sku"], Decimal(x["quantity"]), Decimal(x["unit_price"]), Decimal(x["discount"]) * 100)
            for x in order["lines"]
        ],
    }


def net(order: dict[str, Any]) -> Decimal:
    lines = sum(q * p * (100 - d) / 100 for _, q, p, d in facts_of_approved(order)["lines"])
    return Decimal(lines)


def test_no_fact_of_the_sample_orders_is_lost_or_changed() -> None:
    assert [facts_of_approved(order) for order in orders()] == [facts_of_sample(o) for o in sample_orders()]


def test_the_value_of_all_goods_and_freight_is_the_samples() -> None:
    freight = sum(Decimal(c["amount"]) for order in orders() for c in order["charges"])
    expected = [facts_of_sample(order) for order in sample_orders()]
    assert freight == sum(amount for order in expected for amount in order["freight"])
    assert sum(net(o) for o in orders()) == sum(q * p * (100 - d) / 100 for o in expected for _, q, p, d in o["lines"])


def test_the_rest_of_a_sample_address_is_found_at_the_named_customer_address() -> None:
    customers = {c["ID"]: c for c in account()["customers"]}
    for order in sample_orders():
        wanted = {key: order["ship_address"][key] or "" for key in ("line1", "city", "state", "postcode", "country")}
        known = [
            {key: address[key.capitalize()] or "" for key in wanted}
            for address in customers[order["customer"]["id"]]["Addresses"]
            if address["Type"] == "Shipping"
        ]
        assert wanted in known, f"order {order['number']}: {wanted} is no shipping address of its customer"


def test_there_are_150_orders_with_numbers_of_their_own() -> None:
    numbers = [order["number"] for order in orders()]
    assert len(numbers) == len(set(numbers)) == 150


def test_every_order_has_exactly_the_fields_of_an_approved_order() -> None:
    for order in orders():
        assert set(order) == FIELDS, f"order {order['number']}"
        assert all(set(line) == LINE_FIELDS for line in order["lines"]), f"order {order['number']}"


def test_every_customer_of_an_order_is_in_the_account() -> None:
    known = {(c["ID"], c["Name"]) for c in account()["customers"]}
    strangers = [o["number"] for o in orders() if (o["customer"]["contact_id"], o["customer"]["name"]) not in known]
    assert strangers == []


def test_every_delivery_address_names_one_of_its_customers_shipping_addresses() -> None:
    customers = {c["ID"]: c for c in account()["customers"]}
    for order in orders():
        addresses = customers[order["customer"]["contact_id"]]["Addresses"]
        streets = [address["Line1"] for address in addresses if address["Type"] == "Shipping"]
        assert streets.count(order["custom_fields"]["Delivery address"]) == 1, f"order {order['number']}: {streets}"


def test_every_line_is_a_known_good_ordered_once() -> None:
    goods = {p["SKU"] for p in account()["products"] if p["Type"] == "Stock"}
    for order in orders():
        skus = [line["sku"] for line in order["lines"]]
        assert skus, f"order {order['number']} has no lines"
        assert set(skus) <= goods, f"order {order['number']}: {set(skus) - goods}"
        assert len(skus) == len(set(skus)), f"order {order['number']} names a product twice"


def test_amounts_are_plain_decimals_in_sensible_ranges() -> None:
    for order in orders():
        for line in order["lines"]:
            assert Decimal(line["quantity"]) > 0
            assert Decimal(line["unit_price"]) > 0
            assert 0 <= Decimal(line["discount_percent"]) < 100
            assert "E" not in line["discount_percent"].upper()
        assert [charge["description"] for charge in order["charges"]] == ["Freight"]


def test_an_order_is_approved_on_its_day_and_delivered_after_it() -> None:
    for order in orders():
        approved = datetime.fromisoformat(order["approved_at"])
        assert approved.tzinfo == UTC
        assert approved.date() == date.fromisoformat(order["order_date"])
        assert order["delivery_date"] >= order["order_date"], f"order {order['number']}"


def test_every_order_is_in_its_own_accounts_currency_although_some_customers_are_not() -> None:
    assert {order["currency"] for order in orders()} == {account()["me"]["Currency"]}
