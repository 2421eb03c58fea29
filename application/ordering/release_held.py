"""What was held for a cause that is cured goes by itself."""

from application.ordering.ledger import OrderLedger
from application.ports.clock import Clock
from application.ports.storage.unit_of_work import LostRace, Work
from domain.identifiers import SupplierId
from domain.order import OrderKey, OrderState
from domain.problems import Cure


class ReleaseHeld:
    """Lets go every order that waited for this to appear, each in a commit of its own.

    Source: B8.
    """

    def __init__(self, *, work: Work, ledger: OrderLedger, clock: Clock) -> None:
        self._work, self._ledger, self._clock = work, ledger, clock

    def __call__(self, supplier: SupplierId, cure: Cure) -> int:
        """Answer how many orders go again."""
        with self._work() as store:
            keys = store.orders.held_for(supplier, cure)
        return sum(self._release(key) for key in keys)

    def _release(self, key: OrderKey) -> bool:
        try:
            with self._work() as store:
                order = store.orders.get(key)
                if order is None or order.state is not OrderState.HELD:
                    return False
                self._ledger.write_in(store, order.retried(self._clock.now()))
        except LostRace:  # a person was faster: what they decided stands
            return False
        return True
