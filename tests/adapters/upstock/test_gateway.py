import json
from dataclasses import replace
from datetime import timedelta

import pytest
from pytest_httpserver import HTTPServer
from standardwebhooks import Webhook
from werkzeug import Request, Response

from adapters.upstock import Limits, Upstock
from application.ports.storefront import Answer, Reception
from tests.builders import NOON, a_notice, an_order_event
from tests.fakes.clock import StandingClock
from tests.plugins.storefronts import SECRET, ImitatedUpstock

OTHER_SECRET = "whsec_YW5vdGhlciBzZWNyZXQgdGhhbiB0aGUgb3RoZXI="


def upstock(server: HTTPServer) -> Upstock:
    limits = Limits(connect=2.0, silence=0.5, whole=1.0)
    return Upstock(server.url_for("/hear"), SECRET, clock=StandingClock(), limits=limits)


def answered(server: HTTPServer, status: int, text: str = "", **headers: str) -> Answer:
    server.expect_request("/hear").respond_with_data(text, status=status, headers=headers)
    return upstock(server).deliver(a_notice())


def test_a_delivery_is_signed_over_its_id_its_time_and_its_bytes(httpserver: HTTPServer) -> None:
    answered(httpserver, 204)
    ((request, _),) = httpserver.log
    body = request.get_data(as_text=True)
    assert (request.method, request.headers["Content-Type"]) == ("POST", "application/json")
    assert request.headers["webhook-id"] == "e-1"
    assert request.headers["webhook-timestamp"] == str(int(NOON.timestamp()))
    assert request.headers["webhook-signature"] == Webhook(SECRET).sign(msg_id="e-1", timestamp=NOON, data=body)


def test_a_retry_keeps_the_id_and_has_a_time_of_its_own(upstock_in_process: ImitatedUpstock) -> None:
    storefront = upstock_in_process.storefront()
    upstock_in_process.fault({"status": 500}, times=1)
    assert storefront.deliver(a_notice()).reception is Reception.NOT_HEARD
    upstock_in_process.clock.advance(timedelta(hours=6))
    assert storefront.deliver(a_notice()).reception is Reception.HEARD
    failed, heard = upstock_in_process.inbox.received
    assert (failed.id, failed.body) == (heard.id, heard.body)


@pytest.mark.parametrize(
    ("status", "reception", "said"),
    [
        (200, Reception.HEARD, ""),
        (204, Reception.HEARD, ""),
        (302, Reception.NOT_HEARD, "check UPSTOCK_URL"),
        (400, Reception.REFUSED, "400 · No such field"),
        (401, Reception.NOT_HEARD, "UPSTOCK_SIGNING_SECRET"),
        (403, Reception.NOT_HEARD, "UPSTOCK_SIGNING_SECRET"),
        (404, Reception.NOT_HEARD, "check UPSTOCK_URL"),
        (405, Reception.NOT_HEARD, "check UPSTOCK_URL"),
        (408, Reception.NOT_HEARD, "408"),
        (409, Reception.REFUSED, "409"),
        (410, Reception.GONE, "410"),
        (422, Reception.REFUSED, "422"),
        (429, Reception.NOT_HEARD, "429"),
        (500, Reception.NOT_HEARD, "500"),
        (503, Reception.NOT_HEARD, "503"),
    ],
)
def test_what_an_answer_means(httpserver: HTTPServer, status: int, reception: Reception, said: str) -> None:
    answer = answered(httpserver, status, "No\n such   field", Location="https://elsewhere.invalid/")
    assert answer.reception is reception
    assert said in answer.detail
    assert len(httpserver.log) == 1


@pytest.mark.parametrize(
    ("sent", "seconds"), [("7", 7), ("60 Seconds", 60), ("Wed, 21 Oct 2026", 0), ("", 0), ("999999999", 3600)]
)
def test_upstock_may_say_when_to_come_again(httpserver: HTTPServer, sent: str, seconds: int) -> None:
    answer = answered(httpserver, 429, **{"Retry-After": sent})
    assert answer.retry_after == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "fault", ["reset", "timeout", "commit_then_reset", "commit_then_timeout", {"slow": 60}], ids=str
)
def test_no_answer_is_an_answer_too(imitated_upstock: ImitatedUpstock, fault: object) -> None:
    imitated_upstock.fault(fault, times=1)
    answer = imitated_upstock.storefront().deliver(a_notice())
    assert answer.reception is Reception.NOT_HEARD
    assert answer.detail.startswith("Upstock did not answer: no ")
    assert imitated_upstock.url not in answer.detail


def test_an_answer_that_never_ends_is_not_waited_for(httpserver: HTTPServer) -> None:
    def endless(_request: Request) -> Response:
        return Response(("x" * 100 for _ in range(1_000_000)), status=500)

    httpserver.expect_request("/hear").respond_with_handler(endless)
    answer = upstock(httpserver).deliver(a_notice())
    assert answer.reception is Reception.NOT_HEARD
    assert len(answer.detail) < 400


def test_nobody_at_the_address_is_not_heard() -> None:
    nowhere = Upstock("http://127.0.0.1:1/", SECRET, clock=StandingClock())
    answer = nowhere.deliver(a_notice())
    assert (answer.reception, answer.detail) == (
        Reception.NOT_HEARD,
        "Upstock did not answer: no connection, or it broke (ConnectionError).",
    )


def test_the_secret_is_in_nothing_that_people_see(httpserver: HTTPServer) -> None:
    bare = SECRET.removeprefix("whsec_")
    answer = answered(httpserver, 400, f"bad secret {SECRET} or {bare}")
    assert bare not in answer.detail
    assert "[hidden]" in answer.detail
    assert bare not in repr(upstock(httpserver).__dict__["_session"].headers)


def test_another_secret_is_refused_and_the_remedy_named(imitated_upstock: ImitatedUpstock) -> None:
    answer = imitated_upstock.storefront(secret=OTHER_SECRET).deliver(a_notice())
    assert answer.reception is Reception.NOT_HEARD
    assert "UPSTOCK_SIGNING_SECRET must be the one that Upstock has" in answer.detail
    assert imitated_upstock.applied() == []


def test_names_from_everywhere_travel_as_they_are(imitated_upstock: ImitatedUpstock) -> None:
    event = replace(an_order_event(), number="№ 7 – Café 🏭")
    assert imitated_upstock.storefront().deliver(a_notice(event)).reception is Reception.HEARD
    assert imitated_upstock.applied() == [("order.sale_created", "order:№ 7 – Café 🏭")]


def test_no_call_is_made_inside_a_transaction(upstock_in_process: ImitatedUpstock) -> None:
    def open_one() -> None:
        raise RuntimeError("a transaction is open")

    given = upstock_in_process
    storefront = Upstock(given.url, SECRET, clock=given.clock, session=given.session, guard=open_one)
    with pytest.raises(RuntimeError, match="transaction"):
        storefront.deliver(a_notice())
    assert given.inbox.received == []


def test_no_cookie_of_upstock_comes_back_to_it(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/hear").respond_with_data("", headers={"Set-Cookie": "a=b"})
    storefront = upstock(httpserver)
    storefront.deliver(a_notice())
    storefront.deliver(a_notice())
    assert all("Cookie" not in request.headers for request, _ in httpserver.log)


def test_the_body_is_compact_json(httpserver: HTTPServer) -> None:
    answered(httpserver, 200)
    ((request, _),) = httpserver.log
    text = request.get_data(as_text=True)
    assert text == json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":"))
