from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Barrier

import pytest

from application.ports.storage.unit_of_work import AlreadyStored, LostRace, UnitOfWork, Work
from domain.attempt import Outcome
from domain.events import Evidence
from domain.identifiers import OrderNumber, SaleId, SupplierId
from domain.order import Order, OrderKey, OrderState
from domain.problems import Cure, Problem
from domain.sale import SaleRef
from tests.builders import (
    NOON,
    SUPPLIER,
    a_problem,
    a_sale_ref,
    an_approved_order,
    an_attempt,
    an_order,
)

OTHER = SupplierId("other")
CHAI = Cure.of("product", "NW-001")


def numbered(
    number: str,
    *,
    state: OrderState = OrderState.ACCEPTED,
    problems: tuple[Problem, ...] = (),
    next_attempt_at: datetime | None = NOON,
    sale: SaleRef | None = None,
) -> Order:
    approved = an_approved_order(number=number)
    return an_order(approved=approved, state=state, problems=problems, next_attempt_at=next_attempt_at, sale=sale)


def put(work: Work, *orders: Order) -> None:
    with work() as store:
        for order in orders:
            store.orders.add(order)


def got(work: Work, key: OrderKey) -> Order:
    with work() as store:
        order = store.orders.get(key)
    assert order is not None
    return order


def test_an_order_nobody_stored_is_none(work: Work) -> None:
    with work() as store:
        assert store.orders.get(an_order().key) is None


def test_a_number_is_stored_once_for_each_supplier(work: Work) -> None:
    put(work, an_order(), an_order(supplier=OTHER))
    with pytest.raises(AlreadyStored), work() as store:
        store.orders.add(an_order())


def test_an_order_comes_back_with_all_attempts_in_order(work: Work) -> None:
    attempts = [an_attempt(number=n, hash=f"{n}", outcome=Outcome.SILENT, ended_at=NOON) for n in range(1, 12)]
    order = an_order(attempts=attempts)
    put(work, order)
    assert got(work, order.key).attempts == tuple(attempts)


def test_a_saved_order_has_the_next_version_and_is_what_was_saved(work: Work) -> None:
    put(work, an_order())
    changed = replace(
        an_order(), state=OrderState.CREATING, sale=a_sale_ref(), attempts=(an_attempt(),), tries=4, run=2
    )
    with work() as store:
        saved = store.orders.save(changed)
    assert saved == replace(changed, version=1)
    assert got(work, saved.key) == saved


def test_a_changed_attempt_is_stored_and_a_new_one_added(work: Work) -> None:
    order = an_order(attempts=[an_attempt()])
    put(work, order)
    ended = replace(an_attempt(), outcome=Outcome.ANSWERED, ended_at=NOON, found_absent=True, notes=("a note",))
    further = replace(order, attempts=(ended, an_attempt(number=2)))
    with work() as store:
        store.orders.save(further)
    assert got(work, order.key).attempts == further.attempts


def test_a_save_of_an_old_version_loses_the_race(work: Work) -> None:
    put(work, an_order())
    with work() as store:
        store.orders.save(an_order())
    with pytest.raises(LostRace), work() as store:
        store.orders.save(an_order())


def test_a_save_of_an_order_that_is_not_there_loses_the_race(work: Work) -> None:
    with pytest.raises(LostRace), work() as store:
        store.orders.save(an_order())


def outcomes_of_two(job: Callable[[UnitOfWork], object], work: Work) -> list[str]:
    barrier = Barrier(2)

    def one(_: int) -> str:
        barrier.wait()
        try:
            with work() as store:
                job(store)
        except (LostRace, AlreadyStored) as lost:
            return type(lost).__name__
        return "done"

    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(one, range(2)))


def test_of_two_that_save_one_order_at_once_one_loses_the_race(work: Work) -> None:
    put(work, an_order())
    assert outcomes_of_two(lambda store: store.orders.save(an_order()), work) == ["LostRace", "done"]


def test_of_two_that_add_one_order_at_once_one_finds_it_stored(work: Work) -> None:
    assert outcomes_of_two(lambda store: store.orders.add(an_order()), work) == ["AlreadyStored", "done"]


def test_overdue_are_those_that_should_have_gone_on_of_any_supplier_the_oldest_first(work: Work) -> None:
    put(
        work,
        numbered("late", next_attempt_at=NOON - timedelta(minutes=1)),
        an_order(supplier=OTHER, next_attempt_at=NOON - timedelta(hours=1)),
        numbered("due", next_attempt_at=NOON),
        numbered("done", next_attempt_at=None),
    )
    with work() as store:
        found = store.orders.overdue(NOON, 10, each=5)
        first = store.orders.overdue(NOON, 1, each=5)
    assert found == (OrderKey(OTHER, an_order().key.number), numbered("late").key)
    assert first == found[:1]


def test_one_suppliers_long_queue_hides_nobody_elses_overdue_order(work: Work) -> None:
    queue = [numbered(f"{n:02}", next_attempt_at=NOON - timedelta(hours=1, minutes=-n)) for n in range(30)]
    put(work, *queue, an_order(supplier=OTHER, next_attempt_at=NOON - timedelta(minutes=3)))
    with work() as store:
        found = store.orders.overdue(NOON, 10, each=3)
    assert found == (*(order.key for order in queue[:3]), OrderKey(OTHER, an_order().key.number))


