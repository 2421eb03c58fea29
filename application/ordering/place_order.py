"""One step of one order: the task behind every approval."""

from application.ordering.case import Case
from application.ordering.check_sale import CheckSale
from application.ordering.ledger import OrderLedger
from application.ordering.openness import why_held_back
from application.ordering.send_sale import SendSale
from application.ports.clock import Clock
from application.ports.inventory import Exchange, InventoryDirectory
from application.ports.storage.unit_of_work import LostRace, Work
from domain.call_budget import Lane
from domain.connection import Connection
from domain.order import NextStep, Order, OrderKey
from domain.restore import Restore
from domain.sale_options import OptionsVersion


class PlaceOrder:
    """Takes an order as far as it goes now; may run twice, and never loses or doubles anything.

    Source: R10, R13, B2, B3; architecture §10.1, §10.2.
    """

    def __init__(
        self,
        *,
        work: Work,
        directory: InventoryDirectory,
        ledger: OrderLedger,
        check: CheckSale,
        send: SendSale,
        clock: Clock,
    ) -> None:
        self._work, self._directory, self._ledger = work, directory, ledger
        self._check, self._send, self._clock = check, send, clock

    def __call__(self, subject: str) -> None:
        """Take the order with this key one step further. `subject` is an order's key as text."""
        key = OrderKey.parse(subject)
        with self._work() as store:
            order, connection = store.orders.get(key), store.connections.get(key.supplier)
            options, restore = store.options.newest(key.supplier), store.restores.latest()
        if order is None:
            return
        step = order.next_step(self._clock.now())
        if step is NextStep.WAIT:
            self._ledger.put_back(order)
        if step in (NextStep.NOTHING, NextStep.WAIT):
            return
        try:
            self._go(step, order, connection, options, restore)
        except LostRace:  # another process went on with it: what it stored is the truth, and it enqueued what follows
            return

    def _go(
        self,
        step: NextStep,
        order: Order,
        connection: Connection | None,
        options: OptionsVersion,
        restore: Restore | None,
    ) -> None:
        stands_against = why_held_back(connection, order)
        if stands_against or connection is None:
            self._ledger.write(order.held((stands_against,) if stands_against else ()))
            return
        case = self._opened(order, connection, options)
        if restore and step is NextStep.SEND and restore.doubts(order):
            step = NextStep.LOOK
            if not self._send.suspect(case, restore):
                return
        if step is NextStep.LOOK and not self._check(case):
            return
        self._send(case)

    def _opened(self, order: Order, connection: Connection, options: OptionsVersion) -> Case:
        exchanges: list[Exchange] = []
        account = self._directory.open(
            connection.system, connection.opened(), lane=Lane.ORDERS, record=exchanges.append
        )
        return Case(
            order=order,
            connection=connection,
            options=options,
            account=account,
            ledger=self._ledger,
            exchanges=exchanges,
        )
