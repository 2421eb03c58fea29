"""One pass over a stream: page by page, from where the last one ended, and never twice at once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from application.catalogue.fill_mirror import TURN
from application.catalogue.passes import OVERLAP
from application.ports.errors import BudgetSpent, Refused, Unavailable, UnexpectedReply
from application.ports.storage.mirror import Mode, RunOutcome, Stream
from application.ports.tasks import Task
from domain.call_budget import Lane
from tests.application.catalogue.connected_shops import ConnectedShops
from tests.application.catalogue.shop import Shop, names_of
from tests.builders import SUPPLIER, a_product, credentials
from tests.fakes.clock import NOON
from tests.house import OPERATOR, House

MINUTE = timedelta(minutes=1)


@pytest.fixture
def shop(connected_shops: ConnectedShops) -> Shop:
    shop = connected_shops.open(products=5, contacts=3)
    shop.begin(hours=1)
    return shop


def sync(shop: Shop, *what: str) -> None:
    shop.house.use_cases.request_job(SUPPLIER, what or ("products", "contacts"), OPERATOR)
    shop.house.settle()


def test_connecting_reads_everything_page_by_page_as_a_sweep(empty_house: House) -> None:
    shop = Shop(empty_house, products=5, contacts=3)
    shop.connect()
    run = shop.run()
    assert (run.mode, run.outcome, run.done, run.total, run.changed) == (Mode.SWEEP, RunOutcome.DONE, 5, 5, 5)
    assert run.asked_at == NOON
    assert run.changed_since is None
    assert shop.run(Stream.CONTACTS).done == 3
    assert shop.directory.lanes.count(Lane.IMPORTS) > 0


def test_the_next_pass_asks_for_what_changed_since_the_first_page_less_an_overlap(shop: Shop) -> None:
    sync(shop)
    run = shop.run()
    assert (run.mode, run.changed_since) == (Mode.INCREMENTAL, NOON - OVERLAP)
    assert (run.done, run.changed, run.outcome) == (0, 0, RunOutcome.DONE)


def test_a_sync_that_finds_nothing_new_costs_two_calls(shop: Shop) -> None:
    sync(shop, "products", "contacts", "prices")
    assert names_of(shop.account.calls) == {"products": 1, "contacts": 1}


def test_changes_are_read_in_the_lane_of_prices(shop: Shop) -> None:
    shop.directory.lanes.clear()
    sync(shop, "products")
    assert shop.directory.lanes == [Lane.PRICES]


def test_only_what_differs_counts_as_changed(shop: Shop) -> None:
    now = shop.house.clock.now()
    shop.account.products[1] = replace(shop.account.products[1], name="Renamed", modified_at=now)
    shop.account.products[2] = replace(shop.account.products[2], modified_at=NOON)
    sync(shop, "products")
    assert shop.run().done == 2
    assert shop.run().changed == 2  # the instant of a change is part of the record


def test_a_pass_that_was_put_off_goes_on_with_the_same_page_and_says_why_meanwhile(shop: Shop) -> None:
    shop.account.fail("products", Unavailable("GET product: Cin7 answered 503."))
    shop.house.use_cases.request_job(SUPPLIER, ["products"], OPERATOR)
    shop.house.run_now()
    run = shop.run()
    assert (run.failures, run.error) == (1, "GET product: Cin7 answered 503.")
    assert run.next_attempt_at is not None
    assert run.next_attempt_at > shop.house.clock.now()
    shop.house.settle()
    run = shop.run()
    assert (run.outcome, run.failures, run.error) == (RunOutcome.DONE, 0, "")


def test_the_wait_grows_with_every_try_in_vain(shop: Shop) -> None:
    shop.account.fail("products", Unavailable("no"), times=4)
    shop.house.use_cases.request_job(SUPPLIER, ["products"], OPERATOR)
    waits = []
    while not shop.run().finished_at:
        shop.house.run_now()
        due = shop.run().next_attempt_at
        if due:
            waits.append(due - shop.house.clock.now())
            shop.house.pass_time(waits[-1])
    assert waits == sorted(waits)
    assert waits[-1] > 5 * waits[0]


def test_waiting_for_its_turn_is_no_trouble(shop: Shop) -> None:
    wait = timedelta(seconds=2)
    shop.account.fail("products", BudgetSpent("used up", retry_after=wait))
    shop.house.use_cases.request_job(SUPPLIER, ["products"], OPERATOR)
    shop.house.run_now()
    run = shop.run()
    assert (run.failures, run.error, run.next_attempt_at) == (0, "", shop.house.clock.now() + wait)
    shop.house.settle()
    assert shop.run().outcome is RunOutcome.DONE


@pytest.mark.parametrize("error", [Refused("Cin7 says: no"), UnexpectedReply("GET product: nonsense")])
def test_what_repeating_cannot_help_ends_the_pass_and_leaves_the_cursor(shop: Shop, error: Refused) -> None:
    shop.account.fail("products", error)
    sync(shop, "products")
    assert (shop.run().outcome, shop.run().error) == (RunOutcome.FAILED, error.detail)
    shop.begin(hours=1)
    sync(shop, "products")
    assert (shop.run().outcome, shop.run().changed_since) == (RunOutcome.DONE, NOON - OVERLAP)


def test_a_pass_of_a_supplier_that_disconnected_ends(shop: Shop) -> None:
    shop.house.use_cases.request_job(SUPPLIER, ["products"], OPERATOR)
    shop.house.use_cases.disconnect_account(SUPPLIER, OPERATOR)
    shop.house.settle()
    assert shop.run().outcome is RunOutcome.FAILED
    assert "not connected" in shop.run().error
    assert shop.account.calls == []


def test_a_request_while_a_sweep_runs_joins_it(empty_house: House) -> None:
    shop = Shop(empty_house, products=5)
    shop.account.fail("products", Unavailable("no"))
    shop.connect()
    shop.account.fail("products", Unavailable("no"))
    with shop.house.use_cases.work() as store:
        swept = shop.house.container.passes().begin(store, SUPPLIER, Stream.PRODUCTS, Mode.SWEEP)
    job = shop.house.use_cases.request_job(SUPPLIER, ["products"], OPERATOR)
    assert job.runs == (swept.id,)
    assert shop.run().mode is Mode.SWEEP


def test_a_task_reads_page_after_page_until_its_turn_is_over(empty_house: House) -> None:
    shop = Shop(empty_house, products=8)
    shop.account.takes(TURN * 0.6, empty_house.clock)
    empty_house.use_cases.connect_account(SUPPLIER, credentials(), location="", actor=OPERATOR)
    shop.account.calls.clear()
    reads = []
    while empty_house.tasks.run_next() and shop.run().done < 8:
        reads.append(names_of(shop.account.calls).get("products", 0))
    assert reads[0] == 2


def test_a_page_that_arrives_after_its_pass_was_cancelled_is_not_stored(shop: Shop) -> None:
    shop.account.products.append(a_product("NW-100", id="p-100", modified_at=shop.house.clock.now()))
    job = shop.house.use_cases.request_job(SUPPLIER, ["products"], OPERATOR)
    shop.account.meanwhile = lambda: shop.house.use_cases.cancel_job(SUPPLIER, job.id, OPERATOR)
    shop.house.settle()
    assert shop.run().outcome is RunOutcome.CANCELLED
    assert shop.sells("NW-100") == []


def test_a_late_task_of_a_pass_that_ended_does_nothing(shop: Shop) -> None:
    shop.house.use_cases.fill_mirror(shop.run().id)
    shop.house.use_cases.fill_mirror("never there")
    shop.house.use_cases.close_sweep(shop.run().id)
    assert shop.account.calls == []


def test_a_lost_task_is_enqueued_again_by_the_minute(shop: Shop) -> None:
    with shop.house.use_cases.work() as store:
        run = shop.house.container.passes().begin(store, SUPPLIER, Stream.PRODUCTS, Mode.INCREMENTAL)
    shop.house.tasks._waiting.clear()
    shop.house.clock.advance(3 * MINUTE)
    shop.house.tasks.tick()
    assert run.id in shop.waiting(Task.FILL_MIRROR)
    shop.house.tasks.tick()
    shop.house.settle()
    assert shop.run(Stream.PRODUCTS).outcome is RunOutcome.DONE


def test_what_came_in_while_a_page_was_unreadable_is_named(shop: Shop) -> None:
    shop.account.products.append(a_product("NW-100", id="p-100", modified_at=shop.house.clock.now()))
    sync(shop, "products")
    assert shop.run().unreadable == ""
    assert shop.sells("NW-100") == ["NW-100"]
