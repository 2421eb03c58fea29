"""An order on which the connector itself fails again and again waits for a person."""

from application.ordering.ledger import OrderLedger
from application.ports.clock import Clock
from application.ports.storage.unit_of_work import LostRace, Work
from domain.events import Evidence
from domain.order import GOES_BY_ITSELF, Order, OrderKey
from domain.problems import Problem

CRASHES = 10
CRASHED = "crashed"  # the kind of evidence by which crashes are counted


class HoldCrashed:
    """Counts crashes in the order's own evidence, so that a restart forgets none; the tenth holds the order.

    Source: architecture §6.5, "a poison task". A retry by a person begins the count anew.
    """

    def __init__(self, *, work: Work, ledger: OrderLedger, clock: Clock) -> None:
        self._work, self._ledger, self._clock = work, ledger, clock

    def __call__(self, key: OrderKey, error: str, reference: str) -> bool:
        """Note one crash and answer whether the order is held for it; `error` names its kind and holds no data."""
        try:
            return self._note(key, error, reference)
        except LostRace:  # it went on this instant, so this crash did not stop it
            return False

    def _note(self, key: OrderKey, error: str, reference: str) -> bool:
        crash = Evidence(kind=CRASHED, at=self._clock.now(), document={"error": error, "reference": reference})
        with self._work() as store:
            order = store.orders.get(key)
            if order is None:
                return False
            store.evidence.add(key, crash)
            if order.state not in GOES_BY_ITSELF or _crashes(order, store.evidence.of(key)) < CRASHES:
                return False
            detail = f"The connector failed {CRASHES} times on this order; the last time's reference is {reference}."
            self._ledger.write_in(store, order.held((Problem(code="internal", detail=detail),)))
            return True


def _crashes(order: Order, seen: tuple[Evidence, ...]) -> int:
    return sum(piece.kind == CRASHED and piece.at >= order.trying_since for piece in seen)
