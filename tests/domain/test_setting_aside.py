from datetime import timedelta

import pytest

from domain.errors import IllegalTransition
from domain.order import NextStep, Order, OrderState
from domain.setting_aside import set_aside
from tests.builders import NOON, SUPPLIER, an_approved_order, an_attempt, an_order

LATER = NOON + timedelta(minutes=5)


def test_an_order_that_was_set_aside_waits_and_then_does_what_it_was_about_to() -> None:
    before = Order.accept(SUPPLIER, an_approved_order(), NOON)
    after = set_aside(before, LATER)
    assert (after.state, after.run, after.tries) == (OrderState.ACCEPTED, 2, 1)
    assert (after.next_step(NOON), after.next_step(LATER)) == (NextStep.WAIT, NextStep.SEND)


def test_what_was_being_sent_stays_in_doubt_and_is_looked_for_later() -> None:
    sending = Order.accept(SUPPLIER, an_approved_order(), NOON).claim(
        an_attempt(claimed_at=NOON), until=NOON, account_id="a"
    )
    after = set_aside(sending, LATER)
    assert (after.state, after.in_doubt) == (OrderState.CHECKING, sending.in_doubt)
    assert (after.next_step(NOON), after.next_step(LATER)) == (NextStep.WAIT, NextStep.LOOK)


def test_an_order_that_does_not_go_by_itself_cannot_be_set_aside() -> None:
    with pytest.raises(IllegalTransition):
        set_aside(an_order(state=OrderState.HELD, next_attempt_at=None), LATER)
