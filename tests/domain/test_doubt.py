from datetime import timedelta

import pytest

from domain.doubt import Doubt
from tests.builders import NOON, a_doubt, a_refusal

SECOND = timedelta(seconds=1)


def refused(doubt: Doubt, *, blames_key: bool = False, late: timedelta = timedelta(0)) -> Doubt:
    return doubt.confirmed_by(a_refusal(at=doubt.ask_at + late, blames_key=blames_key))


def test_the_system_is_asked_half_a_minute_and_two_minutes_after_the_first_refusal() -> None:
    once = a_doubt()
    twice = refused(once)
    assert (once.ask_at, twice.ask_at) == (NOON + 30 * SECOND, NOON + 120 * SECOND)


def test_two_askings_are_never_closer_than_half_a_minute() -> None:
    late = refused(a_doubt(), late=timedelta(minutes=10))
    assert late.ask_at == NOON + timedelta(minutes=11)


@pytest.mark.parametrize(
    ("blames", "settled"),
    [
        ((False,), False),
        ((True,), False),
        ((False, False), False),
        ((True, False), False),
        ((False, True), False),
        ((True, True), True),
        ((False, False, False), True),
        ((False, True, False), True),
    ],
)
def test_a_key_is_lost_after_three_refusals_or_when_it_was_called_wrong_twice(
    blames: tuple[bool, ...], *, settled: bool
) -> None:
    doubt = a_doubt(blames_key=blames[0])
    for blames_key in blames[1:]:
        assert not doubt.is_settled
        doubt = refused(doubt, blames_key=blames_key)
    assert doubt.is_settled is settled
    assert doubt.refusals == len(blames)


def test_an_answer_that_says_nothing_about_the_key_neither_adds_to_the_row_nor_ends_it() -> None:
    doubt = refused(a_doubt())
    later = doubt.unanswered(NOON + timedelta(minutes=5))
    assert (later.refusals, later.ask_at) == (2, NOON + timedelta(minutes=5))
    assert refused(later).is_settled


def test_what_was_said_last_is_what_people_read() -> None:
    doubt = a_doubt("Forbidden").confirmed_by(a_refusal("Incorrect credentials!", at=NOON + SECOND))
    assert (doubt.said, doubt.since) == ("Incorrect credentials!", NOON)
