import itertools
from collections.abc import Iterator
from datetime import timedelta

import pytest

from application.ports.storage.publishing import Head, Tally
from application.ports.storage.unit_of_work import UnitOfWork
from application.ports.storefront import Reception
from application.running.deliver_events import wait
from domain.events import Event, OrderEvent, OrderHeld, OrderSaleCreated, OrderShipped
from domain.identifiers import SupplierId
from tests.builders import SUPPLIER, a_product_event, an_order_event
from tests.fakes.storefront import MoodyStorefront
from tests.house import House

OTHER = SupplierId("other")
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
NOT_HEARD, REFUSED, GONE = Reception.NOT_HEARD, Reception.REFUSED, Reception.GONE


class Outside:
    """A house, an Upstock in any mood, and the way events get from one to the other."""

    def __init__(self, house: House) -> None:
        self.house, self.upstock = house, MoodyStorefront()
        house.exchange(house.container.storefront, self.upstock)

    def tell(self, *events: Event, supplier: SupplierId = SUPPLIER) -> None:
        """Append events in a commit of their own, as a use case would."""
        with self.house.use_cases.work() as store:
            self.house.container.teller().tell(store, supplier, *events)

    def wait(self, by: timedelta) -> None:
        """Let time pass with its ticks."""
        self.house.time_passes(by)

    def heads(self) -> tuple[Head, ...]:
        with self.house.use_cases.work() as store:
            return store.outbox.failing(SUPPLIER, 100)

    def tally(self) -> Tally:
        with self.house.use_cases.work() as store:
            return store.outbox.tally()


@pytest.fixture
def outside(empty_house: House) -> Outside:
    return Outside(empty_house)


def orders(*numbers: str) -> Iterator[OrderEvent]:
    return (an_order_event(number=number) for number in numbers)


def life_of(number: str) -> tuple[OrderEvent, ...]:
    return tuple(an_order_event(kind, number=number) for kind in (OrderHeld, OrderSaleCreated, OrderShipped))


def test_what_is_told_is_heard_in_order_and_then_nothing_waits(outside: Outside) -> None:
    outside.tell(*life_of("UP-1"))
    outside.house.run_now()
    assert [notice.event for notice in outside.upstock.heard] == list(life_of("UP-1"))
    assert outside.tally().pending == 0
    assert outside.house.tasks.pending() == ()


def test_a_rolled_back_commit_tells_nothing(outside: Outside) -> None:
    def fail(store: UnitOfWork) -> None:
        outside.house.container.teller().tell(store, SUPPLIER, an_order_event())
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), outside.house.use_cases.work() as store:
        fail(store)
    outside.house.run_now()
    assert outside.upstock.attempts == []
    assert outside.house.tasks.pending() == ()


def test_orders_go_before_a_catalogue_that_was_published_earlier(outside: Outside) -> None:
    outside.tell(a_product_event("a"), a_product_event("b"))
    outside.tell(*orders("UP-1"))
    outside.house.run_now()
    assert outside.upstock.tried == ["order:UP-1", "product:a", "product:b"]


def test_one_that_fails_keeps_the_next_of_its_subject_back_and_nobody_else(outside: Outside) -> None:
    outside.upstock.be(NOT_HEARD, "order:UP-1")
    outside.tell(*life_of("UP-1"), *life_of("UP-2"))
    outside.house.run_now()
    assert outside.upstock.tried == ["order:UP-1", *["order:UP-2"] * 3]
    outside.upstock.be_well("order:UP-1")
    outside.wait(timedelta(seconds=5))
    assert [notice.event for notice in outside.upstock.heard] == [*life_of("UP-2"), *life_of("UP-1")]


def test_the_same_event_keeps_its_id_over_every_try(outside: Outside) -> None:
    outside.upstock.be(NOT_HEARD)
    outside.tell(*orders("UP-1"))
    outside.wait(timedelta(minutes=10))
    assert len(outside.upstock.attempts) > 5
    assert len({notice.id for notice in outside.upstock.attempts}) == 1


