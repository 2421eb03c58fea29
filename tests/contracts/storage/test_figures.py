"""How much there is of what, of one supplier and of all."""

from dataclasses import replace
from datetime import timedelta

from application.ports.storage.figures import Standing, Waiting
from application.ports.storage.jobs import Job, JobState
from application.ports.storage.mirror import Stream, StreamCursor, StreamRun
from application.ports.storage.shipping import SaleWatch
from application.ports.storage.unit_of_work import Work
from domain.alarms import Alarm, AlarmKind
from domain.connection import ConnectionStatus
from domain.identifiers import OrderNumber, SupplierId
from domain.order import OrderKey, OrderState
from domain.order_state import AWAITING_SHIPMENT, GOES_BY_ITSELF
from tests.builders import NOON, SUPPLIER, a_connection, a_problem, a_sale_ref, an_approved_order, an_order

OTHER = SupplierId("other")
HOUR = timedelta(hours=1)
DUE = (("1", NOON), ("2", NOON + HOUR), ("3", None))


def put(
    work: Work, state: OrderState, number: str, *codes: str, supplier: SupplierId = SUPPLIER, hours: int = 0
) -> None:
    """Store an order that was accepted so many hours ago."""
    order = an_order(
        supplier=supplier,
        approved=an_approved_order(number=number),
        state=state,
        accepted_at=NOON - hours * HOUR,
        next_attempt_at=NOON - hours * HOUR if state in GOES_BY_ITSELF else None,
        problems=[a_problem(code, pointer=f"/{place}") for place, code in enumerate(codes)],
    )
    with work() as store:
        store.orders.add(order)


def test_orders_are_counted_where_something_is_still_to_come_and_the_first_is_told(work: Work) -> None:
    put(work, OrderState.WAITING, "1", hours=3)
    put(work, OrderState.WAITING, "2", hours=7, supplier=OTHER)
    put(work, OrderState.CREATED, "3")
    put(work, OrderState.SHIPPED, "4")
    with work() as store:
        ours, all_of_them = store.figures.orders(SUPPLIER), store.figures.orders()
    assert ours[OrderState.WAITING] == Standing(orders=1, oldest_at=NOON - 3 * HOUR)
    assert all_of_them[OrderState.WAITING] == Standing(orders=2, oldest_at=NOON - 7 * HOUR)
    assert all_of_them[OrderState.HELD] == Standing(orders=0, oldest_at=None)
    assert {*all_of_them} == {*GOES_BY_ITSELF, *AWAITING_SHIPMENT, OrderState.HELD}


def test_what_waits_for_calls_is_counted_for_its_supplier_alone(work: Work) -> None:
    put(work, OrderState.ACCEPTED, "1", hours=2)
    put(work, OrderState.WAITING, "2", hours=1)
    put(work, OrderState.HELD, "3", "unknown_product")
    put(work, OrderState.WAITING, "4", supplier=OTHER)
    with work() as store:
        begun = store.orders.get(OrderKey(SUPPLIER, OrderNumber("2")))
        assert begun is not None
        store.orders.save(replace(begun, sale=a_sale_ref()))
        watches = [SaleWatch(key=OrderKey(SUPPLIER, OrderNumber(number)), due_at=at) for number, at in DUE]
        store.shipping.save_watches(watches)
    with work() as store:
        assert store.figures.waiting(SUPPLIER) == Waiting(orders=2, begun=1, until=NOON - HOUR, sales=2)
        assert store.figures.waiting(OTHER) == Waiting(orders=1, begun=0, until=NOON, sales=0)
        assert store.figures.waiting(SupplierId("nobody")) == Waiting(orders=0, begun=0, until=None, sales=0)


def test_overdue_orders_are_counted(work: Work) -> None:
    put(work, OrderState.ACCEPTED, "1", hours=1)
    put(work, OrderState.CHECKING, "2", hours=2, supplier=OTHER)
    put(work, OrderState.CREATED, "3", hours=3)
    with work() as store:
        assert store.figures.overdue(NOON) == 2
        assert store.figures.overdue(NOON, SUPPLIER) == 1
        assert store.figures.overdue(NOON - HOUR) == 1


def test_held_orders_are_counted_once_for_each_thing_that_is_wrong(work: Work) -> None:
    put(work, OrderState.HELD, "1", "unknown_product", "unknown_product", "customer_currency")
    put(work, OrderState.HELD, "2", "unknown_product")
    put(work, OrderState.HELD, "3", "disconnected", supplier=OTHER)
    put(work, OrderState.CREATED, "4")
    with work() as store:
        assert store.figures.held(SUPPLIER) == {"unknown_product": 2, "customer_currency": 1}
        assert next(iter(store.figures.held())) == "unknown_product"
        assert store.figures.held()["disconnected"] == 1


def test_suppliers_are_counted_by_how_their_link_stands(work: Work) -> None:
    with work() as store:
        store.connections.save(a_connection())
        store.connections.save(a_connection(supplier=OTHER).disconnected(NOON))
        assert store.figures.connections() == {
            ConnectionStatus.CONNECTED: 1,
            ConnectionStatus.DISCONNECTED: 1,
            ConnectionStatus.LOST: 0,
        }


def test_passes_under_way_are_counted(work: Work) -> None:
    run = StreamRun(id="1", supplier=SUPPLIER, stream=Stream.PRODUCTS, started_at=NOON)
    with work() as store:
        store.stream_runs.add(run)
        store.stream_runs.add(replace(run, id="2", supplier=OTHER))
        store.stream_runs.add(replace(run, id="3", stream=Stream.CONTACTS, finished_at=NOON))
        assert store.figures.reading() == {Stream.PRODUCTS: 2, Stream.CONTACTS: 0}


def test_how_far_each_connected_supplier_was_read_is_told(work: Work) -> None:
    third = SupplierId("third")
    with work() as store:
        for supplier, hours in ((SUPPLIER, 1), (OTHER, 2), (third, 3)):
            link = a_connection(supplier=supplier)
            store.connections.save(link if supplier != third else link.disconnected(NOON))
            store.stream_runs.move_cursor(
                StreamCursor(supplier=supplier, stream=Stream.PRODUCTS, changed_since=NOON - hours * HOUR)
            )
        assert store.figures.read_until() == {
            Stream.PRODUCTS: (NOON - 2 * HOUR, NOON - HOUR),
            Stream.CONTACTS: (),
        }


def test_jobs_are_counted_by_kind_and_state(work: Work) -> None:
    job = Job(id="1", supplier=SUPPLIER, kind="sync", what=(), actor="a", started_at=NOON)
    with work() as store:
        store.jobs.add(job)
        store.jobs.add(replace(job, id="2", supplier=OTHER))
        store.jobs.add(replace(job, id="3", state=JobState.FAILED, finished_at=NOON))
        assert store.figures.jobs() == {("sync", JobState.RUNNING): 2, ("sync", JobState.FAILED): 1}


def test_open_alarms_are_counted_by_kind(work: Work) -> None:
    alarms = [Alarm(kind=AlarmKind.TIER_HOLE, subject=f"product:{name}", detail="x") for name in "ab"]
    with work() as store:
        store.alarms.settle(SUPPLIER, [], alarms, NOON)
        store.alarms.settle(OTHER, [], alarms[:1], NOON)
        store.alarms.settle(SUPPLIER, ["product:a"], [], NOON)
        assert store.figures.alarms() == {AlarmKind.TIER_HOLE: 2}
