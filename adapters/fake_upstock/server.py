"""The fake on a port: threads, keep-alive, answers that really are lost.

Source: architecture §6.6.
"""

import select
import signal
import socket
import struct
import sys
from collections.abc import Iterable
from threading import Event
from types import FrameType
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication

from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler
from werkzeug.serving import make_server as werkzeug_server

from adapters.fake_upstock.app import create_app
from adapters.fake_upstock.faults import COMMIT_THEN_RESET, RESET
from adapters.fake_upstock.inbox import Inbox
from adapters.fake_upstock.mishaps import mishap_of

PORT = 8078
LONGEST_HANG = 300.0
"""Seconds a lost answer keeps its connection open before it is dropped."""

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
        """Say nothing: `GET /_fake/received` is the log."""


class PortTaken(Exception):
    """The fake cannot listen where it was told to; the message says where and why."""


class Server:
    """A running fake; `port` is the one it got when 0 was asked for. Raises: PortTaken."""

    def __init__(self, inbox: Inbox, host: str, port: int) -> None:
        self.inbox, self.host = inbox, host
        self._stopping, self._started = Event(), False
        app = self._carrying(create_app(inbox))
        with _door(host, port) as door:
            self._server = werkzeug_server(host, port, app, threaded=True, request_handler=_Handler, fd=door.fileno())
        if isinstance(self._server, ThreadedWSGIServer):
            self._server.daemon_threads = True
        self.port = int(self._server.port)

    @property
    def url(self) -> str:
        """Where the fake answers: the value of UPSTOCK_URL."""
        return f"http://{self.host}:{self.port}"

    def serve_forever(self) -> None:
        """Answer calls until `shutdown`."""
        self._started = True
        self._server.serve_forever(poll_interval=0.1)

    def shutdown(self) -> None:
        """Stop answering, let go of hanging answers and close the port."""
        self._stopping.set()
        if self._started:
            self._server.shutdown()
        self._server.server_close()

    def _carrying(self, app: WSGIApplication) -> WSGIApplication:
        """Wrap the application so that faults happen on the wire."""

        def carry(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
            chunks = app(environ, start_response)
            mishap = mishap_of(environ)
            if mishap is None or not (mishap.loses_the_answer or mishap.slow):
                return chunks
            if mishap.slow:
                self._stopping.wait(mishap.slow)
                return chunks
            connection: socket.socket = environ["werkzeug.socket"]
            if mishap.word in (RESET, COMMIT_THEN_RESET):
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_NONE)
            else:
                self._hang(connection)
            socket.close(connection.detach())
            raise ConnectionResetError(f"Answer dropped on purpose: {mishap.name}")

        return carry

    def _hang(self, connection: socket.socket) -> None:
        """Leave the caller waiting until it gives up or the fake stops."""
        waited = 0.0
        while waited < LONGEST_HANG and not self._stopping.is_set():
            readable, _, _ = select.select([connection], [], [], 0.2)
            if readable and not connection.recv(1, socket.MSG_PEEK):
                return
            waited += 0.2


def _door(host: str, port: int) -> socket.socket:
    """Open the port here, because the library's own server would end the process when it cannot."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise PortTaken(f"{host}:{port} cannot be listened on: {error}.") from error


def make_server(inbox: Inbox, host: str = "127.0.0.1", port: int = 0) -> Server:
    """Open a port for an inbox; port 0 takes a free one. Raises: PortTaken."""
    return Server(inbox, host, port)


def serve(host: str = "127.0.0.1", port: int = PORT, secret: str | None = None) -> None:
    """Serve until SIGTERM or Ctrl-C; without a secret one is made and printed. Raises: PortTaken."""
    inbox = Inbox(secret=secret) if secret else Inbox()
    server = make_server(inbox, host, port)
    shown = "(as given)" if secret else inbox.secret
    try:
        signal.signal(signal.SIGTERM, _interrupt)
        sys.stdout.write(
            f"Fake Upstock on {server.url}/  (page: {server.url}/, control: {server.url}/_fake/received)\n"
        )
        sys.stdout.write(f"  UPSTOCK_URL={server.url} UPSTOCK_SIGNING_SECRET={shown}\n")
        sys.stdout.flush()
        server.serve_forever()
    except KeyboardInterrupt:
        return


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    """Stop as Ctrl-C does: at whatever point this arrives, also before the first call is waited for."""
    raise KeyboardInterrupt
