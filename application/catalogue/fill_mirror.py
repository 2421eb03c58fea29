"""One batch of one stream into the mirror, then the next."""

from dataclasses import replace
from datetime import datetime

from application.ports.clock import Clock
from application.ports.errors import NotSent, PortError, Unavailable
from application.ports.inventory import Batch, InventoryDirectory, InventorySystem
from application.ports.storage.mirror import Stream, StreamRun
from application.ports.storage.unit_of_work import AlreadyStored, LostRace, UnitOfWork, Work
from application.ports.tasks import Task, TaskEngine
from domain.attempt import Patience
from domain.call_budget import Lane
from domain.connection import Connection, ConnectionStatus
from domain.contact import Contact
from domain.product import Product


def begin_stream(
    store: UnitOfWork, tasks: TaskEngine, connection: Connection, stream: Stream, *, run_id: str, now: datetime
) -> None:
    """Start a pass over a stream as part of the caller's commit; one that is under way goes on instead.

    Source: R1, R8.
    """
    run = StreamRun(id=run_id, supplier=connection.supplier, stream=stream, started_at=now, next_attempt_at=now)
    try:
        store.stream_runs.add(run)
    except AlreadyStored:
        return
    _enqueue(store, tasks, run, now)


def resume_stream(store: UnitOfWork, tasks: TaskEngine, run: StreamRun, now: datetime) -> None:
    """Enqueue a pass whose task was lost, as part of the caller's commit. Source: architecture §10.8."""
    again = replace(run, next_attempt_at=now, tries=run.tries + 1)
    store.stream_runs.save(again)
    _enqueue(store, tasks, again, now)


class FillMirror:
    """Reads one page, stores it, and enqueues the next in the same commit, so that a stop repeats one page at most.

    Source: R1, R8; architecture §10.3. Memory is one page.
    """

    def __init__(
        self, *, work: Work, directory: InventoryDirectory, tasks: TaskEngine, clock: Clock, patience: Patience
    ) -> None:
        self._work, self._directory, self._tasks = work, directory, tasks
        self._clock, self._patience = clock, patience

    def __call__(self, subject: str) -> None:
        """Take the pass with this id one page further."""
        with self._work() as store:
            run = store.stream_runs.get(subject)
            connection = store.connections.get(run.supplier) if run else None
        if run is None or run.finished_at:
            return
        if connection is None or connection.status is not ConnectionStatus.CONNECTED:
            self._finish(run, "the supplier is not connected")
            return
        account = self._directory.open(connection.system, connection.opened(), lane=Lane.IMPORTS)
        try:
            self._step(run, account)
        except LostRace:  # the account became another company meanwhile, and this pass is gone with the old one
            return
        except (NotSent, Unavailable) as later:
            self._put_off(run, later)
        except PortError as error:
            self._finish(run, error.detail)

    def _step(self, run: StreamRun, account: InventorySystem) -> None:
        if run.stream is Stream.CONTACTS:
            contacts = account.contacts(run.changed_since, run.position)
            with self._work() as store:
                store.mirror.put_contacts(run.supplier, contacts.items, self._clock.now())
                self._go_on(store, run, contacts)
        else:
            products = account.products(run.changed_since, run.position)
            with self._work() as store:
                store.mirror.put_products(run.supplier, products.items, self._clock.now())
                self._go_on(store, run, products)

    def _go_on(self, store: UnitOfWork, run: StreamRun, batch: Batch[Contact] | Batch[Product]) -> None:
        now = self._clock.now()
        further = replace(
            run,
            position=batch.position,
            batch=run.batch + 1,
            done=run.done + len(batch.items) + len(batch.unreadable),
            total=batch.total,
            finished_at=None if batch.position else now,
            next_attempt_at=now if batch.position else None,
            error="; ".join(batch.unreadable)[:1000] or run.error,
        )
        store.stream_runs.save(further)
        if batch.position:
            _enqueue(store, self._tasks, further, now)

    def _put_off(self, run: StreamRun, error: NotSent | Unavailable) -> None:
        now = self._clock.now()
        until = now + (error.retry_after or self._patience.pause(2, run.id))
        with self._work() as store:
            later = replace(run, next_attempt_at=until, tries=run.tries + 1, error=error.detail)
            store.stream_runs.save(later)
            _enqueue(store, self._tasks, later, now)

    def _finish(self, run: StreamRun, error: str) -> None:
        with self._work() as store:
            store.stream_runs.save(replace(run, finished_at=self._clock.now(), next_attempt_at=None, error=error))


def _enqueue(store: UnitOfWork, tasks: TaskEngine, run: StreamRun, now: datetime) -> None:
    tasks.enqueue(
        store,
        Task.FILL_MIRROR,
        account=run.supplier,
        key=f"fill:{run.id}:{run.batch}:{run.tries}",
        subject=run.id,
        delay=max(run.next_attempt_at or now, now) - now,
    )
