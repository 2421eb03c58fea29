"""The command line of the connector with one piece of work that ends its process, as one does that takes all memory.

`POISON` is what has to stand in a call to Cin7 for that; everything else is production's, only that it waits
`CHAOS_HURRY` times shorter.
"""

import os
import signal
from typing import Any

import requests
from dependency_injector import providers
from requests import PreparedRequest, Response

from adapters.cin7_core.session import LivelyConnections
from domain.attempt import Patience
from entrypoints.cli.main import main
from entrypoints.container import Container
from tests.chaos.mortal import hurried


class Deadly(LivelyConnections):
    """Ends the process at the sight of the poison."""

    def send(self, request: PreparedRequest, *args: Any, **options: Any) -> Response:
        """Send, or die."""
        body = getattr(request.body, "content", b"").decode()
        if os.environ["POISON"] in f"{request.headers.get('api-auth-applicationkey')} {request.url} {body}":
            os.kill(os.getpid(), signal.SIGKILL)
        return super().send(request, *args, **options)


def poisoned(session: requests.Session) -> requests.Session:
    """Let every call pass by the poison."""
    session.mount("http://", Deadly())
    return session


if __name__ == "__main__":
    Container.patience.override(providers.Object(hurried(Patience(), float(os.environ["CHAOS_HURRY"]))))
    usual = Container.session.providers["http"]
    Container.session.set_providers(http=providers.Singleton(poisoned, usual), in_process=usual)
    main()
