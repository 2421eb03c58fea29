"""The page to begin with: is it working, does anything need me, what comes next."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from application.ports.storage.due import Chore
from application.ports.storage.jobs import Job, JobState
from application.ports.storage.mirror import Stream, StreamRun
from application.ports.storage.publishing import Tally
from application.ports.storage.unit_of_work import UnitOfWork
from domain.alarms import AlarmKind
from domain.connection import Connection, ConnectionStatus
from domain.identifiers import SupplierId
from domain.order import OrderState
from entrypoints.console.calls import calls_now
from entrypoints.console.desk import Desk, frame, visitor
from entrypoints.console.words import ORDER_STATES
from entrypoints.lanes import WAITING

FLOWS = {
    Stream.PRODUCTS: ("Products and tier prices", Chore.IMPORT),
    Stream.CONTACTS: ("Customers and own prices", Chore.IMPORT),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """One thing that is read from Cin7 again and again.

    Shape: `last` is when it was last up to date, `next` when it is read again; `trouble` is why it is not.
    """

    name: str
    last: datetime | None
    next: datetime | None
    is_running: bool
    trouble: str

    def lag(self, now: datetime) -> timedelta | None:
        """Answer how far behind Cin7 this is at most."""
        return now - self.last if self.last else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do before orders flow, and whether it is done. Shape: `narrowed` is what its page is asked for."""

    name: str
    told: str
    page: str
    is_done: bool
    narrowed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Everything that the first page says."""

    orders: dict[OrderState, int]
    alarms: dict[AlarmKind, int]
    flows: tuple[Flow, ...]
    outbox: Tally
    jobs: tuple[Job, ...]
    steps: tuple[Step, ...]

    @property
    def states(self) -> tuple[OrderState, ...]:
        """Answer the states worth a figure: the usual ones always, the others while an order is in one."""
        usual = (
            OrderState.HELD,
            OrderState.ACCEPTED,
            OrderState.CREATED,
            OrderState.PARTLY_SHIPPED,
            OrderState.SHIPPED,
        )
        return tuple(state for state in ORDER_STATES if state in usual or self.orders.get(state))

    @property
    def underway(self) -> int:
        """Count orders that go on by themselves."""
        states = (OrderState.ACCEPTED, OrderState.CREATING, OrderState.CHECKING, OrderState.WAITING)
        return sum(self.orders.get(state, 0) for state in states)

    @property
    def is_set_up(self) -> bool:
        """Answer whether everything was done once that orders need."""
        return all(step.is_done for step in self.steps)


def overview_pages(pages: Blueprint, desk: Desk) -> None:
    """Add the overview, and its button."""

    @pages.get("/suppliers/<supplier>")
    def overview(supplier: str) -> ResponseReturnValue:
        """Show how a supplier stands."""
        with desk.use_cases.work() as store:
            shown = _overview(store, SupplierId(supplier), frame().connection)
        calls = calls_now(desk, SupplierId(supplier))
        return render_template("console/overview.html", page=shown, calls=calls, units=WAITING)

    @pages.post("/suppliers/<supplier>/sync")
    def sync(supplier: str) -> ResponseReturnValue:
        """Read everything that changed in Cin7 now."""

        def ask() -> str:
            what = ("products", "contacts", "prices", "shipments")
            desk.use_cases.request_job(SupplierId(supplier), what, visitor().actor)
            return "Changes are being read from Cin7 now."

        desk.told(ask)
        return redirect(url_for("console.overview", supplier=supplier), 303)


def _overview(store: UnitOfWork, supplier: SupplierId, connection: Connection | None) -> Overview:
    orders = store.orders.counts(supplier)
    return Overview(
        orders=orders,
        alarms=store.alarms.counts(supplier),
        flows=_flows(store, supplier) if connection else (),
        outbox=store.outbox.tally(supplier),
        jobs=tuple(job for job in store.jobs.latest(supplier, 20) if job.state is JobState.RUNNING),
        steps=_steps(store, supplier, connection, has_orders=any(orders.values())),
    )


def _flows(store: UnitOfWork, supplier: SupplierId) -> tuple[Flow, ...]:
    due = {each.chore: each.due_at for each in store.due.of(supplier)}
    flows = [_stream(store, supplier, stream, name, due.get(chore)) for stream, (name, chore) in FLOWS.items()]
    poll = store.shipping.poll(supplier)
    shipments = Flow(
        name="Shipments",
        last=poll.changed_since if poll else None,
        next=due.get(Chore.SHIPMENTS),
        is_running=bool(poll and poll.position),
        trouble="",
    )
    return (*flows, shipments)


def _stream(store: UnitOfWork, supplier: SupplierId, stream: Stream, name: str, due: datetime | None) -> Flow:
    open_run: StreamRun | None = store.stream_runs.open(supplier, stream)
    cursor = store.stream_runs.cursor(supplier, stream)
    return Flow(
        name=name,
        last=cursor.changed_since if cursor else None,
        next=due,
        is_running=open_run is not None,
        trouble=open_run.error if open_run else "",
    )


def _steps(
    store: UnitOfWork, supplier: SupplierId, connection: Connection | None, *, has_orders: bool
) -> tuple[Step, ...]:
    counts = store.catalogue.product_counts(supplier)
    return (
        Step(
            name="Connect Cin7 Core",
            told="With the account ID and a key from Cin7 (Integrations, API).",
            page="console.connection",
            is_done=connection is not None and connection.status is ConnectionStatus.CONNECTED,
        ),
        Step(
            name="Choose how sales are made",
            told="Draft or authorised, simple or advanced, how far picking goes.",
            page="console.options",
            is_done=store.options.newest(supplier).version > 0,
        ),
        Step(
            name="Import customers",
            told="So that each finds its prices, and orders find their customer.",
            page="console.contacts",
            is_done=store.choices.contacts_imported(supplier) is not None,
        ),
        Step(
            name="Import products",
            told="Choose what Upstock offers from the list of what Cin7 holds.",
            page="console.products",
            is_done=counts.imported > 0,
            narrowed={"state": "importable"} if counts.importable else {},
        ),
        Step(
            name="Approve the first order in Upstock",
            told="It becomes a sale in Cin7 within a few seconds.",
            page="console.orders",
            is_done=has_orders,
        ),
    )
