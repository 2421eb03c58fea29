"""The minute tick: what is due begins, and whatever should have gone on by itself and did not goes on."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from application.catalogue.passes import Passes
from application.ordering.ledger import OrderLedger
from application.ports.clock import Clock
from application.ports.storage.mirror import StreamRun
from application.ports.storage.unit_of_work import LostRace, Work
from application.telling import Teller
from domain.due_times import OVERDUE
from domain.order import OrderKey

CHUNK = 100
EACH = 20
"""How many overdue orders of one supplier are taken up at a time: a long queue of its own is no loss. Source: B18."""


class RunDue:
    """Enqueues what is overdue again under a new key, so that a lost task costs minutes, never an order or an event.

    Source: B2; architecture §10.8. Shape: `others` take up what they know to be overdue or due, in this order.
    """

    def __init__(
        self,
        *,
        work: Work,
        ledger: OrderLedger,
        passes: Passes,
        teller: Teller,
        others: Iterable[Callable[[], None]],
        clock: Clock,
    ) -> None:
        self._work, self._ledger, self._passes = work, ledger, passes
        self._teller, self._others, self._clock = teller, tuple(others), clock

    def __call__(self) -> None:
        """Look once over all suppliers, the longest overdue first."""
        before = self._clock.now() - OVERDUE
        with self._work() as store:
            orders = store.orders.overdue(before, CHUNK, each=EACH)
            streams = store.stream_runs.overdue(before, CHUNK)
            unheard = store.outbox.overdue(before, CHUNK)
        for key in orders:
            self._again(key)
        for run in streams:
            self._resume(run, before)
        for supplier in unheard:
            with self._work() as store:
                self._teller.deliver(store, supplier, because=f"overdue:{self._clock.now()}")
        for take_up in self._others:
            take_up()

    def _resume(self, seen: StreamRun, before: datetime) -> None:
        try:
            with self._work() as store:
                run = store.stream_runs.get(seen.id)
                if run and run.next_attempt_at and run.next_attempt_at < before:
                    self._passes.resume(store, run)
        except LostRace:  # it went on this instant
            return

    def _again(self, key: OrderKey) -> None:
        try:
            with self._work() as store:
                order = store.orders.get(key)
                if order and order.next_attempt_at and order.next_attempt_at < self._clock.now() - OVERDUE:
                    self._ledger.write_in(store, replace(order, run=order.run + 1))
        except LostRace:  # it went on this instant
            return
