"""How the calls of an account's key stand, and what waits for them: one step of every report that says so."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from application.ports.call_budget import CallBudget
from application.ports.clock import Clock
from application.ports.storage.figures import Waiting
from application.ports.storage.mirror import Stream, StreamRun
from application.ports.storage.unit_of_work import Work
from domain.call_budget import Lane
from domain.call_usage import CallUsage, calls_of, pages_left
from domain.connection import Connection
from domain.identifiers import SupplierId


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One pass over customers or products that is under way.

    Source: B10, R9. Shape: `job` is the job that began it; `calls` are still to come, `ends_at` when the last one is
    made; both are None until a page was read, and while it is looked for what no page showed.
    """

    stream: Stream
    lane: Lane
    job: str | None
    done: int
    total: int | None
    calls: int | None
    ends_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneOutlook:
    """One lane: how many of its calls count, what waits in it, and how many calls that takes at least.

    Shape: `waiting` are orders, sales to be read, or readings. Units: `free_in` in seconds.
    """

    used: int
    waiting: int
    calls: int
    free_in: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CallOutlook:
    """How calls stand at an instant, what waits for them, and a forecast.

    Source: B10. Shape: `orders_through_at` is when every order that waits could have made its calls, None while none
    does; whatever is approved meanwhile comes on top.
    """

    at: datetime
    usage: CallUsage
    lanes: Mapping[Lane, LaneOutlook]
    orders_through_at: datetime | None
    readings: tuple[Reading, ...]

    @property
    def orders_waiting(self) -> int:
        """Count orders that go by themselves and are not sales yet."""
        return self.lanes[Lane.ORDERS].waiting

    @property
    def is_idle(self) -> bool:
        """Answer whether nothing waits and nobody is kept from calling."""
        return self.usage.blocked_until is None and not any(lane.waiting for lane in self.lanes.values())


class CallOutlooks:
    """Puts it together from the window that all processes share and from what is stored; nothing is called.

    Source: B10.
    """

    def __init__(self, *, work: Work, budget: CallBudget, clock: Clock) -> None:
        self._work, self._budget, self._clock = work, budget, clock

    def of(self, connection: Connection) -> CallOutlook | None:
        """Answer how the calls of a supplier's key stand, None when it has none."""
        if connection.credentials is None:
            return None
        waiting, runs, polls = self._stored(connection.supplier)
        usage, at = self._budget.usage(connection.credentials.application_key.strip()), self._clock.now()
        calls = calls_of(waiting.orders, begun=waiting.begun)
        through_in = usage.orders_through_in(calls)
        readings = tuple(_reading(run, usage, at, through_in) for run in runs)
        return CallOutlook(
            at=at,
            usage=usage,
            lanes=_lanes(usage, waiting, calls, readings, polls),
            orders_through_at=_through_at(waiting, at, through_in),
            readings=readings,
        )

    def _stored(self, supplier: SupplierId) -> tuple[Waiting, tuple[StreamRun, ...], int]:
        with self._work() as store:
            runs = (store.stream_runs.open(supplier, stream) for stream in Stream)
            poll = store.shipping.poll(supplier)
            return (
                store.figures.waiting(supplier),
                tuple(run for run in runs if run),
                int(bool(poll and poll.position)),
            )


def _reading(run: StreamRun, usage: CallUsage, at: datetime, after: float) -> Reading:
    lane, ends_at = run.mode.lane, None
    left = None if run.is_closing else pages_left(done=run.done, total=run.total, pages=run.batch)
    if left is not None:
        pace = (at - run.started_at).total_seconds() / run.batch
        ends_at = at + timedelta(seconds=usage.reading_through_in(lane, pages=left, pace=pace, after=after))
    return Reading(
        stream=run.stream, lane=lane, job=run.job, done=run.done, total=run.total, calls=left, ends_at=ends_at
    )


def _lanes(
    usage: CallUsage, waiting: Waiting, calls: int, readings: tuple[Reading, ...], polls: int
) -> Mapping[Lane, LaneOutlook]:
    there = {Lane.ORDERS: (waiting.orders, calls), Lane.SHIPMENTS: (waiting.sales + polls, waiting.sales + polls)}
    for lane in (Lane.PRICES, Lane.IMPORTS):
        here = [reading for reading in readings if reading.lane is lane]
        there[lane] = len(here), sum(1 if reading.calls is None else reading.calls for reading in here)
    used, free_in = usage.used_by_lane, usage.free_in
    return {
        lane: LaneOutlook(used=used[lane], waiting=there[lane][0], calls=there[lane][1], free_in=free_in[lane])
        for lane in Lane
    }


def _through_at(waiting: Waiting, at: datetime, through_in: float) -> datetime | None:
    """Answer when the last order goes: when the budget allows it, and not before its own time has come."""
    if not waiting.orders:
        return None
    soonest = at + timedelta(seconds=through_in)
    return max(soonest, waiting.until) if waiting.until else soonest
