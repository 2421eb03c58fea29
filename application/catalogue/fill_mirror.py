"""Page after page of one stream into the mirror."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from application.catalogue.passes import Passes
from application.ports.clock import Clock
from application.ports.errors import NotSent, PortError, Unavailable
from application.ports.inventory import Batch, InventoryDirectory, InventorySystem
from application.ports.storage.mirror import Mode, RunOutcome, Stream, StreamRun
from application.ports.storage.unit_of_work import LostRace, UnitOfWork, Work
from domain.connection import Connection, ConnectionStatus
from domain.contact import Contact
from domain.product import Product

TURN: Final = timedelta(seconds=10)
"""How long one task reads page after page before the supplier's other work has its turn."""

_SHOWN: Final = 1000  # characters of what could not be read


class FillMirror:
    """Stores each page and the place of the next in one commit, so that a stop repeats one page at most.

    Source: R1, R8, B10; architecture §10.3. Memory is one page.
    """

    def __init__(self, *, work: Work, directory: InventoryDirectory, passes: Passes, clock: Clock) -> None:
        self._work, self._directory, self._passes, self._clock = work, directory, passes, clock

    def __call__(self, subject: str) -> None:
        """Take the pass with this id some pages further."""
        with self._work() as store:
            run = store.stream_runs.get(subject)
            connection = store.connections.get(run.supplier) if run else None
        if run is None or run.finished_at or run.is_closing:
            return
        try:
            self._take_turn(run, connection)
        except LostRace:  # it was cancelled, or the account became another company and its passes are gone
            return

    def _take_turn(self, run: StreamRun, connection: Connection | None) -> None:
        if connection is None or connection.status is not ConnectionStatus.CONNECTED:
            return self._end(run, "the supplier is not connected")
        account = self._directory.open(connection.system, connection.opened(), lane=run.mode.lane)
        until, goes_on = self._clock.now() + TURN, True
        while goes_on:
            try:
                run, goes_on = self._read_page(account, run, until)
            except (NotSent, Unavailable) as later:
                with self._work() as store:
                    self._passes.put_off(store, run, later)
                goes_on = False
            except PortError as error:
                return self._end(run, error.detail)
        return None

    def _read_page(self, account: InventorySystem, run: StreamRun, until: datetime) -> tuple[StreamRun, bool]:
        """Answer the pass after one more page, and whether this task reads on."""
        page: Batch[Contact] | Batch[Product]
        if run.stream is Stream.CONTACTS:
            page = contacts = account.contacts(run.changed_since, run.position)
            with self._work() as store:
                self._hold_jobs(store, run, page)
                changed = store.mirror.put_contacts(run.supplier, contacts.items, self._read_at(run))
                return self._go_on(store, _read(run, page, changed), until)
        page = products = account.products(run.changed_since, run.position)
        with self._work() as store:
            self._hold_jobs(store, run, page)
            changed = store.mirror.put_products(run.supplier, products.items, self._read_at(run))
            return self._go_on(store, _read(run, page, changed), until)

    def _hold_jobs(self, store: UnitOfWork, run: StreamRun, page: Batch[Contact] | Batch[Product]) -> None:
        """Hold the jobs that the last page may end before any row is written, as everybody does."""
        if page.position is None:
            store.jobs.running(run.supplier)

    def _go_on(self, store: UnitOfWork, run: StreamRun, until: datetime) -> tuple[StreamRun, bool]:
        if run.position is not None:
            goes_on = self._clock.now() < until
            return self._passes.go_on(store, run, in_a_new_task=not goes_on), goes_on
        if run.mode is Mode.SWEEP and store.mirror.absence(run.supplier, run.stream, run.started_at).missing:
            self._passes.go_on(store, replace(run, is_closing=True), in_a_new_task=True)
        else:
            self._passes.end(store, run, RunOutcome.DONE)
        return run, False

    def _read_at(self, run: StreamRun) -> datetime:
        """Answer an instant that no record of this pass can have before the pass began, whosever clock it is."""
        return max(self._clock.now(), run.started_at)

    def _end(self, run: StreamRun, error: str) -> None:
        with self._work() as store:
            self._passes.end(store, run, RunOutcome.FAILED, error)


def _read(run: StreamRun, page: Batch[Contact] | Batch[Product], changed: int) -> StreamRun:
    unreadable = "; ".join(filter(None, (run.unreadable, *page.unreadable)))
    return replace(
        run,
        asked_at=run.asked_at or page.asked_at,
        position=page.position,
        done=run.done + len(page.items) + len(page.unreadable),
        changed=run.changed + changed,
        total=page.total,
        unreadable=unreadable[:_SHOWN],
    )
