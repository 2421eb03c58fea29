"""A key that Cin7 wants left alone costs nothing meanwhile, and nobody else any time."""

from datetime import timedelta

import pytest

from adapters.sql import SqlCallBudget
from application.ports.storage.mirror import Mode, Stream
from domain.call_budget import Lane
from domain.order import OrderState
from tests.builders import SUPPLIER, an_approved_order
from tests.house import KEY, OPERATOR, House

BLOCK = timedelta(minutes=10)
ORDERS = 20


class Overheard(SqlCallBudget):
    """Counts how often it is asked for a call."""

    asked = 0

    def acquire(self, key: str, lane: Lane) -> float:
        self.asked += 1
        return super().acquire(key, lane)


@pytest.fixture
def budget(house: House) -> Overheard:
    overheard = Overheard(house.container.engine(), house.clock, 60)
    house.exchange(house.container.budget, overheard)
    return overheard


def everything_waits(house: House) -> None:
    """Let orders, shipments, changes and a full import all want calls, and find that none may be made."""
    house.approve(an_approved_order(number="UP-0"))
    house.forget_calls()
    house.container.budget().block(KEY, BLOCK.total_seconds(), "Cin7 said 429")
    for number in range(1, ORDERS + 1):
        house.use_cases.approve_order(SUPPLIER, an_approved_order(number=f"UP-{number}"))
    house.use_cases.request_job(SUPPLIER, ["shipments", "contacts"], OPERATOR)
    with house.use_cases.work() as store:
        house.container.passes().begin(store, SUPPLIER, Stream.PRODUCTS, Mode.SWEEP)
    house.run_now()


def test_each_that_must_wait_asks_once_and_not_again_until_the_time_is_over(house: House, budget: Overheard) -> None:
    everything_waits(house)
    once, waiting = budget.asked, house.tasks.pending()
    assert {task.due for task in waiting if task.due < house.clock.now() + BLOCK} == set()
    house.time_passes(BLOCK - timedelta(seconds=1))
    assert budget.asked == once
    assert house.calls() == []


def test_everything_goes_on_by_itself_when_the_time_is_over(house: House, budget: Overheard) -> None:
    everything_waits(house)
    house.time_passes(BLOCK + timedelta(minutes=3))
    outlook = house.use_cases.show_budget(SUPPLIER)
    assert outlook.is_idle
    with house.use_cases.work() as store:
        assert store.orders.counts(SUPPLIER)[OrderState.CREATED] == ORDERS + 1
    assert budget.asked < 20 * ORDERS
