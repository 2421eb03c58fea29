"""A header that was made for another composition is put right before it is filled, whatever comes in between."""

from datetime import timedelta

import pytest

from domain.identifiers import OrderNumber
from domain.order import OrderState
from domain.sale_options import SaleOptions, ShipBySource
from tests.application.ordering.test_place_order import assert_one_complete_sale, living
from tests.builders import an_approved_order
from tests.dying_ledger import Killed, dying
from tests.house import OPERATOR, House

LONG_ENOUGH = timedelta(minutes=30)
REFUSED = {"status": 400, "body": '[{"ErrorCode":400,"Exception":"Lines is invalid"}]'}
NOTE = "Expected delivery: 8 May 2026"


@pytest.fixture
def begun(house: House) -> House:
    """An order whose header exists without lines, and a supplier who has chosen another header since."""
    house.fault("POST", "sale/order", REFUSED)
    house.approve(an_approved_order())
    assert house.order("UP-1001").state is OrderState.HELD
    house.choose(SaleOptions(ship_by_source=ShipBySource.NONE))
    return house


def assert_put_right(house: House) -> None:
    assert_one_complete_sale(house)
    [sale] = living(house)
    assert str(sale["ShippingNotes"]).splitlines()[0] == NOTE


@pytest.mark.parametrize(
    "action",
    ["timeout", "reset", "commit_then_timeout", "html_200", {"status": 500}, {"status": 429}, {"status": 403}],
    ids=str,
)
def test_a_correction_that_came_to_nothing_is_made_before_the_lines_are_sent(begun: House, action: object) -> None:
    begun.fault("PUT", "sale", action)
    begun.retry("UP-1001")
    begun.settle(LONG_ENOUGH)
    assert_put_right(begun)


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("commit", [1, 2, 3])  # looked, claimed, placed
def test_a_kill_around_the_correction_leaves_no_header_of_before(begun: House, commit: int, after: bool) -> None:
    ledger = dying(begun)
    begun.use_cases.retry_orders(begun.order_supplier, [OrderNumber("UP-1001")], OPERATOR)
    ledger.die(at=commit, after=after)
    with pytest.raises(Killed):
        begun.run_now()
    begun.time_passes(timedelta(minutes=10))
    assert_put_right(begun)


@pytest.mark.parametrize("action", ["timeout", {"status": 429}], ids=str)
def test_lines_that_came_to_nothing_after_the_correction_find_the_header_put_right(
    begun: House, action: object
) -> None:
    begun.fault("POST", "sale/order", action)
    begun.retry("UP-1001")
    begun.settle(LONG_ENOUGH)
    assert_put_right(begun)
