from datetime import timedelta

import pytest

from application.ports.storage.publishing import Failure, Head, Notice, Silence, Tally
from application.ports.storage.unit_of_work import AlreadyStored, Work
from domain.events import Event, OrderShipped
from domain.identifiers import SupplierId
from tests.builders import NOON, SUPPLIER, a_notice, a_product_event, an_order_event, every_event

OTHER = SupplierId("other")
SOON = NOON + timedelta(seconds=5)
LATER = NOON + timedelta(hours=1)


def stored(work: Work, *events: Event, supplier: SupplierId = SUPPLIER) -> list[Notice]:
    """Store events in this order; each is named after its place."""
    notices = [a_notice(event, id=f"{supplier}-{place}", supplier=supplier) for place, event in enumerate(events)]
    with work() as store:
        for notice in notices:
            store.outbox.add(notice)
    return notices


def due(work: Work) -> Notice | None:
    with work() as store:
        head = store.outbox.due(SUPPLIER, NOON)
    return head.notice if head else None


def deliver(work: Work, notice: Notice) -> None:
    with work() as store:
        store.outbox.delivered(notice.id, NOON)


def fail(work: Work, notice: Notice, *, due_in: timedelta | None = timedelta(seconds=5), outcome: str = "x") -> None:
    until = None if due_in is None else NOON + due_in
    with work() as store:
        store.outbox.failed(notice.id, Failure(at=NOON, outcome=outcome, detail="Upstock said no", due_at=until))


def test_what_was_not_delivered_comes_in_the_order_it_was_written(work: Work) -> None:
    first, second, third = stored(work, *map(a_product_event, "cab"))
    stored(work, an_order_event(), supplier=OTHER)
    deliver(work, second)
    with work() as store:
        assert store.outbox.pending(SUPPLIER, 10) == (first, third)
        assert store.outbox.pending(SUPPLIER, 1) == (first,)


def test_every_event_comes_back_as_what_it_was(work: Work) -> None:
    notices = stored(work, *every_event())
    with work() as store:
        assert store.outbox.pending(SUPPLIER, 100) == tuple(notices)


def test_an_events_id_is_given_once(work: Work) -> None:
    with work() as store:
        store.outbox.add(a_notice())
        with pytest.raises(AlreadyStored):
            store.outbox.add(a_notice())


def test_many_events_are_appended_in_their_order(work: Work) -> None:
    notices = [a_notice(id=f"{n:03}", event=event) for n, event in enumerate([*every_event()] * 20)]
    with work() as store:
        store.outbox.add_all(notices)
        store.outbox.add_all([])
    with work() as store:
        assert store.outbox.pending(SUPPLIER, 1000) == tuple(notices)
    with pytest.raises(AlreadyStored), work() as store:
        store.outbox.add_all([a_notice(id="new"), a_notice(id="007")])
    with work() as store:
        assert len(store.outbox.pending(SUPPLIER, 1000)) == len(notices)


def test_orders_go_before_what_was_written_earlier_about_the_catalogue(work: Work) -> None:
    product, order = stored(work, a_product_event(), an_order_event())
    assert due(work) == order
    deliver(work, order)
    assert due(work) == product
    deliver(work, product)
    assert due(work) is None


def test_only_the_first_undelivered_event_of_a_subject_is_told(work: Work) -> None:
    first, second, other = stored(work, an_order_event(), an_order_event(), an_order_event(number="UP-2"))
    fail(work, first)
    assert due(work) == other
    deliver(work, other)
    assert due(work) is None
    deliver(work, first)
    assert due(work) == second


def test_one_that_failed_lets_those_go_that_were_never_tried(work: Work) -> None:
    failed, fresh = stored(work, an_order_event(), an_order_event(number="UP-2"))
    fail(work, failed, due_in=timedelta(0))
    assert due(work) == fresh
    deliver(work, fresh)
    assert due(work) == failed


def test_a_head_says_what_became_of_it(work: Work) -> None:
    (notice,) = stored(work, an_order_event())
    fail(work, notice, outcome="not_heard")
    with work() as store:
        store.outbox.failed(notice.id, Failure(at=SOON, outcome="refused", detail="422", due_at=LATER))
    expected = Head(notice=notice, due_at=LATER, tries=2, failing_since=NOON, outcome="refused", detail="422")
    with work() as store:
        assert store.outbox.due(SUPPLIER, SOON) is None
        assert store.outbox.due(SUPPLIER, LATER) == expected
        assert store.outbox.soonest(SUPPLIER) == expected
        assert store.outbox.failing(SUPPLIER, 10) == (expected,)


def test_the_soonest_is_the_head_that_is_due_first(work: Work) -> None:
    late, soon, _behind = stored(work, an_order_event(), a_product_event(), a_product_event())
    fail(work, late, due_in=timedelta(hours=1))
    fail(work, soon, due_in=timedelta(minutes=1))
    with work() as store:
        head = store.outbox.soonest(SUPPLIER)
        assert head is not None
        assert head.notice == soon
        assert store.outbox.soonest(OTHER) is None


