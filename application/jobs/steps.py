"""Starting, advancing and ending jobs: steps that every kind of job shares, always within the caller's commit."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Final

from application.ports.storage.jobs import Job, JobState
from application.ports.storage.mirror import RunOutcome, StreamRun
from application.ports.storage.unit_of_work import AlreadyStored, UnitOfWork
from domain.identifiers import SupplierId

POLL: Final = "poll"
"""What stands among a job's passes while it waits for a poll of the supplier's sales, which is none."""


def start_job(store: UnitOfWork, job: Job) -> tuple[Job, bool]:
    """Store a new job, or answer the one of its kind that runs; and whether it is new.

    Source: R9: a unique index decides, not a look beforehand. The answered job is held until the caller's commit.
    """
    while True:
        try:
            store.jobs.add(job)
        except AlreadyStored:
            running = [each for each in store.jobs.running(job.supplier) if each.kind == job.kind]
            if running:  # else it ended between the two
                return running[0], False
        else:
            return job, True


def advance_job(store: UnitOfWork, job: Job, *, done: int, total: int | None) -> Job:
    """Store how far a job is. Raises: LostRace when it was cancelled, so that its next step stays away."""
    further = replace(job, done=done, total=total)
    store.jobs.save(further)
    return further


def end_job(store: UnitOfWork, job: Job, state: JobState, now: datetime, error: str = "") -> Job:
    """End a job. Raises: LostRace when it ended already."""
    ended = replace(job, state=state, finished_at=now, error=error)
    store.jobs.save(ended)
    return ended


def end_jobs_of(store: UnitOfWork, supplier: SupplierId, now: datetime, why: str) -> None:
    """Cancel every job of a supplier."""
    for job in store.jobs.running(supplier):
        end_job(store, job, JobState.CANCELLED, now, why)


def end_jobs_after(store: UnitOfWork, jobs: Iterable[Job], run: StreamRun, now: datetime) -> None:
    """End those of these jobs for which this was the last pass; `jobs` are held and `run` is stored as ended."""
    for job in jobs:
        if run.id in job.runs:
            _end_when_over(store, job, now)


def end_jobs_after_poll(store: UnitOfWork, supplier: SupplierId, now: datetime) -> None:
    """End those jobs that waited for a poll of the supplier's sales alone."""
    for job in store.jobs.running(supplier):
        if POLL in job.runs:
            rest = replace(job, runs=tuple(run for run in job.runs if run != POLL))
            store.jobs.save(rest)
            _end_when_over(store, rest, now)


def fail_jobs_after_poll(store: UnitOfWork, supplier: SupplierId, now: datetime, why: str) -> None:
    """End those jobs that wait for a poll which came to nothing; the next one comes at its own time."""
    for job in store.jobs.running(supplier):
        if POLL in job.runs:
            end_job(store, job, JobState.FAILED, now, why)


def _end_when_over(store: UnitOfWork, job: Job, now: datetime) -> None:
    runs = runs_of(store, job)
    if POLL not in job.runs and all(each.finished_at for each in runs):
        done, total = counted(runs)
        failed = [f"{each.stream.value}: {each.error}" for each in runs if each.outcome is not RunOutcome.DONE]
        state = JobState.FAILED if failed else JobState.DONE
        end_job(store, replace(job, done=done, total=total), state, now, "; ".join(failed))


def runs_of(store: UnitOfWork, job: Job) -> tuple[StreamRun, ...]:
    """Answer the passes that a job waits for; one that was removed with its account is nothing to wait for."""
    return tuple(run for run_id in job.runs if (run := store.stream_runs.get(run_id)))


def counted(runs: Iterable[StreamRun]) -> tuple[int, int | None]:
    """Add up how many records were read, and of how many; None until every pass has said so."""
    passes = tuple(runs)
    totals = [run.total for run in passes]
    known = [total for total in totals if total is not None]
    return sum(run.done for run in passes), sum(known) if len(known) == len(totals) else None
