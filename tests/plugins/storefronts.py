"""An imitated Upstock for one test: inside this process through its transport, and over real HTTP."""

from collections.abc import Iterator
from dataclasses import dataclass
from threading import Thread
from typing import TYPE_CHECKING

import pytest
import requests

from tests.fakes.clock import StandingClock

if TYPE_CHECKING:
    from adapters.fake_upstock import Inbox
    from adapters.upstock import Upstock

SECRET = "whsec_bWFkZSB1cCBmb3IgdGhlc2UgdGVzdHMgYWxvbmU="


@dataclass(slots=True, kw_only=True)
class ImitatedUpstock:
    """An Upstock that listens, and the way to it; time stands in both until a test moves it."""

    inbox: "Inbox"
    url: str
    session: requests.Session
    clock: StandingClock

    def storefront(self, *, secret: str = SECRET) -> "Upstock":
        """Answer the real adapter that leads here; it gives up on silence soon."""
        from adapters.upstock import Limits, Upstock  # noqa: PLC0415 -- only tests that come here pay for it

        limits = Limits(connect=2.0, silence=0.5, whole=2.0)
        return Upstock(self.url, secret, clock=self.clock, session=self.session, limits=limits)

    def fault(self, action: object, *, times: int | None = None, subject: str = "*") -> None:
        """Let the next deliveries go wrong, all of them unless told how many."""
        from adapters.fake_upstock.faults import read_fault  # noqa: PLC0415 -- as above

        counted = {"times": times} if times else {}
        self.inbox.faults.append(read_fault({"match": {"subject": subject}, "action": action, **counted}))

    def recover(self) -> None:
        """Let nothing go wrong any more."""
        self.inbox.faults.clear()

    def applied(self) -> list[tuple[str, str]]:
        """Answer what counted, as type and subject, in order."""
        return [(one.type, one.subject) for one in self.inbox.received if one.outcome == "applied"]

    def answers(self) -> list[int]:
        """Answer how every delivery was answered; 0 means not at all."""
        return [one.status for one in self.inbox.received]


@pytest.fixture
def upstock_in_process() -> ImitatedUpstock:
    """An imitated Upstock behind a session, without port or thread."""
    from adapters.fake_upstock import FakeTransport, Inbox  # noqa: PLC0415 -- only tests that come here pay for it
    from adapters.upstock import make_session  # noqa: PLC0415 -- as above

    clock = StandingClock()
    inbox, session = Inbox(secret=SECRET, clock=clock.now), make_session()
    session.mount("https://", FakeTransport(inbox))
    return ImitatedUpstock(inbox=inbox, url="https://upstock.invalid/events", session=session, clock=clock)


@pytest.fixture
def upstock_over_http() -> Iterator[ImitatedUpstock]:
    """An imitated Upstock on a port of this machine."""
    from adapters.fake_upstock import Inbox, make_server  # noqa: PLC0415 -- only tests that come here pay for it
    from adapters.upstock import make_session  # noqa: PLC0415 -- as above

    clock = StandingClock()
    inbox, session = Inbox(secret=SECRET, clock=clock.now), make_session()
    server = make_server(inbox)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield ImitatedUpstock(inbox=inbox, url=server.url, session=session, clock=clock)
    session.close()
    server.shutdown()
    thread.join()


@pytest.fixture(params=["in_process", "over_http"])
def imitated_upstock(request: pytest.FixtureRequest) -> ImitatedUpstock:
    """Both ways to an imitated Upstock: whoever asks for it runs twice."""
    found = request.getfixturevalue(f"upstock_{request.param}")
    assert isinstance(found, ImitatedUpstock)
    return found
