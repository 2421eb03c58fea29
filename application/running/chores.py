"""What comes again for every connected supplier, and when."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from application.catalogue.passes import Passes
from application.ports.clock import Clock
from application.ports.storage.due import Chore, Due
from application.ports.storage.mirror import Mode, Stream
from application.ports.storage.unit_of_work import UnitOfWork, Work
from application.ports.tasks import Task, TaskEngine
from domain.connection import Connection
from domain.due_times import next_import, next_sweep

WHEN_FREE: Final = timedelta(minutes=5)
"""When a sweep is tried again that found an incremental pass under way."""

LONGEST: Final = timedelta(seconds=50)
"""How long one tick takes up what is due; the rest is the next one's."""


def first_chores(connection: Connection, now: datetime) -> tuple[Due, ...]:
    """Answer when everything comes for the first time after a supplier connected. Source: R8, B18."""
    zone, supplier = connection.company.time_zone, connection.supplier
    night = next_sweep(supplier, zone, now)
    times = {chore: next_import(supplier, now) if chore is Chore.IMPORT else night for chore in Chore}
    return tuple(Due(supplier=supplier, chore=chore, due_at=at, time_zone=zone) for chore, at in times.items())


class DoChores:
    """Starts what is due, in short blocks over all suppliers, and sets when it comes next in the same commit.

    Source: R8, B18; architecture §10.8. A tick that overlaps the next shares the work with it. Nothing is read of a
    supplier but its row.
    """

    def __init__(self, *, work: Work, passes: Passes, tasks: TaskEngine, clock: Clock, chunk: int) -> None:
        self._work, self._tasks, self._passes = work, tasks, passes
        self._clock, self._chunk = clock, chunk
        self._start: Mapping[Chore, Callable[[UnitOfWork, Due, datetime], datetime]] = {
            Chore.IMPORT: self._import,
            Chore.SWEEP_PRODUCTS: partial(self._sweep, Stream.PRODUCTS),
            Chore.SWEEP_CONTACTS: partial(self._sweep, Stream.CONTACTS),
            Chore.BOOKS: self._books,
        }

    def __call__(self) -> None:
        """Start everything that is due now."""
        now = self._clock.now()
        while self._clock.now() < now + LONGEST:
            with self._work() as store:
                due = store.due.take(now, self._chunk)
                for each in due:
                    store.due.move(each.supplier, each.chore, self._start[each.chore](store, each, now))
            if len(due) < self._chunk:
                return

    def _import(self, store: UnitOfWork, due: Due, now: datetime) -> datetime:
        for stream in Stream:
            self._passes.begin(store, due.supplier, stream, Mode.INCREMENTAL)
        return next_import(due.supplier, now)

    def _sweep(self, stream: Stream, store: UnitOfWork, due: Due, now: datetime) -> datetime:
        """Begin a sweep; one that would only join an incremental pass waits for its end instead."""
        if self._passes.begin(store, due.supplier, stream, Mode.SWEEP).mode is not Mode.SWEEP:
            return now + WHEN_FREE
        return next_sweep(due.supplier, due.time_zone, now)

    def _books(self, store: UnitOfWork, due: Due, now: datetime) -> datetime:
        key = f"books:{due.supplier}:{due.due_at.isoformat()}"
        self._tasks.enqueue(store, Task.READ_BOOKS, account=due.supplier, key=key, subject=due.supplier)
        return next_sweep(due.supplier, due.time_zone, now)
