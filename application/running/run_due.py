"""The minute tick: whatever should have gone on by itself and did not goes on."""

from dataclasses import replace
from datetime import timedelta

from application.catalogue.fill_mirror import resume_stream
from application.ordering.ledger import OrderLedger
from application.ports.clock import Clock
from application.ports.storage.unit_of_work import LostRace, Work
from application.ports.tasks import TaskEngine
from application.running.telling import Teller
from domain.order import OrderKey

OVERDUE = timedelta(minutes=2)
CHUNK = 100


class RunDue:
    """Enqueues what is overdue again under a new key, so that a lost task costs minutes, never an order or an event.

    Source: B2; architecture §10.8.
    """

    def __init__(self, *, work: Work, ledger: OrderLedger, tasks: TaskEngine, teller: Teller, clock: Clock) -> None:
        self._work, self._ledger, self._tasks = work, ledger, tasks
        self._teller, self._clock = teller, clock

    def __call__(self) -> None:
        """Look once over all suppliers, the longest overdue first."""
        before = self._clock.now() - OVERDUE
        with self._work() as store:
            orders = store.orders.overdue(before, CHUNK)
            streams = store.stream_runs.overdue(before, CHUNK)
            unheard = store.outbox.overdue(before, CHUNK)
        for key in orders:
            self._again(key)
        for run in streams:
            with self._work() as store:
                resume_stream(store, self._tasks, run, self._clock.now())
        for supplier in unheard:
            with self._work() as store:
                self._teller.deliver(store, supplier, because=f"overdue:{self._clock.now()}")

    def _again(self, key: OrderKey) -> None:
        try:
            with self._work() as store:
                order = store.orders.get(key)
                if order and order.next_attempt_at and order.next_attempt_at < self._clock.now() - OVERDUE:
                    self._ledger.write_in(store, replace(order, run=order.run + 1))
        except LostRace:  # it went on this instant
            return
