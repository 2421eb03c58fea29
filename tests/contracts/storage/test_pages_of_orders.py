from dataclasses import replace
from datetime import timedelta

import pytest

from application.ports.storage.orders import Page
from application.ports.storage.unit_of_work import Work
from domain.errors import InvalidValue
from domain.identifiers import SupplierId
from domain.order import Order, OrderState
from tests.builders import NOON, SUPPLIER, a_buyer, a_sale_ref, an_approved_order, an_order


def an_order_of(
    number: str,
    *,
    minutes: int = 0,
    reference: str = "",
    customer: str = "Harbour Café",
    sale: str = "",
    state: OrderState = OrderState.ACCEPTED,
) -> Order:
    approved = an_approved_order(number=number, reference=reference, customer=a_buyer(customer))
    return an_order(
        approved=approved,
        accepted_at=NOON + timedelta(minutes=minutes),
        state=state,
        sale=a_sale_ref(number=sale) if sale else None,
    )


def put(work: Work, *orders: Order) -> None:
    with work() as store:
        for order in orders:
            store.orders.add(order)


def page(
    work: Work, *, search: str = "", state: OrderState | None = None, cursor: str | None = None, limit: int = 100
) -> Page[Order]:
    with work() as store:
        return store.orders.page(SUPPLIER, state=state, search=search, cursor=cursor, limit=limit)


def found(work: Work, search: str) -> set[str]:
    return {order.key.number for order in page(work, search=search).items}


def test_a_page_holds_one_suppliers_orders_the_latest_accepted_first(work: Work) -> None:
    orders = [an_order_of(str(n), minutes=n) for n in (2, 1, 3)]
    put(work, *orders, an_order(supplier=SupplierId("other")))
    answered = page(work)
    assert [order.key.number for order in answered.items] == ["3", "2", "1"]
    assert set(answered.items) == set(orders)
    assert answered.next_cursor is None


@pytest.mark.parametrize("same_minute", [True, False])
def test_following_the_cursor_shows_every_order_once(work: Work, same_minute: bool) -> None:
    put(work, *(an_order_of(f"UP-{n}", minutes=0 if same_minute else n) for n in range(7)))
    seen: list[str] = []
    cursor: str | None = None
    for _ in range(4):
        part = page(work, cursor=cursor, limit=2)
        seen += [order.key.number for order in part.items]
        cursor = part.next_cursor
    assert cursor is None
    assert sorted(seen) == [f"UP-{n}" for n in range(7)]


def test_an_order_accepted_meanwhile_moves_no_page(work: Work) -> None:
    put(work, *(an_order_of(str(n), minutes=n) for n in range(4)))
    first = page(work, limit=2)
    put(work, an_order_of("new", minutes=9))
    second = page(work, cursor=first.next_cursor, limit=2)
    assert [order.key.number for order in (*first.items, *second.items)] == ["3", "2", "1", "0"]


@pytest.mark.parametrize(
    "cursor", ["nonsense", "WzEsMl0", "äöü", "W10", "bnVsbA", "MQ", "WyIyMDI2LTA1LTA0VDEyOjAwOjAwIiwgIjEiXQ"]
)
def test_a_cursor_from_elsewhere_is_refused(work: Work, cursor: str) -> None:
    with pytest.raises(InvalidValue):
        page(work, cursor=cursor)


def test_a_state_narrows_the_page(work: Work) -> None:
    held = an_order_of("held", state=OrderState.HELD)
    put(work, held, an_order_of("other"))
    assert page(work, state=OrderState.HELD).items == (held,)


@pytest.mark.parametrize("search", ["up-77", "P-7", "po%1", "ÉTOILE", "étoile  du", "so-004", "  UP-77 "])
def test_a_search_finds_a_part_of_number_reference_customer_or_sale_number(work: Work, search: str) -> None:
    wanted = an_order_of("UP-77", reference="Po%1", customer="Café Étoile du Nord", sale="SO-00453")
    put(work, wanted, an_order_of("9", reference="PO-1", customer="Else"))
    assert found(work, search) == {"UP-77"}


@pytest.mark.parametrize("search", ["%", "_", "\\", "77 po", "é\nt", "'"])
def test_a_search_means_every_character_as_it_stands(work: Work, search: str) -> None:
    put(work, an_order_of("UP-77", reference="PO-1", customer="Étoile"))
    assert found(work, search) == set()


def test_a_search_sees_what_was_saved_since(work: Work) -> None:
    order = an_order_of("1")
    put(work, order)
    with work() as store:
        store.orders.save(replace(order, sale=a_sale_ref(number="SO-00999")))
    assert found(work, "so-00999") == {"1"}
