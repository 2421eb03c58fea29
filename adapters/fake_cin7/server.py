"""The fake on a port: threads, keep-alive, replies that really are lost, state kept in a file.

Source: fake-cin7.md.
"""

import select
import signal
import socket
import struct
import sys
from collections.abc import Iterable
from pathlib import Path
from threading import Event, Thread
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication

from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler
from werkzeug.serving import make_server as werkzeug_server

from adapters.fake_cin7.app import create_app
from adapters.fake_cin7.mishaps import mishap_of
from adapters.fake_cin7.state.faults import COMMIT_THEN_RESET, COMMIT_THEN_TIMEOUT, RESET, TIMEOUT
from adapters.fake_cin7.state.saving import load_state, save_state
from adapters.fake_cin7.state.seed_file import read_seed
from adapters.fake_cin7.state.universe import Universe

LONGEST_HANG = 300.0
"""Seconds a lost reply keeps its connection open before it is dropped."""

TICK = 0.25
"""Seconds between two looks for webhooks that are due."""

_LINGER_NONE = struct.pack("ii", 1, 0)


class _Handler(WSGIRequestHandler):
    """Keeps connections open and writes no line for each call."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def connection_dropped(self, error: BaseException, environ: dict[str, Any] | None = None) -> None:
        """End the conversation without a trace when the other side, or a fault, has."""
        del error, environ
        self.close_connection = True

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing: `GET /_fake/requests` is the log."""


class Server:
    """A running fake; `port` is the one it got when 0 was asked for."""

    def __init__(self, universe: Universe, host: str, port: int) -> None:
        self.universe = universe
        self.stopping = Event()
        self._server = werkzeug_server(
            host, port, self._carrying(create_app(universe)), threaded=True, request_handler=_Handler
        )
        if isinstance(self._server, ThreadedWSGIServer):
            self._server.daemon_threads = True
        self.host = host
        self.port = int(self._server.server_port)
        self._started = False
        self._postman = Thread(target=self._deliver, name="fake-cin7-webhooks", daemon=True)

    @property
    def url(self) -> str:
        """Where the fake answers, without a path."""
        return f"http://{self.host}:{self.port}"

    def serve_forever(self) -> None:
        """Answer calls until `shutdown`."""
        self._started = True
        self._postman.start()
        self._server.serve_forever(poll_interval=0.1)

    def shutdown(self) -> None:
        """Stop answering, let go of hanging replies and close the port."""
        self.stopping.set()
        if self._started:
            self._server.shutdown()
        self._server.server_close()

    def _deliver(self) -> None:
        while not self.stopping.wait(TICK):
            self.universe.deliver_due()

    def _carrying(self, app: WSGIApplication) -> WSGIApplication:
        """Wrap the application so that faults happen on the wire.

        Source: fake-cin7.md: `reset`, `timeout`, `commit_then_*`, `slow`.
        """

        def carry(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
            chunks = app(environ, start_response)
            mishap = mishap_of(environ)
            if mishap is None:
                return chunks
            if mishap.slow is not None:
                self.stopping.wait(mishap.slow)
                return chunks
            connection: socket.socket = environ["werkzeug.socket"]
            if mishap.word in (TIMEOUT, COMMIT_THEN_TIMEOUT):
                self._hang(connection)
            if mishap.word in (RESET, COMMIT_THEN_RESET):
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_NONE)
            socket.close(connection.detach())
            raise ConnectionResetError(f"Reply dropped on purpose: {mishap.name}")

        return carry

    def _hang(self, connection: socket.socket) -> None:
        """Leave the caller waiting until it gives up or the fake stops."""
        waited = 0.0
        while waited < LONGEST_HANG and not self.stopping.is_set():
            readable, _, _ = select.select([connection], [], [], 0.2)
            if readable and not connection.recv(1, socket.MSG_PEEK):
                return
            waited += 0.2


def make_server(universe: Universe, host: str = "127.0.0.1", port: int = 0) -> Server:
    """Open a port for a universe; port 0 takes a free one."""
    return Server(universe, host, port)


def serve(host: str = "127.0.0.1", port: int = 8077, seed: Path | None = None, state: Path | None = None) -> None:
    """Serve until SIGTERM or Ctrl-C; a state file is read at the start and written at the end.

    Raises: BadInstruction when the seed or the state file is wrong, naming the part.
    """
    universe = Universe()
    if state is not None and state.exists():
        load_state(universe, state)
    elif seed is not None:
        universe.add_account(read_seed(seed))
    server = make_server(universe, host, port)
    signal.signal(signal.SIGTERM, lambda *_: Thread(target=server.shutdown).start())
    sys.stdout.write(_greeting(universe, server))
    sys.stdout.flush()
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.stopping.set()
    finally:
        if state is not None:
            save_state(universe, state)


def _greeting(universe: Universe, server: Server) -> str:
    lines = [f"Fake Cin7 Core on {server.url}/ExternalApi/v2/  (page: {server.url}/, control: {server.url}/_fake/)"]
    lines += [
        f"  account {account.id}  key {', '.join(account.keys)}  {account.me['Company']}"
        for account in universe.accounts.values()
    ]
    return "\n".join(lines) + "\n"
