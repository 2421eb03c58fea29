"""No byte of a write leaves after its moment, however late that is noticed."""

from datetime import timedelta
from typing import Any

import pytest
from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter

from adapters.cin7_core.timely_body import TimelyBody
from application.ports.errors import NotSent
from tests.adapters.cin7_core.cafe import of_the_cafe, opened
from tests.fakes.clock import NOON, StandingClock
from tests.plugins.servers import ImitatedCin7
from tests.small_account import SMALL_ACCOUNT

SOON = NOON + timedelta(seconds=20)


class SlowToConnect(HTTPAdapter):
    """Lets a minute pass between the request and its first byte, as a machine that sleeps just then."""

    def __init__(self, clock: StandingClock) -> None:
        super().__init__()
        self._clock = clock

    def send(self, request: PreparedRequest, *args: Any, **options: Any) -> Response:
        self._clock.advance(timedelta(minutes=1))
        return super().send(request, *args, **options)


def test_a_body_is_handed_out_whole_or_in_pieces() -> None:
    body = TimelyBody(b"0123456789", not_after=SOON, clock=StandingClock())
    assert (len(body), body.read(4), body.read(4), body.read(4), body.read(4)) == (10, b"0123", b"4567", b"89", b"")
    assert list(TimelyBody(b"{}", not_after=None, clock=StandingClock())) == [b"{}"]


def test_the_rest_of_a_body_stays_here_once_it_is_too_late() -> None:
    clock = StandingClock()
    body = TimelyBody(b"0123456789", not_after=SOON, clock=clock)
    body.read(4)
    clock.advance(timedelta(minutes=1))
    with pytest.raises(NotSent):
        body.read(4)


def test_a_process_that_sleeps_while_it_connects_sends_nothing_when_it_wakes(cin7_over_http: ImitatedCin7) -> None:
    cin7_over_http.open_account(SMALL_ACCOUNT)
    account = opened(cin7_over_http)
    cin7_over_http.session.mount("http://", SlowToConnect(cin7_over_http.clock))
    with pytest.raises(NotSent):
        account.open_sale(of_the_cafe(), not_after=cin7_over_http.clock.now() + timedelta(seconds=20))
    assert ("POST", "sale") not in cin7_over_http.calls()
