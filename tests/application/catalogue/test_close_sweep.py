"""What a sweep did not show: asked for one by one, then gone; too much of it is believed by nobody."""

from dataclasses import replace
from datetime import timedelta

import pytest

from application.catalogue.close_sweep import is_suspicious
from application.ports.errors import Refused, Unavailable, UnexpectedReply
from application.ports.storage.mirror import Absence, Mode, RunOutcome, Stream
from tests.application.catalogue.connected_shops import ConnectedShops
from tests.application.catalogue.shop import LONG_AGO, Shop, names_of
from tests.builders import SUPPLIER
from tests.house import OPERATOR, House


@pytest.fixture
def shop(connected_shops: ConnectedShops) -> Shop:
    shop = connected_shops.open(products=30, contacts=3)
    shop.begin(hours=1)
    return shop


def sweep(shop: Shop, stream: Stream = Stream.PRODUCTS) -> None:
    with shop.house.use_cases.work() as store:
        shop.house.container.passes().begin(store, SUPPLIER, stream, Mode.SWEEP)
    shop.house.settle()


def test_a_record_that_left_is_asked_for_once_and_then_gone(shop: Shop) -> None:
    shop.remove(7)
    sweep(shop)
    run = shop.run()
    assert (run.outcome, run.missing, run.gone) == (RunOutcome.DONE, 1, 1)
    assert names_of(shop.account.calls) == {"products": 15, "product": 1}
    assert shop.sells("NW-007", "NW-008") == ["NW-008"]


def test_a_sweep_that_shows_everything_asks_for_nothing_more(shop: Shop) -> None:
    sweep(shop)
    assert (shop.run().missing, shop.run().gone) == (0, 0)
    assert names_of(shop.account.calls) == {"products": 15}


def test_a_record_that_the_pages_only_skipped_stays(shop: Shop) -> None:
    hidden = shop.account.products.pop(3)
    with shop.house.use_cases.work() as store:
        shop.house.container.passes().begin(store, SUPPLIER, Stream.PRODUCTS, Mode.SWEEP)
    shop.account.fail("product", Unavailable("not now"))
    shop.house.run_now()
    shop.account.products.append(replace(hidden, name="Renamed meanwhile"))
    shop.house.settle()
    assert (shop.run().missing, shop.run().gone) == (1, 0)
    assert shop.sells("NW-003") == ["NW-003"]


def test_a_customer_who_left_is_gone_as_well(shop: Shop) -> None:
    gone = shop.account.contacts.pop()
    sweep(shop, Stream.CONTACTS)
    with shop.house.use_cases.work() as store:
        assert store.mirror.contact(SUPPLIER, gone.id) is None
    assert shop.run(Stream.CONTACTS).gone == 1


def test_each_missing_record_is_a_task_of_its_own(shop: Shop) -> None:
    shop.remove(1, 2, 3)
    with shop.house.use_cases.work() as store:
        shop.house.container.passes().begin(store, SUPPLIER, Stream.PRODUCTS, Mode.SWEEP)
    assert shop.house.tasks.run_next()
    seen = []
    while shop.house.tasks.run_next():
        seen.append(names_of(shop.account.calls).get("product", 0))
    assert seen == [1, 2, 3, 3, 3]  # the last finds nothing more, and then what follows a change is done


def test_more_than_five_percent_missing_is_believed_by_nobody(empty_house: House) -> None:
    shop = Shop(empty_house, products=100)
    shop.connect()
    shop.begin(hours=1)
    shop.remove(*range(21))
    sweep(shop)
    run = shop.run()
    assert (run.outcome, run.missing, run.gone) == (RunOutcome.SUSPICIOUS, 21, 0)
    assert "21 of 100 products" in run.error
    assert "product" not in names_of(shop.account.calls)
    assert shop.sells("NW-000") == ["NW-000"]


