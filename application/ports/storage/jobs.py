"""Work that a person asked for and may follow."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from application.ports.storage.orders import Page
from domain.identifiers import SupplierId


class JobState(Enum):
    """How a job stands; all but *running* are its end."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One piece of work that was asked for.

    Source: R9; contract, "jobs". Shape: `kind` is what only one may run of for a supplier, `what` the parts of it
    that were asked for, `runs` the passes that it waits for; `done` and `total` are counted from those while it runs.
    """

    id: str
    supplier: SupplierId
    kind: str
    what: tuple[str, ...]
    actor: str
    started_at: datetime
    state: JobState = JobState.RUNNING
    runs: tuple[str, ...] = ()
    done: int = 0
    total: int | None = None
    finished_at: datetime | None = None
    error: str = ""


class JobRepository(ABC):
    """Jobs; at most one of a kind runs for a supplier."""

    @abstractmethod
    def add(self, job: Job) -> None:
        """Store a new job. Raises: AlreadyStored while one of its kind runs for this supplier."""

    @abstractmethod
    def get(self, supplier: SupplierId, job_id: str) -> Job | None:
        """Answer this job of this supplier, ended or not."""

    @abstractmethod
    def running(self, supplier: SupplierId) -> tuple[Job, ...]:
        """Answer the jobs that run, by kind; nobody else changes them until this block ends.

        Asked before passes are written, so that two blocks never wait for each other in a circle.
        """

    @abstractmethod
    def save(self, job: Job) -> None:
        """Store a changed job. Raises: LostRace when it ended meanwhile."""

    @abstractmethod
    def latest(self, supplier: SupplierId, limit: int) -> tuple[Job, ...]:
        """Answer the latest jobs of this supplier, the newest first."""

    @abstractmethod
    def page(self, supplier: SupplierId, *, cursor: str | None, limit: int) -> Page[Job]:
        """Answer some jobs, the newest first. Raises: InvalidValue for a cursor that this did not answer."""
