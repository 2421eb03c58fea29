import threading
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from application.ports.storage.shipping import OtherSale, Outlook, SalePoll, SaleWatch
from application.ports.storage.unit_of_work import Work
from domain.drift import Difference, Drift, DriftKind
from domain.errors import InvalidValue
from domain.identifiers import OrderNumber, SupplierId
from domain.order import Order, OrderKey, OrderState
from tests.builders import NOON, READ_AT, SUPPLIER, a_sale_ref, an_approved_order, an_order

OTHER = SupplierId("other")
LONG_AGO = NOON - timedelta(days=30)
POLL = SalePoll(
    supplier=SUPPLIER, account_id="account-1", changed_since=READ_AT, position="2:1000", asked_at=NOON, run=3
)


def a_created_order(
    number: str = "UP-1001",
    *,
    supplier: SupplierId = SUPPLIER,
    state: OrderState = OrderState.CREATED,
    created_at: datetime = NOON,
    shipped_at: datetime | None = None,
    account_id: str = "account-1",
) -> Order:
    made = an_order(supplier=supplier, approved=an_approved_order(number=number), state=state, next_attempt_at=None)
    ref = a_sale_ref(id=f"sale-{number}", number=f"SO-{number}")
    return replace(made, sale=ref, created_at=created_at, shipped_at=shipped_at, account_id=account_id)


def put(work: Work, *orders: Order) -> None:
    with work() as store:
        for order in orders:
            store.orders.add(order)


def key(number: str = "UP-1001") -> OrderKey:
    return OrderKey(SUPPLIER, OrderNumber(number))


WATCH = SaleWatch(
    key=key(),
    seen="new",
    digest="old",
    says_shipped=True,
    due_at=NOON,
    run=2,
    tries=1,
    doubts=1,
    absent_since=READ_AT,
    read_at=READ_AT,
    others=(OtherSale(ref=a_sale_ref(), seen="new", digest="old", is_rival=True),),
    error="Cin7 did not answer.",
)


def test_a_poll_comes_back_as_it_was_stored_last(work: Work) -> None:
    with work() as store:
        assert store.shipping.poll(SUPPLIER) is None
        store.shipping.save_poll(POLL)
        store.shipping.save_poll(replace(POLL, position=None, asked_at=None, run=4))
    with work() as store:
        assert store.shipping.poll(SUPPLIER) == replace(POLL, position=None, asked_at=None, run=4)
        assert store.shipping.poll(OTHER) is None


def test_a_watch_comes_back_as_it_was_stored_last(work: Work) -> None:
    put(work, a_created_order())
    with work() as store:
        assert store.shipping.watch(key()) == SaleWatch(key=key())
        store.shipping.save_watches([WATCH])
        store.shipping.save_watches([replace(WATCH, error="", due_at=None)])
    with work() as store:
        assert store.shipping.watch(key()) == replace(WATCH, error="", due_at=None)


def test_sales_are_followed_while_they_await_shipment_and_for_a_while_after(work: Work) -> None:
    put(
        work,
        a_created_order("1", created_at=NOON),
        a_created_order("2", state=OrderState.PARTLY_SHIPPED, created_at=READ_AT),
        a_created_order("3", state=OrderState.SHIPPED, shipped_at=NOON),
        a_created_order("4", state=OrderState.SHIPPED, shipped_at=LONG_AGO),
        a_created_order("5", state=OrderState.VOIDED, shipped_at=NOON),
        a_created_order("6", account_id="account-2"),
        a_created_order("7", supplier=OTHER),
        an_order(approved=an_approved_order(number="8")),
    )
    watch = replace(WATCH, key=key("2"))
    with work() as store:
        store.shipping.save_watches([watch])
    with work() as store:
        followed = store.shipping.followed(SUPPLIER, "ACCOUNT-1", shipped_since=READ_AT)
    assert {sale.key.number for sale in followed} == {"1", "2", "3"}
    second = next(sale for sale in followed if sale.key.number == "2")
    assert (second.ref.id, second.ref.number, second.state) == ("sale-2", "SO-2", OrderState.PARTLY_SHIPPED)
    assert (second.created_at, second.watch) == (READ_AT, watch)
    assert [sale.created_at for sale in followed] == sorted(sale.created_at for sale in followed)


def test_the_outlook_counts_what_awaits_shipment_and_knows_the_latest_shipped(work: Work) -> None:
    with work() as store:
        assert store.shipping.outlook(SUPPLIER) == Outlook(awaiting=0, shipped_at=None)
    put(
        work,
        a_created_order("1"),
        a_created_order("2", state=OrderState.PARTLY_SHIPPED),
        a_created_order("3", state=OrderState.SHIPPED, shipped_at=READ_AT),
        a_created_order("4", state=OrderState.SHIPPED, shipped_at=LONG_AGO),
        a_created_order("5", supplier=OTHER, state=OrderState.SHIPPED, shipped_at=NOON),
    )
    with work() as store:
        assert store.shipping.outlook(SUPPLIER) == Outlook(awaiting=2, shipped_at=READ_AT)


def test_readings_that_are_late_are_found_the_latest_first(work: Work) -> None:
    put(work, *(a_created_order(number) for number in ("1", "2", "3", "4")))
    due = {"1": NOON, "2": READ_AT - timedelta(hours=1), "3": READ_AT, "4": None}
    with work() as store:
        store.shipping.save_watches(SaleWatch(key=key(number), due_at=at) for number, at in due.items())
    with work() as store:
        assert store.shipping.overdue(NOON, 10, each=5) == (key("2"), key("3"))
        assert store.shipping.overdue(NOON + timedelta(seconds=1), 1, each=5) == (key("2"),)
        assert store.shipping.overdue(NOON, 10, each=1) == (key("2"),)


