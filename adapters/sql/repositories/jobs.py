"""Jobs in SQL."""

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from adapters.sql.codecs.running import job_of, job_row
from adapters.sql.naming import table_of
from adapters.sql.statements import inserted, updated
from adapters.sql.tables import JobRow
from application.ports.storage.jobs import Job, JobRepository
from application.ports.storage.unit_of_work import AlreadyStored, LostRace
from domain.identifiers import SupplierId

_IS_OPEN = col(JobRow.finished_at).is_(None)


class SqlJobs(JobRepository):
    """Jobs; a unique index lets only one of a kind run for a supplier."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, job: Job) -> None:
        """Store a new job. Raises: AlreadyStored while one of its kind runs for this supplier."""
        if not inserted(self._session, job_row(job)):
            raise AlreadyStored(f"A {job.kind} of supplier {job.supplier} runs already.")

    def get(self, supplier: SupplierId, job_id: str) -> Job | None:
        """Answer this job of this supplier, ended or not."""
        row = self._session.get(JobRow, job_id, populate_existing=True)
        return job_of(row) if row and row.supplier == supplier else None

    def running(self, supplier: SupplierId) -> tuple[Job, ...]:
        """Answer the jobs that run, by kind; they are written first, so that nobody else changes them meanwhile."""
        table = table_of(JobRow)
        are_open = sa.and_(table.c.supplier == supplier, table.c.finished_at.is_(None))
        self._session.execute(sa.update(table).where(are_open).values(supplier=supplier))
        rows = self._session.scalars(sa.select(JobRow).where(col(JobRow.supplier) == supplier, _IS_OPEN))
        return tuple(job_of(row) for row in sorted(rows, key=lambda row: row.kind))

    def save(self, job: Job) -> None:
        """Store a changed job. Raises: LostRace when it ended meanwhile."""
        if not updated(self._session, job_row(job), _IS_OPEN):
            raise LostRace(f"Job {job.id} of supplier {job.supplier} ended meanwhile.")

    def latest(self, supplier: SupplierId, limit: int) -> tuple[Job, ...]:
        """Answer the latest jobs of this supplier, the newest first."""
        newest_first = (col(JobRow.started_at).desc(), col(JobRow.id).desc())
        asked = sa.select(JobRow).where(col(JobRow.supplier) == supplier).order_by(*newest_first).limit(limit)
        return tuple(map(job_of, self._session.scalars(asked)))
