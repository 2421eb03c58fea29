"""The engines under contract, each at work on a database, with a handler that does what the test says."""

import contextlib
import itertools
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Self

import sqlalchemy as sa
from dbos import DBOS

from adapters.tasks import AdoptionHook, task_engine, unheard
from application.ports.storage.unit_of_work import UnitOfWork
from application.ports.tasks import Handler, Task, TaskEngine
from tests.fakes.clock import StandingClock
from tests.fakes.tasks import MemoryTaskEngine
from tests.waiting import until

NOW = timedelta(0)


class TransactionOnly(UnitOfWork):
    """A unit of work without repositories: an engine looks at nothing but its transaction."""

    def __init__(self, database: sa.Engine) -> None:
        self._transaction = database.connect()

    @property
    def transaction(self) -> sa.Connection:
        return self._transaction

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._transaction:
            if error is None:
                self._transaction.commit()


class Rig(ABC):
    """One engine at work and what came of it; each test sees its own tasks only."""

    engine: TaskEngine
    one_writer = False
    """Whether an open transaction that wrote keeps the engine from claiming anything."""

    def __init__(self, database: sa.Engine) -> None:
        self.database = database
        self._tests = itertools.count()
        self.begin_test()

    def begin_test(self) -> None:
        self._test = f"test {next(self._tests)} "
        self.trace: list[str] = []
        self.task_of: dict[str, Task] = {}
        self.behaviour: dict[str, Callable[[], None]] = {}
        self.crashes: list[tuple[Task | None, str, str]] = []
        self.ticks = 0

    def work(self) -> TransactionOnly:
        return TransactionOnly(self.database)

    def enqueue(
        self,
        subject: str,
        *,
        task: Task = Task.PLACE_ORDER,
        account: str = "a",
        key: str = "",
        delay: timedelta = NOW,
        work: UnitOfWork | None = None,
    ) -> None:
        """Enqueue in a transaction of its own, and under a key like its subject, where none is given."""
        if work is None:
            with self.work() as own:
                self.enqueue(subject, task=task, account=account, key=key, delay=delay, work=own)
            return
        mine = self._test
        self.engine.enqueue(
            work, task, account=mine + account, key=mine + (key or subject), subject=mine + subject, delay=delay
        )

    def enqueue_and_roll_back(self, subject: str, *, key: str = "") -> None:
        with contextlib.suppress(ZeroDivisionError), self.work() as work:
            self.enqueue(subject, key=key, work=work)
            raise ZeroDivisionError

    def start(self) -> None:
        def handler(task: Task) -> Handler:
            return lambda subject: self._handle(task, subject)

        self.engine.run({task: handler(task) for task in Task}, self._count_tick)

    def until_ran(self, *subjects: str) -> None:
        """Let the engine work until all of these have run."""
        self.drive(lambda: set(subjects) <= set(self.trace), f"{subjects} run")

    def until_idle(self) -> None:
        """Let the engine work until nothing waits or runs."""
        self.drive(self.is_idle, "everything run")

    def note_crash(self, task: Task | None, subject: str, crash: Exception) -> None:
        self.crashes.append((task, subject.removeprefix(self._test), str(crash)))

    @abstractmethod
    def is_idle(self) -> bool:
        """Tell whether nothing waits or runs."""

    @abstractmethod
    def drive(self, happened: Callable[[], bool], what: str) -> None:
        """Let the engine work until something happened."""

    @abstractmethod
    def hold(self, released: threading.Event) -> None:
        """Stay inside a handler until another one releases it, where two can run at once."""

    @abstractmethod
    def begin_stop(self) -> None:
        """Begin to stop from inside a handler, which stopping itself waits for."""

    @abstractmethod
    def end_stop(self) -> None:
        """Wait until it has stopped."""

    @abstractmethod
    def now(self) -> datetime:
        """Tell the time by which delays are measured."""

    @abstractmethod
    def minute(self) -> None:
        """Let a minute begin."""

    def _handle(self, task: Task, subject: str) -> None:
        if subject.startswith(self._test):
            name = subject.removeprefix(self._test)
            self.trace.append(name)
            self.task_of[name] = task
            self.behaviour.get(name, lambda: None)()

    def _count_tick(self) -> None:
        self.ticks += 1
        self.behaviour.get("every minute", lambda: None)()


class MemoryRig(Rig):
    """The engine in memory, driven one task at a time."""

    def __init__(self, database: sa.Engine) -> None:
        super().__init__(database)
        self._clock = StandingClock()
        self.engine = self._memory = MemoryTaskEngine(self._clock, on_crash=self.note_crash)

    def is_idle(self) -> bool:
        return not self._memory.pending()

    def drive(self, happened: Callable[[], bool], what: str) -> None:
        for _ in range(1000):
            if happened():
                return
            if not self._memory.run_next():
                self._clock.advance(timedelta(seconds=0.1))
        raise AssertionError(f"{what}: never")

    def hold(self, released: threading.Event) -> None:
        """Go on: nothing else could release it."""

    def begin_stop(self) -> None:
        self.engine.stop()

    def end_stop(self) -> None:
        """It stopped at once."""

    def now(self) -> datetime:
        return self._clock.now()

    def minute(self) -> None:
        self._memory.tick()


class DbosRig(Rig):
    """The engine on DBOS, at work on threads of its own."""

    def __init__(self, database: sa.Engine, *, on_adopted: AdoptionHook = unheard) -> None:
        super().__init__(database)
        self.engine = task_engine(database, on_crash=self.note_crash, on_adopted=on_adopted)
        self.one_writer = database.dialect.name == "sqlite"
        self._stopping = threading.Thread(target=self.engine.stop)

    def is_idle(self) -> bool:
        return not DBOS.list_workflows(status=["ENQUEUED", "DELAYED", "PENDING"])

    def drive(self, happened: Callable[[], bool], what: str) -> None:
        until(happened, what)

    def hold(self, released: threading.Event) -> None:
        if not released.wait(timeout=10):
            raise AssertionError("nothing else ran meanwhile")

    def begin_stop(self) -> None:
        self._stopping = threading.Thread(target=self.engine.stop)
        self._stopping.start()

    def end_stop(self) -> None:
        self._stopping.join()

    def now(self) -> datetime:
        return datetime.now(UTC)

    def minute(self) -> None:
        DBOS.trigger_schedule("tick")