def test_the_last_reading_that_is_due_before_an_instant_is_the_suppliers_own(work: Work) -> None:
    put(work, a_created_order("1"), a_created_order("2"), a_created_order("3", supplier=OTHER))
    with work() as store:
        assert store.shipping.last_due(SUPPLIER, before=NOON) is None
        store.shipping.save_watches(
            [
                SaleWatch(key=key("1"), due_at=NOON - timedelta(seconds=9)),
                SaleWatch(key=key("2"), due_at=NOON),
                SaleWatch(key=OrderKey(OTHER, OrderNumber("3")), due_at=NOON - timedelta(seconds=1)),
            ]
        )
    with work() as store:
        assert store.shipping.last_due(SUPPLIER, before=NOON) == NOON - timedelta(seconds=9)
        assert store.shipping.last_due(SUPPLIER, before=NOON + timedelta(seconds=1)) == NOON


@pytest.fixture
def drift() -> Drift:
    quantity = Difference(kind=DriftKind.QUANTITY, approved="12", remote="10", sku="NW-001")
    return Drift(
        key=key(),
        differences=(quantity,),
        value=Decimal("184.80"),
        remote_value=Decimal("154.00"),
        first_seen=READ_AT,
        read_at=NOON,
    )


def test_drift_comes_back_as_it_was_stored_last_until_it_ends(work: Work, drift: Drift) -> None:
    put(work, a_created_order())
    with work() as store:
        assert store.drift.get(key()) is None
        store.drift.put(drift)
        store.drift.put(replace(drift, remote_value=Decimal("160.00")))
    with work() as store:
        assert store.drift.get(key()) == replace(drift, remote_value=Decimal("160.00"))
        store.drift.remove(key())
    with work() as store:
        assert store.drift.get(key()) is None


def test_drift_is_listed_by_number_page_by_page(work: Work, drift: Drift) -> None:
    put(work, *(a_created_order(number) for number in ("1", "2", "3")), a_created_order("4", supplier=OTHER))
    with work() as store:
        for number in ("3", "1", "2"):
            store.drift.put(replace(drift, key=key(number)))
        store.drift.put(replace(drift, key=OrderKey(OTHER, OrderNumber("4"))))
    with work() as store:
        first = store.drift.page(SUPPLIER, cursor=None, limit=2)
        rest = store.drift.page(SUPPLIER, cursor=first.next_cursor, limit=2)
    assert [each.key.number for each in first.items] == ["1", "2"]
    assert [each.key.number for each in rest.items] == ["3"]
    assert rest.next_cursor is None
    with work() as store, pytest.raises(InvalidValue):
        store.drift.page(SUPPLIER, cursor="nonsense", limit=2)


LATELY = NOON - timedelta(days=14)


def orders_of(work: Work, *, sale: str = "nobody's", number: str = "", account: str = "Account-1") -> list[str]:
    with work() as store:
        found = store.shipping.orders_of(SUPPLIER, account, a_sale_ref(id=sale, number=number), shipped_since=LATELY)
    return sorted(each.number for each in found)


def test_a_sale_leads_to_its_order_by_id_in_any_case_else_by_number(work: Work) -> None:
    put(work, a_created_order("UP-1"), a_created_order("UP-2"), a_created_order("UP-3", supplier=OTHER))
    assert orders_of(work, sale="SALE-up-1") == ["UP-1"]
    assert orders_of(work, number="SO-UP-2") == ["UP-2"]
    assert orders_of(work, sale="sale-UP-1", number="SO-UP-2") == ["UP-1"]
    assert orders_of(work, sale="sale-UP-3") == []
    put(work, replace(a_created_order("UP-4"), sale=a_sale_ref(id="sale-UP-4", number="")))
    assert orders_of(work) == []


def test_a_sale_leads_to_no_order_of_another_account_and_to_none_that_nobody_follows(work: Work) -> None:
    put(work, a_created_order("UP-1"), a_created_order("UP-2", state=OrderState.SHIPPED, shipped_at=LONG_AGO))
    assert orders_of(work, sale="sale-UP-1", account="account-2") == []
    assert orders_of(work, sale="sale-UP-2") == []


def test_a_watch_that_is_to_change_is_the_one_that_is_known(work: Work) -> None:
    put(work, a_created_order())
    with work() as store:
        assert store.shipping.watch_to_change(key()) == SaleWatch(key=key())
        store.shipping.save_watches([WATCH])
    with work() as store:
        assert store.shipping.watch_to_change(key()) == WATCH


def test_a_watch_that_somebody_is_changing_is_waited_for(work: Work) -> None:
    put(work, a_created_order())
    with work() as store:
        store.shipping.save_watches([WATCH])
    seen: list[int] = []

    def look() -> None:
        with work() as store:
            seen.append(store.shipping.watch_to_change(key()).run)

    other = threading.Thread(target=look)
    with work() as store:
        watch = store.shipping.watch_to_change(key())
        other.start()
        other.join(0.5)
        assert seen == []
        store.shipping.save_watches([replace(watch, run=watch.run + 1)])
    other.join()
    assert seen == [WATCH.run + 1]
