"""The command line of the connector, with the beginning and end of each order's task written to a file beside it.

The engine's own times have whole seconds on SQLite. Everything else is production's; `BENCH_TIMES` names the file.
"""

import os
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path

from dependency_injector import providers

from adapters.tasks import task_engine
from application.ports.storage.unit_of_work import UnitOfWork
from application.ports.tasks import Handler, Pulse, Task, TaskEngine
from entrypoints.cli.main import main
from entrypoints.container import Container


class TimedTasks(TaskEngine):
    """The engine, with somebody who looks at the clock. Shape: a line holds subject, beginning and end in seconds."""

    def __init__(self, inner: TaskEngine, times: Path) -> None:
        self._inner, self._times = inner, times

    def run(self, handlers: Mapping[Task, Handler], every_minute: Callable[[], None]) -> None:
        """Run, and write down when an order's task began and ended."""
        place = handlers[Task.PLACE_ORDER]

        def timed(subject: str) -> None:
            began = time.time()
            place(subject)
            with self._times.open("a") as out:
                out.write(f"{subject} {began} {time.time()}\n")

        self._inner.run({**handlers, Task.PLACE_ORDER: timed}, every_minute)

    def prepare(self) -> None:
        """Hand it on."""
        self._inner.prepare()

    def enqueue(
        self, work: UnitOfWork, task: Task, *, account: str, key: str, subject: str, delay: timedelta = timedelta(0)
    ) -> None:
        """Hand it on."""
        self._inner.enqueue(work, task, account=account, key=key, subject=subject, delay=delay)

    def stop(self) -> None:
        """Hand it on."""
        self._inner.stop()

    def healthy(self) -> str | None:
        """Hand it on."""
        return self._inner.healthy()

    def pulse(self) -> Pulse:
        """Hand it on."""
        return self._inner.pulse()


if __name__ == "__main__":
    usual = providers.Singleton(task_engine, Container.engine, on_crash=Container.crashes)
    Container.tasks.override(providers.Singleton(TimedTasks, usual, Path(os.environ["BENCH_TIMES"])))
    main()
