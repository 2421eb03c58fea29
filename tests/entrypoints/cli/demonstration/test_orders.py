"""Few orders show much."""

import pytest

from entrypoints.cli.demonstration.orders import approved_orders, mixed
from entrypoints.cli.demonstration.verdict import expected
from entrypoints.cli.fakes import demo_account


@pytest.mark.parametrize("count", [4, 12, 150])
def test_some_are_held_some_taxed_some_discounted(count: int) -> None:
    account = demo_account()
    chosen = mixed(approved_orders(), account, count)
    wanted = [expected(order, account) for order in chosen]
    assert len(chosen) == count
    assert any(each.held for each in wanted)
    assert any(each.tax_percent for each in wanted)
    assert any(line["discount_percent"] != "0" for order in chosen for line in order["lines"])


def test_a_single_order_is_one_that_becomes_a_sale() -> None:
    account = demo_account()
    (only,) = mixed(approved_orders(), account, 1)
    assert not expected(only, account).held
