import http.client
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from adapters.fake_cin7 import Server, Universe, make_server
from adapters.fake_cin7.__main__ import main
from tests.adapters.fake_cin7.company import CAFE, DOCUMENT, KEY, Company

ACCOUNT = "e0000000-0000-4000-8000-000000000001"
HEADERS = {"api-auth-accountid": ACCOUNT, "api-auth-applicationkey": KEY}
HEADER = {"CustomerID": CAFE, "Location": "Main", "SkipQuote": True}


@pytest.fixture
def server() -> Iterator[Server]:
    universe = Universe()
    universe.add_account({**DOCUMENT, "account_id": ACCOUNT, "switches": {"throttle": "off"}})
    running = make_server(universe)
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    yield running
    running.shutdown()
    thread.join(10)
    assert not thread.is_alive()


def url(server: Server, path: str) -> str:
    return f"{server.url}/ExternalApi/v2/{path}"


def strike(server: Server, action: object) -> None:
    body = {"match": {"method": "POST", "path": "sale"}, "action": action, "times": 1}
    assert requests.post(f"{server.url}/_fake/faults", json=body, timeout=5).status_code == 201


def sales(server: Server) -> int:
    return int(requests.get(url(server, "saleList"), headers=HEADERS, timeout=5).json()["Total"])


def test_one_connection_serves_many_calls(server: Server) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    connection.connect()
    local = connection.sock.getsockname()
    for _ in range(3):
        connection.request("GET", "/externalapi/V2/me", headers=HEADERS)
        reply = connection.getresponse()
        assert (reply.status, reply.version) == (200, 11)
        assert json.loads(reply.read())["Company"] == "Acme"
        assert connection.sock.getsockname() == local
    connection.close()


def test_a_missing_content_type_and_chunked_bodies_are_read(server: Server) -> None:
    body = json.dumps(HEADER).encode()
    plain = requests.post(url(server, "sale"), data=body, headers=HEADERS, timeout=5)
    chunked = requests.post(url(server, "sale"), data=iter([body[:9], body[9:]]), headers=HEADERS, timeout=5)
    assert (plain.status_code, chunked.status_code, sales(server)) == (200, 200, 2)


@pytest.mark.parametrize(("action", "made"), [("reset", 0), ("commit_then_reset", 1)])
def test_a_socket_is_really_reset(server: Server, action: str, made: int) -> None:
    strike(server, action)
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as connection:
        body = json.dumps(HEADER).encode()
        names = "".join(f"{name}: {value}\r\n" for name, value in HEADERS.items())
        head = f"POST /ExternalApi/v2/sale HTTP/1.1\r\nHost: x\r\n{names}Content-Length: {len(body)}\r\n\r\n"
        connection.sendall(head.encode() + body)
        with pytest.raises(ConnectionResetError):
            connection.recv(100)
    assert sales(server) == made


@pytest.mark.parametrize(("action", "made"), [("reset", 0), ("commit_then_reset", 1)])
def test_requests_meets_a_reset_as_a_broken_connection(server: Server, action: str, made: int) -> None:
    strike(server, action)
    with pytest.raises(requests.ConnectionError):
        requests.post(url(server, "sale"), json=HEADER, headers=HEADERS, timeout=5)
    assert sales(server) == made


@pytest.mark.parametrize(("action", "made"), [("timeout", 0), ("commit_then_timeout", 1), ({"slow": 3}, 1)], ids=str)
def test_a_reply_really_hangs(server: Server, action: object, made: int) -> None:
    strike(server, action)
    with pytest.raises(requests.ReadTimeout):
        requests.post(url(server, "sale"), json=HEADER, headers=HEADERS, timeout=(5, 0.2))
    assert sales(server) == made


def test_a_slow_reply_arrives_in_the_end(server: Server) -> None:
    strike(server, {"slow": 0.15})
    reply = requests.post(url(server, "sale"), json=HEADER, headers=HEADERS, timeout=5)
    assert (reply.status_code, reply.elapsed.total_seconds() >= 0.15) == (200, True)


def test_a_hanging_reply_does_not_hold_up_others_nor_the_end(server: Server) -> None:
    strike(server, "timeout")
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    connection.request("POST", "/ExternalApi/v2/sale", body=json.dumps(HEADER), headers=HEADERS)
    assert sales(server) == 0
    readable, _, _ = select.select([connection.sock], [], [], 0)
    assert readable == []
    connection.close()


def test_webhooks_go_out_by_themselves(server: Server) -> None:
    heard = threading.Event()
    company = Company(server.universe, application_keys=["other"])

    def hear(*_: object) -> int:
        heard.set()
        return 200

    server.universe.sender = hear
    hook = {"Type": "Sale/Created", "IsActive": True, "ExternalURL": "http://x", "ExternalAuthorizationType": "noauth"}
    company.post("webhooks", hook)
    company.header()
    server.universe.clock.shift *= 0
    with server.universe.lock:
        for delivery in company.account.hooks.waiting:
            delivery.due = company.account.now()
    assert heard.wait(10)


def test_many_threads_share_one_universe(server: Server) -> None:
    def write() -> None:
        with requests.Session() as session:
            for _ in range(10):
                session.post(url(server, "sale"), json=HEADER, headers=HEADERS, timeout=20).raise_for_status()

    threads = [threading.Thread(target=write) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rows = requests.get(url(server, "saleList"), params={"Limit": 1000}, headers=HEADERS, timeout=5).json()["SaleList"]
    assert [row["OrderNumber"] for row in rows] == [f"SO-{number:05d}" for number in range(1, 51)]


def test_the_program_stops_on_sigterm_and_remembers_everything(tmp_path: Path) -> None:
    seed, state = tmp_path / "seed.json", tmp_path / "state.json"
    seed.write_text(json.dumps({**DOCUMENT, "account_id": ACCOUNT}), encoding="utf-8")
    command = [sys.executable, "-m", "adapters.fake_cin7", "--port", "0", "--seed", str(seed), "--state", str(state)]
    numbers = []
    for _ in range(2):
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ}) as program:  # noqa: S603 - our own program
            assert program.stdout is not None
            where = program.stdout.readline().split()[4].removesuffix("/ExternalApi/v2/")
            reply = requests.post(f"{where}/ExternalApi/v2/sale", json=HEADER, headers=HEADERS, timeout=10)
            numbers.append(reply.json()["Order"]["SaleOrderNumber"])
            program.send_signal(signal.SIGTERM)
            assert program.wait(15) == 0
    assert numbers == ["SO-00001", "SO-00002"]


@pytest.mark.parametrize(
    ("text", "said"),
    [("{", "is not JSON"), ("[]", "must hold one JSON object"), ('{"prodcts": []}', "a part 'prodcts'")],
)
def test_the_program_names_what_is_wrong_with_its_seed(
    tmp_path: Path, text: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seed = tmp_path / "seed.json"
    seed.write_text(text, encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["fake_cin7", "--port", "0", "--seed", str(seed)])
    assert (main(), said in capsys.readouterr().err) == (2, True)


def test_the_program_says_that_its_port_is_taken(
    server: Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["fake_cin7", "--port", str(server.port)])
    assert main() == 2
    assert capsys.readouterr().err.startswith(f"127.0.0.1:{server.port} cannot be listened on")
