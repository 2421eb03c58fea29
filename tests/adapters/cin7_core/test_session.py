"""Sessions over a real socket: nothing of one supplier reaches another, and no answer lasts for ever."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from adapters.cin7_core.allowed_calls import ME, OPEN_SALE, SALE
from adapters.cin7_core.client import Cin7Client, Shared
from adapters.cin7_core.limits import Limits
from adapters.cin7_core.session import make_session
from application.ports.errors import Unavailable, Unclear, Unreachable
from domain.call_budget import Lane
from domain.connection import Credentials
from tests.fakes.budget import UnlimitedBudget
from tests.fakes.clock import NOON, StandingClock

SHORT = Limits(connect=2.0, silence=0.2, whole=0.5, size=200_000)


def client(
    url: str,
    *,
    key: str = "key",
    limits: Limits = SHORT,
    session: requests.Session | None = None,
    within: timedelta | None = None,
) -> Cin7Client:
    shared = Shared(
        session=session or make_session(), base_url=url, budget=UnlimitedBudget(), clock=StandingClock(), limits=limits
    )
    given = Credentials(account_id=f"account of {key}", application_key=key)
    return Cin7Client(shared, given, lane=Lane.ORDERS, within=within)


def test_a_cookie_of_one_answer_is_never_sent_with_another_call(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/me").respond_with_json({}, headers={"Set-Cookie": "ARRAffinity=one; Path=/"})
    session = make_session()
    for key in ("one", "other"):
        client(httpserver.url_for("/"), key=key, session=session).call(ME)
    assert [request.headers.get("Cookie") for request, _ in httpserver.log] == [None, None]


def test_two_suppliers_keys_are_never_mixed(httpserver: HTTPServer) -> None:
    def echo(request: Request) -> Response:
        return Response(f'{{"key": "{request.headers["api-auth-accountid"]}"}}', content_type="application/json")

    httpserver.expect_request("/me").respond_with_handler(echo)
    session = make_session()
    heard: dict[str, set[str]] = {}

    def call_often(key: str) -> None:
        own = client(httpserver.url_for("/"), key=key, session=session)
        heard[key] = {str(own.call(ME).document) for _ in range(20)}

    threads = [threading.Thread(target=call_often, args=(key,)) for key in ("one", "other", "third")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert heard == {key: {f"{{'key': 'account of {key}'}}"} for key in ("one", "other", "third")}


@pytest.mark.parametrize("target", ["/elsewhere", "http://[::1", "ftp://x/", "//"])
def test_a_redirect_is_not_followed_wherever_it_leads(httpserver: HTTPServer, target: str) -> None:
    httpserver.expect_request("/sale").respond_with_data("", status=302, headers={"Location": target})
    httpserver.expect_request("/elsewhere").respond_with_json({"ID": "not ours"})
    with pytest.raises(Unavailable):
        client(httpserver.url_for("/")).call(SALE)
    with pytest.raises(Unclear) as unclear:
        client(httpserver.url_for("/")).call(OPEN_SALE, body={}, not_after=NOON)
    assert unclear.value.answered
    assert {request.path for request, _ in httpserver.log} == {"/sale"}


def test_a_password_file_adds_nothing_to_a_call(
    httpserver: HTTPServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "netrc").write_text(f"machine {httpserver.host} login somebody password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    httpserver.expect_request("/me").respond_with_json({})
    client(httpserver.url_for("/")).call(ME)
    assert "Authorization" not in httpserver.log[0][0].headers


def test_a_proxy_of_the_environment_is_used(httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", httpserver.url_for("/"))
    httpserver.expect_request("/v2/me").respond_with_json({"by": "proxy"})
    assert client("http://cin7.invalid/v2").call(ME).document == {"by": "proxy"}


def test_what_the_environment_says_of_a_host_is_read_once(
    httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", httpserver.url_for("/"))
    httpserver.expect_request("/v2/me").respond_with_json({"by": "proxy"})
    calling = client("http://cin7.invalid/v2")
    calling.call(ME)
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1/")
    assert calling.call(ME).document == {"by": "proxy"}


def test_an_answer_longer_than_any_real_one_is_not_read_to_its_end(httpserver: HTTPServer) -> None:
    endless = (b"x" * 50_000 for _ in range(1000))
    httpserver.expect_request("/sale").respond_with_handler(
        lambda _: Response(endless, content_type="application/json")
    )
    with pytest.raises(Unavailable, match="bytes and no end"):
        client(httpserver.url_for("/")).call(SALE)


def test_an_answer_that_unfolds_beyond_measure_is_not_read_to_its_end(httpserver: HTTPServer) -> None:
    import gzip  # noqa: PLC0415 -- only here

    httpserver.expect_request("/sale").respond_with_data(
        gzip.compress(b" " * 50_000_000), headers={"Content-Encoding": "gzip", "Content-Type": "application/json"}
    )
    with pytest.raises(Unavailable, match="bytes and no end"):
        client(httpserver.url_for("/")).call(SALE)


Speaker = Callable[[socket.socket], None]


@pytest.fixture
def speaking() -> Iterator[Callable[[Speaker], str]]:
    """Answer one connection after another with whatever a test says, byte by byte."""
    listener = socket.create_server(("127.0.0.1", 0))
    done = threading.Event()

    def start(speak: Speaker) -> str:
        def serve() -> None:
            while not done.is_set():
                try:
                    connection, _ = listener.accept()
                except OSError:  # the test is over
                    return
                with connection:
                    connection.recv(65536)
                    try:
                        speak(connection)
                    except OSError:  # the other side hung up, as it should
                        continue

        threading.Thread(target=serve, daemon=True).start()
        return f"http://127.0.0.1:{listener.getsockname()[1]}/"

    yield start
    done.set()
    listener.close()


BEGINNING = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"


def test_an_answer_that_trickles_in_for_ever_is_given_up(speaking: Callable[[Speaker], str]) -> None:
    def trickle(connection: socket.socket) -> None:
        connection.sendall(BEGINNING)
        for _ in range(100):
            connection.sendall(b" ")
            time.sleep(0.05)

    began = time.monotonic()
    with pytest.raises(Unclear, match="broke off before its answer was read"):
        client(speaking(trickle)).call(OPEN_SALE, body={}, not_after=NOON)
    assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"HTTP/1.1 200 OK\r\n",
        BEGINNING,
        b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: application/json\r\n\r\nff\r\n{",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}",
        b"nonsense\r\n\r\n",
    ],
)
def test_an_answer_that_breaks_off_or_cannot_be_read_leaves_a_write_unclear(
    speaking: Callable[[Speaker], str], said: bytes
) -> None:
    url = speaking(lambda connection: connection.sendall(said))
    with pytest.raises(Unclear):
        client(url).call(OPEN_SALE, body={}, not_after=NOON)
    with pytest.raises(Unavailable):
        client(url).call(SALE)


def test_silence_is_given_up_after_a_while(speaking: Callable[[Speaker], str]) -> None:
    url = speaking(lambda _: time.sleep(0.6))
    with pytest.raises(Unclear) as unclear:
        client(url).call(OPEN_SALE, body={}, not_after=NOON)
    assert not unclear.value.answered


def test_a_silence_in_the_middle_of_an_answer_does_not_outlast_the_time_for_all_calls(
    speaking: Callable[[Speaker], str],
) -> None:
    def begin_late_and_stall(connection: socket.socket) -> None:
        time.sleep(0.8)
        connection.sendall(BEGINNING)
        time.sleep(3)

    began = time.monotonic()
    with pytest.raises(Unavailable):
        client(speaking(begin_late_and_stall), limits=Limits(), within=timedelta(seconds=1)).call(SALE)
    assert time.monotonic() - began < 1.5


def test_a_port_where_nobody_listens_means_that_nothing_was_sent() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(Unreachable):
        client(f"http://127.0.0.1:{port}/").call(OPEN_SALE, body={}, not_after=NOON)
    with pytest.raises(Unavailable):
        client(f"http://127.0.0.1:{port}/").call(SALE)


@pytest.mark.parametrize("url", ["http://nobody.invalid/", "no-scheme/", "http://[broken/", "gopher://x/"])
def test_an_address_that_leads_nowhere_means_that_nothing_was_sent(url: str) -> None:
    with pytest.raises(Unreachable, match="CIN7_URL"):
        client(url).call(OPEN_SALE, body={}, not_after=NOON)


def test_a_certificate_nobody_vouches_for_means_that_nothing_was_sent(tmp_path: Path) -> None:
    server = HTTPServer(ssl_context=self_signed(tmp_path))
    server.start()
    try:
        server.expect_request("/sale").respond_with_json({})
        with pytest.raises(Unreachable, match="certificate"):
            client(server.url_for("/")).call(OPEN_SALE, body={}, not_after=NOON)
        assert not server.log
    finally:
        server.stop()


def self_signed(folder: Path) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    form, shape = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    (folder / "key.pem").write_bytes(key.private_bytes(form, shape, serialization.NoEncryption()))
    (folder / "certificate.pem").write_bytes(made.public_bytes(form))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
    return context
