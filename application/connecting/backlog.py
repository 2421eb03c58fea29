"""What was approved and is not in Cin7 yet: held while its account is closed, let go once it is open."""

from collections.abc import Callable, Collection

from application.ordering.ledger import OrderLedger
from application.ordering.openness import account_cure, connection_cure, why_closed, why_not_there
from application.ordering.release_held import ReleaseHeld
from application.ports.storage.unit_of_work import LostRace, Work
from domain.connection import Connection
from domain.order import Order, OrderKey, OrderState
from domain.problems import DEFAULT_LOCATION, Problem

ON_THEIR_WAY = (OrderState.ACCEPTED, OrderState.WAITING, OrderState.CHECKING)
UNSENT = (*ON_THEIR_WAY, OrderState.HELD)

Reason = Callable[[Order], Problem | None]


class Backlog:
    """Holds and lets go, each order in a commit of its own; one whose sale is being made this instant is not touched.

    Source: R4, B8. What was missed here, because it went on meanwhile, is held by its own next step.
    """

    def __init__(self, *, work: Work, ledger: OrderLedger, release: ReleaseHeld) -> None:
        self._work, self._ledger, self._release = work, ledger, release

    def close(self, connection: Connection) -> None:
        """Hold what cannot go to this account, because it is disconnected or lost."""
        self._hold(connection, lambda _: why_closed(connection, connection.supplier), ON_THEIR_WAY)

    def open(self, connection: Connection, *, former: str) -> None:
        """Let go what waited for this account; what was approved for the `former` company is held for that one."""
        if former:
            self._hold(connection, lambda order: why_not_there(connection, order, former=former), UNSENT)
        for cure in (connection_cure(connection.supplier), account_cure(connection.account_id), DEFAULT_LOCATION):
            self._release(connection.supplier, cure)

    def _hold(self, connection: Connection, why: Reason, states: Collection[OrderState]) -> None:
        with self._work() as store:
            keys = store.orders.unsent(connection.supplier)
        for key in keys:
            self._hold_one(key, why, states)

    def _hold_one(self, key: OrderKey, why: Reason, states: Collection[OrderState]) -> None:
        try:
            with self._work() as store:
                order = store.orders.get(key)
                problem = why(order) if order and order.state in states else None
                if order and problem and order.problems != (problem,):
                    self._ledger.write_in(store, order.held((problem,)))
        except LostRace:  # its own step went on meanwhile, and holds it when it sees the connection
            return
