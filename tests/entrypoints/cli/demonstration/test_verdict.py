"""A sale that is not what was approved does not pass."""

from copy import deepcopy
from decimal import Decimal

import pytest

from entrypoints.cli.demonstration.orders import Document, approved_orders
from entrypoints.cli.demonstration.verdict import Expected, Stock, Verdict, expected, judge
from entrypoints.cli.fakes import demo_account

TAXED = Expected(held=False, tax_percent=Decimal(10))

ORDER: Document = {
    "number": "1",
    "customer": {"contact_id": "c", "name": "Chop-suey Chinese"},
    "lines": [{"sku": "NW-041", "quantity": "25", "unit_price": "7.70", "discount_percent": "15"}],
    "charges": [{"description": "Freight", "amount": "3.67"}],
}
SALE: Document = {
    "Order": {
        "SaleOrderNumber": "SO-00001",
        "Lines": [{"SKU": "NW-041", "Quantity": 25, "Total": 163.625, "BackorderQuantity": 0}],
        "AdditionalCharges": [{"Price": 3.67}],
        "Tax": 16.73,
        "Total": 184.03,
    }
}
OUTCOME: Document = {"state": "created", "problems": [], "totals": {"cin7": "184.03", "difference": "0.00"}}


def verdict(sale: Document | None = SALE, wanted: Expected = TAXED, **outcome: object) -> Verdict:
    return judge(ORDER, {**OUTCOME, **outcome}, sale, wanted)


def changed(**order: object) -> Document:
    sale = deepcopy(SALE)
    sale["Order"].update(order)
    return sale


def test_a_sale_that_agrees_line_by_line_and_to_the_cent_is_right() -> None:
    found = verdict()
    assert found.wrong == ()
    assert (found.sent, found.received, found.tax) == (Decimal("167.30"), Decimal("167.30"), Decimal("16.73"))


@pytest.mark.parametrize(
    ("sale", "place"),
    [
        (changed(Lines=[{"SKU": "NW-041", "Quantity": 24, "Total": 163.63, "BackorderQuantity": 0}]), "lines"),
        (changed(Lines=[{"SKU": "NW-041", "Quantity": 25, "Total": 163.62, "BackorderQuantity": 0}]), "lines"),
        (changed(AdditionalCharges=[]), "charges"),
        (changed(Tax=16.72), "tax"),
        (changed(Total=184.02), "total"),
    ],
)
def test_what_is_a_cent_or_a_piece_off_is_wrong_and_named(sale: Document, place: str) -> None:
    assert any(each.startswith(place) for each in verdict(sale).wrong)


def test_a_total_that_we_report_differently_is_wrong() -> None:
    assert verdict(totals={"cin7": "184.00", "difference": "0.03"}).wrong


def test_an_order_without_a_sale_is_wrong() -> None:
    assert verdict(None, state="waiting").wrong == ("no sale: it is waiting",)


@pytest.mark.parametrize(("state", "had_to"), [("held", False), ("created", True)])
def test_an_order_is_held_exactly_when_it_has_to_be(state: str, *, had_to: bool) -> None:
    assert verdict(state=state, wanted=Expected(held=had_to, tax_percent=Decimal(10))).wrong
    assert not verdict(None, state="held", wanted=Expected(held=True, tax_percent=Decimal(0))).wrong


def test_what_must_come_of_an_order_is_read_from_the_account_alone() -> None:
    orders = {order["number"]: order for order in approved_orders()}
    assert expected(orders["10260"], demo_account()).held
    assert expected(orders["10262"], demo_account()) == TAXED


@pytest.mark.parametrize(("behind", "stock"), [(0, Stock.ALL), (5, Stock.SOME), (25, Stock.NONE)])
def test_goods_on_backorder_are_noticed(behind: int, stock: Stock) -> None:
    line = {"SKU": "NW-041", "Quantity": 25, "Total": 163.63, "BackorderQuantity": behind}
    assert verdict(changed(Lines=[line])).in_stock is stock
