from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from application.running.hold_crashed import CRASHES, HoldCrashed
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
    overtaken = HoldCrashed(work=house.use_cases.work, ledger=ledger, clock=house.clock)
    assert overtaken(KEY, "E", "r") is False
    assert house.order(NUMBER).state is OrderState.ACCEPTED
