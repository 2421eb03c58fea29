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
from application.shipping.sale_reads import SaleReads
from application.turns import Turns
from domain.connection import Connection
from domain.due_times import next_import, next_poll, next_sweep, next_watch
from domain.problems import BOOK_CURES

WHEN_FREE: Final = timedelta(minutes=5)
"""When a sweep is tried again that found an incremental pass under way."""

ASLEEP: Final = timedelta(days=1)
"""When an account without any sale to follow is thought of again."""

LOST_AFTER: Final = timedelta(minutes=2)
"""How late a sale's reading may be before its task counts as lost."""

EACH: Final = 20
"""How many lost readings of one supplier are taken up at a time, so that none waits for another's. Source: B18."""

LONGEST: Final = timedelta(seconds=50)
"""How long one tick takes up what is due; the rest is the next one's."""


def first_chores(connection: Connection, now: datetime) -> tuple[Due, ...]:
    """Answer when everything comes for the first time after a supplier connected. Source: R8, B18."""
    zone, supplier = connection.company.time_zone, connection.supplier
    night = next_sweep(supplier, zone, now)
    often = {
        Chore.IMPORT: next_import(supplier, now),
        Chore.SHIPMENTS: now,
        Chore.NOTICES: next_watch(supplier, now),
    }
    return tuple(
        Due(supplier=supplier, chore=chore, due_at=often.get(chore, night), time_zone=zone)
        for chore in Chore
        if chore is not Chore.PRUNE
    )


class DoChores:
    """Starts what is due, in short blocks over all suppliers, and sets when it comes next in the same commit.

    Source: R8, B18; architecture §10.8. A tick that overlaps the next shares the work with it. Nothing is read of a
    supplier but its row, and what its held orders wait for.
    """

    def __init__(
        self,
        *,
        work: Work,
        passes: Passes,
        reads: SaleReads,
        turns: Turns,
        clock: Clock,
        chunk: int,
    ) -> None:
        self._work, self._passes, self._reads, self._turns = work, passes, reads, turns
        self._clock, self._chunk = clock, chunk
        self._start: Mapping[Chore, Callable[[UnitOfWork, Due, datetime], datetime]] = {
            Chore.IMPORT: self._import,
            Chore.SWEEP_PRODUCTS: partial(self._sweep, Stream.PRODUCTS),
            Chore.SWEEP_CONTACTS: partial(self._sweep, Stream.CONTACTS),
            Chore.BOOKS: self._books,
            Chore.SHIPMENTS: self._shipments,
            Chore.NOTICES: self._notices,
            Chore.PRUNE: self._prune,
        }

    def __call__(self) -> None:
        """Start everything that is due now."""
        now = self._clock.now()
        self._take_up_readings(now - LOST_AFTER)
        self._follow_hints(now + LONGEST)
        while self._clock.now() < now + LONGEST:
            with self._work() as store:
                due = store.due.take(now, self._chunk)
                for each in due:
                    store.due.move(each.supplier, each.chore, self._start[each.chore](store, each, now))
            if len(due) < self._chunk:
                return

    def _take_up_readings(self, before: datetime) -> None:
        with self._work() as store:
            for key in store.shipping.overdue(before, self._chunk, each=EACH):
                self._reads.take_up(store, key, before=before)

    def _follow_hints(self, until: datetime) -> None:
        """Read what webhooks say has changed, at most once a minute however many came; a new pass answers them all.

        Source: B5; architecture §10.4 (4).
        """
        while self._clock.now() < until:
            with self._work() as store:
                waiting = store.hints.waiting(self._chunk)
                for supplier, stream in waiting:
                    self._passes.begin(store, supplier, stream, Mode.INCREMENTAL)
            if len(waiting) < self._chunk:
                return

    def _import(self, store: UnitOfWork, due: Due, now: datetime) -> datetime:
        """Read what changed, and the books too while an order is held for one of their entries. Source: R8, B8."""
        for stream in Stream:
            self._passes.begin(store, due.supplier, stream, Mode.INCREMENTAL)
        if any(cure.kind in BOOK_CURES for cure in store.orders.awaited(due.supplier)):
            self._have_books_read(store, due)
        return next_import(due.supplier, now)

    def _sweep(self, stream: Stream, store: UnitOfWork, due: Due, now: datetime) -> datetime:
        """Begin a sweep; one that would only join an incremental pass waits for its end instead."""
        if self._passes.begin(store, due.supplier, stream, Mode.SWEEP).mode is not Mode.SWEEP:
            return now + WHEN_FREE
        return next_sweep(due.supplier, due.time_zone, now)

    def _shipments(self, store: UnitOfWork, due: Due, now: datetime) -> datetime:
        """Look at the account's sales, unless nothing there awaits anything; then the next order wakes this up."""
        outlook = store.shipping.outlook(due.supplier)
        again = next_poll(due.supplier, awaiting=outlook.awaiting > 0, shipped_at=outlook.shipped_at, after=now)
        if again is None:
            return now + ASLEEP
        self._turns.poll_sales(store, due.supplier, because=due.due_at.isoformat())
        return again

    def _books(self, store: UnitOfWork, due: Due, now: datetime) -> datetime:
        self._have_books_read(store, due)
        return next_sweep(due.supplier, due.time_zone, now)

    def _have_books_read(self, store: UnitOfWork, due: Due) -> None:
        self._turns.read_books(store, due.supplier, because=f"{due.chore.value}:{due.due_at.isoformat()}")

    def _prune(self, store: UnitOfWork, due: Due, now: datetime) -> datetime:
        self._turns.prune(store, because=due.due_at.isoformat())
        return next_sweep(due.supplier, due.time_zone, now)

    def _notices(self, store: UnitOfWork, due: Due, now: datetime) -> datetime:
        self._turns.watch_notices(store, due.supplier, because=due.due_at.isoformat())
        return next_watch(due.supplier, now)
