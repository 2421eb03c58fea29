from dataclasses import replace

import pytest

from application.ports.storage.gap import MissingOrder
from application.ports.storage.publishing import Failure, Notice
from application.ports.storage.shipping import SaleWatch
from application.ports.storage.unit_of_work import Work
from domain.errors import InvalidValue
from domain.identifiers import OrderNumber, SupplierId
from domain.order import Order, OrderKey, OrderState
from domain.problems import Cure
from tests.builders import (
    NOON,
    READ_AT,
    SUPPLIER,
    a_connection,
    a_notice,
    a_problem,
    a_product_event,
    a_sale_ref,
    an_approved_order,
    an_order,
    an_order_event,
)

OTHER = SupplierId("other")
ACCOUNT = a_connection().account_id


def put(
    work: Work, number: str, state: OrderState, *, account_id: str = ACCOUNT, cures: tuple[Cure, ...] = ()
) -> Order:
    sale = a_sale_ref(id=f"sale-of-{number}", number=f"SO-{number}") if state is OrderState.CREATED else None
    problems = [a_problem(cures=cures)] if state is OrderState.HELD else []
    made = an_order(approved=an_approved_order(number=number), state=state, sale=sale, problems=problems)
    order = replace(made, account_id=account_id)
    with work() as store:
        store.orders.add(order)
    return order


def watch(work: Work, number: str, *, unlisted: bool = True, absent: bool = True) -> None:
    seen = SaleWatch(
        key=OrderKey(SUPPLIER, OrderNumber(number)),
        unlisted_since=READ_AT if unlisted else None,
        absent_since=NOON if absent else None,
    )
    with work() as store:
        store.shipping.save_watches([seen])


def numbers(work: Work, *cured: str, supplier: SupplierId = SUPPLIER) -> list[str]:
    given = [OrderNumber(number) for number in cured]
    with work() as store:
        page = store.gap.orders(supplier, given, cursor=None, limit=100)
        assert store.gap.count(supplier, given) == len(page.items)
    return [item.key.number for item in page.items]


def connect(work: Work, *, account_id: str = ACCOUNT) -> None:
    with work() as store:
        store.connections.save(replace(a_connection(), account_id=account_id))


def test_orders_on_their_way_are_the_gap_and_no_others(work: Work) -> None:
    for number, state in enumerate(OrderState):
        put(work, f"UP-{number}", state)
    found = {state.value for number, state in enumerate(OrderState) if f"UP-{number}" in numbers(work)}
    assert found == {"accepted", "creating", "checking", "waiting"}
    assert numbers(work, supplier=OTHER) == []


def test_held_orders_belong_to_it_once_their_cause_is_cured(work: Work) -> None:
    put(work, "UP-1", OrderState.HELD)
    put(work, "UP-2", OrderState.HELD)
    put(work, "UP-3", OrderState.IGNORED)
    assert numbers(work, "UP-1", "UP-3") == ["UP-1"]


def test_a_sale_belongs_to_it_when_it_is_neither_listed_nor_found_in_the_account_that_is_linked(work: Work) -> None:
    connect(work, account_id=ACCOUNT.upper())
    for number in ("UP-1", "UP-2", "UP-3"):
        put(work, number, OrderState.CREATED)
    put(work, "UP-4", OrderState.CREATED, account_id="another")
    watch(work, "UP-1")
    watch(work, "UP-2", unlisted=False)
    watch(work, "UP-3", absent=False)
    watch(work, "UP-4")
    with work() as store:
        (missing,) = store.gap.orders(SUPPLIER, [], cursor=None, limit=10).items
    assert missing == MissingOrder(key=OrderKey(SUPPLIER, OrderNumber("UP-1")), absent_since=NOON)


