"""The web application on a port, in one process with threads."""

from threading import Thread
from types import TracebackType
from typing import Any, Self
from wsgiref.types import WSGIApplication

from waitress import create_server, wasyncore  # type: ignore[import-untyped] # it ships no types

from entrypoints.cli.refusals import PortTaken


class WebServer:
    """Waitress over one application; `port` is the one it got when 0 was asked for.

    Raises: PortTaken when the port is in use, or not ours to take.
    """

    def __init__(self, app: WSGIApplication, *, host: str, port: int, threads: int) -> None:
        self._sockets: dict[int, Any] = {}  # as waitress keeps them
        try:
            self._server = create_server(
                app,
                map=self._sockets,
                host=host,
                port=port,
                threads=threads,
                ident=None,
                clear_untrusted_proxy_headers=False,  # nobody believes them, but they show that somebody passed it on
            )
        except (OSError, ValueError) as error:
            raise PortTaken(f"{host}:{port} cannot be listened on: {error}.") from error
        self.host = host
        several = getattr(self._server, "effective_listen", None)  # a name such as localhost has two addresses
        self.port = int(several[0][1] if several else self._server.effective_port)
        self._thread = Thread(target=self._server.run, name="web", daemon=True)

    @property
    def url(self) -> str:
        """Answer where it is reached, without a path."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    def run(self) -> None:
        """Answer requests until the thread is told to end; those in hand are finished."""
        self._server.run()

    def __enter__(self) -> Self:
        """Answer requests in a thread of its own."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # closed inside its own loop, because a socket closed under a running select is an error there
        trigger = next(each for each in self._sockets.values() if hasattr(each, "thunks"))
        trigger.pull_trigger(lambda: wasyncore.close_all(self._sockets, ignore_all=True))
        self._thread.join(timeout=5)
        self._server.task_dispatcher.shutdown()
