"""Killed before or after any commit and any call, an order still becomes one complete sale."""

from datetime import timedelta

import pytest

from application.ordering.ledger import OrderLedger
from domain.events import Evidence
from domain.order import Order
from tests.application.ordering.test_place_order import assert_one_complete_sale
from tests.builders import an_approved_order
from tests.house import House

COMMITS = range(1, 4)  # claimed, opened, placed


class Killed(BaseException):
    """The process ends here: nothing catches this, as nothing catches a kill."""


class DyingLedger(OrderLedger):
    """Ends the process before or after its n-th commit, once."""

    def die(self, *, at: int, after: bool) -> None:
        self._countdown, self._after = at, after

    def write(self, order: Order, *evidence: Evidence) -> Order:
        self._countdown -= 1
        if self._countdown == 0 and not self._after:
            raise Killed
        saved = super().write(order, *evidence)
        if self._countdown == 0:
            raise Killed
        return saved


def dying(house: House) -> DyingLedger:
    """Give the house a ledger that can die."""
    container = house.container
    ledger = DyingLedger(work=container.work, tasks=house.tasks, clock=house.clock, new_id=container.new_id())
    ledger.die(at=0, after=False)
    house.exchange(container.ledger, ledger)
    return ledger


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("commit", COMMITS)
def test_a_kill_around_any_commit_still_makes_one_sale(house: House, commit: int, after: bool) -> None:
    ledger = dying(house)
    house.use_cases.approve_order(house.order_supplier, an_approved_order())
    ledger.die(at=commit, after=after)
    with pytest.raises(Killed):
        house.tasks.run_due()
    house.minutes_pass(10)
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
    house.minutes_pass(10)
    assert_one_complete_sale(house)
