"""How everything stands, from the database when somebody asks; at most every ten seconds, whoever asks how often.

Source: architecture §15.
"""

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Final

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from application.ports.clock import Clock
from application.ports.storage.figures import FiguresRepository
from application.ports.storage.unit_of_work import StorageUnavailable, UnitOfWork, Work
from application.ports.tasks import TaskEngine
from domain.due_times import OVERDUE

FRESH_FOR: Final = 10.0  # seconds
QUANTILES: Final = (0.5, 0.9, 1.0)

_Labels = tuple[str, ...]


class Gauges(Collector):
    """Figures over all suppliers; while the database is away nothing but that is told."""

    def __init__(
        self, *, work: Work, tasks: TaskEngine, clock: Clock, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._work, self._tasks, self._clock, self._monotonic = work, tasks, clock, monotonic
        self._reading = threading.Lock()
        self._known: tuple[GaugeMetricFamily, ...] = ()
        self._read_at = float("-inf")

    def collect(self) -> Iterable[GaugeMetricFamily]:
        """Answer every figure, read now or a moment ago."""
        with self._reading:
            if self._monotonic() - self._read_at >= FRESH_FOR:
                self._known = self._read()
                self._read_at = self._monotonic()
            return self._known

    def _read(self) -> tuple[GaugeMetricFamily, ...]:
        try:
            with self._work() as store:
                stored = [*self._orders(store), *self._streams(store.figures), *_outbox(store, self._clock.now())]
            return (_alone("database_up", "Whether the database answers.", 1), *stored, *self._engine())
        except StorageUnavailable:
            return (_alone("database_up", "Whether the database answers.", 0),)

    def _orders(self, store: UnitOfWork) -> Iterator[GaugeMetricFamily]:
        now, orders = self._clock.now(), store.figures.orders()
        counts = [((state.value,), each.orders) for state, each in orders.items()]
        ages = [((state.value,), _age(each.oldest_at, now)) for state, each in orders.items()]
        held = [((code,), count) for code, count in store.figures.held().items()]
        late = store.figures.overdue(now - OVERDUE)
        yield _family("orders", "Orders that something is still to come of.", ("state",), counts)
        yield _family("order_oldest_seconds", "Age of the first of them.", ("state",), ages)
        yield _family("orders_held", "Held orders by what is wrong with them.", ("problem",), held)
        yield _alone("orders_overdue", "Orders that should have gone on by themselves and did not.", late)

    def _streams(self, figures: FiguresRepository) -> Iterator[GaugeMetricFamily]:
        links = [((status.value,), count) for status, count in figures.connections().items()]
        passes = [((stream.value,), count) for stream, count in figures.reading().items()]
        jobs = [((kind, state.value), count) for (kind, state), count in figures.jobs().items()]
        alarms = [((kind.value,), count) for kind, count in figures.alarms().items()]
        yield _family("connections", "Suppliers by how their link stands.", ("status",), links)
        yield _family("streams_running", "Passes over customers or products under way.", ("stream",), passes)
        yield _family(
            "mirror_age_seconds", "How far copies lag behind Cin7.", ("stream", "quantile"), self._ages(figures)
        )
        yield _family("jobs", "Jobs that are kept.", ("what", "state"), jobs)
        yield _family("alarms", "Open alarms.", ("kind",), alarms)

    def _ages(self, figures: FiguresRepository) -> Iterator[tuple[_Labels, float]]:
        now = self._clock.now()
        for stream, instants in figures.read_until().items():
            ages = sorted(_age(at, now) for at in instants)
            for quantile in QUANTILES if ages else ():
                yield (stream.value, f"{quantile:g}"), ages[round(quantile * (len(ages) - 1))]

    def _engine(self) -> Iterator[GaugeMetricFamily]:
        now, pulse = self._clock.now(), self._tasks.pulse()
        counts = [((queue,), backlog.tasks) for queue, backlog in pulse.queues.items()]
        waits = [((queue,), _age(backlog.oldest_at, now)) for queue, backlog in pulse.queues.items()]
        yield _family("tasks_waiting", "Tasks that may run and were not taken up yet.", ("queue",), counts)
        yield _family("task_wait_seconds", "How long the first of them has waited.", ("queue",), waits)
        if pulse.ticked_at:
            yield _alone("tick_age_seconds", "Since the minute's tick last began.", _age(pulse.ticked_at, now))
        if pulse.workers is not None:
            yield _alone("workers", "Processes that work now.", pulse.workers)


def _outbox(store: UnitOfWork, now: datetime) -> Iterator[GaugeMetricFamily]:
    tally = store.outbox.tally()
    yield _alone("outbox_pending", "Events that Upstock has not heard.", tally.pending)
    yield _alone("outbox_stopped", "Subjects that Upstock does not want to hear of.", tally.stopped)
    yield _alone("outbox_oldest_seconds", "Age of the first of them.", _age(tally.oldest_at, now))


def _age(since: datetime | None, now: datetime) -> float:
    return max((now - since) / timedelta(seconds=1), 0.0) if since else 0.0


def _family(
    name: str, told: str, labels: tuple[str, ...], values: Iterable[tuple[_Labels, float]]
) -> GaugeMetricFamily:
    family = GaugeMetricFamily(f"upstock_cin7_{name}", told, labels=labels)
    for label, value in values:
        family.add_metric(label, value)
    return family


def _alone(name: str, told: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"upstock_cin7_{name}", told, value=value)
