from dataclasses import replace
from datetime import timedelta

import pytest

from domain.attempt import Outcome
from domain.errors import IllegalTransition
from domain.order import NextStep, Order, OrderState
from domain.replay import can_be_made_anew, replayed, there_again, to_be_made_anew
from domain.shipment import Shipment, ShipmentStatus
from tests.builders import NOON, a_problem, a_sale_ref, an_attempt, an_order

LATER = NOON + timedelta(hours=1)


def created() -> Order:
    made = an_order(state=OrderState.CREATED, sale=a_sale_ref(), attempts=[an_attempt(outcome=Outcome.PLACED)])
    return replace(made, created_at=NOON, next_attempt_at=None)


def looked_for() -> Order:
    return replayed(created(), LATER, absent_since=NOON)


@pytest.mark.parametrize("state", [OrderState.ACCEPTED, OrderState.WAITING, OrderState.HELD])
def test_what_can_be_retried_goes_again_at_once(state: OrderState) -> None:
    order = an_order(state=state, problems=(a_problem(),) if state is OrderState.HELD else ())
    again = replayed(order, LATER)
    assert again == order.retried(LATER)


def test_what_is_being_looked_for_is_looked_for_now() -> None:
    checking = an_order(state=OrderState.CHECKING, attempts=[an_attempt(outcome=Outcome.SILENT)])
    again = replayed(checking, LATER)
    assert (again.state, again.next_attempt_at, again.run) == (OrderState.CHECKING, LATER, checking.run + 1)
    assert again.next_step(LATER) is NextStep.LOOK


@pytest.mark.parametrize("state", [OrderState.CREATING, OrderState.SHIPPED, OrderState.VOIDED, OrderState.IGNORED])
def test_what_is_in_hand_or_settled_is_left_alone(state: OrderState) -> None:
    order = an_order(state=state, sale=a_sale_ref())
    assert replayed(order, LATER, absent_since=NOON) is order


def test_a_sale_that_is_there_is_left_alone() -> None:
    assert replayed(created(), LATER) == created()


def test_a_missing_sale_is_looked_for_before_anything_is_sent() -> None:
    order = looked_for()
    assert (order.state, order.sale, order.next_attempt_at) == (OrderState.ACCEPTED, a_sale_ref(), LATER)
    assert order.next_step(LATER) is NextStep.LOOK


def test_a_sale_is_not_believed_to_be_gone_within_ten_minutes_however_often_somebody_asks() -> None:
    soon = NOON + timedelta(minutes=3)
    order = replayed(created(), soon, absent_since=NOON)
    assert order.next_attempt_at == NOON + timedelta(minutes=10)
    assert replayed(order, soon + timedelta(minutes=1)) is order


@pytest.mark.parametrize(
    "order",
    [
        replace(created(), attempts=()),
        replace(created(), attempts=(an_attempt(outcome=Outcome.FOUND),)),
        replace(created(), state=OrderState.PARTLY_SHIPPED, shipment=Shipment(status=ShipmentStatus.PARTLY_SHIPPED)),
        replace(created(), shipment=Shipment(status=ShipmentStatus.UNDONE)),
    ],
    ids=["linked by hand", "linked to a sale with our key", "partly shipped", "shipped and undone"],
)
def test_only_a_person_judges_what_a_person_linked_and_what_had_left(order: Order) -> None:
    assert not can_be_made_anew(order)
    assert replayed(order, LATER, absent_since=NOON) is order


def test_an_order_whose_sale_is_there_after_all_is_as_it_was() -> None:
    again = there_again(looked_for())
    assert (again.state, again.sale, again.created_at) == (OrderState.CREATED, a_sale_ref(), NOON)
    assert again.next_attempt_at is None


def test_an_order_whose_sale_is_gone_is_composed_anew() -> None:
    order = to_be_made_anew(looked_for(), LATER)
    assert (order.sale, order.created_at, order.totals) == (None, None, None)
    assert order.next_step(LATER) is NextStep.SEND
    assert order.resumes() is None


def test_only_an_order_that_is_looked_for_is_found_again_or_made_anew() -> None:
    for change in (there_again, lambda order: to_be_made_anew(order, LATER)):
        with pytest.raises(IllegalTransition):
            change(created())
