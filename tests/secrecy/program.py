"""The command line of the connector with two faults built in: it stumbles over certain calls, with a key in its words.

Whatever breaks deep inside a library may print what it had in hand; here it does so for sure. Everything else is
production's, only that doubts are settled faster.
"""

from typing import Any

from dependency_injector import providers
from requests import PreparedRequest, Response

from adapters.cin7_core import Limits
from adapters.cin7_core.session import LivelyConnections
from domain.attempt import Patience
from entrypoints.cli.main import main
from entrypoints.container import Container
from tests.chaos.mortal import hurried

HURRY = 10
STUMBLES_OVER_ORDER = "UP-STUMBLE"
STUMBLES_OVER_ACCOUNT = "7d6e0000-0000-4000-8000-00000000dead"


class Clumsy(LivelyConnections):
    """Breaks on one order and one account, and says everything it knows."""

    def send(self, request: PreparedRequest, *args: Any, **options: Any) -> Response:
        """Send, or stumble."""
        headers = {name: str(value) for name, value in request.headers.items()}
        body = getattr(request.body, "content", b"")
        if STUMBLES_OVER_ORDER.encode() in body or headers.get("api-auth-accountid") == STUMBLES_OVER_ACCOUNT:
            raise ZeroDivisionError(f"stumbled over {request.url} with {headers}")
        return super().send(request, *args, **options)


def _clumsy(session: Any) -> Any:
    session.mount("http://", Clumsy())
    return session


if __name__ == "__main__":
    Container.patience.override(providers.Object(hurried(Patience(), HURRY)))
    Container.directory.add_kwargs(limits=Limits(connect=5.0, silence=40 / HURRY, whole=90 / HURRY))
    usual = Container.session.providers["http"]
    Container.session.set_providers(http=providers.Singleton(_clumsy, usual), in_process=usual)
    main()
