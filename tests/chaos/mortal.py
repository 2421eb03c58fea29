"""A connector that kills itself at a given point, as the machine's power switch would: the program of these tests.

Nothing in production knows of it: the composition root is asked for the usual parts, and a few are put around.
"""

import os
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from dependency_injector import providers
from requests import PreparedRequest, Response

from adapters.cin7_core import Limits
from adapters.cin7_core.session import LivelyConnections
from adapters.tasks.engine import DbosTaskEngine
from adapters.tasks.slots import ExecutorSlot
from application.ordering.ledger import OrderLedger
from application.ports.inventory import Doubter, InventoryDirectory, InventorySystem, Recorder
from application.ports.notices import ChangeNotices
from application.ports.storage.publishing import Notice
from application.ports.storage.unit_of_work import UnitOfWork
from application.ports.storefront import Answer, Storefront
from domain.approved_order import ApprovedOrder
from domain.attempt import Patience
from domain.call_budget import Lane
from domain.connection import Credentials
from domain.events import Evidence
from domain.identifiers import SupplierId
from domain.order import Order, OrderState
from domain.sale import SaleRef
from domain.sale_options import SaleOptions
from entrypoints import logs
from entrypoints.container import Container
from entrypoints.settings import Settings
from tests.chaos.crash_points import CrashPoint, Deed, Instant

HURRY = 8
"""How many times faster than in production doubt is settled; all of it alike, so that the proof stays the same.

Not faster, because what Cin7 does late must still come before we believe that it did nothing: that is a minute in
production and seconds here, in which a busy machine may do nothing else.
"""


SILENCE = 6
"""Seconds after which a process that stands still is taken for dead; production waits longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Where a connector finds everything, and how many times faster than in production it settles doubts."""

    database_url: str
    cin7_url: str
    upstock_url: str
    upstock_secret: str
    hurry: float = HURRY


def hurried(patience: Patience, times: float) -> Patience:
    """Answer the same patience, so many times shorter."""

    def shorter(span: timedelta) -> timedelta:
        return span / times

    return Patience(
        claim=shorter(patience.claim),
        answered=shorter(patience.answered),
        silent=shorter(patience.silent),
        unended=shorter(patience.unended),
        steps=tuple(map(shorter, patience.steps)),
        tried_for=patience.tried_for,
    )


def composed(world: World) -> Container:
    """Put a connector together that works as production's does, only faster."""
    logs.configure(level="WARNING", shape="text", secrets=())
    settings = Settings.load(
        database_url=world.database_url,
        cin7_url=world.cin7_url,
        cin7_calls_per_minute=1_000_000,
        upstock_url=world.upstock_url,
        upstock_signing_secret=world.upstock_secret,
        secret_keys="a key of these tests",
    )
    container = Container(settings=providers.Object(settings))
    container.patience.override(providers.Object(hurried(Patience(), world.hurry)))
    container.directory.add_kwargs(limits=Limits(connect=2.0, silence=40 / world.hurry, whole=90 / world.hurry))
    return container


def live(world: World, order: ApprovedOrder, point: CrashPoint | None) -> None:
    """Approve the order as Upstock repeats it, and work until killed."""
    container = composed(world)
    if point is not None and isinstance(point.point.where, Instant):
        _make_mortal(container, point.point.where, die)
    container.use_cases().approve_order(SupplierId("northwind"), order)
    if point is not None and point.point.where == Instant(deed=Deed.ACCEPTED, after=True):
        die()
    with container.worker().running():
        threading.Event().wait()


def work(world: World, freezes: Instant | None) -> None:
    """Work until killed, and stand still at this instant until somebody thaws it."""
    container = composed(world)
    slot = ExecutorSlot(container.engine(), silence=SILENCE)
    tasks = DbosTaskEngine(container.engine(), ownership=slot, on_crash=container.crashes())
    container.tasks.override(providers.Object(tasks))
    if freezes:
        _make_mortal(container, freezes, stand_still)
    with container.worker().running():
        threading.Event().wait()


def stand_still() -> None:
    """Stop here, as a machine that is put to sleep, until a signal lets it go on."""
    os.kill(os.getpid(), signal.SIGSTOP)


def die() -> None:
    """End here, without a word to anybody."""
    os.kill(os.getpid(), signal.SIGKILL)


