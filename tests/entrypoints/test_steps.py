"""Tasks as they run: whose they are, what came of them, how long they took."""

import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from prometheus_client import generate_latest
from structlog.testing import capture_logs

from application.ports.storage.mirror import Mode, Stream
from application.ports.tasks import Task
from application.use_cases import handlers
from domain.order import Order
from domain.shipment import Concern, ShipmentStatus
from entrypoints import logs
from entrypoints.instruments import Instruments
from entrypoints.steps import Steps
from tests.builders import SUPPLIER, an_approved_order
from tests.entrypoints.exposition import samples
from tests.house import OPERATOR, House
from tests.quiet_logs import logging_as_before


def watched(house: House) -> Instruments:
    """Let this house's tasks be watched from now on."""
    instruments = Instruments()
    house.tasks.run(Steps(house.use_cases, instruments).handlers(), house.use_cases.run_due)
    return instruments


def counted(instruments: Instruments) -> dict[str, float]:
    return samples(generate_latest(instruments.registry))


@contextmanager
def log_lines(level: str = "DEBUG") -> Iterator[list[dict[str, object]]]:
    """Log as in production, and answer the lines at the end."""
    stream, lines = io.StringIO(), list[dict[str, object]]()
    try:
        with logging_as_before():
            logs.configure(level=level, shape="json", secrets=(), stream=stream)
            yield lines
    finally:
        lines += map(json.loads, stream.getvalue().splitlines())


def test_every_task_is_watched(house: House) -> None:
    assert {*Steps(house.use_cases, Instruments()).handlers()} == {*handlers(house.use_cases)} == {*Task}


def test_every_step_of_an_order_says_where_it_stands_then(house: House) -> None:
    watched(house)
    with capture_logs() as lines:
        house.approve(an_approved_order(number="UP-1"))
        house.approve(an_approved_order(number="UP-2", currency="EUR"))
    stood = [(line["event"], line["attempt"], line["problems"]) for line in lines if "attempt" in line]
    assert stood == [("order.placed", 1, []), ("order.held", 0, ["order_currency"])]


def test_an_order_that_is_placed_tells_how_long_it_took_and_how_many_calls(house: House) -> None:
    instruments = watched(house)
    house.use_cases.approve_order(SUPPLIER, an_approved_order(number="UP-1"))
    house.clock.advance(timedelta(seconds=20))
    house.run_now()
    found = counted(instruments)
    assert (found["order_seconds_count"], found["order_seconds_sum"]) == (1, 20)
    assert (found["calls_per_order_sum"], found["tasks_total{done,place_order}"]) == (2, 1)
    assert found["task_seconds_count{place_order}"] == 1


def test_a_task_that_has_nothing_to_do_tells_nothing_again(house: House) -> None:
    instruments = watched(house)
    order = house.approve(an_approved_order(number="UP-1"))
    with capture_logs() as lines:
        Steps(house.use_cases, instruments).handlers()[Task.PLACE_ORDER](order.key.text)
    assert lines == []
    assert counted(instruments)["order_seconds_count"] == 1


def test_every_line_of_a_task_says_whose_it_is(house: House) -> None:
    watched(house)
    with log_lines() as lines:
        house.approve(an_approved_order(number="UP-1"))
        logs.info(logs.NOT_READY)
    of_calls = [line for line in lines if line["event"] == "cin7.call"]
    assert {(line["call"], line["supplier"], line["order"], line["task"]) for line in of_calls} == {
        ("POST sale", "northwind", "UP-1", "place_order"),
        ("POST sale/order", "northwind", "UP-1", "place_order"),
    }
    (placed,) = [line for line in lines if line["event"] == "order.placed"]
    assert (placed["supplier"], placed["order"]) == ("northwind", "UP-1")


def told(lines: list[dict[str, object]], beginning: str) -> list[dict[str, object]]:
    return [line for line in lines if str(line["event"]).startswith(beginning)]


def test_each_step_of_an_order_is_told_with_whose_it_is_and_which_attempt(house: House) -> None:
    watched(house)
    with log_lines() as lines:
        house.approve(an_approved_order(number="UP-1"))
    steps = told(lines, "order.")
    assert [line["event"] for line in steps] == ["order.claimed", "order.opened", "order.placed"]
    assert {(line["supplier"], line["order"], line["attempt"]) for line in steps} == {("northwind", "UP-1", 1)}
    assert steps[1]["sale"] == steps[2]["sale"]
    assert {line["attempt"] for line in told(lines, "cin7.call")} == {1}


def test_a_look_is_told_with_what_it_means(house: House) -> None:
    watched(house)
    house.fault("POST", "sale", "commit_then_timeout")
    with log_lines() as lines:
        house.approve(an_approved_order(number="UP-1"))
    events = [line["event"] for line in told(lines, "order.")]
    assert events == ["order.claimed", "order.unclear", "order.looked", "order.claimed", "order.placed"]
    (look,) = told(lines, "order.looked")
    assert (look["order"], look["attempt"]) == ("UP-1", 1)
    assert "holds nothing yet: it is filled" in str(look["verdict"])


