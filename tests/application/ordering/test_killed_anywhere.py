"""Killed before or after any commit and any call, an order still becomes one complete sale."""

from datetime import timedelta

import pytest

from tests.application.ordering.test_place_order import assert_one_complete_sale
from tests.builders import an_approved_order
from tests.dying_ledger import Killed, dying
from tests.house import House

COMMITS = range(1, 4)  # claimed, opened, placed


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("commit", COMMITS)
def test_a_kill_around_any_commit_still_makes_one_sale(house: House, commit: int, after: bool) -> None:
    ledger = dying(house)
    house.use_cases.approve_order(house.order_supplier, an_approved_order())
    ledger.die(at=commit, after=after)
    with pytest.raises(Killed):
        house.tasks.run_due()
    house.time_passes(timedelta(minutes=10))
    assert_one_complete_sale(house)


@pytest.mark.parametrize("commit", range(1, 4))
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_a_kill_while_checking_changes_nothing(house: House, commit: int, after: bool) -> None:
    ledger = dying(house)
    house.fault("POST", "sale", "commit_then_timeout")
    house.use_cases.approve_order(house.order_supplier, an_approved_order())
    ledger.die(at=commit, after=after)
    with pytest.raises(Killed):
        house.settle(timedelta(minutes=1))
    house.time_passes(timedelta(minutes=10))
    assert_one_complete_sale(house)