def test_a_stopped_subject_is_never_due_and_holds_up_nobody_else(work: Work) -> None:
    stopped, _behind, other = stored(work, an_order_event(), an_order_event(), an_order_event(number="UP-2"))
    fail(work, stopped, due_in=None, outcome="gone")
    assert due(work) == other
    deliver(work, other)
    with work() as store:
        assert store.outbox.due(SUPPLIER, LATER) is None
        assert store.outbox.soonest(SUPPLIER) is None
        store.outbox.hasten(SUPPLIER, LATER)
        assert store.outbox.due(SUPPLIER, LATER) is None
        assert [head.notice for head in store.outbox.failing(SUPPLIER, 10)] == [stopped]


def test_what_was_heard_stays_heard(work: Work) -> None:
    (notice,) = stored(work, an_order_event())
    deliver(work, notice)
    deliver(work, notice)
    fail(work, notice)
    assert due(work) is None
    with work() as store:
        assert store.outbox.tally(SUPPLIER) == Tally(pending=0, failing=0, stopped=0, oldest_at=None)


def test_what_was_put_off_can_be_hastened_for_one_supplier(work: Work) -> None:
    (notice,) = stored(work, an_order_event())
    (others,) = stored(work, an_order_event(), supplier=OTHER)
    fail(work, notice)
    fail(work, others)
    with work() as store:
        store.outbox.hasten(SUPPLIER, NOON)
    assert due(work) == notice
    with work() as store:
        assert store.outbox.due(OTHER, NOON) is None


def test_suppliers_whose_heads_wait_too_long_are_overdue_unless_nobody_listens(work: Work) -> None:
    stored(work, an_order_event())
    (failing, _behind) = stored(work, an_order_event(), an_order_event(), supplier=OTHER)
    fail(work, failing, due_in=timedelta(hours=1))
    with work() as store:
        assert store.outbox.overdue(NOON, 10) == ()
        assert store.outbox.overdue(SOON, 10) == (SUPPLIER,)
        assert store.outbox.overdue(LATER + timedelta(minutes=1), 10) == (SUPPLIER, OTHER)
        assert store.outbox.overdue(LATER + timedelta(minutes=1), 1) == (SUPPLIER,)
        store.outbox.note_silence(SUPPLIER, Silence(in_vain=3, until=SOON))
        assert store.outbox.overdue(SOON, 10) == ()
        assert store.outbox.overdue(SOON + timedelta(seconds=1), 10) == (SUPPLIER,)


def test_a_silence_is_remembered_until_it_is_ended(work: Work) -> None:
    with work() as store:
        assert store.outbox.silence(SUPPLIER) is None
        store.outbox.note_silence(SUPPLIER, Silence(in_vain=2))
        assert store.outbox.silence(SUPPLIER) == Silence(in_vain=2)
        store.outbox.note_silence(SUPPLIER, Silence(in_vain=3, until=LATER))
        assert store.outbox.silence(SUPPLIER) == Silence(in_vain=3, until=LATER)
        assert store.outbox.silence(OTHER) is None
        store.outbox.end_silence(SUPPLIER)
        store.outbox.end_silence(SUPPLIER)
        assert store.outbox.silence(SUPPLIER) is None


def test_what_waits_is_counted_for_one_supplier_and_for_all(work: Work) -> None:
    failing, stopped, _ = stored(work, an_order_event(), a_product_event(), an_order_event(number="UP-2"))
    stored(work, an_order_event(), supplier=OTHER)
    fail(work, failing)
    fail(work, stopped, due_in=None)
    with work() as store:
        assert store.outbox.tally(SUPPLIER) == Tally(pending=3, failing=1, stopped=1, oldest_at=NOON)
        assert store.outbox.tally() == Tally(pending=4, failing=1, stopped=1, oldest_at=NOON)


@pytest.mark.parametrize(
    ("minutes", "due_at", "stuck"), [(29, LATER, False), (30, LATER, True), (0, None, True)], ids=str
)
def test_somebody_should_look_after_half_an_hour_in_vain(minutes: int, due_at: object, stuck: bool) -> None:
    head = Head(notice=a_notice(), due_at=LATER if due_at else None, tries=1, failing_since=NOON)
    assert head.is_stuck(NOON + timedelta(minutes=minutes)) is stuck


def test_one_that_was_never_tried_is_not_stuck() -> None:
    assert not Head(notice=a_notice(), due_at=NOON).is_stuck(LATER)


def test_everything_that_was_told_about_a_subject_is_answered_heard_or_not(work: Work) -> None:
    first, second, _ = stored(work, an_order_event(), an_order_event(OrderShipped), an_order_event(number="UP-9"))
    stored(work, an_order_event(), supplier=OTHER)
    fail(work, first)
    deliver(work, first)
    with work() as store:
        told = store.outbox.told(SUPPLIER, first.event.subject)
        assert store.outbox.told(SUPPLIER, "order:none") == ()
    assert [(each.id, each.type, each.at) for each in told] == [
        (notice.id, notice.event.type, NOON) for notice in (first, second)
    ]
    assert [(each.event, each.heard_at, each.tries, each.detail) for each in told] == [
        (first.event, NOON, 1, "Upstock said no"),
        (second.event, None, 0, ""),
    ]
