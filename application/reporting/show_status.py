"""How everything stands: over all suppliers, and for one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from application.ports.clock import Clock
from application.ports.storage.due import Chore
from application.ports.storage.figures import Link, Standing
from application.ports.storage.jobs import Job
from application.ports.storage.mirror import Stream
from application.ports.storage.publishing import Tally
from application.ports.storage.secrets import SecretUnreadable
from application.ports.storage.unit_of_work import UnitOfWork, Work
from application.ports.tasks import Pulse, TaskEngine
from application.reporting.call_outlook import CallOutlook, CallOutlooks
from domain.alarms import AlarmKind
from domain.connection import Connection
from domain.due_times import OVERDUE
from domain.errors import NotThere
from domain.identifiers import SupplierId
from domain.notices import Subscription
from domain.order_state import OrderState

SHIPMENTS: Final = "shipments"
LATEST: Final = 20  # jobs looked through for running ones


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """What is read from an account again and again.

    Shape: `until` is up to when all changes are known, `next_at` when it is read next; `trouble` is why it is not.
    `done` and `total` count the records of the pass under way, None where none is.
    """

    name: str
    until: datetime | None
    next_at: datetime | None
    done: int | None = None
    total: int | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """Orders that something is still to come of, by state; what holds some, and how many should have gone on."""

    standing: Mapping[OrderState, Standing]
    held: Mapping[str, int]
    overdue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierStatus:
    """How one supplier stands. Shape: `connection` is None when its secrets cannot be opened, as `trouble` says."""

    link: Link
    connection: Connection | None
    trouble: str
    notices: Subscription | None
    flows: tuple[Flow, ...]
    budget: CallOutlook | None
    orders: Orders
    outbox: Tally
    alarms: Mapping[AlarmKind, int]
    jobs: tuple[Job, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How the installation stands."""

    at: datetime
    links: tuple[Link, ...]
    orders: Orders
    outbox: Tally
    alarms: Mapping[AlarmKind, int]
    pulse: Pulse


class ShowStatus:
    """Reads figures and nothing else; no call to anybody. Source: architecture §15."""

    def __init__(self, *, work: Work, tasks: TaskEngine, outlooks: CallOutlooks, clock: Clock) -> None:
        self._work, self._tasks, self._outlooks, self._clock = work, tasks, outlooks, clock

    def __call__(self) -> Status:
        """Answer how everything stands."""
        with self._work() as store:
            links, orders = store.figures.links(), self._orders(store, None)
            outbox, alarms = store.outbox.tally(), store.figures.alarms()
        return Status(
            at=self._clock.now(), links=links, orders=orders, outbox=outbox, alarms=alarms, pulse=self._tasks.pulse()
        )

    def of(self, supplier: SupplierId) -> SupplierStatus:
        """Answer how one supplier stands. Raises: NotThere for one that was never connected."""
        with self._work() as store:
            link = next((link for link in store.figures.links() if link.supplier == supplier), None)
            if link is None:
                raise NotThere(f"Supplier {supplier} was never connected.")
            connection, notices, trouble = _opened(store, supplier)
            orders, outbox = self._orders(store, supplier), store.outbox.tally(supplier)
            alarms, flows = store.alarms.counts(supplier), _flows(store, supplier)
            jobs = tuple(job for job in store.jobs.latest(supplier, LATEST) if job.finished_at is None)
        return SupplierStatus(
            link=link,
            connection=connection,
            trouble=trouble,
            notices=notices,
            flows=flows,
            budget=self._outlooks.of(connection) if connection else None,
            orders=orders,
            outbox=outbox,
            alarms=alarms,
            jobs=jobs,
        )

    def _orders(self, store: UnitOfWork, supplier: SupplierId | None) -> Orders:
        return Orders(
            standing=store.figures.orders(supplier),
            held=store.figures.held(supplier),
            overdue=store.figures.overdue(self._clock.now() - OVERDUE, supplier),
        )


def _opened(store: UnitOfWork, supplier: SupplierId) -> tuple[Connection | None, Subscription | None, str]:
    try:
        return store.connections.get(supplier), store.subscriptions.get(supplier), ""
    except SecretUnreadable as closed:
        return None, None, str(closed)


def _flows(store: UnitOfWork, supplier: SupplierId) -> tuple[Flow, ...]:
    due = {each.chore: each.due_at for each in store.due.of(supplier)}
    poll = store.shipping.poll(supplier)
    shipments = Flow(name=SHIPMENTS, until=poll.changed_since if poll else None, next_at=due.get(Chore.SHIPMENTS))
    return (*(_stream(store, supplier, stream, due.get(Chore.IMPORT)) for stream in Stream), shipments)


def _stream(store: UnitOfWork, supplier: SupplierId, stream: Stream, next_at: datetime | None) -> Flow:
    run, cursor = store.stream_runs.open(supplier, stream), store.stream_runs.cursor(supplier, stream)
    return Flow(
        name=stream.value,
        until=cursor.changed_since if cursor else None,
        next_at=next_at,
        done=run.done if run else None,
        total=run.total if run else None,
        trouble=run.error if run else "",
    )
