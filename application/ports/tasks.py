"""Work that must happen soon, and survives anything.

Our tables are the truth; the task engine only makes things happen. A task carries one id, may run twice,
and never fails: what came of it is in our tables.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from application.ports.storage.unit_of_work import UnitOfWork


class Task(Enum):
    """Every kind of background work; the value is its durable name, so it never changes."""

    PLACE_ORDER = "place_order"
    FILL_MIRROR = "fill_mirror"
    DELIVER_EVENTS = "deliver_events"
    CLOSE_SWEEP = "close_sweep"
    READ_BOOKS = "read_books"
    CATALOGUE_CHANGED = "catalogue_changed"
    POLL_SALES = "poll_sales"
    READ_SALE = "read_sale"
    PRUNE = "prune"
    WATCH_NOTICES = "watch_notices"
    DOUBT_CONNECTION = "doubt_connection"
    CLOSE_GAP = "close_gap"


Handler = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """What may run and was not taken up yet; `oldest_at` is when the first of it might have been."""

    tasks: int
    oldest_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulse:
    """How the work goes over all processes.

    Source: architecture §15. Shape: `ticked_at` is when the minute's tick last began, None when that is long ago or
    never was; `workers` counts processes that work now, None where that cannot be told; `queues` names every queue.
    """

    ticked_at: datetime | None
    workers: int | None
    queues: Mapping[str, Backlog]


class TaskEngine(ABC):
    """Runs tasks durably, one at a time for each account, fairly between accounts."""

    @abstractmethod
    def prepare(self) -> None:
        """Create what the engine needs in the database; safe to repeat."""

    @abstractmethod
    def enqueue(
        self, work: UnitOfWork, task: Task, *, account: str, key: str, subject: str, delay: timedelta = timedelta(0)
    ) -> None:
        """Make `task` run for `subject` once `work` commits; nothing is left behind when it rolls back.

        A `key` that is known already changes nothing, whatever became of its run, so callers put a run number
        in it. Tasks of one `account` run one at a time. `subject` is an id, never data.
        """

    @abstractmethod
    def run(self, handlers: Mapping[Task, Handler], every_minute: Callable[[], None]) -> None:
        """Start working and return; `every_minute` is called once a minute over all processes together.

        Raises: ExecutorTaken when another process already works on a database that allows only one.
        """

    @abstractmethod
    def stop(self) -> None:
        """Claim nothing more and let what is in hand finish, for at most twenty seconds."""

    @abstractmethod
    def healthy(self) -> str | None:
        """Answer None when tasks can be stored and, where this process works, are being taken up; else why not."""

    @abstractmethod
    def pulse(self) -> Pulse:
        """Answer how the work goes, as anybody who shares the database sees it. Raises: StorageUnavailable."""


class ExecutorTaken(Exception):
    """Another process already runs tasks on this database; its holder is named in the message."""
