"""Doing the background work: start, stop, and what to do when the connector itself fails."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from application.ports.tasks import Handler, Task, TaskEngine
from application.use_cases import UseCases, handlers
from domain.identifiers import SupplierId
from domain.order import OrderKey, OrderState
from entrypoints import logs

OUTCOMES = {
    OrderState.CREATED: logs.ORDER_PLACED,
    OrderState.HELD: logs.ORDER_HELD,
    OrderState.WAITING: logs.ORDER_WAITING,
    OrderState.CHECKING: logs.ORDER_UNCLEAR,
}
"""What is logged when a step of an order left it in this state."""

AWAKE_EVERY = 0.5
"""Seconds after which the main thread looks whether it was told to stop."""

Held = Callable[[OrderKey, str, str], bool]
Noted = Callable[[Task, str, str, str], None]


class CrashReport:
    """Hears of every crash of a task: logs it once, with a reference, and sees that it costs nothing else.

    Source: architecture §6.5, §8. Shape: `hold` and `note` are given when work starts, because holding an order or
    putting off anything needs the engine whose crashes these are.
    """

    def __init__(self, *, new_reference: Callable[[], str]) -> None:
        self._new_reference = new_reference
        self.hold: Held | None = None
        self.note: Noted | None = None

    def __call__(self, task: Task | None, subject: str, crash: Exception) -> None:
        """Write it down; what this raises the engine reports by itself."""
        reference = self._new_reference()
        logs.error(logs.TASK_CRASHED, crash, task=task.value if task else "", subject=subject, reference=reference)
        if task is Task.PLACE_ORDER and self.hold:
            self.hold(OrderKey.parse(subject), type(crash).__name__, reference)
        elif task is not None and task is not Task.PLACE_ORDER and self.note:
            self.note(task, subject, type(crash).__name__, reference)


class Worker:
    """Takes tasks up for as long as it runs; used by `serve`, `worker` and `demo` alike."""

    def __init__(self, *, use_cases: UseCases, tasks: TaskEngine, crashes: CrashReport) -> None:
        self._use_cases, self._tasks, self._crashes = use_cases, tasks, crashes

    @contextmanager
    def running(self) -> Iterator[None]:
        """Work while the block runs; afterwards let what is in hand finish, for at most twenty seconds.

        Raises: ExecutorTaken when another process already works on a database that allows only one.
        """
        self._crashes.hold, self._crashes.note = self._use_cases.hold_crashed, self._use_cases.note_crash
        said = {Task.WATCH_NOTICES: self._watch_notices, Task.DOUBT_CONNECTION: self._doubt}
        doing = {**handlers(self._use_cases), **said}
        doing = {task: self._noting(task, handler) for task, handler in doing.items()}
        doing[Task.PLACE_ORDER] = self._place
        self._tasks.run(doing, self._use_cases.run_due)
        try:
            yield
        finally:
            self._tasks.stop()

    def _noting(self, task: Task, handler: Handler) -> Handler:
        def do(subject: str) -> None:
            handler(subject)
            self._use_cases.note_crash.over(task, subject)

        return do

    def _place(self, subject: str) -> None:
        """Take an order further and say where it stands now; the use case itself writes no log."""
        self._use_cases.place_order(subject)
        with self._use_cases.work() as store:
            order = store.orders.get(OrderKey.parse(subject))
        if order and order.state in OUTCOMES:
            logs.info(
                OUTCOMES[order.state],
                supplier=order.key.supplier,
                order=order.key.number,
                attempt=len(order.attempts),
                sale=order.sale.number if order.sale else "",
                problems=[problem.code for problem in order.problems],
            )

    def _watch_notices(self, subject: str) -> None:
        """Look after a supplier's webhooks and say how they stand."""
        self._use_cases.watch_notices(subject)
        with self._use_cases.work() as store:
            known = store.subscriptions.get(SupplierId(subject))
        if known and known.checked_at:
            log = logs.warning if known.warning else logs.info
            log(logs.NOTICES_WATCHED, supplier=subject, state=known.state.value, detail=known.warning)

    def _doubt(self, subject: str) -> None:
        """Ask whether a doubted key still works, and say what came of it."""
        supplier = SupplierId(subject)
        with self._use_cases.work() as store:
            before = store.connections.get(supplier)
        self._use_cases.doubt_connection(subject)
        with self._use_cases.work() as store:
            after = store.connections.get(supplier)
        if before is None or after is None or before.doubt is None or before.version == after.version:
            return
        if after.loss:
            logs.warning(logs.CONNECTION_LOST, supplier=supplier, because=after.loss.said)
        else:
            goes_on = after.doubt is not None
            logs.warning(logs.CONNECTION_DOUBTED, supplier=supplier, because=before.doubt.said, goes_on=goes_on)


def until_told_to_stop() -> None:
    """Wait for SIGTERM or Ctrl-C, which raise SystemExit and KeyboardInterrupt here, in the main thread.

    A signal that another thread receives, or that comes just before the wait, interrupts none: it is noticed when this
    one ends.
    """
    never = threading.Event()
    while not never.wait(AWAKE_EVERY):
        continue


def stop_on_sigterm() -> None:
    """Make SIGTERM end the main thread as an exit does, so that requests and tasks in hand are finished.

    Source: architecture §22 (14): otherwise the web server drops what it is answering.
    """
    signal.signal(signal.SIGTERM, _exit)


def _exit(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)
