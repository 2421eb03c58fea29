"""How far a job is, and a person who has enough of it."""

from dataclasses import dataclass, replace
from datetime import timedelta

from application.catalogue.passes import Passes
from application.jobs.steps import counted, end_job, runs_of
from application.ports.clock import Clock
from application.ports.storage.jobs import Job, JobState
from application.ports.storage.mirror import RunOutcome, StreamRun
from application.ports.storage.operations import AuditEntry
from application.ports.storage.unit_of_work import UnitOfWork, Work
from domain.access import Actor
from domain.errors import NotThere
from domain.identifiers import SupplierId


@dataclass(frozen=True, slots=True, kw_only=True)
class JobProgress:
    """A job as it stands now.

    Units: `rate` is records a second since it started; `time_left` assumes the same rate. Shape: both are None where
    nothing can be said; `trouble` is why a step is tried again, while it is.
    """

    job: Job
    rate: float | None = None
    time_left: timedelta | None = None
    trouble: str = ""


class FollowJob:
    """Counts a job's progress from the rows of what it waits for. Source: R9; contract, "jobs"."""

    def __init__(self, *, work: Work, clock: Clock) -> None:
        self._work, self._clock = work, clock

    def __call__(self, supplier: SupplierId, job_id: str) -> JobProgress:
        """Answer how this job stands. Raises: NotThere."""
        with self._work() as store:
            job = _there(store, supplier, job_id)
            runs = runs_of(store, job) if job.state is JobState.RUNNING else ()
        if runs:
            job = _counted(job, runs)
        seconds = ((job.finished_at or self._clock.now()) - job.started_at).total_seconds()
        rate = job.done / seconds if seconds > 0 and job.done else None
        left = None
        if rate and job.total is not None and job.state is JobState.RUNNING:
            left = timedelta(seconds=max(job.total - job.done, 0) / rate)
        return JobProgress(job=job, rate=rate, time_left=left, trouble=_trouble(runs))


class CancelJob:
    """Ends a job and the passes that it began; those that it joined go on, because others wait for them.

    Source: R9. What was read stays; the next pass reads what this one did not.
    """

    def __init__(self, *, work: Work, passes: Passes, clock: Clock) -> None:
        self._work, self._passes, self._clock = work, passes, clock

    def __call__(self, supplier: SupplierId, job_id: str, actor: Actor) -> Job:
        """Answer the job as it ended, which it may have done before. Raises: NotThere."""
        with self._work() as store:
            running = [each for each in store.jobs.running(supplier) if each.id == job_id]
            if not running:
                return _there(store, supplier, job_id)
            now, why = self._clock.now(), f"cancelled by {actor.name}"
            runs = runs_of(store, running[0])
            job = end_job(store, _counted(running[0], runs) if runs else running[0], JobState.CANCELLED, now, why)
            for run in runs:
                if run.job == job.id and run.finished_at is None:
                    self._passes.end(store, run, RunOutcome.CANCELLED, why)
            entry = AuditEntry(actor=actor.name, supplier=supplier, action="job.cancelled", detail=job.kind, at=now)
            store.audit.add(entry)
            return job


def _there(store: UnitOfWork, supplier: SupplierId, job_id: str) -> Job:
    job = store.jobs.get(supplier, job_id)
    if job is None:
        raise NotThere(f"Supplier {supplier} has no job {job_id}.")
    return job


def _counted(job: Job, runs: tuple[StreamRun, ...]) -> Job:
    done, total = counted(runs)
    return replace(job, done=done, total=total)


def _trouble(runs: tuple[StreamRun, ...]) -> str:
    return "; ".join(
        f"{run.stream.value}: {run.error} It is tried again at {run.next_attempt_at:%H:%M:%S} UTC."
        for run in runs
        if run.error and run.next_attempt_at
    )