def test_a_job_is_told_from_its_beginning_to_its_end(house: House) -> None:
    watched(house)
    with log_lines() as lines:
        job = house.use_cases.request_job(SUPPLIER, ["products"], OPERATOR)
        house.settle()
    steps = told(lines, "job.")
    assert [line["event"] for line in steps] == ["job.started", "job.finished"]
    assert {line["job"] for line in steps} == {job.id}
    assert {line["supplier"] for line in steps} == {"northwind"}
    assert (steps[0]["what"], steps[0]["actor"]) == (["products"], OPERATOR.name)


def test_a_job_that_failed_or_was_stopped_is_told_as_such(house: House) -> None:
    watched(house)
    house.fault("GET", "product", {"status": 400, "body": '[{"ErrorCode": 400, "Exception": "no"}]'})
    with log_lines() as lines:
        house.use_cases.request_job(SUPPLIER, ["products"], OPERATOR)
        house.settle()
        job = house.use_cases.request_job(SUPPLIER, ["products"], OPERATOR)
        house.use_cases.cancel_job(SUPPLIER, job.id, OPERATOR)
    ends = [line for line in told(lines, "job.") if line["event"] != "job.started"]
    assert [(line["event"], line["level"]) for line in ends] == [("job.failed", "warning"), ("job.cancelled", "info")]
    assert "Cin7 says: no" in str(ends[0]["error"])


def changed(house: House, number: str, task: Task, change: Callable[[Order], Order]) -> list[str]:
    """Let a task do nothing but change an order, and answer what was logged."""
    instruments = house.container.instruments()
    steps, key = Steps(house.use_cases, instruments), house.order(number).key

    def handler(_subject: str) -> None:
        with house.use_cases.work() as store:
            store.orders.save(change(house_order(store.orders.get(key))))

    with capture_logs() as lines:
        steps._timed(task, steps._with_order, handler)(key.text)
    return [line["event"] for line in lines]


def house_order(found: Order | None) -> Order:
    assert found
    return found


@pytest.mark.parametrize(
    ("status", "event"),
    [
        (ShipmentStatus.PARTLY_SHIPPED, "order.partly_shipped"),
        (ShipmentStatus.SHIPPED, "order.shipped"),
        (ShipmentStatus.VOIDED, "order.voided"),
    ],
)
def test_goods_that_moved_are_told_once(house: House, status: ShipmentStatus, event: str) -> None:
    house.approve(an_approved_order(number="UP-1"))

    def moved(order: Order) -> Order:
        return order.shipment_seen(replace(order.shipment, status=status), house.clock.now())

    assert changed(house, "UP-1", Task.READ_SALE, moved) == [event]
    assert changed(house, "UP-1", Task.READ_SALE, lambda order: replace(order, notes=("read again",))) == []


def test_a_second_full_sale_is_counted_and_told_once(house: House) -> None:
    house.approve(an_approved_order(number="UP-1"))

    def doubled(order: Order) -> Order:
        seen = replace(order.shipment, concern=Concern.SEVERAL_SALES)
        return order.shipment_seen(seen, house.clock.now())

    assert changed(house, "UP-1", Task.READ_SALE, doubled) == ["cin7.duplicate"]
    assert changed(house, "UP-1", Task.READ_SALE, doubled) == []
    assert counted(house.container.instruments())["duplicates_total{full}"] == 1


def test_a_pass_tells_that_it_began_and_how_it_ended(house: House) -> None:
    watched(house)
    with house.use_cases.work() as store:
        house.container.passes().begin(store, SUPPLIER, Stream.PRODUCTS, Mode.SWEEP)
    with log_lines() as lines:
        house.settle()
    told = [line for line in lines if str(line["event"]).startswith("stream.")]
    assert [line["event"] for line in told] == ["stream.started", "stream.finished"]
    assert {(line["supplier"], line["stream"]) for line in told} == {("northwind", "products")}
    assert told[-1]["outcome"] == "done"


def test_a_task_that_crashes_is_counted_as_such_and_its_crash_says_whose_it_was(house: House) -> None:
    def broken(_subject: str) -> None:
        raise ZeroDivisionError

    instruments = Instruments()
    steps = Steps(house.use_cases, instruments)
    step = steps._timed(Task.PLACE_ORDER, steps._with_order, broken)
    with log_lines() as lines:
        with pytest.raises(ZeroDivisionError):
            step("northwind:UP-1")
        logs.info(logs.TASK_CRASHED)
    assert counted(instruments)["tasks_total{crashed,place_order}"] == 1
    assert [(line["supplier"], line["order"]) for line in lines] == [("northwind", "UP-1")]
