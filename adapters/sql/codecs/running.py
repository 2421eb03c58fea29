"""Passes over streams, jobs and what comes again, as rows and back."""

from adapters.sql.codecs.documents import decoded_all, encoded
from adapters.sql.tables import DueRow, JobRow, StreamCursorRow, StreamRunRow
from application.ports.storage.due import Chore, Due
from application.ports.storage.jobs import Job, JobState
from application.ports.storage.mirror import Mode, RunOutcome, Stream, StreamCursor, StreamRun
from domain.identifiers import SupplierId


def stream_run_row(run: StreamRun) -> StreamRunRow:
    """Write a pass over a stream."""
    return StreamRunRow(
        id=run.id,
        supplier=run.supplier,
        stream=run.stream.value,
        mode=run.mode.value,
        job=run.job,
        started_at=run.started_at,
        changed_since=run.changed_since,
        asked_at=run.asked_at,
        position=run.position,
        batch=run.batch,
        tries=run.tries,
        failures=run.failures,
        done=run.done,
        changed=run.changed,
        total=run.total,
        is_closing=run.is_closing,
        missing=run.missing,
        gone=run.gone,
        finished_at=run.finished_at,
        outcome=run.outcome.value if run.outcome else None,
        next_attempt_at=run.next_attempt_at,
        error=run.error,
        unreadable=run.unreadable,
    )


def stream_run_of(row: StreamRunRow) -> StreamRun:
    """Read a pass back."""
    return StreamRun(
        id=row.id,
        supplier=SupplierId(row.supplier),
        stream=Stream(row.stream),
        mode=Mode(row.mode),
        job=row.job,
        started_at=row.started_at,
        changed_since=row.changed_since,
        asked_at=row.asked_at,
        position=row.position,
        batch=row.batch,
        tries=row.tries,
        failures=row.failures,
        done=row.done,
        changed=row.changed,
        total=row.total,
        is_closing=row.is_closing,
        missing=row.missing,
        gone=row.gone,
        finished_at=row.finished_at,
        outcome=RunOutcome(row.outcome) if row.outcome else None,
        next_attempt_at=row.next_attempt_at,
        error=row.error,
        unreadable=row.unreadable,
    )


def cursor_row(cursor: StreamCursor) -> StreamCursorRow:
    """Write where reading goes on."""
    return StreamCursorRow(
        supplier=cursor.supplier,
        stream=cursor.stream.value,
        changed_since=cursor.changed_since,
        swept_at=cursor.swept_at,
    )


def cursor_of(row: StreamCursorRow) -> StreamCursor:
    """Read a cursor back."""
    return StreamCursor(
        supplier=SupplierId(row.supplier),
        stream=Stream(row.stream),
        changed_since=row.changed_since,
        swept_at=row.swept_at,
    )


def job_row(job: Job) -> JobRow:
    """Write a job."""
    return JobRow(
        id=job.id,
        supplier=job.supplier,
        kind=job.kind,
        what=encoded(job.what),
        actor=job.actor,
        state=job.state.value,
        runs=encoded(job.runs),
        done=job.done,
        total=job.total,
        started_at=job.started_at,
        finished_at=job.finished_at,
        error=job.error,
    )


def job_of(row: JobRow) -> Job:
    """Read a job back."""
    return Job(
        id=row.id,
        supplier=SupplierId(row.supplier),
        kind=row.kind,
        what=decoded_all(str, row.what),
        actor=row.actor,
        state=JobState(row.state),
        runs=decoded_all(str, row.runs),
        done=row.done,
        total=row.total,
        started_at=row.started_at,
        finished_at=row.finished_at,
        error=row.error,
    )


def due_row(due: Due) -> DueRow:
    """Write when a chore comes next."""
    return DueRow(supplier=due.supplier, chore=due.chore.value, due_at=due.due_at, time_zone=due.time_zone)


def due_of(row: DueRow) -> Due:
    """Read it back."""
    return Due(supplier=SupplierId(row.supplier), chore=Chore(row.chore), due_at=row.due_at, time_zone=row.time_zone)
