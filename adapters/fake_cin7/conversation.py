"""Talking HTTP/1.1 over a socket: many calls on one connection, and replies that can really be lost.

The usual development servers close after each reply and hide the socket; a fake that loses replies needs both.

Source: fake-cin7.md, faults (`reset`, `timeout`, `commit_then_*`, `slow`).
"""

import select
import socket
import struct
import sys
import traceback
from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import formatdate
from io import BufferedIOBase, BytesIO
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Event, Lock
from typing import Any
from urllib.parse import unquote_to_bytes
from wsgiref.types import WSGIApplication

from adapters.fake_cin7.mishaps import mishap_of
from adapters.fake_cin7.state.faults import COMMIT_THEN_RESET, COMMIT_THEN_TIMEOUT, RESET, TIMEOUT, Action

LONGEST_HANG = 300.0
"""Seconds a lost reply keeps its connection open before it is dropped."""

LONGEST_LINE = 64 * 1024
_ENDED = b""
_LINGER_NONE = struct.pack("ii", 1, 0)


class Malformed(Exception):
    """What came is not HTTP."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it was read from the socket."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    keeps_open: bool


def read_request(stream: BufferedIOBase, writing: BufferedIOBase) -> Request | None:
    """Read the next request; None when the other side is done.

    Raises: Malformed when it is not HTTP.
    """
    first = stream.readline(LONGEST_LINE).rstrip(b"\r\n")
    if first == _ENDED:
        return None
    parts = first.decode("latin-1").split(" ")
    if len(parts) != 3 or not parts[2].startswith("HTTP/"):
        raise Malformed(f"no request line: {first[:80]!r}")
    headers = _read_headers(stream)
    if headers.get("expect", "").lower() == "100-continue":
        writing.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        writing.flush()
    wanted = headers.get("connection", "").lower()
    keeps_open = wanted != "close" and (parts[2] != "HTTP/1.0" or wanted == "keep-alive")
    return Request(parts[0], parts[1], headers, _read_body(stream, headers), keeps_open)


def _read_headers(stream: BufferedIOBase) -> dict[str, str]:
    headers: dict[str, str] = {}
    while line := stream.readline(LONGEST_LINE).rstrip(b"\r\n"):
        name, colon, value = line.decode("latin-1").partition(":")
        if not colon:
            raise Malformed(f"no header: {line[:80]!r}")
        folded = name.strip().lower()
        headers[folded] = f"{headers[folded]},{value.strip()}" if folded in headers else value.strip()
    return headers


def _read_body(stream: BufferedIOBase, headers: dict[str, str]) -> bytes:
    if "chunked" in headers.get("transfer-encoding", "").lower():
        return b"".join(_chunks(stream))
    length = headers.get("content-length", "0")
    if not length.isdigit():
        raise Malformed(f"no length: {length[:40]!r}")
    return _whole(stream, int(length))


def _whole(stream: BufferedIOBase, length: int) -> bytes:
    """Read a body to its end. Raises: ConnectionResetError when the other side hung up before, so nothing was asked."""
    if len(body := stream.read(length)) < length:
        raise ConnectionResetError(f"{len(body)} of {length} bytes")
    return body


def _chunks(stream: BufferedIOBase) -> Iterable[bytes]:
    while size := int(stream.readline(LONGEST_LINE).split(b";")[0].strip() or b"0", 16):
        yield _whole(stream, size)
        stream.readline(LONGEST_LINE)
    while stream.readline(LONGEST_LINE).strip():
        pass


class Conversations(ThreadingTCPServer):
    """A port where each connection has a thread of its own."""

    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], app: WSGIApplication, stopping: Event) -> None:
        self.app = app
        self.stopping = stopping
        self._open: set[socket.socket] = set()
        self._lock = Lock()
        super().__init__(address, Conversation)

    def opened(self, connection: socket.socket) -> None:
        """Remember a connection, so that it can be ended."""
        with self._lock:
            self._open.add(connection)

    def closed(self, connection: socket.socket) -> None:
        """Forget a connection."""
        with self._lock:
            self._open.discard(connection)

    def end_all(self) -> None:
        """Hang up on everybody."""
        with self._lock:
            for connection in self._open:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue  # the other side was faster


class Conversation(StreamRequestHandler):
    """One connection: requests in, replies out, until either side ends it."""

    disable_nagle_algorithm = True
    server: Conversations

    def setup(self) -> None:
        """Begin, known to the server."""
        super().setup()
        self.server.opened(self.connection)

    def finish(self) -> None:
        """End, whatever became of the socket."""
        self.server.closed(self.connection)
        if self.connection.fileno() != -1:
            super().finish()

    def handle(self) -> None:
        """Answer one request after the other."""
        try:
            while not self.server.stopping.is_set() and self._answered_one():
                pass
        except (Malformed, ValueError) as mistake:
            self._write("400 Bad Request", [("Content-Type", "text/plain")], str(mistake).encode(), keeps_open=False)
        except OSError:
            return  # the other side hung up; nobody is left to tell

    def _answered_one(self) -> bool:
        request = read_request(self.rfile, self.wfile)
        if request is None:
            return False
        environ = self._environ(request)
        status, headers, body = self._run(environ)
        mishap = mishap_of(environ)
        if mishap is not None and self._happens(mishap):
            return False
        self._write(status, headers, body, keeps_open=request.keeps_open)
        return request.keeps_open

    def _run(self, environ: dict[str, Any]) -> tuple[str, list[tuple[str, str]], bytes]:
        told: list[tuple[str, list[tuple[str, str]]]] = []

        def start_response(status: str, headers: list[tuple[str, str]], _: object = None) -> Any:
            told.append((status, headers))

        try:
            body = b"".join(self.server.app(environ, start_response))
        except Exception:  # noqa: BLE001 - a bug of the fake is shown to its operator and must not end the server
            traceback.print_exc(file=sys.stderr)
            return "500 Internal Server Error", [("Content-Type", "text/html")], b"<h1>The fake itself failed</h1>"
        return *told[-1], body

    def _happens(self, mishap: Action) -> bool:
        """Let a mishap happen; True when the reply is lost.

        Source: fake-cin7.md, faults.
        """
        if mishap.slow is not None:
            self.server.stopping.wait(mishap.slow)
            return False
        if mishap.word in (TIMEOUT, COMMIT_THEN_TIMEOUT):
            self._hang()
        if mishap.word in (RESET, COMMIT_THEN_RESET):
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_NONE)
        self.server.closed(self.connection)
        socket.close(self.connection.detach())
        return True

    def _hang(self) -> None:
        """Leave the caller waiting until it gives up or the fake stops."""
        waited = 0.0
        while waited < LONGEST_HANG and not self.server.stopping.is_set():
            readable, _, _ = select.select([self.connection], [], [], 0.2)
            if readable and not self.connection.recv(1, socket.MSG_PEEK):
                return
            waited += 0.2

    def _write(self, status: str, headers: list[tuple[str, str]], body: bytes, *, keeps_open: bool) -> None:
        lines = [f"HTTP/1.1 {status}", f"Date: {formatdate(usegmt=True)}"]
        lines += [f"{name}: {value}" for name, value in headers]
        if not any(name.lower() == "content-length" for name, _ in headers):
            lines.append(f"Content-Length: {len(body)}")
        if not keeps_open:
            lines.append("Connection: close")
        head = "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n"
        self.wfile.write(head + body)

    def _environ(self, request: Request) -> dict[str, Any]:
        path, _, query = request.target.partition("?")
        host, port = self.server.server_address[:2]
        environ: dict[str, Any] = {
            "REQUEST_METHOD": request.method,
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
            "QUERY_STRING": query,
            "SERVER_PROTOCOL": "HTTP/1.1",
            "SERVER_NAME": str(host),
            "SERVER_PORT": str(port),
            "REMOTE_ADDR": str(self.client_address[0]),
            "CONTENT_TYPE": request.headers.get("content-type", ""),
            "CONTENT_LENGTH": str(len(request.body)),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(request.body),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        for name, value in request.headers.items():
            environ.setdefault(f"HTTP_{name.upper().replace('-', '_')}", value)
        return environ
