"""The web server takes a port, says which, and lets it go."""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
import requests

from entrypoints.cli.refusals import PortTaken
from entrypoints.cli.web import WebServer


def hello(_environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
    start("200 OK", [("Content-Type", "text/plain")])
    return [b"hello"]


def server(*, host: str = "127.0.0.1", port: int = 0) -> WebServer:
    return WebServer(hello, host=host, port=port, threads=2)


def test_a_free_port_is_taken_and_let_go() -> None:
    with server() as running:
        assert requests.get(running.url, timeout=5).text == "hello"
        with pytest.raises(PortTaken, match=f"127.0.0.1:{running.port}"):
            server(port=running.port)
    with server(port=running.port) as again:
        assert again.port == running.port


def test_a_name_that_may_have_several_addresses_is_listened_on() -> None:
    with server(host="localhost") as running:
        assert requests.get(running.url, timeout=5).text == "hello"
