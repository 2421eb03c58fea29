"""Jobs over HTTP: work that somebody asked for, and how far it is."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from application.ports.storage.jobs import Job, JobState
from application.running.follow_job import JobProgress
from application.running.request_job import PARTS
from entrypoints.http.schemas.places import SupplierPath
from entrypoints.http.schemas.values import Strict, Text


class JobOut(BaseModel):
    """A job as it stands. Source: contract, "jobs"; R9."""

    model_config = ConfigDict(title="Job")

    id: str
    kind: str = Field(description="What only one runs of for a supplier: a second request joins it.")
    what: list[str] = Field(description="What was asked for.")
    state: JobState
    done: int = Field(description="Records dealt with.")
    total: int | None = Field(description="Of how many; null until that is known.")
    rate: float | None = Field(description="Records a second so far; null where nothing can be said.")
    seconds_left: float | None = Field(description="How long it takes at this rate; null where nothing can be said.")
    started_at: datetime
    finished_at: datetime | None
    error: str | None = Field(description="Why it failed, or why a step is tried again.")

    @classmethod
    def of(cls, progress: JobProgress) -> "JobOut":
        """Show a job with its progress."""
        job, left = progress.job, progress.time_left
        return cls(
            id=job.id,
            kind=job.kind,
            what=list(job.what),
            state=job.state,
            done=job.done,
            total=job.total,
            rate=round(progress.rate, 1) if progress.rate else None,
            seconds_left=round(left.total_seconds(), 1) if left is not None else None,
            started_at=job.started_at,
            finished_at=job.finished_at,
            error=job.error or progress.trouble or None,
        )


class JobBegun(BaseModel):
    """The job that was begun, or joined."""

    job: JobOut

    @classmethod
    def of(cls, job: Job) -> "JobBegun":
        """Show a job that has only just begun, or goes on."""
        return cls(job=JobOut.of(JobProgress(job=job)))


class JobsOut(BaseModel):
    """Some jobs, the newest first."""

    items: list[JobOut]
    next_cursor: str | None


class JobPath(SupplierPath):
    """One job of a supplier."""

    id: Text = Field(description="The job's id.")


class SyncIn(Strict):
    """What is read from Cin7 at once. Source: R9."""

    what: list[Text] = Field(min_length=1, max_length=len(PARTS), description=f"Of {', '.join(PARTS)}.")
