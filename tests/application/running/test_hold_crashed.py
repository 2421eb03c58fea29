from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from application.running.hold_crashed import CRASHES, HoldCrashed
from domain.alarms import AlarmKind
from domain.attempt import Patience
from domain.identifiers import OrderNumber
from domain.order import Order, OrderKey, OrderState
from tests.builders import NUMBER, SUPPLIER, an_approved_order
from tests.house import OPERATOR, House

KEY = OrderKey(SUPPLIER, NUMBER)


@pytest.fixture
def crash(house: House) -> Callable[[], bool]:
    house.use_cases.approve_order(SUPPLIER, an_approved_order())
    return lambda: house.use_cases.hold_crashed(KEY, "ZeroDivisionError", "ref-1")


def test_the_tenth_crash_holds_the_order_with_the_reference(house: House, crash: Callable[[], bool]) -> None:
    assert [crash() for _ in range(CRASHES)] == [False] * (CRASHES - 1) + [True]
    order = house.order(NUMBER)
    assert (order.state, order.next_attempt_at) == (OrderState.HELD, None)
    (problem,) = order.problems
    assert problem.code == "internal"
    assert "ref-1" in problem.detail


def test_every_crash_is_evidence_that_holds_no_data(house: House, crash: Callable[[], bool]) -> None:
    crash()
    last = house.evidence(NUMBER)[-1]
    assert (last.kind, last.document) == ("crashed", {"error": "ZeroDivisionError", "reference": "ref-1"})


def test_a_restart_forgets_no_crash(house: House, crash: Callable[[], bool]) -> None:
    for _ in range(CRASHES - 1):
        crash()
    house.container.use_cases.reset()
    house.start()
    assert house.use_cases.hold_crashed(KEY, "ZeroDivisionError", "ref-2") is True


def test_a_retry_by_a_person_begins_the_count_anew(house: House, crash: Callable[[], bool]) -> None:
    for _ in range(CRASHES):
        crash()
    house.clock.advance(timedelta(seconds=1))
    house.use_cases.retry_orders(SUPPLIER, [OrderNumber(NUMBER)], OPERATOR)
    assert crash() is False


def test_an_order_that_is_done_is_not_held_for_crashes(house: House, crash: Callable[[], bool]) -> None:
    house.settle()
    assert [crash() for _ in range(CRASHES + 1)] == [False] * (CRASHES + 1)
    assert house.order(NUMBER).state is OrderState.CREATED


def test_an_order_that_is_not_there_cannot_be_held(house: House) -> None:
    assert house.use_cases.hold_crashed(OrderKey(SUPPLIER, OrderNumber("none")), "E", "r") is False


def test_an_order_that_goes_on_this_instant_is_left_alone(house: House, crash: Callable[[], bool]) -> None:
    for _ in range(CRASHES - 1):
        crash()

    class Overtaken(type(house.container.ledger())):  # type: ignore[misc]  # the ledger that another process beats
        def write_in(self, store: object, order: Order, *evidence: object) -> Order:
            return super().write_in(store, replace(order, version=order.version - 1), *evidence)  # type: ignore[no-any-return]

    ledger = Overtaken(work=house.use_cases.work, tasks=house.tasks, clock=house.clock, teller=house.container.teller())
    overtaken = HoldCrashed(work=house.use_cases.work, ledger=ledger, clock=house.clock, patience=Patience())
    assert overtaken(KEY, "E", "r") is False
    assert house.order(NUMBER).state is OrderState.ACCEPTED


def alarms(house: House) -> int:
    with house.use_cases.work() as store:
        return store.alarms.counts(SUPPLIER).get(AlarmKind.CONNECTOR_FAILED, 0)


def test_the_first_end_of_a_process_is_excused_and_the_order_goes_on_at_once(
    house: House, crash: Callable[[], bool]
) -> None:
    before = house.order(NUMBER)
    assert house.use_cases.hold_crashed.died(KEY, "ref-1") is False
    assert house.order(NUMBER) == before
    assert house.evidence(NUMBER)[-1].document == {"error": "the process ended", "reference": "ref-1"}


def test_an_order_in_whose_hand_processes_end_comes_ever_later_and_is_held_in_the_end(
    house: House, crash: Callable[[], bool]
) -> None:
    died = house.use_cases.hold_crashed.died
    waits = []
    for _ in range(CRASHES - 1):
        died(KEY, "ref-1")
        due = house.order(NUMBER).next_attempt_at
        assert due is not None
        waits.append((due - house.clock.now()).total_seconds())
    assert waits[0] == 0
    assert waits[:7] == sorted(waits[:7])
    assert 300 <= waits[-1] <= 360
    assert (house.order(NUMBER).state, alarms(house)) == (OrderState.ACCEPTED, 0)
    assert died(KEY, "ref-2") is True
    order = house.order(NUMBER)
    assert (order.state, [problem.code for problem in order.problems]) == (OrderState.HELD, ["internal"])
    assert alarms(house) == 1


def test_two_orders_in_the_same_hand_come_again_at_different_times(house: House, crash: Callable[[], bool]) -> None:
    house.use_cases.approve_order(SUPPLIER, an_approved_order(number="UP-2"))
    other = OrderKey(SUPPLIER, OrderNumber("UP-2"))
    for _ in range(4):
        house.use_cases.hold_crashed.died(KEY, "r")
        house.use_cases.hold_crashed.died(other, "r")
    assert house.order(NUMBER).next_attempt_at != house.order("UP-2").next_attempt_at


def test_what_was_being_sent_when_the_process_ended_is_looked_for_when_its_time_comes(
    house: House, crash: Callable[[], bool]
) -> None:
    house.fault("POST", "sale", "commit_then_timeout")
    house.run_now()
    for _ in range(2):
        assert house.order(NUMBER).in_doubt is not None
        house.use_cases.hold_crashed.died(KEY, "r")
    house.settle()
    assert house.order(NUMBER).state is OrderState.CREATED
    assert house.calls().count(("POST", "sale")) == 1


def test_the_alarm_ends_when_a_retried_order_goes_on_and_not_before(house: House, crash: Callable[[], bool]) -> None:
    for _ in range(CRASHES):
        crash()
    house.use_cases.hold_crashed.over(KEY)
    assert alarms(house) == 1
    house.retry(NUMBER)
    house.use_cases.hold_crashed.over(KEY)
    assert (house.order(NUMBER).state, alarms(house)) == (OrderState.CREATED, 0)


def test_an_order_that_is_done_or_not_there_is_not_put_off(house: House, crash: Callable[[], bool]) -> None:
    house.settle()
    assert [house.use_cases.hold_crashed.died(KEY, "r") for _ in range(3)] == [False] * 3
    assert house.use_cases.hold_crashed.died(OrderKey(SUPPLIER, OrderNumber("none")), "r") is False
