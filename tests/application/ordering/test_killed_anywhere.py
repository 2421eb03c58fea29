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


@pytest.mark.parametrize("commit", [3, 4, 5])  # found, claimed again, placed
def test_a_kill_after_an_empty_double_was_met_leaves_no_header_without_lines(house: House, commit: int) -> None:
    ledger = dying(house)
    house.fault("POST", "sale", "commit_then_timeout")
    house.use_cases.approve_order(house.order_supplier, an_approved_order())
    ledger.die(at=commit, after=True)
    house.tasks.run_next()
    twin = {"CustomerID": "c0000000-0000-4000-8000-000000000001", "Location": "Main Warehouse", "SkipQuote": True}
    house.cin7("POST", "/ExternalApi/v2/sale", {**twin, "ExternalID": "upstock:northwind:UP-1001"})
    with pytest.raises(Killed):
        house.settle(timedelta(minutes=1))
    house.time_passes(timedelta(minutes=10))
    assert_one_complete_sale(house)
    assert [sale["Status"] for sale in house.sales()].count("VOIDED") == 1