def test_after_a_suspicious_sweep_changes_are_read_on_but_it_does_not_count_as_one(empty_house: House) -> None:
    shop = Shop(empty_house, products=100)
    shop.connect()
    with shop.house.use_cases.work() as store:
        before = store.stream_runs.cursor(SUPPLIER, Stream.PRODUCTS)
    shop.begin(hours=1)
    shop.remove(*range(50))
    sweep(shop)
    with shop.house.use_cases.work() as store:
        after = store.stream_runs.cursor(SUPPLIER, Stream.PRODUCTS)
    assert before is not None
    assert after is not None
    assert after.changed_since == before.changed_since + timedelta(hours=1)
    assert after.swept_at == before.swept_at


@pytest.mark.parametrize(
    ("missing", "known", "is_too_much"),
    [(20, 20, False), (21, 100, True), (21, 420, False), (22, 420, True), (0, 0, False)],
)
def test_too_much_is_more_than_twenty_and_more_than_one_in_twenty(missing: int, known: int, is_too_much: bool) -> None:
    assert is_suspicious(Absence(missing=missing, known=known)) is is_too_much


def test_what_cannot_be_read_is_there_all_the_same(shop: Shop) -> None:
    shop.remove(7)
    shop.account.fail("product", UnexpectedReply("a product without an id"))
    sweep(shop)
    assert (shop.run().outcome, shop.run().missing, shop.run().gone) == (RunOutcome.DONE, 1, 0)
    assert shop.sells("NW-007") == ["NW-007"]


def test_a_look_up_that_fails_now_is_made_later(shop: Shop) -> None:
    shop.remove(7)
    shop.account.fail("product", Unavailable("not now"))
    sweep(shop)
    assert (shop.run().outcome, shop.run().gone) == (RunOutcome.DONE, 1)


def test_a_look_up_that_is_refused_ends_the_sweep_without_a_loss(shop: Shop) -> None:
    shop.remove(7)
    shop.account.fail("product", Refused("Cin7 says: no"))
    sweep(shop)
    assert (shop.run().outcome, shop.run().gone) == (RunOutcome.FAILED, 0)
    assert shop.sells("NW-007") == ["NW-007"]


def test_disconnecting_ends_a_sweep_that_is_closing(shop: Shop) -> None:
    shop.remove(7)
    with shop.house.use_cases.work() as store:
        shop.house.container.passes().begin(store, SUPPLIER, Stream.PRODUCTS, Mode.SWEEP)
    shop.house.tasks.run_next()
    shop.house.use_cases.disconnect_account(SUPPLIER, OPERATOR)
    shop.house.settle()
    assert (shop.run().outcome, shop.run().gone) == (RunOutcome.FAILED, 0)


def test_a_customer_that_the_pages_only_skipped_stays(shop: Shop) -> None:
    hidden = shop.account.contacts.pop()
    with shop.house.use_cases.work() as store:
        shop.house.container.passes().begin(store, SUPPLIER, Stream.CONTACTS, Mode.SWEEP)
    shop.house.tasks.run_next()
    shop.account.contacts.append(hidden)
    shop.house.settle()
    assert (shop.run(Stream.CONTACTS).missing, shop.run(Stream.CONTACTS).gone) == (1, 0)


def test_a_look_up_that_is_answered_after_the_account_changed_hands_is_not_stored(shop: Shop) -> None:
    shop.remove(7)
    with shop.house.use_cases.work() as store:
        shop.house.container.passes().begin(store, SUPPLIER, Stream.PRODUCTS, Mode.SWEEP)
    shop.house.tasks.run_next()

    def forget() -> None:
        with shop.house.use_cases.work() as store:
            store.mirror.forget(SUPPLIER)

    shop.account.meanwhile = forget
    shop.house.tasks.run_next()
    with shop.house.use_cases.work() as store:
        assert store.stream_runs.latest(SUPPLIER, Stream.PRODUCTS) is None


def test_a_deprecated_record_is_no_loss(shop: Shop) -> None:
    shop.account.products[3] = replace(shop.account.products[3], is_deprecated=True, modified_at=LONG_AGO)
    sweep(shop)
    assert (shop.run().missing, shop.run().changed) == (0, 1)


def test_what_comes_back_is_there_again(shop: Shop) -> None:
    kept = shop.account.products[7]
    shop.remove(7)
    sweep(shop)
    shop.account.products.append(kept)
    sweep(shop)
    assert shop.sells("NW-007") == ["NW-007"]
