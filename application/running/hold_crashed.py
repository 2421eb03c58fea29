"""An order on which the connector itself fails again and again waits for a person."""

from application.ordering.ledger import OrderLedger
from application.ports.clock import Clock
from application.ports.storage.unit_of_work import LostRace, UnitOfWork, Work
from domain.alarms import Alarm, AlarmKind
from domain.attempt import Patience
from domain.events import Evidence
from domain.order import GOES_BY_ITSELF, Order, OrderKey, OrderState
from domain.problems import Problem
from domain.setting_aside import set_aside

CRASHES = 10
CRASHED = "crashed"  # the kind of evidence by which crashes are counted
DIED = "the process ended"
"""What such evidence says of an order that was in hand when its process was killed, ran out of memory or of power."""

EXCUSED = 1
"""So many ends of a process are nobody's fault: machines are switched off, and new versions installed."""


class HoldCrashed:
    """Counts crashes in the order's own evidence, so that a restart forgets none; the tenth holds the order.

    Source: B18; architecture §6.5, "a poison task". A retry by a person begins the count anew.
    """

    def __init__(self, *, work: Work, ledger: OrderLedger, clock: Clock, patience: Patience) -> None:
        self._work, self._ledger, self._clock, self._patience = work, ledger, clock, patience

    def __call__(self, key: OrderKey, error: str, reference: str) -> bool:
        """Note one crash and answer whether the order is held for it; `error` names its kind and holds no data."""
        try:
            with self._work() as store:
                order, crashes = self._noted(store, key, error, reference)
                return order is not None and self._held(store, order, len(crashes), reference)
        except LostRace:  # it went on this instant, so this crash did not stop it
            return False

    def died(self, key: OrderKey, reference: str) -> bool:
        """Note that a process ended with this order in hand, and answer whether to leave it until later.

        Of all that was in hand one order may be what ended it. So each comes again alone, ever later and at another
        time than the others: whatever is innocent gets through, and what is not reaches its tenth time.
        """
        try:
            with self._work() as store:
                order, crashes = self._noted(store, key, DIED, reference)
                if order is None or len(crashes) <= EXCUSED:
                    return False
                if not self._held(store, order, len(crashes), reference):
                    pause = self._patience.pause(len(crashes) - EXCUSED - 1, key.text)
                    self._ledger.write_in(store, set_aside(order, self._clock.now() + pause))
                return True
        except LostRace:  # another process went on with it: whatever it stored has its own task
            return False

    def over(self, key: OrderKey) -> None:
        """End the alarm about an order that goes on, which a person made it do."""
        about = _about(key)
        with self._work() as store:
            if about not in store.alarms.open_subjects(key.supplier, about):
                return
            order = store.orders.get(key)
            if order is None or order.state is not OrderState.HELD:
                store.alarms.settle(key.supplier, [about], [], self._clock.now())

    def _noted(
        self, store: UnitOfWork, key: OrderKey, error: str, reference: str
    ) -> tuple[Order | None, tuple[Evidence, ...]]:
        """Write a crash down, and answer the order with all its crashes, None when it does not go by itself."""
        order = store.orders.get(key)
        if order is None:
            return None, ()
        crash = Evidence(kind=CRASHED, at=self._clock.now(), document={"error": error, "reference": reference})
        store.evidence.add(key, crash)
        seen = tuple(
            piece for piece in store.evidence.of(key) if piece.kind == CRASHED and piece.at >= order.trying_since
        )
        return (order if order.state in GOES_BY_ITSELF else None), seen

    def _held(self, store: UnitOfWork, order: Order, crashes: int, reference: str) -> bool:
        if crashes < CRASHES:
            return False
        detail = f"The connector failed {CRASHES} times on this order; the last time's reference is {reference}."
        self._ledger.write_in(store, order.held((Problem(code="internal", detail=detail),)))
        about = _about(order.key)
        alarm = Alarm(kind=AlarmKind.CONNECTOR_FAILED, subject=about, detail=detail)
        store.alarms.settle(order.key.supplier, [about], [alarm], self._clock.now())
        return True


def _about(key: OrderKey) -> str:
    return f"task:place_order:{key.number}"
