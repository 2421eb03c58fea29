from decimal import Decimal

from domain.asked import as_approved
from domain.drift import differences
from domain.shipment import NOTHING_SHIPPED
from domain.totals import compare
from tests.builders import (
    DELIVERY_DATE,
    a_charge,
    a_remote_line,
    a_remote_sale,
    a_sale,
    a_sale_charge,
    a_sale_line,
    an_approved_order,
    an_order_line,
)

SALE = a_sale(charges=[a_sale_charge(price="32.38", tax="3.24")])
REMOTE = a_remote_sale(SALE)
APPROVED = an_approved_order(charges=[a_charge("32.38")])


def test_a_sale_that_says_what_was_approved_agrees_with_it() -> None:
    asked = as_approved(APPROVED, REMOTE)
    assert differences(asked, REMOTE, NOTHING_SHIPPED) == ()
    totals = compare(asked, REMOTE)
    assert (totals.difference, totals.cause) == (Decimal(0), "")
    assert asked.ship_by == DELIVERY_DATE


def test_lines_that_are_equal_are_one_and_each_is_rounded_once() -> None:
    halves = [an_order_line(quantity="0.5", unit_price="0.33", discount_percent=10) for _ in range(3)]
    (line,) = as_approved(an_approved_order(lines=halves), REMOTE).lines
    assert (line.quantity, line.total) == (Decimal("1.5"), Decimal("0.45"))


def test_a_line_at_another_price_stays_a_line_of_its_own() -> None:
    lines = [an_order_line(), an_order_line(unit_price="13.00")]
    assert len(as_approved(an_approved_order(lines=lines), REMOTE).lines) == 2


def test_its_tax_is_the_other_sides() -> None:
    asked = as_approved(APPROVED, REMOTE)
    assert asked.total == Decimal("168.00") + Decimal("32.38") + REMOTE.tax


def test_what_differs_has_its_cause() -> None:
    fewer = a_remote_sale(SALE, lines=[a_remote_line(a_sale_line(quantity=6, total=84, tax="8.40"))], total="128.02")
    assert compare(as_approved(APPROVED, fewer), fewer).cause == "line_total"
