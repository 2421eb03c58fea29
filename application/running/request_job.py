"""A person asks for the account to be read now."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from application.catalogue.passes import Passes
from application.jobs.steps import POLL, runs_of, start_job
from application.ports.clock import Clock
from application.ports.identities import NewId
from application.ports.storage.jobs import Job
from application.ports.storage.mirror import Mode, Stream
from application.ports.storage.operations import AuditEntry
from application.ports.storage.unit_of_work import UnitOfWork, Work
from application.ports.tasks import Task, TaskEngine
from domain.access import Actor
from domain.errors import InvalidValue, NotThere
from domain.identifiers import SupplierId
from domain.problems import BOOK_CURES

SYNC: Final = "sync"
"""The kind of this job: one runs for a supplier."""

PARTS: Final = {
    "products": (Stream.PRODUCTS,),
    "contacts": (Stream.CONTACTS,),
    "prices": (Stream.PRODUCTS, Stream.CONTACTS),
    "shipments": (),
}
"""What can be asked for, and which streams it takes: tier prices come with products, own prices with customers."""


class RequestJob:
    """Starts the streams at once, or joins the job that runs; what that one lacks is added to it.

    Source: R9, B8. The reference books are read with it only while an order waits for one of their entries, so a
    sync that finds nothing new costs one call a stream.
    """

    def __init__(self, *, work: Work, passes: Passes, tasks: TaskEngine, clock: Clock, new_id: NewId) -> None:
        self._work, self._passes, self._tasks = work, passes, tasks
        self._clock, self._new_id = clock, new_id

    def __call__(self, supplier: SupplierId, what: Iterable[str], actor: Actor) -> Job:
        """Answer the job that does it.

        Raises: InvalidValue for what cannot be asked for, NotThere for a supplier that was never connected, Conflict
        while it is not connected.
        """
        parts = _known(what)
        with self._work() as store:
            connection = store.connections.get(supplier)
            if connection is None:
                raise NotThere(f"Supplier {supplier} was never connected: connect it first.")
            connection.opened()
            asked = Job(
                id=self._new_id(),
                supplier=supplier,
                kind=SYNC,
                what=parts,
                actor=actor.name,
                started_at=self._clock.now(),
            )
            job, is_new = start_job(store, asked)
            job = self._widened(store, job, parts)
            if is_new:
                self._note(store, job, actor)
        return job

    def _widened(self, store: UnitOfWork, job: Job, parts: tuple[str, ...]) -> Job:
        """Begin the passes that the job does not wait for yet."""
        has = {run.stream for run in runs_of(store, job)}
        lacking = [stream for stream in Stream if stream not in has and any(stream in PARTS[part] for part in parts)]
        begun = [self._passes.begin(store, job.supplier, stream, Mode.INCREMENTAL, job=job.id).id for stream in lacking]
        if "shipments" in parts and POLL not in job.runs:
            self._poll(store, job)
            begun.append(POLL)
        wider = replace(job, what=tuple(dict.fromkeys((*job.what, *parts))), runs=(*job.runs, *begun))
        store.jobs.save(wider)
        return wider

    def _poll(self, store: UnitOfWork, job: Job) -> None:
        """Have the supplier's sales looked at now. Source: R9, R14."""
        key = f"poll:{job.supplier}:{job.id}:{self._clock.now().isoformat()}"
        self._tasks.enqueue(store, Task.POLL_SALES, account=job.supplier, key=key, subject=job.supplier)

    def _note(self, store: UnitOfWork, job: Job, actor: Actor) -> None:
        if any(cure.kind in BOOK_CURES for cure in store.orders.awaited(job.supplier)):
            self._tasks.enqueue(
                store, Task.READ_BOOKS, account=job.supplier, key=f"books:{job.id}", subject=job.supplier
            )
        entry = AuditEntry(
            actor=actor.name,
            supplier=job.supplier,
            action="sync.requested",
            detail=", ".join(job.what),
            at=job.started_at,
        )
        store.audit.add(entry)


def _known(what: Iterable[str]) -> tuple[str, ...]:
    parts = tuple(dict.fromkeys(what))
    for place, part in enumerate(parts):
        if part not in PARTS:
            raise InvalidValue(
                f"“{part}” cannot be read on demand; these can: {', '.join(PARTS)}.", pointer=f"/what/{place}"
            )
    if not parts:
        raise InvalidValue(f"Name at least one of {', '.join(PARTS)}.", pointer="/what")
    return parts
