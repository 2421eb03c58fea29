"""What comes again: when, for whom, and what a tick does when the one before still runs."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from application.ports.errors import Unavailable
from application.ports.storage.due import Chore, Due
from application.ports.storage.mirror import Mode, Stream
from application.ports.storage.notices import StoredHint
from application.ports.tasks import Task
from domain.due_times import NIGHT_BEGINS, NIGHT_LASTS
from domain.identifiers import SupplierId
from domain.notices import HintKind, Subscription
from tests.application.catalogue.connected_shops import ConnectedShops
from tests.application.catalogue.shop import Shop, names_of
from tests.builders import SUPPLIER
from tests.house import OPERATOR, House

HOUR = timedelta(hours=1)


@pytest.fixture
def shop(connected_shops: ConnectedShops) -> Shop:
    return connected_shops.open(products=4, contacts=2)


def due(shop: Shop) -> dict[Chore, Due]:
    with shop.house.use_cases.work() as store:
        return {each.chore: each for each in store.due.of(SUPPLIER)}


def at(shop: Shop, chore: Chore) -> None:
    """Let time pass until this chore is due, and the minute come."""
    shop.house.clock.advance(max(due(shop)[chore].due_at - shop.house.clock.now(), timedelta(0)))
    shop.house.tasks.tick()


def test_connecting_plans_everything_and_disconnecting_nothing(shop: Shop) -> None:
    assert {*due(shop)} == {*Chore} - {Chore.PRUNE}
    shop.house.use_cases.disconnect_account(SUPPLIER, OPERATOR)
    assert due(shop) == {}


def test_changes_are_read_within_a_quarter_of_an_hour_and_every_quarter_of_an_hour(shop: Shop) -> None:
    now = shop.house.clock.now()
    first = due(shop)[Chore.IMPORT].due_at
    assert now < first <= now + timedelta(minutes=15)
    at(shop, Chore.IMPORT)
    assert due(shop)[Chore.IMPORT].due_at == first + timedelta(minutes=15)
    shop.house.run_now()
    assert names_of(shop.account.calls) == {"products": 1, "contacts": 1}
    assert shop.run().mode is Mode.INCREMENTAL


def test_everything_is_read_in_the_suppliers_own_night(shop: Shop) -> None:
    planned = due(shop)[Chore.SWEEP_PRODUCTS]
    local = planned.due_at.astimezone(ZoneInfo("Australia/Perth"))
    night = local.replace(hour=NIGHT_BEGINS.hour, minute=0, second=0, microsecond=0)
    assert planned.time_zone == "Australia/Perth"
    assert night <= local < night + NIGHT_LASTS


def test_a_sweep_comes_every_night(shop: Shop) -> None:
    before = due(shop)[Chore.SWEEP_PRODUCTS].due_at
    with shop.house.use_cases.work() as store:
        store.due.move(SUPPLIER, Chore.IMPORT, before + HOUR)  # an incremental pass would be under way
    at(shop, Chore.SWEEP_PRODUCTS)
    shop.house.settle()
    assert shop.run().mode is Mode.SWEEP
    assert due(shop)[Chore.SWEEP_PRODUCTS].due_at == before + timedelta(days=1)


def test_a_sweep_waits_for_the_pass_under_way_instead_of_being_lost_in_it(shop: Shop) -> None:
    shop.house.clock.advance(due(shop)[Chore.SWEEP_PRODUCTS].due_at - shop.house.clock.now())
    with shop.house.use_cases.work() as store:
        shop.house.container.passes().begin(store, SUPPLIER, Stream.PRODUCTS, Mode.INCREMENTAL)
    shop.house.tasks.tick()
    assert due(shop)[Chore.SWEEP_PRODUCTS].due_at == shop.house.clock.now() + timedelta(minutes=5)
    shop.house.time_passes(timedelta(minutes=6))
    assert shop.run().mode is Mode.SWEEP


def test_the_books_are_read_every_night(shop: Shop) -> None:
    at(shop, Chore.BOOKS)
    assert shop.waiting(Task.READ_BOOKS) == [SUPPLIER]
    shop.house.settle()
    assert names_of(shop.account.calls)["books"] == 1


def test_books_that_cannot_be_read_now_are_read_soon(shop: Shop) -> None:
    shop.account.fail("books", Unavailable("not now"))
    at(shop, Chore.BOOKS)
    shop.house.run_now()
    assert due(shop)[Chore.BOOKS].due_at == shop.house.clock.now() + timedelta(minutes=5)
    shop.house.time_passes(timedelta(minutes=7))
    assert names_of(shop.account.calls)["books"] == 2


def test_a_tick_that_overlaps_another_begins_nothing_twice(shop: Shop) -> None:
    at(shop, Chore.IMPORT)
    shop.house.tasks.tick()
    assert len(shop.waiting(Task.FILL_MIRROR)) == 2


def test_nothing_is_done_between_the_times(shop: Shop) -> None:
    shop.house.time_passes(timedelta(minutes=15))
    shop.account.calls.clear()
    shop.house.tasks.tick()
    shop.house.run_now()
    assert shop.account.calls == []


def test_a_day_of_rest_costs_what_was_missed_once(shop: Shop) -> None:
    shop.house.clock.advance(timedelta(days=3))
    shop.house.tasks.tick()
    planned = due(shop)
    assert all(each.due_at > shop.house.clock.now() for each in planned.values())
    assert len(shop.waiting(Task.FILL_MIRROR)) == 2


def test_more_than_one_block_is_taken_up_in_one_tick(empty_house: House) -> None:
    now = empty_house.clock.now()
    with empty_house.use_cases.work() as store:
        store.due.fill(Due(supplier=SupplierId(f"s{n:03}"), chore=Chore.BOOKS, due_at=now) for n in range(250))
    empty_house.tasks.tick()
    assert len([task for task in empty_house.tasks.pending() if task.task is Task.READ_BOOKS]) == 250


def enqueued(shop: Shop, task: Task) -> int:
    return sum(waiting.task is task for waiting in shop.house.tasks.pending())


def test_webhooks_are_looked_after_every_hour_where_there_are_any(shop: Shop) -> None:
    first = due(shop)[Chore.NOTICES].due_at
    at(shop, Chore.NOTICES)
    assert enqueued(shop, Task.WATCH_NOTICES) == 0
    assert due(shop)[Chore.NOTICES].due_at == first + HOUR
    with shop.house.use_cases.work() as store:
        store.subscriptions.save(Subscription(supplier=SUPPLIER).aimed_at("https://x.example", fresh_token="t1"))
    at(shop, Chore.NOTICES)
    assert enqueued(shop, Task.WATCH_NOTICES) == 1
    assert due(shop)[Chore.NOTICES].due_at == first + 2 * HOUR


def test_one_tick_follows_the_hints_of_all_suppliers(shop: Shop) -> None:
    now = shop.house.clock.now()
    with shop.house.use_cases.work() as store:
        for number in range(250):
            supplier = SupplierId(f"s{number:03}")
            store.hints.add(StoredHint(supplier=supplier, kind=HintKind.PRODUCTS, received_at=now))
    shop.house.tasks.tick()
    with shop.house.use_cases.work() as store:
        assert store.hints.waiting(1000) == ()
