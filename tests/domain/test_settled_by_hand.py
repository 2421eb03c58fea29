from datetime import timedelta
from decimal import Decimal

import pytest

from domain.attempt import Outcome
from domain.errors import IllegalTransition
from domain.order import Order, OrderState
from domain.settled_by_hand import ignored, linked
from domain.totals import Totals
from tests.builders import NOON, SUPPLIER, a_problem, a_remote_sale, a_sale_ref, an_approved_order, an_attempt

LATER = NOON + timedelta(minutes=1)
TOTALS = Totals(order=Decimal("184.80"), remote=Decimal("184.80"))
OTHER = a_sale_ref(id="50000000-0000-4000-8000-000000000002", number="SO-00046")
ACCOUNT = "account-northwind"


def claimed() -> Order:
    order = Order.accept(SUPPLIER, an_approved_order(), NOON)
    return order.claim(an_attempt(claimed_at=NOON), until=LATER, account_id=ACCOUNT)


def stuck_with_a_header() -> Order:
    return claimed().opened(a_sale_ref(), ACCOUNT).refused((a_problem(),), NOON)


def in_doubt() -> Order:
    return claimed().unclear(answered=False, at=NOON, until=LATER).held((a_problem(),))


def link(order: Order, *, key: str = "") -> Order:
    return linked(order, a_remote_sale(ref=OTHER, key=key), ACCOUNT, totals=TOTALS, notes=("linked by Ana",), at=LATER)


def test_an_order_may_be_linked_to_another_sale_than_the_one_that_was_begun() -> None:
    order = link(stuck_with_a_header())
    assert (order.state, order.sale, order.account_id) == (OrderState.CREATED, OTHER, ACCOUNT)
    assert (order.sale_status, order.totals, order.created_at) == ("ORDERED", TOTALS, LATER)
    assert (order.problems, order.notes, order.next_attempt_at) == ((), ("linked by Ana",), None)


def test_linking_does_not_change_what_became_of_an_attempt_that_was_refused() -> None:
    assert [attempt.outcome for attempt in link(stuck_with_a_header()).attempts] == [Outcome.REFUSED]


def test_linking_to_the_sale_that_was_in_doubt_says_that_it_was_found() -> None:
    order = link(in_doubt(), key=f"upstock:{SUPPLIER}:UP-1001")
    assert [attempt.outcome for attempt in order.attempts] == [Outcome.FOUND]


def test_linking_to_another_sale_says_that_the_attempt_made_nothing() -> None:
    order = link(in_doubt())
    assert [(attempt.outcome, attempt.found_absent) for attempt in order.attempts] == [(Outcome.SILENT, True)]


def test_an_ignored_order_keeps_the_reason_and_can_be_taken_up_again() -> None:
    order = ignored(stuck_with_a_header(), "entered by hand as SO-9")
    assert (order.state, order.notes, order.problems) == (OrderState.IGNORED, ("entered by hand as SO-9",), ())
    assert order.retried(LATER).state is OrderState.ACCEPTED


def test_an_order_in_doubt_is_only_ignored_after_a_look() -> None:
    with pytest.raises(IllegalTransition, match="look for its sale before ignoring"):
        ignored(in_doubt(), "never mind")
    order = ignored(in_doubt(), "never mind", looked_at=LATER)
    assert order.in_doubt is None
    assert order.retried(LATER).state is OrderState.ACCEPTED
