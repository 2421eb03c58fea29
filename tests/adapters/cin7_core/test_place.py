from contextlib import suppress
from typing import Any

import freezegun
import pytest
import requests
from freezegun.api import FrozenDateTimeFactory, StepTickTimeFactory, TickingDateTimeFactory

from adapters.cin7_core.allowed_calls import SALE
from application.ports.errors import Unavailable
from domain.call_budget import Lane
from tests.adapters.cin7_core.scripted import OPENS, Bench, ScriptedTransport, Told, scripted, told

Clock = FrozenDateTimeFactory | StepTickTimeFactory | TickingDateTimeFactory


class Dawdling(ScriptedTransport):
    """Takes its time over each answer, by a clock that only it moves."""

    def __init__(self, answer: Told, seconds: float, clock: Clock) -> None:
        super().__init__([answer])
        self._seconds, self._clock = seconds, clock

    def send(self, request: requests.PreparedRequest, *args: Any, **options: Any) -> requests.Response:
        self._clock.tick(self._seconds)
        return super().send(request, *args, **options)


@pytest.mark.parametrize("answer", [told({}), Told(status=500), Told(instead=requests.ReadTimeout("slow"))])
def test_a_call_that_took_long_counts_from_its_end_whatever_came_of_it(answer: Told) -> None:
    with freezegun.freeze_time("2027-01-01T12:00:00Z") as clock:
        bench = Bench(Dawdling(answer, 30.0, clock))
        with suppress(Unavailable):
            bench.client().call(SALE)
    assert bench.budget.long_ones == [(OPENS.application_key, Lane.ORDERS, 30.0)]


def test_a_call_whose_place_was_taken_long_before_it_left_counts_from_its_end() -> None:
    with freezegun.freeze_time("2027-01-01T12:00:00Z") as clock:
        bench = scripted(told({}), told({}))
        client = bench.client()
        client.reserve()
        clock.tick(20.0)
        client.call(SALE)
        client.call(SALE)
    assert bench.budget.long_ones == [(OPENS.application_key, Lane.ORDERS, 20.0)]


def test_a_quick_call_counts_from_its_departure() -> None:
    bench = scripted(told({}))
    bench.client().call(SALE)
    assert bench.budget.long_ones == []
