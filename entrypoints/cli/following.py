"""Work that a command began: done here when nobody else does it, and followed to its end."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager

from application.ports.storage.jobs import JobState
from application.ports.storage.mirror import Stream, StreamRun
from application.ports.storage.unit_of_work import Work
from application.ports.tasks import ExecutorTaken
from application.running.follow_job import FollowJob, JobProgress
from domain.errors import NotThere
from domain.identifiers import OrderNumber, SupplierId
from domain.order import GOES_BY_ITSELF, Order, OrderKey
from entrypoints.cli.output import Progress
from entrypoints.cli.program import Program

EVERY = 0.2  # s between two looks
PATIENCE = 120.0  # s without any change after which following ends; the work itself goes on


@contextmanager
def working(program: Program) -> Iterator[None]:
    """Work while the block runs, unless a `serve` or `worker` does so already.

    Source: architecture §6.5: one process works on a SQLite file; on PostgreSQL that is for `worker` alone.
    """
    with ExitStack() as stack:
        if program.ready.settings.sqlite_file:
            try:
                stack.enter_context(program.ready.worker.running())
            except ExecutorTaken:
                stack.pop_all()  # its holder does the work, and this process only follows
        yield


def follow_orders(work: Work, supplier: SupplierId, numbers: Iterable[OrderNumber]) -> tuple[Order, ...]:
    """Show how orders come to rest, and answer them in the order asked for, at rest or not."""
    keys = [OrderKey(supplier, number) for number in dict.fromkeys(numbers)]
    found: dict[OrderKey, Order] = {}

    def at_rest() -> tuple[int, object]:
        open_keys = [key for key in keys if key not in found or found[key].state in GOES_BY_ITSELF]
        with work() as store:
            found.update({key: _there(key, store.orders.get(key)) for key in open_keys})
        states = [order.state for order in found.values()]
        return sum(state not in GOES_BY_ITSELF for state in states), (states, [order.tries for order in found.values()])

    _follow("Sending orders", len(keys), at_rest)
    return tuple(found[key] for key in keys)


def follow_filling(work: Work, supplier: SupplierId) -> tuple[StreamRun, ...]:
    """Show how the account is read into the local copy, and answer the passes over it, finished or not."""
    runs: list[StreamRun] = []

    def read() -> tuple[int, object]:
        with work() as store:
            runs[:] = [run for stream in Stream if (run := store.stream_runs.latest(supplier, stream))]
        return sum(run.finished_at is not None for run in runs), [(run.done, run.tries) for run in runs]

    _follow("Reading customers and products", len(Stream), read)
    return tuple(runs)


def follow_job(ask: FollowJob, supplier: SupplierId, job_id: str, *, label: str = "Importing") -> JobProgress:
    """Show how a job goes on, and answer how it stands at its end, or when nothing has moved for long."""
    seen, changed = ask(supplier, job_id), time.monotonic()
    with Progress(label, seen.job.total) as progress:
        while seen.job.state is JobState.RUNNING and time.monotonic() - changed < PATIENCE:
            time.sleep(EVERY)
            now = ask(supplier, job_id)
            progress.reached(now.job.done, now.job.total)
            if now.job != seen.job:
                seen, changed = now, time.monotonic()
    return seen


def _follow(label: str, total: int, look: Callable[[], tuple[int, object]]) -> None:
    """Look until all is done or nothing has changed for long; `look` answers how many, and what to compare."""
    done, seen = look()
    changed = time.monotonic()
    with Progress(label, total) as progress:
        progress.reached(done)
        while done < total and time.monotonic() - changed < PATIENCE:
            time.sleep(EVERY)
            done, now = look()
            progress.reached(done)
            if now != seen:
                seen, changed = now, time.monotonic()


def _there(key: OrderKey, order: Order | None) -> Order:
    if order is None:
        raise NotThere(f"Supplier {key.supplier} has no order {key.number}.")
    return order
