"""A wholesaler's 150 real orders, sent over HTTP, are right to the cent in Cin7, or held for the right reason."""

import json
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any, cast

import pytest
from werkzeug.test import Client

from tests.house import ACCOUNT, KEY, Document, House
from tests.switchboard import line_to

ROOT = Path(__file__).parents[2]
CENT = Decimal("0.01")
Row = Mapping[str, Any]


@pytest.fixture(scope="module")
def account() -> Row:
    return cast("Row", json.loads((ROOT / "adapters/fake_cin7/seeds/demo.json").read_text(), parse_float=Decimal))


@pytest.fixture(scope="module")
def orders() -> list[Row]:
    return [json.loads(line) for line in (ROOT / "entrypoints/cli/demo_orders.jsonl").read_text().splitlines()]


@pytest.fixture
def wholesaler(empty_house: House) -> House:
    empty_house.open_account(
        json.loads((ROOT / "adapters/fake_cin7/seeds/demo.json").read_text()) | {"switches": {"throttle": "off"}}
    )
    empty_house.lift_the_budget()
    return empty_house


@pytest.fixture
def upstock(wholesaler: House) -> Client:
    """Upstock's side: an HTTP client with its token, the supplier connected over the API."""
    issued = wholesaler.use_cases.issue_token("upstock", None)
    client = line_to(wholesaler)
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {issued.text}"
    body = {"account_id": ACCOUNT, "application_key": KEY}
    assert client.put("/v1/suppliers/northwind/connection", json=body).status_code == 201
    options = {
        "status": "authorised",
        "type": "simple",
        "creation_mode": "no_pick",
        "ship_by_source": "delivery_date",
        "freight": {"description": "Freight"},
        "address_field": "Delivery address",
    }
    assert client.put("/v1/suppliers/northwind/sale-options", json=options).status_code == 200
    wholesaler.settle()
    wholesaler.forget_calls()
    return client


@pytest.mark.slow
def test_150_real_orders_become_sales_that_are_right_to_the_cent(
    wholesaler: House, upstock: Client, account: Row, orders: list[Row]
) -> None:
    for order in orders:
        assert upstock.put(f"/v1/suppliers/northwind/orders/{order['number']}", json=order).status_code == 202
    wholesaler.settle()
    foreign = {row["ID"] for row in account["customers"] if row["Currency"] != "USD"}
    sales = {sale["CustomerReference"]: sale for sale in wholesaler.sales()}
    created = [order for order in orders if order["customer"]["contact_id"] not in foreign]
    for order in created:
        answer = shown(upstock, order)
        assert answer["state"] == "created", answer["problems"]
        assert answer["totals"]["difference"] == "0.00"
        assert_right(order, sales[order["number"]], Decimal(answer["totals"]["order"]), account)
    for order in orders:
        if order["customer"]["contact_id"] in foreign:
            answer = shown(upstock, order)
            assert (answer["state"], [problem["code"] for problem in answer["problems"]]) == (
                "held",
                ["customer_currency"],
            )
            assert order["number"] not in sales
    assert len(wholesaler.sales()) == len(created)
    assert len(wholesaler.calls()) == 2 * len(created)


def test_no_order_made_cin7_add_an_address(wholesaler: House, upstock: Client, account: Row, orders: list[Row]) -> None:
    for order in orders[:40]:
        upstock.put(f"/v1/suppliers/northwind/orders/{order['number']}", json=order)
    wholesaler.settle()
    customers = cast("list[Row]", wholesaler.cin7("GET", f"/_fake/accounts/{ACCOUNT}")["customers"])
    now = {row["ID"]: len(row["Addresses"]) for row in customers}
    assert now == {row["ID"]: len(row["Addresses"]) for row in account["customers"]}


def assert_right(order: Row, sale: Document, total: Decimal, account: Row) -> None:
    """Check a sale against arithmetic of this test's own: quantity × price less discount, tax, freight."""
    there = cast("Row", sale["Order"])
    rates = {rule["Name"]: Decimal(str(rule["TaxPercent"])) for rule in account["tax_rules"]}
    products = {row["SKU"]: row for row in account["products"]}
    customer = next(row for row in account["customers"] if row["ID"] == order["customer"]["contact_id"])
    wanted = {}
    for line in order["lines"]:
        rate = rates[products[line["sku"]]["SaleTaxRule"] or customer["TaxRule"]]
        amount = Decimal(line["quantity"]) * Decimal(line["unit_price"])
        net = cents(amount * (100 - Decimal(line["discount_percent"])) / 100)
        wanted[line["sku"]] = (Decimal(line["quantity"]), net, cents(net * rate / 100))
    freight = sum((Decimal(charge["amount"]) for charge in order["charges"]), Decimal(0))
    held = {
        line["SKU"]: (number(line["Quantity"]), number(line["Total"]), number(line["Tax"])) for line in there["Lines"]
    }
    assert held == wanted
    assert sum((number(charge["Price"]) for charge in there["AdditionalCharges"]), Decimal(0)) == freight
    freight_tax = cents(freight * rates[customer["TaxRule"]] / 100)
    assert number(there["Tax"]) == sum(tax for _, _, tax in wanted.values()) + freight_tax
    assert number(there["Total"]) == total == sum(net + tax for _, net, tax in wanted.values()) + freight + freight_tax
    assert cast("Row", sale["ShippingAddress"])["Line1"] == order["custom_fields"]["Delivery address"]
    assert str(sale["ShipBy"]).startswith(order["delivery_date"])
    assert str(sale["SaleOrderDate"]).startswith(order["order_date"])


def shown(upstock: Client, order: Row) -> Row:
    return cast("Row", upstock.get(f"/v1/suppliers/northwind/orders/{order['number']}").json)


def cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def number(value: object) -> Decimal:
    return Decimal(str(value))
