"""Imports that a person asked for, as jobs: what is published is counted, and the end comes when all is."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from application.jobs.steps import advance_job, end_job, start_job
from application.ports.clock import Clock
from application.ports.identities import NewId
from application.ports.storage.jobs import Job, JobState
from application.ports.storage.mirror import Stream
from application.ports.storage.operations import AuditEntry
from application.ports.storage.unit_of_work import UnitOfWork, Work
from application.ports.tasks import Task, TaskEngine
from domain.access import Actor
from domain.errors import NotThere
from domain.identifiers import SupplierId

KIND: Final = {Stream.PRODUCTS: "import_products", Stream.CONTACTS: "import_contacts"}
"""The kinds of these jobs: one of each runs for a supplier."""


class ImportJobs:
    """Begins, counts and ends import jobs. Source: R5, R6, R9; architecture §10.3 (5)."""

    def __init__(self, *, work: Work, tasks: TaskEngine, clock: Clock, new_id: NewId) -> None:
        self._work, self._tasks, self._clock, self._new_id = work, tasks, clock, new_id

    def begin(self, store: UnitOfWork, supplier: SupplierId, stream: Stream, actor: Actor, detail: str) -> Job:
        """Start the job or join the one that runs, after the choice was stored; what is new is counted in.

        Asking again has it done again from where it is, should its task have been lost.
        """
        now = self._clock.now()
        asked = Job(
            id=self._new_id(),
            supplier=supplier,
            kind=KIND[stream],
            what=(stream.value,),
            actor=actor.name,
            started_at=now,
        )
        job, _ = start_job(store, asked)
        waiting = len(store.publications.unseen(supplier, stream, now))
        job = advance_job(store, job, done=job.done, total=job.done + waiting)
        key = f"changed:{job.id}:{self._new_id()}"
        self._tasks.enqueue(store, Task.CATALOGUE_CHANGED, account=supplier, key=key, subject=supplier)
        entry = AuditEntry(
            actor=actor.name, supplier=supplier, action=f"{KIND[stream]}.requested", detail=detail, at=now
        )
        store.audit.add(entry)
        return job

    def count(self, store: UnitOfWork, supplier: SupplierId, stream: Stream, more: int) -> None:
        """Note that so many more records of a stream were published; before anything else is written."""
        for job in store.jobs.running(supplier):
            if job.kind == KIND[stream]:
                done = job.done + more
                advance_job(store, job, done=done, total=max(done, job.total or 0))

    def end(self, supplier: SupplierId, _since: datetime | None) -> None:
        """End the jobs for which nothing is left to publish; one that somebody joined meanwhile goes on."""
        now = self._clock.now()
        with self._work() as store:
            for job in store.jobs.running(supplier):
                stream = next((stream for stream, kind in KIND.items() if kind == job.kind), None)
                if stream and not store.publications.unseen(supplier, stream, now):
                    end_job(store, replace(job, total=job.done), JobState.DONE, now)


def check_connected(store: UnitOfWork, supplier: SupplierId) -> None:
    """See that there is an account to import from. Raises: NotThere, Conflict."""
    connection = store.connections.get(supplier)
    if connection is None:
        raise NotThere(f"Supplier {supplier} was never connected: connect it first.")
    connection.opened()
