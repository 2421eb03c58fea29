"""Doing the background work: start, stop, and what to do when the connector itself fails."""

import gc
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from application.ports.storage.unit_of_work import StorageUnavailable
from application.ports.tasks import Handler, Task, TaskEngine
from application.use_cases import UseCases
from domain.order import OrderKey
from entrypoints import logs
from entrypoints.instruments import Instruments
from entrypoints.steps import Steps

AWAKE_EVERY = 0.5
"""Seconds after which the main thread looks whether it was told to stop."""

Held = Callable[[OrderKey, str, str], bool]
Noted = Callable[[Task, str, str, str], None]
OrderDied = Callable[[OrderKey, str], bool]
WorkDied = Callable[[Task, str, str], None]

OFTEN = 2
"""How often a process has to end with the same work in hand before that is not taken for chance."""


class CrashReport:
    """Hears of every crash of a task: logs it once, with a reference, and sees that it costs nothing else.

    Source: architecture §6.5, §8. Shape: `hold` and `note` are given when work starts, because holding an order or
    putting off anything needs the engine whose crashes these are.
    """

    def __init__(self, *, new_reference: Callable[[], str]) -> None:
        self._new_reference = new_reference
        self.hold: Held | None = None
        self.note: Noted | None = None
        self.order_died: OrderDied | None = None
        self.work_died: WorkDied | None = None

    def __call__(self, task: Task | None, subject: str, crash: Exception) -> None:
        """Write it down; what this raises the engine reports by itself.

        An outage of the database says nothing about the work that met it, so it counts against none.
        """
        reference = self._new_reference()
        logs.error(logs.TASK_CRASHED, crash, task=task.value if task else "", subject=subject, reference=reference)
        if isinstance(crash, StorageUnavailable):
            return
        if task is Task.PLACE_ORDER and self.hold:
            self.hold(OrderKey.parse(subject), type(crash).__name__, reference)
        elif task is not None and task is not Task.PLACE_ORDER and self.note:
            self.note(task, subject, type(crash).__name__, reference)

    def orphaned(self, task: Task, subject: str, times: int) -> bool:
        """Hear that a process died with this in hand; answer whether it was put off, so that it is kept back now.

        Source: B18; architecture §6.5, "a poison task".
        """
        reference = self._new_reference()
        logs.warning(logs.TASK_ORPHANED, task=task.value, subject=subject, times=times, reference=reference)
        if task is Task.PLACE_ORDER:
            return self.order_died is not None and self.order_died(OrderKey.parse(subject), reference)
        if times < OFTEN or self.work_died is None:
            return False
        self.work_died(task, subject, reference)
        return True


class Worker:
    """Takes tasks up for as long as it runs; used by `serve`, `worker` and `demo` alike."""

    def __init__(
        self, *, use_cases: UseCases, tasks: TaskEngine, crashes: CrashReport, instruments: Instruments
    ) -> None:
        self._use_cases, self._tasks, self._crashes = use_cases, tasks, crashes
        self._steps = Steps(use_cases, instruments)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Work while the block runs; afterwards let what is in hand finish, for at most twenty seconds.

        Raises: ExecutorTaken when another process already works on a database that allows only one.
        """
        order, other = self._use_cases.hold_crashed, self._use_cases.note_crash
        self._crashes.hold, self._crashes.order_died = order, order.died
        self._crashes.note, self._crashes.work_died = other, other.died
        doing = {task: self._noting(task, handler) for task, handler in self._steps.handlers().items()}
        self._tasks.run(doing, self._tick)
        try:
            yield
        finally:
            self._tasks.stop()

    def _noting(self, task: Task, handler: Handler) -> Handler:
        def do(subject: str) -> None:
            handler(subject)
            if task is Task.PLACE_ORDER:  # an order counts its crashes itself
                self._use_cases.hold_crashed.over(OrderKey.parse(subject))
            else:
                self._use_cases.note_crash.over(task, subject)

        return do

    def _tick(self) -> None:
        logs.during(task="tick")
        self._use_cases.run_due()


def until_told_to_stop() -> None:
    """Wait for SIGTERM or Ctrl-C, which raise SystemExit and KeyboardInterrupt here, in the main thread.

    A signal that another thread receives, or that comes just before the wait, interrupts none: it is noticed when this
    one ends.
    """
    never = threading.Event()
    while not never.wait(AWAKE_EVERY):
        continue


def keep_what_is_loaded() -> None:
    """Let no collection look again at what a process that stays has loaded: an eighth of an import's processor time.

    What is new is looked at once there is as much of it as a page of records: another twenty-fifth.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000)


def stop_on_sigterm() -> None:
    """Make SIGTERM end the main thread as an exit does, so that requests and tasks in hand are finished.

    Source: architecture §22 (14): otherwise the web server drops what it is answering.
    """
    signal.signal(signal.SIGTERM, _exit)


def _exit(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)
