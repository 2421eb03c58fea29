"""What the fake's own way of speaking HTTP takes and gives, byte by byte."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from adapters.fake_cin7.conversation import Conversations


def application(environ: dict[str, object], start_response: object) -> list[bytes]:
    """Answer with what was asked, or fail."""
    assert callable(start_response)
    if environ["PATH_INFO"] == "/broken":
        raise RuntimeError("as a bug would")
    start_response("200 OK", [("Content-Type", "text/plain")])
    body = environ["wsgi.input"]
    shown = (environ["REQUEST_METHOD"], environ["PATH_INFO"], environ["QUERY_STRING"], environ.get("HTTP_X_ONE"))
    return [repr(shown).encode(), body.read()]  # type: ignore[attr-defined]  # a stream, as WSGI says


@contextmanager
def listening() -> Iterator[socket.socket]:
    stopping = threading.Event()
    server = Conversations(("127.0.0.1", 0), application, stopping)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        with socket.create_connection(("127.0.0.1", server.server_address[1]), timeout=5) as connection:
            yield connection
    finally:
        stopping.set()
        server.shutdown()
        server.end_all()
        server.server_close()
        thread.join(5)


def heard(*sent: bytes) -> bytes:
    """Everything that is answered until the server hangs up."""
    with listening() as connection:
        for part in sent:
            connection.sendall(part)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def test_a_call_is_answered_with_its_length_and_date() -> None:
    reply = heard(b"GET /a%20b?x=%31 HTTP/1.1\r\nHost: h\r\nX-One: 1\r\nX-one: 2\r\n\r\n")
    head, _, body = reply.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 OK\r\nDate: ")
    assert (f"Content-Length: {len(body)}".encode() in head, body) == (True, b"('GET', '/a b', 'x=%31', '1,2')")


def test_calls_may_be_sent_ahead_on_one_connection() -> None:
    one = b"POST /%d HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nhi"
    reply = heard(one % 1 + one % 2)
    assert (reply.count(b"HTTP/1.1 200 OK"), b"'/2'" in reply) == (2, True)


def test_a_body_in_chunks_is_put_together() -> None:
    head = b"POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert heard(head, b"3\r\nabc\r\n", b"2;x=y\r\nde\r\n0\r\nTrailer: 1\r\n\r\n").endswith(b"abcde")


def test_a_careful_client_is_told_to_go_on() -> None:
    head = b"POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n"
    assert heard(head, b"x").startswith(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK")


@pytest.mark.parametrize(
    ("version", "header", "answers"),
    [
        (b"1.1", b"", 2),
        (b"1.1", b"Connection: close\r\n", 1),
        (b"1.0", b"", 1),
        (b"1.0", b"Connection: keep-alive\r\n", 2),
    ],
)
def test_the_connection_is_kept_as_the_client_wishes(version: bytes, header: bytes, answers: int) -> None:
    call = b"GET / HTTP/" + version + b"\r\nHost: h\r\n" + header + b"\r\n"
    assert heard(call * 2).count(b"200 OK") == answers


@pytest.mark.parametrize(
    "sent",
    [
        b"hello\r\n\r\n",
        b"GET /\r\n\r\n",
        b"GET / HTTP/1.1\r\nno header\r\n\r\n",
        b"GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
    ],
)
def test_what_is_not_http_is_a_400(sent: bytes) -> None:
    assert heard(sent).startswith(b"HTTP/1.1 400 Bad Request")


def test_a_bug_is_a_500_and_the_conversation_goes_on(capfd: pytest.CaptureFixture[str]) -> None:
    reply = heard(b"GET /broken HTTP/1.1\r\nHost: h\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n")
    assert (b"500 Internal Server Error" in reply, b"200 OK" in reply) == (True, True)
    assert "as a bug would" in capfd.readouterr().err


def test_a_request_whose_body_never_came_whole_was_never_made() -> None:
    assert heard(b"POST /sale HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nhalf") == b""
    assert heard(b"POST /sale HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhalf") == b""