def test_waiting_doubles_from_five_seconds_to_an_hour(outside: Outside) -> None:
    instants = []
    outside.upstock.before_answer = lambda _: instants.append(outside.house.clock.now())
    outside.upstock.be(REFUSED)
    outside.tell(*orders("UP-1"))
    outside.wait(timedelta(hours=3))
    waits = [(later - earlier).total_seconds() for earlier, later in itertools.pairwise(instants)]
    assert waits == [5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600]


def test_no_wait_is_too_long_to_compute() -> None:
    assert wait(1) == timedelta(seconds=5)
    assert wait(10_000) == HOUR
    assert wait(10_000, MINUTE) == MINUTE


def test_what_is_refused_is_tried_again_and_can_be_seen(outside: Outside) -> None:
    outside.upstock.be(REFUSED, "order:UP-1")
    outside.tell(*orders("UP-1"))
    outside.wait(timedelta(minutes=31))
    (head,) = outside.heads()
    assert (head.outcome, head.detail) == ("refused", "it is refused")
    assert head.is_stuck(outside.house.clock.now())
    assert outside.tally().failing == 1
    outside.upstock.be_well("order:UP-1")
    outside.wait(HOUR)
    assert outside.tally().pending == 0


def test_what_is_gone_stops_its_subject_for_good(outside: Outside) -> None:
    outside.upstock.be(GONE, "order:UP-1")
    outside.tell(*life_of("UP-1"), *orders("UP-2"))
    outside.wait(HOUR)
    outside.tell(*orders("UP-1"))
    outside.wait(HOUR)
    assert outside.upstock.tried == ["order:UP-1", "order:UP-2"]
    assert outside.tally() == Tally(pending=4, failing=0, stopped=1, oldest_at=outside.heads()[0].notice.at)
    assert outside.house.tasks.pending() == ()


def test_upstock_may_ask_for_more_time(outside: Outside) -> None:
    outside.upstock.be(NOT_HEARD, retry_after=timedelta(minutes=7))
    outside.tell(*orders("UP-1"))
    outside.wait(timedelta(minutes=6))
    assert len(outside.upstock.attempts) == 1
    outside.wait(timedelta(minutes=2))
    assert len(outside.upstock.attempts) == 2


def test_after_hours_without_upstock_everything_is_heard_in_order_and_nothing_is_lost(outside: Outside) -> None:
    outside.upstock.be(NOT_HEARD)
    lives = [life_of(f"UP-{number}") for number in range(8)]
    for life in lives:
        outside.tell(life[0], life[1])
        outside.wait(timedelta(minutes=10))
    outside.tell(*(life[2] for life in lives))
    outside.wait(HOUR)
    assert outside.upstock.heard == []
    outside.upstock.be_well()
    outside.wait(2 * MINUTE)
    heard = [notice.event for notice in outside.upstock.heard]
    assert len(heard) == 24
    for life in lives:
        assert [event for event in heard if event.subject == life[0].subject] == list(life)


def test_while_nobody_listens_a_supplier_with_much_to_tell_makes_few_calls(outside: Outside) -> None:
    outside.upstock.be(NOT_HEARD)
    outside.tell(*(a_product_event(str(number)) for number in range(300)))
    outside.wait(HOUR)
    assert len(outside.upstock.attempts) < 80
    outside.upstock.be_well()
    outside.wait(2 * MINUTE)
    assert outside.tally().pending == 0


def test_many_that_fail_by_themselves_do_not_keep_others_waiting(outside: Outside) -> None:
    for number in range(5):
        outside.upstock.be(NOT_HEARD, f"order:BAD-{number}")
    outside.tell(*orders(*(f"BAD-{number}" for number in range(5))))
    outside.wait(timedelta(minutes=30))
    for number in range(20):
        outside.tell(*orders(f"UP-{number}"))
        outside.wait(MINUTE)
    outside.wait(MINUTE)
    assert len(outside.upstock.heard) == 20
    assert outside.tally().pending == 5


def test_a_run_ends_after_two_hundred_events_and_the_next_goes_on(outside: Outside) -> None:
    outside.tell(*(a_product_event(str(number)) for number in range(450)))
    counts = []
    while outside.house.tasks.run_next():
        counts.append(len(outside.upstock.heard))
    assert counts == [200, 400, 450]


