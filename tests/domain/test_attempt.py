from datetime import timedelta

import pytest

from domain.attempt import Outcome, Patience, Step, headers_left, kept_beside
from domain.sale import Sale
from tests.builders import NOON, a_sale, an_attempt

PATIENCE = Patience()


@pytest.mark.parametrize(
    ("outcome", "in_doubt"),
    [
        (None, True),
        (Outcome.ANSWERED, True),
        (Outcome.SILENT, True),
        (Outcome.PLACED, False),
        (Outcome.NOTHING_HAPPENED, False),
        (Outcome.REFUSED, False),
        (Outcome.FOUND, False),
    ],
)
def test_only_an_open_or_unclear_attempt_is_in_doubt(outcome: Outcome | None, in_doubt: bool) -> None:
    assert an_attempt(outcome=outcome).is_in_doubt is in_doubt


def test_an_attempt_believed_absent_is_in_doubt_no_more() -> None:
    assert not an_attempt(outcome=Outcome.SILENT, found_absent=True).is_in_doubt


@pytest.mark.parametrize(
    ("outcome", "seconds"),
    [(Outcome.ANSWERED, 10), (Outcome.SILENT, 30)],
)
def test_absence_is_believed_some_time_after_an_unclear_end(outcome: Outcome, seconds: int) -> None:
    ended = NOON + timedelta(seconds=7)
    attempt = an_attempt(claimed_at=NOON, outcome=outcome, ended_at=ended)
    assert PATIENCE.believed_absent_from(attempt) == ended + timedelta(seconds=seconds)


def test_absence_after_an_attempt_that_never_ended_counts_from_its_claim() -> None:
    assert PATIENCE.believed_absent_from(an_attempt(claimed_at=NOON)) == NOON + timedelta(seconds=60)


def test_a_process_that_wakes_up_late_cannot_write_after_absence_is_believed() -> None:
    longest_wait_for_an_answer = timedelta(seconds=40)
    assert PATIENCE.claim + longest_wait_for_an_answer <= PATIENCE.unended


def test_waits_grow_and_then_stay() -> None:
    waits = [PATIENCE.pause(tries, "northwind:UP-1") for tries in range(8)]
    for wait, step in zip(waits, (*PATIENCE.steps, *PATIENCE.steps[-1:] * 2), strict=True):
        assert step <= wait <= step * 1.2


def test_waits_that_began_together_are_spread_and_each_is_always_the_same() -> None:
    waits = {PATIENCE.pause(3, f"northwind:UP-{number}") for number in range(20)}
    assert len(waits) > 10
    assert PATIENCE.pause(3, "northwind:UP-1") == PATIENCE.pause(3, "northwind:UP-1")


ONE, OTHER = a_sale(reference="PO-77"), a_sale(reference="PO-78")


@pytest.mark.parametrize(
    ("step", "sale", "kept"),
    [(Step.OPENING, ONE, 0), (Step.OPENING, OTHER, 0), (Step.FILLING, ONE, 0), (Step.FILLING, OTHER, 1)],
)
def test_an_attempt_that_sent_nothing_gives_way_unless_its_header_may_be_there(
    step: Step, sale: Sale, kept: int
) -> None:
    sent_nothing = an_attempt(sale=ONE, step=step, outcome=Outcome.NOTHING_HAPPENED)
    assert len(kept_beside((sent_nothing,), an_attempt(sale=sale))) == kept


def test_an_attempt_that_may_have_sent_something_stays_on_record() -> None:
    assert len(kept_beside((an_attempt(outcome=Outcome.SILENT, found_absent=True),), an_attempt())) == 1


@pytest.mark.parametrize(
    ("step", "outcome", "leaves_one"),
    [
        (Step.OPENING, None, True),
        (Step.OPENING, Outcome.SILENT, True),
        (Step.OPENING, Outcome.FOUND, True),
        (Step.OPENING, Outcome.REFUSED, False),
        (Step.OPENING, Outcome.NOTHING_HAPPENED, False),
        (Step.FILLING, Outcome.REFUSED, True),
        (Step.FILLING, Outcome.NOTHING_HAPPENED, True),
    ],
)
def test_a_header_may_say_what_any_attempt_said_that_may_have_made_it(
    step: Step, outcome: Outcome | None, leaves_one: bool
) -> None:
    assert headers_left((an_attempt(sale=ONE, step=step, outcome=outcome),)) == ((ONE,) if leaves_one else ())
