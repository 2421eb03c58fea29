from datetime import timedelta

import pytest

from domain.errors import InvalidValue
from domain.retention import Kept, Periods
from tests.builders import NOON


def test_what_explains_an_order_is_kept_for_two_years_and_a_month() -> None:
    for what in (Kept.EVIDENCE, Kept.ATTEMPTS, Kept.AUDIT, Kept.EVENTS):
        assert Periods().before(what, NOON) == NOON - timedelta(days=760)


def test_what_an_event_said_goes_a_month_after_it_was_heard() -> None:
    assert Periods().before(Kept.EVENT_BODIES, NOON) == NOON - timedelta(days=30)


def test_an_operator_decides_how_long_but_not_of_what_only_the_machine_needs() -> None:
    chosen = Periods(history=timedelta(days=10), told=timedelta(days=2), former=timedelta(days=3))
    days = {what: (NOON - chosen.before(what, NOON)).days for what in Kept}
    assert days.pop(Kept.EVENT_BODIES) == 2
    assert {days.pop(what) for what in (Kept.EVIDENCE, Kept.ATTEMPTS, Kept.AUDIT, Kept.EVENTS)} == {10}
    assert (days.pop(Kept.ENDED_PASSES), days.pop(Kept.HINTS), days.pop(Kept.CALL_BUDGETS)) == (14, 14, 1)
    assert set(days.values()) == {3}


def test_the_words_of_an_event_cannot_outlive_it() -> None:
    with pytest.raises(InvalidValue, match="longer than the event itself"):
        Periods(history=timedelta(days=5), told=timedelta(days=6))
