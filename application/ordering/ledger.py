"""Writing an order down: one commit for the order, its evidence, its event and its next task."""

from collections.abc import Callable
from datetime import timedelta

from application.ordering.evidence import state_evidence
from application.ordering.sent import EXCHANGE, Sent
from application.ports.clock import Clock
from application.ports.storage.due import Chore, Due
from application.ports.storage.unit_of_work import LostRace, UnitOfWork, Work
from application.ports.tasks import Task, TaskEngine
from application.telling import Teller
from domain.connection import ConnectionStatus, Credentials
from domain.due_times import next_poll, put_back_for
from domain.events import Evidence
from domain.order import GOES_BY_ITSELF, Order
from domain.order_events import event_of
from domain.order_state import AWAITING_SHIPMENT
from domain.sale import SaleRef

OrderWatch = Callable[[Order | None, Order, tuple[Evidence, ...]], None]
"""Hears of a step of an order once it is committed: the order before and after it, and what was noted with it."""


def unwatched(_before: Order | None, _after: Order, _evidence: tuple[Evidence, ...]) -> None:
    """Let a step pass where nobody wants to know of it."""


class OrderLedger:
    """The only way an order is stored, so that no change forgets what has to follow it.

    Source: R10, B2, B15; architecture §4.2: every state that goes on by itself has its task in the same commit.
    """

    def __init__(
        self, *, work: Work, tasks: TaskEngine, clock: Clock, teller: Teller, watch: OrderWatch = unwatched
    ) -> None:
        self._work, self._tasks, self._clock, self._teller = work, tasks, clock, teller
        self._watch = watch

    def write(
        self,
        order: Order,
        *evidence: Evidence,
        beside: tuple[SaleRef, ...] = (),
        opened_with: Credentials | None = None,
        known: Order | None = None,
    ) -> Order:
        """Store a changed order in a commit of its own.

        `known` is the order before, where the caller has it: only of that version the change is stored, so it is not
        read again. `beside` are other sales that carry its key: once its goods are followed, each is read and judged.
        Raises: LostRace, also when the supplier's account is no longer `opened_with` these.
        """
        with self._work() as store:
            if opened_with:
                _see_that_it_is_open(store, order, opened_with)
            is_known = known is not None and known.version == order.version
            before = known if is_known else store.orders.get(order.key)
            saved = self._stored(store, order, before, evidence)
            if beside:
                store.shipping.save_watches([store.shipping.watch(order.key).beside(beside)])
        self._watch(before, saved, evidence)
        return saved

    def sent(self, order: Order) -> list[Sent]:
        """Answer the calls that were made for an order and are stored as evidence, the oldest first. Source: B1."""
        with self._work() as store:
            said = [evidence.document for evidence in store.evidence.of(order.key) if evidence.kind == EXCHANGE]
        return [(str(each["method"]), str(each["path"]), each["request"]) for each in said]

    def ahead_of(self, order: Order) -> int:
        """Answer how many orders of the supplier have their turn before this one."""
        with self._work() as store:
            return store.orders.ahead_of(order)

    def write_in(self, store: UnitOfWork, order: Order, *evidence: Evidence) -> Order:
        """Store a changed order as part of the caller's commit. Raises: LostRace."""
        return self._stored(store, order, store.orders.get(order.key), evidence)

    def put_back(self, order: Order) -> None:
        """Have an order taken up once more that came too soon, so that nobody has to miss it first. Source: B2."""
        now = self._clock.now()
        delay = put_back_for(order.next_attempt_at, now) if order.next_attempt_at else None
        if delay is not None:
            with self._work() as store:
                self._have_placed(store, order, key=f"{order.run}:early:{now.isoformat()}", delay=delay)

    def begin_in(self, store: UnitOfWork, order: Order, *evidence: Evidence) -> None:
        """Store a new order as part of the caller's commit. Raises: AlreadyStored."""
        store.orders.add(order)
        self._follow_up(store, order, None, evidence)

    def _stored(self, store: UnitOfWork, order: Order, before: Order | None, evidence: tuple[Evidence, ...]) -> Order:
        saved = store.orders.save(order)
        self._follow_up(store, saved, before, evidence)
        return saved

    def _follow_up(self, store: UnitOfWork, order: Order, before: Order | None, evidence: tuple[Evidence, ...]) -> None:
        came_to_stand = state_evidence(order, before, self._clock.now())
        for piece in (*evidence, *([came_to_stand] if came_to_stand else ())):
            store.evidence.add(order.key, piece)
        event = event_of(order, before)
        if event:
            self._teller.tell(store, order.key.supplier, event)
        if order.state in GOES_BY_ITSELF and (before is None or before.run != order.run):
            self._enqueue(store, order)
        if order.state in AWAITING_SHIPMENT and not (before and before.state in AWAITING_SHIPMENT):
            self._have_goods_followed(store, order)

    def _have_goods_followed(self, store: UnitOfWork, order: Order) -> None:
        """See that the account's sales are looked at soon, which nobody does while nothing there awaits shipment."""
        supplier, now = order.key.supplier, self._clock.now()
        soon = next_poll(supplier, awaiting=True, shipped_at=None, after=now)
        planned = [due.due_at for due in store.due.of(supplier) if due.chore is Chore.SHIPMENTS]
        if soon and (not planned or planned[0] > soon):
            store.due.fill([Due(supplier=supplier, chore=Chore.SHIPMENTS, due_at=soon)])

    def _enqueue(self, store: UnitOfWork, order: Order) -> None:
        due = order.next_attempt_at or order.accepted_at
        now = self._clock.now()
        self._have_placed(store, order, key=str(order.run), delay=max(due, now) - now)

    def _have_placed(self, store: UnitOfWork, order: Order, *, key: str, delay: timedelta) -> None:
        place, account = order.key.text, order.key.supplier
        self._tasks.enqueue(
            store, Task.PLACE_ORDER, account=account, key=f"place:{place}:{key}", subject=place, delay=delay
        )


def _see_that_it_is_open(store: UnitOfWork, order: Order, opened_with: Credentials) -> None:
    connection = store.connections.get(order.key.supplier)
    if (
        connection is None
        or connection.status is not ConnectionStatus.CONNECTED
        or connection.credentials != opened_with
    ):
        raise LostRace(f"The account of {order.key.supplier} was given up or exchanged meanwhile.")
