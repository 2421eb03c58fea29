"""Opens accounts of Cin7 Core.

Source: architecture §5, §7.
"""

from collections.abc import Callable
from datetime import timedelta

import requests

from adapters.cin7_core.client import Cin7Client, Shared
from adapters.cin7_core.gateway import Cin7Core
from adapters.cin7_core.limits import USUAL, Limits
from adapters.cin7_core.notices import Cin7Notices
from adapters.cin7_core.watching import UNWATCHED, Watcher
from application.ports.call_budget import CallBudget
from application.ports.clock import Clock
from application.ports.inventory import Doubter, InventoryDirectory, InventorySystem, Recorder
from domain.call_budget import Lane
from domain.connection import Credentials
from domain.errors import NotThere
from domain.sale_options import SaleOptions

SYSTEM = "cin7_core"
"""What a connection to Cin7 Core calls its system."""


class Cin7Directory(InventoryDirectory):
    """Every account of Cin7 Core, over one session and one budget.

    Shape: `guard` raises while a unit of work is open in this thread, since no transaction may wait for a call.
    """

    def __init__(  # noqa: PLR0913 -- what all accounts share is named, not bundled
        self,
        session: requests.Session,
        base_url: str,
        budget: CallBudget,
        clock: Clock,
        *,
        guard: Callable[[], None] | None = None,
        limits: Limits = USUAL,
        watcher: Watcher = UNWATCHED,
    ) -> None:
        self._shared = Shared(
            session=session,
            base_url=base_url,
            budget=budget,
            clock=clock,
            guard=guard,
            limits=limits,
            watcher=watcher,
        )

    def open(
        self,
        system: str,
        credentials: Credentials,
        *,
        lane: Lane,
        record: Recorder | None = None,
        doubt: Doubter | None = None,
        within: timedelta | None = None,
    ) -> InventorySystem:
        """Open an account for calls of one lane. Raises: NotThere for any other system."""
        _assert_ours(system)
        client = Cin7Client(self._shared, credentials, lane=lane, record=record, doubt=doubt, within=within)
        return Cin7Core(client)

    def notices(
        self, system: str, credentials: Credentials, *, lane: Lane, within: timedelta | None = None
    ) -> Cin7Notices:
        """Open an account's webhooks. Source: B5; ref §9. Raises: NotThere for any other system."""
        _assert_ours(system)
        return Cin7Notices(Cin7Client(self._shared, credentials, lane=lane, within=within))

    def check(self, system: str, options: SaleOptions) -> None:  # noqa: ARG002  # the port's signature
        """Refuse nothing: what Cin7 Core cannot do, `SaleOptions` cannot say.

        Source: R15–R18; ref §6.3, §6.6. Raises: NotThere for any other system.
        """
        _assert_ours(system)


def _assert_ours(system: str) -> None:
    if system != SYSTEM:
        raise NotThere(f"There is no connection to “{system}” here; “{SYSTEM}” is the one that exists.")
