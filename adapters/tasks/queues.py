"""Where each task waits, so that no supplier delays another and imports never delay orders."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from application.ports.tasks import Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """How many tasks of one queue a process runs at a time, and how often it looks for more."""

    workers: int
    poll_seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A task's queue, and its rank among the tasks of one account in it: 1 goes first."""

    queue: str
    priority: int


# Every queue runs one task per account at a time. With that alone the engine claims for all accounts in one
# statement, picking accounts at random; any further limit costs a transaction per account and poll.
QUEUES: Final[Mapping[str, Queue]] = {
    "orders": Queue(workers=16, poll_seconds=0.25),
    "upstock": Queue(workers=8, poll_seconds=0.5),
    "bulk": Queue(workers=12, poll_seconds=0.25),  # 40 tasks a second: ten thousand idle suppliers need 25
}

PLACE: Final[Mapping[Task, Place]] = {
    Task.PLACE_ORDER: Place(queue="orders", priority=1),
    Task.READ_SALE: Place(queue="orders", priority=2),
    Task.POLL_SALES: Place(queue="orders", priority=3),
    Task.FILL_MIRROR: Place(queue="bulk", priority=1),
    Task.DELIVER_EVENTS: Place(queue="upstock", priority=1),
    Task.CATALOGUE_CHANGED: Place(queue="bulk", priority=1),
    Task.READ_BOOKS: Place(queue="bulk", priority=1),
    Task.WATCH_NOTICES: Place(queue="bulk", priority=1),
    Task.CLOSE_SWEEP: Place(queue="bulk", priority=2),
    Task.PRUNE: Place(queue="bulk", priority=2),
    Task.DOUBT_CONNECTION: Place(queue="bulk", priority=1),
    Task.CLOSE_GAP: Place(queue="bulk", priority=1),
}
