"""What the minute takes up again, and what it leaves to who was faster."""

from datetime import timedelta

import pytest

from application.catalogue.passes import Passes
from application.ports.storage.mirror import Mode, Stream, StreamRun
from application.ports.storage.unit_of_work import LostRace, UnitOfWork
from application.ports.tasks import Task
from domain.attempt import Patience
from domain.due_times import OVERDUE
from domain.identifiers import OrderNumber
from domain.order import OrderKey
from tests.application.catalogue.connected_shops import ConnectedShops
from tests.application.catalogue.shop import Shop
from tests.builders import NUMBER, SUPPLIER, an_approved_order
from tests.house import House


class Overtaken(Passes):
    """Another process is always a moment faster."""

    def resume(self, store: UnitOfWork, run: StreamRun) -> None:  # noqa: ARG002  # the method it stands in for
        raise LostRace(run.id)


@pytest.fixture
def shop(connected_shops: ConnectedShops) -> Shop:
    shop = connected_shops.open(products=2, contacts=0)
    shop.begin(hours=1)
    with shop.house.use_cases.work() as store:
        shop.house.container.passes().begin(store, SUPPLIER, Stream.PRODUCTS, Mode.INCREMENTAL)
    shop.house.tasks._waiting.clear()
    return shop


def test_a_pass_whose_task_was_lost_is_enqueued_again_once_it_is_overdue(shop: Shop) -> None:
    shop.house.clock.advance(OVERDUE)
    shop.house.use_cases.run_due()
    before = shop.run().tries
    shop.house.clock.advance(timedelta(seconds=1))
    shop.house.use_cases.run_due()
    assert (before, shop.run().tries) == (0, 1)


def test_a_pass_is_taken_up_once_for_each_time_that_it_is_overdue(shop: Shop) -> None:
    shop.house.clock.advance(OVERDUE * 2)
    shop.house.use_cases.run_due()
    shop.house.use_cases.run_due()
    assert shop.run().tries == 1
    assert shop.waiting(Task.FILL_MIRROR).count(shop.run().id) == 1


def test_who_was_faster_is_left_alone(shop: Shop) -> None:
    passes = Overtaken(tasks=shop.house.tasks, clock=shop.house.clock, patience=Patience(), new_id=lambda: "id")
    shop.house.exchange(shop.house.container.passes, passes)
    shop.house.clock.advance(OVERDUE * 2)
    shop.house.use_cases.run_due()
    assert shop.run().tries == 0


def test_an_order_whose_task_was_lost_is_enqueued_again_under_a_new_run(house: House) -> None:
    house.use_cases.approve_order(SUPPLIER, an_approved_order())
    house.tasks._waiting.clear()
    house.clock.advance(OVERDUE * 2)
    house.use_cases.run_due()
    house.use_cases.run_due()
    with house.use_cases.work() as store:
        order = store.orders.get(OrderKey(SUPPLIER, OrderNumber(NUMBER)))
    assert order is not None
    assert order.run > 1
    assert [task.task for task in house.tasks.pending()].count(Task.PLACE_ORDER) >= 1
