"""The table of answers, row by row: once for a read, once for a write."""

from datetime import timedelta

import pytest
import requests
from urllib3.exceptions import MaxRetryError, NewConnectionError, ProtocolError
from urllib3.exceptions import SSLError as BrokenEncryption

from adapters.cin7_core.allowed_calls import FILL_SALE, ME, OPEN_SALE, SALE, AllowedCall
from adapters.cin7_core.answers import Answer, Verdict, judge, never_connected, unanswered
from application.ports.errors import (
    CredentialsDoubted,
    CredentialsRefused,
    PortError,
    Refused,
    SaleRefused,
    Throttled,
    Unavailable,
    Unclear,
    UnexpectedReply,
    Unreachable,
)

JSON = "application/json; charset=utf-8"
HTML = "<!DOCTYPE html><html><body><h1>Page not found</h1></body></html>"
SENTENCE = "You have reached 60 calls per 60 seconds API limit."


def judged(call: AllowedCall, status: int, body: str, kind: str = JSON, retry_after: str = "") -> Verdict:
    return judge(call, Answer(status=status, body=body, content_type=kind, retry_after=retry_after))


def error_of(verdict: Verdict) -> PortError:
    assert verdict.error is not None
    return verdict.error


def test_a_document_is_fine() -> None:
    assert judged(SALE, 200, '{"ID": 1}') == Verdict(document={"ID": 1})


@pytest.mark.parametrize(
    "body",
    [
        '[{"ErrorCode": 400, "Exception": "Location ‘X’ was not found"}]',
        '{"ErrorCode": 400, "Exception": "Location ‘X’ was not found"}',
        '{"Errors": ["Location ‘X’ was not found"]}',
        '{"Errors": [{"ErrorCode": 400, "Exception": "Location ‘X’ was not found"}]}',
    ],
)
@pytest.mark.parametrize("status", [200, 400, 404])
def test_an_error_model_is_a_refusal_whatever_its_status(body: str, status: int) -> None:
    read, write = error_of(judged(SALE, status, body)), error_of(judged(OPEN_SALE, status, body))
    assert type(read) is Refused
    assert "Location ‘X’ was not found" in read.detail
    assert isinstance(write, SaleRefused)
    assert write.texts == ("Location ‘X’ was not found",)


def test_all_texts_of_a_refusal_are_kept() -> None:
    body = '[{"ErrorCode": 400, "Exception": "one"}, {"ErrorCode": 404, "Exception": "two"}, {"ErrorCode": 7}]'
    refusal = error_of(judged(OPEN_SALE, 400, body))
    assert isinstance(refusal, SaleRefused)
    assert refusal.texts == ("one", "two", "error 7")


def test_an_empty_list_of_errors_is_no_error() -> None:
    assert judged(SALE, 200, '{"Errors": []}').error is None


def test_a_refusal_of_the_web_framework_counts_as_one() -> None:
    refusal = error_of(judged(OPEN_SALE, 400, '{"Message": "The request is invalid."}'))
    assert isinstance(refusal, SaleRefused)
    assert refusal.texts == ("The request is invalid.",)


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (200, HTML, "text/html"),
        (200, HTML, JSON),
        (200, "", JSON),
        (204, "", ""),
        (200, '{"cut": ', JSON),
        (200, '{"ID": NaN}', JSON),
        (200, '{"ID": 1e99999999999999999999}', JSON),
        (200, "[" * 100_000, JSON),
        (200, '{"ID": 1}', "text/plain"),
        (302, "", "text/html"),
        (408, HTML, "text/html"),
        (500, HTML, "text/html"),
        (501, "{}", JSON),
    ],
)
def test_an_answer_that_says_nothing_makes_a_read_unavailable_and_a_write_unclear(
    status: int, body: str, kind: str
) -> None:
    read, write = judged(SALE, status, body, kind), judged(OPEN_SALE, status, body, kind)
    assert isinstance(read.error, Unavailable)
    assert isinstance(write.error, Unclear)
    assert write.error.answered
    assert read.block == write.block == 0


