"""An imitated Cin7 for one test: inside this process through its transport, and over real HTTP."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest
import requests

from tests.fakes.budget import UnlimitedBudget
from tests.fakes.clock import StandingClock

if TYPE_CHECKING:
    from adapters.cin7_core import Cin7Directory
    from adapters.fake_cin7 import Universe
    from domain.connection import Credentials

IN_PROCESS = "https://cin7.invalid/ExternalApi/v2/"
ACCOUNT = "7d6e0000-0000-4000-8000-000000000001"
KEY = "7d6e0000-0000-4000-8000-0000000000aa"


@dataclass(slots=True, kw_only=True)
class ImitatedCin7:
    """A Cin7 with one account, and the ways to it; time stands in both until a test moves it."""

    universe: "Universe"
    base_url: str
    session: requests.Session
    clock: StandingClock
    budget: UnlimitedBudget = field(default_factory=UnlimitedBudget)

    def directory(self) -> "Cin7Directory":
        """Answer the directory of the real adapter that leads here; it gives up on silence soon."""
        from adapters.cin7_core import Cin7Directory, Limits  # noqa: PLC0415 -- only tests that come here pay for it

        limits = Limits(connect=2.0, silence=0.5, whole=5.0)
        return Cin7Directory(self.session, self.base_url, self.budget, self.clock, limits=limits)

    @property
    def credentials(self) -> "Credentials":
        """What opens the account."""
        from domain.connection import Credentials  # noqa: PLC0415 -- as above

        return Credentials(account_id=ACCOUNT, application_key=KEY)

    def open_account(self, document: dict[str, Any]) -> None:
        """Let the account exist."""
        self.universe.add_account({"account_id": ACCOUNT, "application_keys": [KEY], **document})

    def fault(self, method: str, path: str, action: object, *, times: int = 1) -> None:
        """Let the next calls of this kind go wrong."""
        self.universe.add_fault({"match": {"method": method, "path": path}, "action": action, "times": times})

    def switch(self, **choices: object) -> None:
        """Turn switches of the account."""
        self.universe.accounts[ACCOUNT].switches.choose(choices)

    def calls(self) -> list[tuple[str, str]]:
        """Answer every call that arrived, as method and path below the root."""
        return [(seen.method, seen.path) for seen in self.universe.log.entries]


@pytest.fixture
def cin7_in_process() -> ImitatedCin7:
    """An imitated Cin7 behind a session, without port or thread."""
    from adapters.cin7_core import make_session  # noqa: PLC0415 -- only tests that come here pay for it
    from adapters.fake_cin7 import FakeTransport  # noqa: PLC0415 -- as above

    universe, clock = _still_world()
    session = make_session()
    session.mount("https://", FakeTransport(universe))
    return ImitatedCin7(universe=universe, base_url=IN_PROCESS, session=session, clock=clock)


@pytest.fixture
def cin7_over_http() -> Iterator[ImitatedCin7]:
    """An imitated Cin7 on a port of this machine."""
    from adapters.cin7_core import make_session  # noqa: PLC0415 -- only tests that come here pay for it
    from adapters.fake_cin7 import make_server  # noqa: PLC0415 -- as above

    universe, clock = _still_world()
    server = make_server(universe)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    session = make_session()
    yield ImitatedCin7(universe=universe, base_url=f"{server.url}/ExternalApi/v2/", session=session, clock=clock)
    session.close()
    server.shutdown()
    thread.join()


@pytest.fixture
def small_cin7(cin7_in_process: ImitatedCin7) -> ImitatedCin7:
    """An imitated Cin7 in this process that holds the small account."""
    from tests.small_account import SMALL_ACCOUNT  # noqa: PLC0415 -- only tests that come here pay for it

    cin7_in_process.open_account(SMALL_ACCOUNT)
    return cin7_in_process


@pytest.fixture(params=["in_process", "over_http"])
def imitated_cin7(request: pytest.FixtureRequest) -> ImitatedCin7:
    """Both ways to an imitated Cin7: whoever asks for it runs twice."""
    found = request.getfixturevalue(f"cin7_{request.param}")
    assert isinstance(found, ImitatedCin7)
    return found


def _still_world() -> "tuple[Universe, StandingClock]":
    from adapters.fake_cin7 import Universe  # noqa: PLC0415 -- only tests that come here pay for it

    universe, clock = Universe(), StandingClock()
    universe.clock.stand_still(clock.now())
    return universe, clock
