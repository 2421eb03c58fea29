"""Asking for a sale's document to be read, putting that off, and taking it up again: within the caller's commit."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from application.ports.clock import Clock
from application.ports.errors import BudgetSpent, NotSent, PortError, Unavailable
from application.ports.storage.shipping import SaleWatch
from application.ports.storage.unit_of_work import UnitOfWork
from application.ports.tasks import Task, TaskEngine
from domain.attempt import Patience
from domain.order import OrderKey

UNREADABLE: Final = timedelta(hours=1)
"""When a document is read again that Cin7 refuses to show, or shows in a way that nobody documented."""

LONGEST_TURN: Final = timedelta(minutes=5)
"""How long a reading stays away at most after the budget would let it go: those before it may need no call at all."""


class SaleReads:
    """The only way a reading is asked for, so that none is forgotten and none is asked for twice at a time.

    Source: R14, B2; architecture §10.4. A hint about a sale whose reading is still to come joins it.
    """

    def __init__(self, *, tasks: TaskEngine, clock: Clock, patience: Patience) -> None:
        self._tasks, self._clock, self._patience = tasks, clock, patience

    def ask(self, store: UnitOfWork, watches: Sequence[SaleWatch], *, delay: timedelta = timedelta(0)) -> None:
        """Have these sales read after `delay`, or whenever they are due already; what is known is stored with it.

        `run` moves either way, so that a reading which is under way sees that it may be too early.
        """
        due_at = self._clock.now() + delay
        asked = [replace(watch, due_at=watch.due_at or due_at, run=watch.run + 1) for watch in watches]
        store.shipping.save_watches(asked)
        for watch, before in zip(asked, watches, strict=True):
            if before.due_at is None:
                self._enqueue(store, watch, delay)

    def hasten(self, store: UnitOfWork, watch: SaleWatch, *, within: timedelta) -> None:
        """Have a sale read that soon; a reading that comes before then anyway is joined, one put off is not waited for.

        Source: B5. The later task of a reading that was put off finds nothing to do.
        """
        is_soon = watch.due_at is not None and watch.due_at <= self._clock.now() + within
        self.ask(store, [watch if is_soon else replace(watch, due_at=None)], delay=within)

    def put_off(self, store: UnitOfWork, watch: SaleWatch, error: PortError) -> None:
        """Try the same reading again later, and say why unless it only waits for its turn."""
        if isinstance(error, BudgetSpent):
            return self._queue_up(store, watch, error)
        wait = UNREADABLE
        if isinstance(error, NotSent | Unavailable):
            wait = max(error.retry_after, self._patience.pause(watch.tries, watch.key.text))
        later = replace(watch, due_at=None, tries=watch.tries + 1, error=error.detail)
        return self.ask(store, [later], delay=wait)

    def _queue_up(self, store: UnitOfWork, watch: SaleWatch, spent: BudgetSpent) -> None:
        """Let it come back behind those that wait already, so that a long line is not asked again and again.

        Source: B10.
        """
        now = self._clock.now()
        soonest = now + spent.retry_after
        last = store.shipping.last_due(watch.key.supplier, before=soonest + LONGEST_TURN)
        turn = max(soonest, last + spent.pace) if last else soonest
        self.ask(store, [replace(watch, due_at=None)], delay=turn - now)

    def take_up(self, store: UnitOfWork, key: OrderKey, *, before: datetime) -> None:
        """Enqueue a reading that was due before then and whose task was lost. Source: architecture §10.8."""
        watch = store.shipping.watch_to_change(key)
        if watch.due_at is not None and watch.due_at < before:
            self.ask(store, [replace(watch, due_at=None)])

    def _enqueue(self, store: UnitOfWork, watch: SaleWatch, delay: timedelta) -> None:
        self._tasks.enqueue(
            store,
            Task.READ_SALE,
            account=watch.key.supplier,
            key=f"read:{watch.key.text}:{watch.run}",
            subject=watch.key.text,
            delay=delay,
        )
