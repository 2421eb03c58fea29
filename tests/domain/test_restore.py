from datetime import datetime, timedelta

import pytest

from domain.attempt import Outcome
from domain.order import Order, OrderState
from domain.restore import Restore
from tests.builders import NOON, an_attempt, an_order

HOUR = timedelta(hours=1)
RESTORE = Restore(noted_at=NOON, remembers_until=NOON - 30 * HOUR, actor="cli:ana")


def accepted(at: datetime, *, tried: datetime | None = None, ended: datetime | None = None) -> Order:
    attempts = [an_attempt(number=1, claimed_at=tried, ended_at=ended, outcome=Outcome.REFUSED)] if tried else []
    return an_order(accepted_at=at, attempts=attempts)


@pytest.mark.parametrize("accepted_at", [NOON - 400 * HOUR, NOON, NOON + 23 * HOUR])
def test_what_was_there_before_or_is_approved_within_a_day_is_doubted(accepted_at: datetime) -> None:
    assert RESTORE.doubts(accepted(accepted_at))


def test_what_is_approved_later_is_not() -> None:
    assert not RESTORE.doubts(accepted(NOON + 24 * HOUR))


def test_an_attempt_of_before_says_nothing_about_what_came_after_the_backup() -> None:
    assert RESTORE.doubts(accepted(NOON - 50 * HOUR, tried=NOON - 49 * HOUR, ended=NOON - 48 * HOUR))


def test_an_order_that_was_tried_or_looked_for_since_is_doubted_no_more() -> None:
    assert not RESTORE.doubts(accepted(NOON - 50 * HOUR, tried=NOON + HOUR))
    assert not RESTORE.doubts(accepted(NOON - 50 * HOUR, tried=NOON - 30 * HOUR, ended=NOON))


def test_a_suspected_order_is_looked_for_from_the_backup_on_and_nothing_counts_as_sent() -> None:
    order = RESTORE.suspected(accepted(NOON - HOUR), an_attempt(claimed_at=NOON + HOUR), "account-1")
    assert order.state is OrderState.CHECKING
    assert order.in_doubt
    assert order.in_doubt.claimed_at == RESTORE.remembers_until
    assert order.account_id == "account-1"
    assert not RESTORE.doubts(order)