@pytest.mark.parametrize("status", [502, 503, 504])
def test_overload_leaves_the_key_alone_for_ten_seconds(status: int) -> None:
    read, write = judged(SALE, status, HTML, "text/html"), judged(FILL_SALE, status, HTML, "text/html")
    assert isinstance(read.error, Unavailable)
    assert read.error.retry_after == timedelta(seconds=10)
    assert isinstance(write.error, Unclear)
    assert write.error.answered
    assert read.block == write.block == 10


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (429, SENTENCE, "text/plain"),
        (429, "", ""),
        (503, SENTENCE, "text/plain"),
        (503, f'[{{"ErrorCode": 503, "Exception": "{SENTENCE}"}}]', JSON),
        (400, f'[{{"ErrorCode": 400, "Exception": "{SENTENCE}"}}]', JSON),
        (200, f'[{{"ErrorCode": 400, "Exception": "{SENTENCE}"}}]', JSON),
    ],
)
@pytest.mark.parametrize("call", [SALE, OPEN_SALE])
def test_every_shape_of_throttling_means_that_nothing_happened(
    call: AllowedCall, status: int, body: str, kind: str
) -> None:
    verdict = judged(call, status, body, kind)
    assert isinstance(verdict.error, Throttled)
    assert verdict.error.retry_after == timedelta(seconds=60)
    assert verdict.block == 60


@pytest.mark.parametrize(("said", "waited"), [("31 Seconds", 31), ("5", 5), ("0", 60), ("soon", 60), ("86400", 600)])
def test_a_throttled_key_waits_as_long_as_it_is_told_within_reason(said: str, waited: float) -> None:
    assert judged(SALE, 429, SENTENCE, "text/plain", retry_after=said).block == waited


def test_the_throttle_sentence_inside_a_record_is_only_text() -> None:
    assert judged(SALE, 200, f'{{"Note": "{SENTENCE}"}}').error is None


@pytest.mark.parametrize("call", [SALE, OPEN_SALE])
@pytest.mark.parametrize("status", [401, 403])
def test_a_refused_key_is_doubted_first(call: AllowedCall, status: int) -> None:
    doubted = error_of(judged(call, status, "Incorrect credentials!", "text/plain"))
    assert isinstance(doubted, CredentialsDoubted)
    assert doubted.retry_after == timedelta(seconds=30)
    assert "Incorrect credentials!" in doubted.detail


def test_a_key_that_cannot_say_whose_it_is_is_refused() -> None:
    assert isinstance(error_of(judged(ME, 403, "Incorrect credentials!", "text/plain")), CredentialsRefused)


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (404, HTML, "text/html"),
        (404, '{"Message": "No HTTP resource was found"}', JSON),
        (405, '{"Message": "The requested resource does not support http method ‘PUT’."}', JSON),
        (400, HTML, "text/html"),
        (418, "", ""),
        (405, '[{"ErrorCode": 405, "Exception": "no"}]', JSON),
    ],
)
@pytest.mark.parametrize("call", [SALE, OPEN_SALE])
def test_what_the_documentation_does_not_know_is_unexpected(
    call: AllowedCall, status: int, body: str, kind: str
) -> None:
    error = error_of(judged(call, status, body, kind))
    assert isinstance(error, UnexpectedReply)
    assert str(call) in error.detail
    assert str(status) in error.detail


def test_an_excerpt_is_short_and_free_of_markup() -> None:
    error = error_of(judged(SALE, 500, "<p>" + "a" * 5000 + "</p>", "text/html"))
    assert "<p>" not in error.detail
    assert len(error.detail) < 400


REFUSED_CONNECTION = requests.ConnectionError(
    MaxRetryError(pool=None, url="/", reason=NewConnectionError(None, "refused"))  # type: ignore[arg-type]  # no pool here
)


@pytest.mark.parametrize(
    "cause",
    [
        REFUSED_CONNECTION,
        requests.ConnectTimeout(),
        requests.exceptions.ProxyError(),
        requests.exceptions.InvalidURL(),
        requests.exceptions.MissingSchema(),
    ],
)
def test_without_a_connection_certainly_nothing_happened(cause: Exception) -> None:
    assert isinstance(unanswered(SALE, cause).error, Unavailable)
    assert isinstance(unanswered(OPEN_SALE, cause).error, Unreachable)


@pytest.mark.parametrize(
    "cause",
    [
        requests.ReadTimeout(),
        requests.ConnectionError(ProtocolError("Connection aborted.", ConnectionResetError())),
        requests.ConnectionError(),
        requests.exceptions.ChunkedEncodingError(),
        requests.exceptions.ContentDecodingError(),
        requests.exceptions.SSLError(BrokenEncryption("EOF occurred in violation of protocol")),
        requests.exceptions.InvalidHeader("two lengths in the answer"),
        ProtocolError("short body"),
        OSError("reset"),
    ],
)
def test_a_connection_that_breaks_leaves_a_write_unclear(cause: Exception) -> None:
    assert isinstance(unanswered(SALE, cause).error, Unavailable)
    write = unanswered(OPEN_SALE, cause)
    assert isinstance(write.error, Unclear)
    assert not write.error.answered
    assert not never_connected(cause)