def test_an_order_on_its_way_is_not_missing_whatever_was_seen_of_a_sale_before(work: Work) -> None:
    connect(work)
    put(work, "UP-1", OrderState.ACCEPTED)
    watch(work, "UP-1")
    with work() as store:
        (found,) = store.gap.orders(SUPPLIER, [], cursor=None, limit=10).items
    assert found.absent_since is None


def test_orders_come_by_number_page_by_page(work: Work) -> None:
    for number in ("UP-3", "UP-1", "UP-2"):
        put(work, number, OrderState.WAITING)
    with work() as store:
        first = store.gap.orders(SUPPLIER, [], cursor=None, limit=2)
        second = store.gap.orders(SUPPLIER, [], cursor=first.next_cursor, limit=2)
    assert [[item.key.number for item in page.items] for page in (first, second)] == [["UP-1", "UP-2"], ["UP-3"]]
    assert second.next_cursor is None


def test_curable_are_held_orders_that_wait_for_something_each_once(work: Work) -> None:
    put(work, "UP-2", OrderState.HELD, cures=(Cure.of("product", "NW-001"), Cure.of("product", "NW-002")))
    put(work, "UP-1", OrderState.HELD, cures=(Cure.of("contact", "Sparrow"),))
    put(work, "UP-3", OrderState.HELD)
    with work() as store:
        assert [key.number for key in store.gap.curable(SUPPLIER)] == ["UP-1", "UP-2"]
        assert store.gap.curable(OTHER) == ()


def told(work: Work, *notices: Notice) -> None:
    with work() as store:
        store.outbox.add_all(notices)


def test_events_that_nobody_heard_come_orders_first_page_by_page_and_are_counted_by_type(work: Work) -> None:
    told(
        work,
        a_notice(a_product_event(), id="e-1"),
        a_notice(an_order_event(), id="e-2"),
        a_notice(a_product_event(), id="e-3"),
        a_notice(an_order_event(), id="e-4"),
    )
    with work() as store:
        store.outbox.delivered("e-4", NOON)
        first = store.gap.events(SUPPLIER, cursor=None, limit=2)
        second = store.gap.events(SUPPLIER, cursor=first.next_cursor, limit=2)
        counts = store.gap.unheard(SUPPLIER)
        assert (store.gap.unheard(OTHER), store.gap.events(OTHER, cursor=None, limit=9).items) == ({}, ())
    assert [[head.notice.id for head in page.items] for page in (first, second)] == [["e-2", "e-1"], ["e-3"]]
    assert counts == {an_order_event().type: 1, a_product_event().type: 2}


def test_an_event_tells_how_often_it_was_tried_and_whether_it_was_stopped(work: Work) -> None:
    told(work, a_notice(an_order_event(), id="e-1"))
    with work() as store:
        store.outbox.failed("e-1", Failure(at=NOON, outcome="gone", detail="never again", due_at=None))
        (head,) = store.gap.events(SUPPLIER, cursor=None, limit=9).items
    assert (head.tries, head.due_at, head.detail) == (1, None, "never again")


def test_what_was_stopped_and_what_was_put_off_is_due_once_a_person_says_so(work: Work) -> None:
    told(work, a_notice(an_order_event(), id="e-1"), a_notice(a_product_event(), id="e-2"))
    with work() as store:
        store.outbox.failed("e-1", Failure(at=NOON, outcome="gone", detail="", due_at=None))
        store.outbox.delivered("e-2", NOON)
        store.outbox.resume(SUPPLIER, NOON)
        assert [(head.notice.id, head.due_at) for head in store.gap.events(SUPPLIER, cursor=None, limit=9).items] == [
            ("e-1", NOON)
        ]


@pytest.mark.parametrize("cursor", ["nonsense", "WyJhIl0", "WyJhIiwgImIiXQ"])
def test_a_cursor_of_another_list_is_refused(work: Work, cursor: str) -> None:
    with pytest.raises(InvalidValue), work() as store:
        store.gap.events(SUPPLIER, cursor=cursor, limit=9)
