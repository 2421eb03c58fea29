"""Held orders whose cause is cured, and which nobody has let go yet."""

from application.ordering.compose import Compose
from application.ordering.openness import why_held_back
from application.ordering.release_held import FOR_A_CONNECTION
from application.ports.storage.unit_of_work import Work
from domain.connection import Connection
from domain.identifiers import OrderNumber, SupplierId
from domain.order import Order
from domain.sale_options import OptionsVersion


class CuredOrders:
    """Judges every held order that something may cure with what is known now; nothing is asked of Cin7.

    Source: B8, B9. What a cure lets go by itself is not held any more; what is found here was missed, for instance
    because the database was restored.
    """

    def __init__(self, *, work: Work, compose: Compose) -> None:
        self._work, self._compose = work, compose

    def __call__(self, supplier: SupplierId) -> frozenset[OrderNumber]:
        """Answer their numbers."""
        with self._work() as store:
            connection, options = store.connections.get(supplier), store.options.newest(supplier)
            held = [store.orders.get(key) for key in store.gap.curable(supplier)]
        if connection is None:
            return frozenset()
        return frozenset(order.key.number for order in held if order and self._is_cured(order, connection, options))

    def _is_cured(self, order: Order, connection: Connection, options: OptionsVersion) -> bool:
        if why_held_back(connection, order):
            return False
        if any(cure.kind in FOR_A_CONNECTION for problem in order.problems for cure in problem.cures):
            return True
        return self._compose(order.approved, connection, options).sale is not None
