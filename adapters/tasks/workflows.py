"""Handlers as DBOS workflows, each one step long and never raising: what happened is in our tables."""

import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Final

from dbos import DBOS

from adapters.tasks import CrashHook, LateHook, in_time
from application.ports.storage.unit_of_work import StorageUnavailable
from application.ports.tasks import Handler, Task

TICK: Final = "tick"
LATE: Final = timedelta(seconds=60)  # so late that the next tick is due: somebody has too much to do
# A task that takes its process down with it is given up after as many; the minute's sweep asks anew, in a new run.
MAX_TAKEN_UP: Final = 10
# Units: seconds. A database that restarts or fails over is back within them; one that is not leaves the task to the
# minute's sweep. Long enough for that, and no single wait so long that what is in hand delays a fresh start.
PAUSES: Final = (0.5, 1.0, 2.0, *[4.0] * 14)

_logger = logging.getLogger(__name__)


class Workflows:
    """What a process runs, and how much of it is in hand."""

    def __init__(
        self,
        handlers: Mapping[Task, Handler],
        *,
        every_minute: Mapping[str, Callable[[], None]],
        on_crash: CrashHook,
        on_late: LateHook = in_time,
        pauses: Sequence[float] = PAUSES,
    ) -> None:
        if without := sorted(task.value for task in Task if task not in handlers):
            # claimed without a handler, a task would hold up its account for ever
            raise ValueError(f"no handler for {', '.join(without)}: every task needs one before any is run")
        self._handlers = handlers
        self._every_minute = every_minute
        self._on_crash, self._on_late = on_crash, on_late
        self._pauses = pauses
        self._ending = threading.Event()
        self._doing: list[str] = []
        self._counting = threading.Lock()

    @property
    def in_hand(self) -> tuple[str, ...]:
        """The ids of the runs whose handlers are at work."""
        with self._counting:
            return tuple(self._doing)

    def register(self) -> None:
        """Make them known to DBOS under their durable names; before each launch, since stopping forgets them."""
        for task in self._handlers:
            DBOS.workflow(name=task.value, max_recovery_attempts=MAX_TAKEN_UP)(self._workflow(task))

        def tick(at: datetime, _context: object) -> None:
            self.tick(at)

        DBOS.workflow(name=TICK, max_recovery_attempts=MAX_TAKEN_UP)(tick)

    def wait_no_longer(self) -> None:
        """Let no task wait for the database from now on, because the process is about to end."""
        self._ending.set()

    def report(self, task: Task | None, subject: str, crash: Exception) -> None:
        """Hand a crash to the hook; a hook that crashes itself is only logged."""
        try:
            self._on_crash(task, subject, crash)
        except Exception:
            _logger.exception("reporting a crash failed: %s %s: %r", task, subject, crash)

    def do(self, task: Task, subject: str) -> str:
        """Run one task to its end, and answer how it ended."""
        return self._attempt(task, subject, lambda: self._through_outages(lambda: self._handlers[task](subject)))

    def tick(self, due: datetime) -> None:
        """Do what comes every minute; `due` is when this minute began."""
        late = datetime.now(UTC) - due
        if late >= LATE:
            self._on_late(late.total_seconds())
        for name, chore in self._every_minute.items():
            self._attempt(None, name, chore)

    def _workflow(self, task: Task) -> Callable[[str], str]:
        return lambda subject: self.do(task, subject)

    def _attempt(self, task: Task | None, subject: str, do: Callable[[], None]) -> str:
        with self._counted():
            try:
                do()
            except Exception as crash:  # noqa: BLE001 -- an outermost loop: the minute's sweep takes it up again
                self.report(task, subject, crash)
                return "crashed"
            return "done"

    def _through_outages(self, do: Callable[[], None]) -> None:
        """Do it again while the database is away, since a task may run twice and nothing else could run meanwhile."""
        for pause in self._pauses:
            try:
                do()
            except StorageUnavailable as outage:
                _logger.warning("a task waits for the database: %s", outage)
                if self._ending.wait(pause):
                    break
            else:
                return
        do()

    @contextmanager
    def _counted(self) -> Iterator[None]:
        run = DBOS.workflow_id or ""
        with self._counting:
            self._doing.append(run)
        try:
            yield
        finally:
            with self._counting:
                self._doing.remove(run)
