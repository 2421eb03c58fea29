"""Readings of sales that only wait for their turn."""

from datetime import timedelta
from itertools import pairwise

from application.shipping.sale_reads import SaleReads
from domain.attempt import Patience
from domain.call_budget import Lane
from domain.identifiers import OrderNumber
from domain.order import OrderKey
from tests.builders import SUPPLIER, an_approved_order
from tests.house import KEY, House

SALES = 6
KEYS = [OrderKey(SUPPLIER, OrderNumber(f"UP-{number}")) for number in range(SALES)]


def have_all_read(house: House) -> None:
    """Ask for every sale to be read, with every call of this minute used up."""
    for number in range(SALES):
        house.approve(an_approved_order(number=f"UP-{number}"))
    house.forget_calls()
    while house.container.budget().acquire(KEY, Lane.ORDERS) == 0:
        pass
    reads = SaleReads(tasks=house.tasks, clock=house.clock, patience=Patience())
    with house.use_cases.work() as store:
        reads.ask(store, [store.shipping.watch(key) for key in KEYS])
    house.run_now()


def test_they_come_back_one_after_the_other_and_nothing_is_said_against_them(house: House) -> None:
    have_all_read(house)
    with house.use_cases.work() as store:
        watches = [store.shipping.watch(key) for key in KEYS]
        assert store.figures.waiting(SUPPLIER).sales == SALES
    due = sorted(watch.due_at for watch in watches if watch.due_at)
    pace = house.container.budget().pace
    assert [(later - sooner).total_seconds() for sooner, later in pairwise(due)] == [pace] * 5
    assert {(watch.tries, watch.error) for watch in watches} == {(0, "")}


def test_all_are_read_as_soon_as_calls_are_free(house: House) -> None:
    have_all_read(house)
    house.time_passes(timedelta(seconds=75))
    with house.use_cases.work() as store:
        assert store.figures.waiting(SUPPLIER).sales == 0
        assert all(store.shipping.watch(key).read_at for key in KEYS)
