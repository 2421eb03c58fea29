"""How calls stand, what waits for them, and whether what is foretold comes true."""

from datetime import timedelta

import pytest

from application.ports.storage.mirror import Mode, Stream
from application.shipping.sale_reads import SaleReads
from domain.attempt import Patience
from domain.call_budget import Lane
from domain.errors import Conflict
from domain.identifiers import SupplierId
from tests.builders import SUPPLIER, an_approved_order
from tests.fakes.cut_off import OneByOne
from tests.house import KEY, OPERATOR, House

SECOND = timedelta(seconds=1)


def approve(house: House, count: int) -> None:
    for number in range(count):
        house.use_cases.approve_order(SUPPLIER, an_approved_order(number=f"UP-{number}"))
    house.run_now()


def begin_to_read(house: House, stream: Stream, mode: Mode, path: str) -> None:
    session = house.container.session()
    session.mount("https://", OneByOne(session.get_adapter("https://"), path))
    with house.use_cases.work() as store:
        house.container.passes().begin(store, SUPPLIER, stream, mode)
    house.run_now()


def test_where_nothing_waits_there_is_nothing_to_foretell(house: House) -> None:
    house.forget_calls()
    outlook = house.use_cases.show_budget(SUPPLIER)
    assert outlook.is_idle
    assert (outlook.orders_through_at, outlook.readings, outlook.usage.used) == (None, (), 0)


def test_orders_are_through_when_it_was_foretold(house: House) -> None:
    house.forget_calls()
    approve(house, 40)
    foretold = house.use_cases.show_budget(SUPPLIER).orders_through_at
    assert foretold is not None
    house.time_passes(foretold - house.clock.now() - SECOND)
    assert house.use_cases.show_budget(SUPPLIER).orders_waiting > 0
    house.time_passes(3 * SECOND)
    assert house.use_cases.show_budget(SUPPLIER).orders_waiting == 0


def test_an_order_whose_sale_is_opened_waits_for_one_call(house: House) -> None:
    house.fault("POST", "sale/order", {"status": 429})
    approve(house, 1)
    assert house.use_cases.show_budget(SUPPLIER).lanes[Lane.ORDERS].calls == 1


def test_an_order_that_tries_again_later_is_not_foretold_for_earlier(house: House) -> None:
    house.cut_off(timedelta(hours=1))
    approve(house, 1)
    house.time_passes(timedelta(minutes=5))
    [order] = (house.order("UP-0"),)
    foretold = house.use_cases.show_budget(SUPPLIER).orders_through_at
    assert foretold == order.next_attempt_at
    assert foretold is not None
    assert foretold > house.clock.now()


@pytest.mark.parametrize(
    ("stream", "mode", "path", "lane"),
    [
        (Stream.PRODUCTS, Mode.SWEEP, "/product", Lane.IMPORTS),
        (Stream.CONTACTS, Mode.SWEEP, "/customer", Lane.IMPORTS),
    ],
)
def test_a_reading_ends_about_when_it_was_foretold(
    house: House, stream: Stream, mode: Mode, path: str, lane: Lane
) -> None:
    house.forget_calls()
    begin_to_read(house, stream, mode, path)
    house.time_passes(5 * SECOND)
    [reading] = house.use_cases.show_budget(SUPPLIER).readings
    assert (reading.lane, reading.job, reading.done) == (lane, None, 3)
    assert reading.calls == (reading.total or 0) - 3
    assert reading.ends_at is not None
    house.time_passes(reading.ends_at - house.clock.now() + 2 * SECOND)
    assert house.use_cases.show_budget(SUPPLIER).readings == ()


def test_a_reading_that_somebody_asked_for_names_its_job(house: House) -> None:
    job = house.use_cases.request_job(SUPPLIER, ["products"], OPERATOR)
    outlook = house.use_cases.show_budget(SUPPLIER)
    [reading] = outlook.readings
    assert (reading.lane, reading.job, reading.calls, reading.ends_at) == (Lane.PRICES, job.id, None, None)
    assert (outlook.lanes[Lane.PRICES].waiting, outlook.lanes[Lane.PRICES].calls) == (1, 1)


def test_sales_that_are_to_be_read_wait_in_their_lane(house: House) -> None:
    keys = [house.approve(an_approved_order(number=f"UP-{number}")).key for number in range(3)]
    house.container.budget().block(KEY, 60, "Cin7 said 429")
    reads = SaleReads(tasks=house.tasks, clock=house.clock, patience=Patience())
    with house.use_cases.work() as store:
        reads.ask(store, [store.shipping.watch(key) for key in keys])
    house.run_now()
    lane = house.use_cases.show_budget(SUPPLIER).lanes[Lane.SHIPMENTS]
    assert (lane.waiting, lane.calls, lane.free_in) == (3, 3, 60)


def test_without_a_key_there_is_nothing_to_show(house: House) -> None:
    house.use_cases.disconnect_account(SUPPLIER, OPERATOR)
    for supplier in (SUPPLIER, SupplierId("nobody")):
        with pytest.raises(Conflict, match="not connected"):
            house.use_cases.show_budget(supplier)