def test_a_run_ends_after_twenty_seconds_and_the_next_goes_on(outside: Outside) -> None:
    outside.upstock.before_answer = lambda _: outside.house.clock.advance(timedelta(seconds=7))
    outside.tell(*(a_product_event(str(number)) for number in range(5)))
    assert outside.house.tasks.run_next()
    assert len(outside.upstock.heard) == 3
    outside.house.run_now()
    assert len(outside.upstock.heard) == 5


def test_suppliers_do_not_wait_for_each_other(outside: Outside) -> None:
    outside.tell(*(a_product_event(str(number)) for number in range(450)))
    outside.tell(*orders("UP-1"), supplier=OTHER)
    for _ in range(2):
        outside.house.tasks.run_next()
    assert [notice.supplier for notice in outside.upstock.heard[200:]] == [OTHER]


def test_two_runs_at_once_lose_nothing_and_keep_the_order(outside: Outside) -> None:
    outside.tell(*life_of("UP-1"))
    nested = iter([True])

    def meanwhile(_: object) -> None:
        if next(nested, False):
            outside.house.use_cases.deliver_events(SUPPLIER)

    outside.upstock.before_answer = meanwhile
    outside.house.run_now()
    first_heard = {notice.id: notice.event for notice in outside.upstock.heard}
    assert list(first_heard.values()) == list(life_of("UP-1"))
    assert outside.tally().pending == 0


def test_a_delivery_whose_record_was_lost_is_told_again_under_the_same_id(outside: Outside) -> None:
    class Killed(BaseException):
        pass

    def die(_: object) -> None:
        outside.upstock.before_answer = lambda _: None
        raise Killed

    outside.tell(*orders("UP-1"))
    outside.upstock.before_answer = die
    with pytest.raises(Killed):
        outside.house.run_now()
    outside.wait(timedelta(minutes=4))
    assert [notice.id for notice in outside.upstock.attempts] == [outside.upstock.heard[0].id] * 2


def test_a_task_that_was_lost_costs_minutes(outside: Outside) -> None:
    outside.tell(*orders("UP-1"))
    outside.house.tasks.lose_everything()
    outside.wait(timedelta(minutes=1))
    assert outside.upstock.heard == []
    outside.wait(timedelta(minutes=3))
    assert len(outside.upstock.heard) == 1


def test_a_retry_that_was_lost_costs_minutes_too(outside: Outside) -> None:
    outside.upstock.be(NOT_HEARD)
    outside.tell(*orders("UP-1"))
    outside.house.run_now()
    outside.house.tasks.lose_everything()
    outside.upstock.be_well()
    outside.wait(timedelta(minutes=4))
    assert len(outside.upstock.heard) == 1


def test_without_an_address_events_wait_and_nothing_is_enqueued(empty_house: House) -> None:
    with empty_house.use_cases.work() as store:
        empty_house.container.teller().tell(store, SUPPLIER, an_order_event())
    assert empty_house.tasks.pending() == ()
    empty_house.use_cases.deliver_events(SUPPLIER)
    empty_house.time_passes(timedelta(hours=1))
    assert empty_house.tasks.pending() == ()
    assert len(empty_house.events()) == 1


def test_events_that_waited_for_an_address_go_when_there_is_one(empty_house: House) -> None:
    with empty_house.use_cases.work() as store:
        empty_house.container.teller().tell(store, SUPPLIER, an_order_event())
    outside = Outside(empty_house)
    outside.wait(timedelta(minutes=4))
    assert len(outside.upstock.heard) == 1


def test_no_transaction_is_open_while_upstock_is_called(outside: Outside) -> None:
    def look(_: object) -> None:
        with outside.house.use_cases.work() as store:  # it would refuse inside another
            assert store.outbox.tally().pending

    outside.upstock.before_answer = look
    outside.tell(*orders("UP-1", "UP-2"))
    outside.house.run_now()
    assert len(outside.upstock.heard) == 2
