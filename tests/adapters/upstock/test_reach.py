"""Whether Upstock answers, and accepts our signature; what is said means nothing."""

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from adapters.upstock import UpstockReach
from application.ports.reach import Hearing
from tests.fakes.clock import StandingClock
from tests.plugins.storefronts import SECRET, ImitatedUpstock

OTHER = "whsec_YW5vdGhlciBzZWNyZXQgdGhhdCBub2JvZHkga25vd3M="


def test_the_imitation_accepts_our_signature_and_hears_of_nothing(imitated_upstock: ImitatedUpstock) -> None:
    reach = UpstockReach(imitated_upstock.url, SECRET, clock=imitated_upstock.clock, session=imitated_upstock.session)
    assert reach.knock().hearing is Hearing.HEARD
    assert imitated_upstock.applied() == []


def test_another_secret_is_distrusted(imitated_upstock: ImitatedUpstock) -> None:
    reach = UpstockReach(imitated_upstock.url, OTHER, clock=imitated_upstock.clock, session=imitated_upstock.session)
    knock = reach.knock()
    assert knock.hearing is Hearing.DISTRUSTS
    assert OTHER.removeprefix("whsec_") not in knock.detail


@pytest.mark.parametrize(
    ("unsigned", "signed", "hearing"),
    [
        (401, 200, Hearing.HEARD),
        (403, 422, Hearing.HEARD),
        (401, 403, Hearing.DISTRUSTS),
        (200, 200, Hearing.TRUSTS_ANYBODY),
        (404, 404, Hearing.WRONG_DOOR),
        (302, 302, Hearing.WRONG_DOOR),
        (400, 400, Hearing.UNSURE),
        (502, 502, Hearing.UNSURE),
    ],
)
def test_what_it_says_to_a_stranger_and_to_us_tells(
    httpserver: HTTPServer, unsigned: int, signed: int, hearing: Hearing
) -> None:
    def answer(request: Request) -> Response:
        assert request.get_json() == {}
        return Response(status=signed if "webhook-signature" in request.headers else unsigned)

    httpserver.expect_request("/events", method="POST").respond_with_handler(answer)
    knock = UpstockReach(httpserver.url_for("/events"), SECRET, clock=StandingClock()).knock()
    assert knock.hearing is hearing
    httpserver.check_assertions()


def test_nobody_who_answers_is_deaf() -> None:
    assert UpstockReach("http://127.0.0.1:1/", SECRET, clock=StandingClock()).knock().hearing is Hearing.DEAF
