from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.remote_sale import RemoteCharge, RemoteLine, RemoteSale
from domain.totals import compare
from tests.builders import a_remote_line, a_remote_sale, a_sale, a_sale_charge, a_sale_line
from tests.domain.random_orders import amounts

SALE = a_sale(lines=[a_sale_line()], charges=[a_sale_charge()])  # 168.00 + 30.00 + 19.80 tax = 217.80


def shown(line: RemoteLine, total: str) -> RemoteSale:
    return a_remote_sale(SALE, lines=[line], total=total)


def test_equal_totals_have_no_difference_and_no_cause() -> None:
    totals = compare(SALE, a_remote_sale(SALE, total="217.8000"))
    assert (totals.order, totals.remote, totals.difference, totals.cause) == (
        Decimal("217.80"),
        Decimal("217.80"),
        Decimal(0),
        "",
    )


@pytest.mark.parametrize(
    ("remote", "cause"),
    [
        (shown(a_remote_line(a_sale_line(product_id="another")), "10.00"), "line_added"),
        (shown(a_remote_line(a_sale_line(discount_percent=5, total="159.60")), "209.40"), "discount"),
        (shown(a_remote_line(a_sale_line(total="168.01")), "217.81"), "line_total"),
        (a_remote_sale(SALE, lines=[], total="33.00"), "line_missing"),
        (
            a_remote_sale(
                SALE,
                charges=[RemoteCharge(description="Freight", price=Decimal(31), tax=Decimal("3.1"))],
                total="218.9",
            ),
            "charge",
        ),
        (a_remote_sale(SALE, charges=[], total="184.80"), "charge"),
        (a_remote_sale(SALE, total="217.82"), "rounding"),
        (a_remote_sale(SALE, total="217.78"), "rounding"),
        (a_remote_sale(SALE, total="217.83"), "tax_rule"),
    ],
)
def test_a_difference_has_the_first_cause_that_explains_it(remote: RemoteSale, cause: str) -> None:
    totals = compare(SALE, remote)
    assert totals.cause == cause
    assert totals.difference == totals.remote - totals.order != 0


def test_case_in_a_product_id_does_not_count() -> None:
    line = a_remote_line(a_sale_line(product_id=SALE.lines[0].product_id.upper()))
    assert compare(SALE, shown(line, "217.82")).cause == "rounding"


@given(amounts("500", places=4))
def test_there_is_a_cause_exactly_when_there_is_a_difference(total: Decimal) -> None:
    totals = compare(SALE, a_remote_sale(SALE, total=total))
    assert bool(totals.cause) is bool(totals.difference)


@given(st.sampled_from(["AUD", "JPY", "BHD"]), amounts("500", places=4))
def test_both_totals_are_told_in_the_currencys_minor_unit(currency: str, total: Decimal) -> None:
    sale = a_sale(currency=currency)
    totals = compare(sale, a_remote_sale(sale, total=total))
    assert totals.remote == sale.currency.rounded(total)
    assert totals.order == sale.currency.rounded(sale.total)
