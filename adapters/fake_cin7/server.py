"""The fake on a port: threads, keep-alive, replies that really are lost, state kept in a file.

Source: fake-cin7.md.
"""

import gc
import signal
import sys
from pathlib import Path
from threading import Event, Thread
from types import FrameType

from adapters.fake_cin7.app import create_app
from adapters.fake_cin7.conversation import Conversations
from adapters.fake_cin7.state.saving import load_state, save_state
from adapters.fake_cin7.state.seed_file import read_seed
from adapters.fake_cin7.state.universe import Universe

TICK = 0.25
"""Seconds between two looks for webhooks that are due."""


class PortTaken(Exception):
    """The fake cannot listen where it was told to; the message says where and why."""


class Server:
    """A running fake; `port` is the one it got when 0 was asked for. Raises: PortTaken."""

    def __init__(self, universe: Universe, host: str, port: int) -> None:
        self.universe = universe
        self.stopping = Event()
        self._started = False
        try:
            self._server = Conversations((host, port), create_app(universe), self.stopping)
        except OSError as error:
            raise PortTaken(f"{host}:{port} cannot be listened on: {error}.") from error
        self.host = host
        self.port = int(self._server.server_address[1])

    @property
    def url(self) -> str:
        """Where the fake answers, without a path."""
        return f"http://{self.host}:{self.port}"

    def serve_forever(self) -> None:
        """Answer calls, and send webhooks when they are due, until `shutdown`."""
        self._started = True
        Thread(target=self._deliver, name="fake-cin7-webhooks", daemon=True).start()
        self._server.serve_forever(poll_interval=0.05)

    def shutdown(self) -> None:
        """Stop answering, let go of hanging replies and close the port."""
        self.stopping.set()
        if self._started:
            self._server.shutdown()
        self._server.end_all()
        self._server.server_close()

    def _deliver(self) -> None:
        while not self.stopping.wait(TICK):
            self.universe.deliver_due()


def make_server(universe: Universe, host: str = "127.0.0.1", port: int = 0) -> Server:
    """Open a port for a universe; port 0 takes a free one. Raises: PortTaken."""
    return Server(universe, host, port)


def serve(host: str = "127.0.0.1", port: int = 8077, seed: Path | None = None, state: Path | None = None) -> None:
    """Serve until SIGTERM or Ctrl-C; a state file is read at the start and written at the end.

    Raises: BadInstruction when the seed or the state file is wrong, naming the part; PortTaken.
    """
    universe = Universe()
    if state is not None and state.exists():
        load_state(universe, state)
    elif seed is not None:
        universe.add_account(read_seed(seed))
    gc.freeze()  # what was planted stays: collections need not look at it again
    server = make_server(universe, host, port)
    try:
        signal.signal(signal.SIGTERM, _interrupt)
        sys.stdout.write(_greeting(universe, server))
        sys.stdout.flush()
        server.serve_forever()
    except KeyboardInterrupt:
        server.stopping.set()
    finally:
        if state is not None:
            save_state(universe, state)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    """Stop as Ctrl-C does: at whatever point this arrives, also before the first call is waited for."""
    raise KeyboardInterrupt


def _greeting(universe: Universe, server: Server) -> str:
    lines = [f"Fake Cin7 Core on {server.url}/ExternalApi/v2/  (page: {server.url}/, control: {server.url}/_fake/)"]
    lines += [
        f"  account {account.id}  key {', '.join(account.keys)}  {account.me['Company']}"
        for account in universe.accounts.values()
    ]
    return "\n".join(lines) + "\n"
