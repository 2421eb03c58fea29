"""A task engine in memory that runs nothing until it is told to."""

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, event

from adapters.tasks.queues import PLACE, QUEUES
from application.ports.clock import Clock
from application.ports.storage.unit_of_work import UnitOfWork
from application.ports.tasks import Backlog, Handler, Pulse, Task, TaskEngine

ENOUGH: Final = 10_000  # tasks of one `run_due`: more than any test means, fewer than for ever


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingTask:
    """A task that waits for its turn, or for its time."""

    number: int
    task: Task
    account: str
    key: str
    subject: str
    due: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskMemory:
    """What an engine in memory would lose with its process."""

    waiting: tuple[PendingTask, ...]
    known: frozenset[str]
    last_turn: Mapping[str, int]
    next_number: int


class MemoryTaskEngine(TaskEngine):
    """Keeps the promises of the port for tests that drive it: one task at a time, by `run_next` or `run_due`."""

    def __init__(self, clock: Clock, *, on_crash: Callable[[Task, str, Exception], None] | None = None) -> None:
        """Without `on_crash` a handler's exception reaches whoever drives the engine, so that no test misses it."""
        self._clock = clock
        self._on_crash = on_crash
        self._numbers = itertools.count()
        self._known: set[str] = set()
        self._waiting: list[PendingTask] = []
        self._uncommitted: WeakKeyDictionary[Connection, list[PendingTask]] = WeakKeyDictionary()
        self._last_turn: dict[str, int] = {}
        self._handlers: Mapping[Task, Handler] | None = None
        self._every_minute: Callable[[], None] | None = None
        self._ticked_at: datetime | None = None

    def prepare(self) -> None:
        """Do nothing: memory is always there."""

    def enqueue(
        self, work: UnitOfWork, task: Task, *, account: str, key: str, subject: str, delay: timedelta = timedelta(0)
    ) -> None:
        """Keep it aside until the transaction of `work` is committed."""
        if not isinstance(work.transaction, Connection):
            raise TypeError(f"{type(work).__name__}.transaction is no SQL connection, so its commit is not noticed")
        new = PendingTask(
            number=next(self._numbers),
            task=task,
            account=account,
            key=key,
            subject=subject,
            due=self._clock.now() + max(delay, timedelta(0)),
        )
        self._aside(work.transaction).append(new)

    def run(self, handlers: Mapping[Task, Handler], every_minute: Callable[[], None]) -> None:
        """Be ready to be driven."""
        if without := sorted(task.value for task in Task if task not in handlers):
            raise ValueError(f"no handler for {', '.join(without)}: every task needs one before any is run")
        self._handlers, self._every_minute = handlers, every_minute

    def stop(self) -> None:
        """Run nothing more; what waits goes on waiting."""
        self._handlers, self._every_minute = None, None

    def healthy(self) -> str | None:
        """Memory never fails."""
        return None

    def pulse(self) -> Pulse:
        """Tell how the work goes here."""
        due = [waiting for waiting in self._waiting if waiting.due <= self._clock.now()]
        queues = {queue: [each.due for each in due if PLACE[each.task].queue == queue] for queue in QUEUES}
        return Pulse(
            ticked_at=self._ticked_at,
            workers=None if self._handlers is None else 1,
            queues={name: Backlog(tasks=len(dues), oldest_at=min(dues, default=None)) for name, dues in queues.items()},
        )

    def pending(self) -> tuple[PendingTask, ...]:
        """Tell what waits, in the order in which it was enqueued."""
        return tuple(self._waiting)

    def run_next(self) -> bool:
        """Run one task that is due, of the account whose last turn is longest ago; answer whether there was one."""
        now = self._clock.now()
        due = [waiting for waiting in self._waiting if waiting.due <= now]
        if self._handlers is None or not due:
            return False
        chosen = min(due, key=lambda waiting: (self._last_turn.get(waiting.account, -1), waiting.number))
        self._last_turn[chosen.account] = next(self._numbers)
        self._waiting.remove(chosen)
        try:
            self._handlers[chosen.task](chosen.subject)
        except Exception as crash:
            if self._on_crash is None:
                raise
            self._on_crash(chosen.task, chosen.subject, crash)
        return True

    def run_due(self) -> int:
        """Run until nothing is due, also what is enqueued meanwhile; answer how many ran."""
        for ran in range(ENOUGH):
            if not self.run_next():
                return ran
        raise RuntimeError(f"{ENOUGH} tasks ran and there are still some due: {self._waiting[:3]} …")

    def lose_everything(self) -> None:
        """Forget what waits but not its keys, as an engine does whose database was restored."""
        self._waiting.clear()

    def memory(self) -> TaskMemory:
        """Tell everything that another engine must recall to go on in this one's place."""
        return TaskMemory(
            waiting=tuple(self._waiting),
            known=frozenset(self._known),
            last_turn=dict(self._last_turn),
            next_number=next(self._numbers),
        )

    def recall(self, memory: TaskMemory) -> None:
        """Go on where another engine stopped."""
        self._waiting, self._known = list(memory.waiting), set(memory.known)
        self._last_turn, self._numbers = dict(memory.last_turn), itertools.count(memory.next_number)

    def tick(self) -> None:
        """Let the next minute begin."""
        if self._every_minute is not None:
            self._ticked_at = self._clock.now()
            self._every_minute()

    def _aside(self, transaction: Connection) -> list[PendingTask]:
        if transaction not in self._uncommitted:
            self._uncommitted[transaction] = []
            if not transaction.in_transaction():  # storing a row would have begun it
                transaction.begin()
            event.listen(transaction, "commit", self._committed)
            event.listen(transaction, "rollback", self._rolled_back)  # also when it is closed without either
        return self._uncommitted[transaction]

    def _committed(self, transaction: Connection) -> None:
        aside = self._uncommitted[transaction]
        for new in aside:
            if new.key not in self._known:
                self._known.add(new.key)
                self._waiting.append(new)
        aside.clear()

    def _rolled_back(self, transaction: Connection) -> None:
        self._uncommitted[transaction].clear()
