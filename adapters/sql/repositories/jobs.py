"""Jobs in SQL."""

import sqlalchemy as sa
from sqlmodel import col

from adapters.sql.codecs.running import job_of, job_row
from adapters.sql.naming import table_of
from adapters.sql.repositories.cursors import cursor_after, place_of
from adapters.sql.statements import everything_of, inserted, row_of, rows_of, updated
from adapters.sql.tables import JobRow
from application.ports.storage.jobs import Job, JobRepository
from application.ports.storage.orders import Page
from application.ports.storage.unit_of_work import AlreadyStored, LostRace
from domain.identifiers import SupplierId

_JOBS = table_of(JobRow)
_IS_OPEN = col(JobRow.finished_at).is_(None)
_OF_SUPPLIER = _JOBS.c.supplier == sa.bindparam("of_supplier")
_LOCK_OPEN = sa.update(_JOBS).where(_OF_SUPPLIER, _IS_OPEN).values(supplier=_JOBS.c.supplier)
_OPEN = everything_of(JobRow).where(_OF_SUPPLIER, _IS_OPEN)


class SqlJobs(JobRepository):
    """Jobs; a unique index lets only one of a kind run for a supplier."""

    def __init__(self, transaction: sa.Connection) -> None:
        self._transaction = transaction
        self.written: list[tuple[Job, bool]] = []
        """What was stored in this block, and whether it is new, for whoever watches."""

    def add(self, job: Job) -> None:
        """Store a new job. Raises: AlreadyStored while one of its kind runs for this supplier."""
        if not inserted(self._transaction, job_row(job)):
            raise AlreadyStored(f"A {job.kind} of supplier {job.supplier} runs already.")
        self.written.append((job, True))

    def get(self, supplier: SupplierId, job_id: str) -> Job | None:
        """Answer this job of this supplier, ended or not."""
        row = row_of(self._transaction, JobRow, job_id)
        return job_of(row) if row and row.supplier == supplier else None

    def running(self, supplier: SupplierId) -> tuple[Job, ...]:
        """Answer the jobs that run, by kind; they are written first, so that nobody else changes them meanwhile."""
        self._transaction.execute(_LOCK_OPEN, {"of_supplier": supplier})
        rows = rows_of(self._transaction, _OPEN, {"of_supplier": supplier})
        return tuple(job_of(row) for row in sorted(rows, key=lambda row: row.kind))

    def save(self, job: Job) -> None:
        """Store a changed job. Raises: LostRace when it ended meanwhile."""
        if not updated(self._transaction, job_row(job), _IS_OPEN):
            raise LostRace(f"Job {job.id} of supplier {job.supplier} ended meanwhile.")
        self.written.append((job, False))

    def latest(self, supplier: SupplierId, limit: int) -> tuple[Job, ...]:
        """Answer the latest jobs of this supplier, the newest first."""
        return tuple(map(job_of, rows_of(self._transaction, _newest_first(supplier).limit(limit))))

    def page(self, supplier: SupplierId, *, cursor: str | None, limit: int) -> Page[Job]:
        """Answer some jobs, the newest first. Raises: InvalidValue for a cursor that this did not answer."""
        asked = _newest_first(supplier).limit(limit + 1)
        if cursor:
            started_at, job_id = map(sa.literal, place_of(cursor), (_JOBS.c.started_at.type, _JOBS.c.id.type))
            asked = asked.where(sa.tuple_(_JOBS.c.started_at, _JOBS.c.id) < sa.tuple_(started_at, job_id))
        found = tuple(map(job_of, rows_of(self._transaction, asked)))
        more = found[limit - 1] if len(found) > limit else None
        return Page(items=found[:limit], next_cursor=cursor_after(more.started_at, more.id) if more else None)


def _newest_first(supplier: SupplierId) -> sa.Select[JobRow]:
    asked = everything_of(JobRow).where(_JOBS.c.supplier == supplier)
    return asked.order_by(_JOBS.c.started_at.desc(), _JOBS.c.id.desc())