def test_held_orders_are_found_by_what_would_release_them_while_they_are_held(work: Work) -> None:
    cures = (CHAI, Cure.of("customer", "Harbour Café"))
    held = numbered("held", state=OrderState.HELD, problems=(a_problem(cures=cures), a_problem(cures=cures[:1])))
    free = numbered("free", state=OrderState.ACCEPTED, problems=(a_problem(cures=cures),))
    put(work, held, free, replace(held, key=OrderKey(OTHER, held.key.number)))
    with work() as store:
        assert store.orders.held_for(SUPPLIER, CHAI) == (held.key,)
        assert store.orders.held_for(SUPPLIER, Cure.of("customer", "HARBOUR  café")) == (held.key,)
        assert store.orders.held_for(SUPPLIER, Cure.of("location", "NW-001")) == ()
        store.orders.save(replace(held, state=OrderState.ACCEPTED))
        store.orders.save(replace(free, state=OrderState.HELD))
    with work() as store:
        assert store.orders.held_for(SUPPLIER, CHAI) == (free.key,)


def test_what_held_orders_wait_for_is_answered_once_each(work: Work) -> None:
    problems = (a_problem(cures=[CHAI, Cure.of("contact", "Harbour  CAFÉ")]),)
    put(work, *(numbered(n, state=OrderState.HELD, problems=problems) for n in ("one", "two")), numbered("free"))
    put(work, replace(numbered("one", state=OrderState.HELD, problems=problems), key=OrderKey(OTHER, OrderNumber("1"))))
    with work() as store:
        assert store.orders.awaited(SUPPLIER) == (Cure("contact", "harbour café"), Cure("product", "nw-001"))
        assert store.orders.awaited(SupplierId("nobody")) == ()


def test_what_is_awaited_is_found_as_it_is_answered_however_long(work: Work) -> None:
    held = numbered("held", state=OrderState.HELD, problems=(a_problem(cures=[Cure.of("contact", "Å" * 5000)]),))
    put(work, held)
    with work() as store:
        (cure,) = store.orders.awaited(SUPPLIER)
        assert store.orders.held_for(SUPPLIER, cure) == (held.key,)


def test_a_cure_may_be_as_long_as_a_name_can_be(work: Work) -> None:
    long, longer = Cure.of("customer", "Å" * 5000), Cure.of("customer", "Å" * 5001)
    held = numbered("held", state=OrderState.HELD, problems=(a_problem(cures=[long]),))
    put(work, held)
    with work() as store:
        assert store.orders.held_for(SUPPLIER, long) == (held.key,)
        assert store.orders.held_for(SUPPLIER, longer) == ()


def test_unsent_are_those_that_are_to_go_and_are_not_complete(work: Work) -> None:
    put(work, *(numbered(state.value, state=state) for state in OrderState), an_order(supplier=OTHER))
    with work() as store:
        found = {key.number for key in store.orders.unsent(SUPPLIER)}
    assert found == {"accepted", "waiting", "creating", "checking", "held"}


def test_open_in_an_account_are_sales_that_await_shipment_or_may_be_there_the_oldest_first(work: Work) -> None:
    for number, state in enumerate(OrderState):
        put(work, replace(numbered(f"UP-{number}", state=state), account_id="Account-1"))
    put(work, replace(numbered("UP-elsewhere", state=OrderState.CREATED), account_id="account-2"))
    with work() as store:
        found = [store.orders.get(key) for key in store.orders.open_in(SUPPLIER, "ACCOUNT-1")]
        assert store.orders.open_in(OTHER, "account-1") == ()
    assert [order.state.value for order in found if order] == ["creating", "created", "partly_shipped", "checking"]


def test_an_order_is_found_by_its_sale_case_aside(work: Work) -> None:
    made = numbered("made", sale=a_sale_ref(id="AbC-1"))
    put(work, made, numbered("other"), replace(made, key=OrderKey(OTHER, made.key.number)))
    with work() as store:
        assert store.orders.of_sale(SUPPLIER, SaleId("aBc-1")) == made.key
        assert store.orders.of_sale(SUPPLIER, SaleId("abc")) is None


def test_counts_say_how_many_stand_in_each_state(work: Work) -> None:
    put(work, numbered("1"), numbered("2"), numbered("3", state=OrderState.HELD), an_order(supplier=OTHER))
    with work() as store:
        counts = store.orders.counts(SUPPLIER)
        held, shipped = (store.orders.count(SUPPLIER, state) for state in (OrderState.HELD, OrderState.SHIPPED))
    assert counts == dict.fromkeys(OrderState, 0) | {OrderState.ACCEPTED: 2, OrderState.HELD: 1}
    assert (held, shipped) == (1, 0)


def test_evidence_comes_back_as_plain_json_the_oldest_first(work: Work) -> None:
    order = an_order()
    put(work, order, an_order(supplier=OTHER))
    pieces = tuple(
        Evidence(kind=f"kind {n}", at=NOON - timedelta(n), document={"b": [n, None, True, 1.5], "a": {"ü": "x\ny"}})
        for n in range(3)
    )
    with work() as store:
        for piece in pieces:
            store.evidence.add(order.key, piece)
    with work() as store:
        assert store.evidence.of(order.key) == pieces
        assert store.evidence.of(OrderKey(OTHER, order.key.number)) == ()


def test_orders_accepted_before_one_are_ahead_of_it_while_they_go_by_themselves(work: Work) -> None:
    waits = [replace(numbered(str(n)), accepted_at=NOON + timedelta(seconds=n)) for n in range(4)]
    done = replace(numbered("done", state=OrderState.CREATED), accepted_at=NOON)
    put(work, *waits, done)
    with work() as store:
        assert [store.orders.ahead_of(order) for order in waits] == [0, 1, 2, 3]
