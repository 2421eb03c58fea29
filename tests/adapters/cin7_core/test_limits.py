from dataclasses import fields

import pytest

from adapters.cin7_core.limits import USUAL, Limits


@pytest.mark.parametrize(("seconds", "expected"), [(3.0, (2.0, 3.0, 3.0, 3.0)), (1000.0, (2.0, 5.0, 40.0, 90.0))])
def test_no_time_is_longer_than_what_is_left_and_none_grows(seconds: float, expected: tuple[float, ...]) -> None:
    left = USUAL.within(seconds)
    assert (left.patience, left.connect, left.silence, left.whole) == expected
    assert left.size == USUAL.size


def test_every_limit_but_the_size_is_a_time() -> None:
    shortest = Limits().within(0.5)
    assert {field.name for field in fields(Limits) if getattr(shortest, field.name) != 0.5} == {"size"}