Around = Callable[[Deed, bool], None]


def _make_mortal(container: Container, where: Instant, fate: Callable[[], None]) -> None:
    def around(deed: Deed, after: bool) -> None:
        if (deed, after) == (where.deed, where.after):
            fate()

    parts = {
        "work": container.work,
        "tasks": container.tasks(),
        "clock": container.clock(),
        "teller": container.teller(),
    }
    ledger = MortalLedger(around, **parts)
    container.ledger.override(providers.Object(ledger))
    container.directory.override(providers.Object(MortalDirectory(around, container.directory())))
    container.session().mount("http://", MortalTransport(around))
    container.storefront.override(providers.Object(MortalStorefront(around, container.storefront())))


class MortalLedger(OrderLedger):
    """Dies before or after a commit."""

    def __init__(self, around: Around, **parts: object) -> None:
        super().__init__(**parts)  # type: ignore[arg-type]  # handed on as they came
        self._around = around

    def begin_in(self, store: UnitOfWork, order: Order, *evidence: Evidence) -> None:
        super().begin_in(store, order, *evidence)
        self._around(Deed.ACCEPTED, False)  # noqa: FBT003 -- everything is written, and nothing committed

    def write(
        self,
        order: Order,
        *evidence: Evidence,
        beside: tuple[SaleRef, ...] = (),
        opened_with: Credentials | None = None,
        known: Order | None = None,
    ) -> Order:
        deed = deed_of(order, evidence)
        self._around(deed, False)  # noqa: FBT003 -- before
        saved = super().write(order, *evidence, beside=beside, opened_with=opened_with, known=known)
        self._around(deed, True)  # noqa: FBT003 -- after
        return saved


def deed_of(order: Order, evidence: tuple[Evidence, ...]) -> Deed:
    """Answer what writing this down means."""
    if order.state is OrderState.CREATED:
        return Deed.PLACED
    if order.state is OrderState.CREATING:
        return Deed.OPENED if order.sale else Deed.CLAIMED
    if order.state is OrderState.CHECKING and any(piece.kind == "looked" for piece in evidence):
        return Deed.FOUND if order.sale else Deed.LOOKED
    return Deed.DOUBTED if order.state is OrderState.CHECKING else Deed.HELD


class MortalTransport(LivelyConnections):
    """Meets its fate just before a write leaves, when everything was asked and decided."""

    def __init__(self, around: Around) -> None:
        super().__init__()
        self._around = around

    def send(self, request: PreparedRequest, *args: Any, **options: Any) -> Response:
        if request.method == "POST":
            self._around(Deed.SENT, False)  # noqa: FBT003 -- before
        return super().send(request, *args, **options)


class MortalStorefront(Storefront):
    """Dies before or after telling."""

    def __init__(self, around: Around, inner: Storefront) -> None:
        self._around, self._inner = around, inner

    def deliver(self, notice: Notice) -> Answer:
        self._around(Deed.TOLD, False)  # noqa: FBT003 -- before
        answer = self._inner.deliver(notice)
        self._around(Deed.TOLD, True)  # noqa: FBT003 -- after
        return answer


class MortalDirectory(InventoryDirectory):
    """Opens accounts in which a process may die around a void."""

    def __init__(self, around: Around, inner: InventoryDirectory) -> None:
        self._around, self._inner = around, inner

    def open(
        self,
        system: str,
        credentials: Credentials,
        *,
        lane: Lane,
        record: Recorder | None = None,
        doubt: Doubter | None = None,
        within: timedelta | None = None,
    ) -> InventorySystem:
        account = self._inner.open(system, credentials, lane=lane, record=record, doubt=doubt, within=within)
        void = account.void_empty

        def void_empty(ref: SaleRef) -> None:
            self._around(Deed.VOIDED, False)  # noqa: FBT003 -- before
            void(ref)
            self._around(Deed.VOIDED, True)  # noqa: FBT003 -- after

        account.void_empty = void_empty  # type: ignore[method-assign]  # one account, opened for one task
        return account

    def notices(
        self, system: str, credentials: Credentials, *, lane: Lane, within: timedelta | None = None
    ) -> ChangeNotices | None:
        return self._inner.notices(system, credentials, lane=lane, within=within)

    def check(self, system: str, options: SaleOptions) -> None:
        self._inner.check(system, options)
