"""What was held for a cause that is cured goes by itself."""

from typing import Final

from application.ordering.compose import Compose
from application.ordering.evidence import decided_evidence, told
from application.ordering.ledger import OrderLedger
from application.ports.clock import Clock
from application.ports.storage.unit_of_work import LostRace, Work
from domain.connection import Connection, ConnectionStatus
from domain.events import Evidence
from domain.identifiers import SupplierId
from domain.order import Order, OrderKey, OrderState
from domain.problems import Cure
from domain.sale_options import OptionsVersion

FOR_A_CONNECTION: Final = ("connection", "account")
"""Cures that let every order go which waits for them, since nothing else is known to be wrong with it."""


class ReleaseHeld:
    """Lets go every order that waited for this to appear, each in a commit of its own.

    An order that would be held again stays held, and Upstock hears of it again only when its problems are others than
    before: what it waits for may have changed without being cured. Nothing is asked of the inventory system.

    Source: B8.
    """

    def __init__(self, *, work: Work, compose: Compose, ledger: OrderLedger, clock: Clock) -> None:
        self._work, self._compose, self._ledger, self._clock = work, compose, ledger, clock

    def __call__(self, supplier: SupplierId, cure: Cure) -> int:
        """Answer how many orders go again."""
        with self._work() as store:
            keys = store.orders.held_for(supplier, cure)
        return sum(self._release(key, cure) for key in keys)

    def _release(self, key: OrderKey, cure: Cure) -> bool:
        with self._work() as store:
            order, connection = store.orders.get(key), store.connections.get(key.supplier)
            options = store.options.newest(key.supplier)
        if order is None or order.state is not OrderState.HELD:
            return False
        now = self._clock.now()
        after = order.retried(now) if cure.kind in FOR_A_CONNECTION else self._judged(order, connection, options)
        try:
            if after is not order:
                self._ledger.write(after, *self._said(order, after, cure))
        except LostRace:  # a person was faster: what they decided stands
            return False
        return after.state is not OrderState.HELD

    def _said(self, order: Order, after: Order, cure: Cure) -> tuple[Evidence, ...]:
        if after.state is OrderState.HELD:
            return ()
        verdict = f"Goes again, because its {cure.kind.replace('_', ' ')} is there or was changed"
        return (decided_evidence(self._clock.now(), verdict, because=told(order)),)

    def _judged(self, order: Order, connection: Connection | None, options: OptionsVersion) -> Order:
        """Answer the order as it is with what is known now."""
        if connection is None or connection.status is not ConnectionStatus.CONNECTED:
            return order
        composition = self._compose(order.approved, connection, options)
        if composition.sale is not None:
            return order.retried(self._clock.now())
        return order if composition.problems == order.problems else order.held(composition.problems)
