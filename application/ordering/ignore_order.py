"""An order that a person leaves alone."""

from application.ordering.evidence import decided_evidence, exchange_evidence
from application.ordering.ledger import OrderLedger
from application.ordering.spare_sales import Spared, SpareSales
from application.ports.clock import Clock
from application.ports.inventory import IN_A_REQUEST, Exchange, InventoryDirectory
from application.ports.storage.operations import AuditEntry
from application.ports.storage.unit_of_work import Work
from domain.access import Actor
from domain.call_budget import Lane
from domain.connection import Connection, ConnectionStatus
from domain.errors import Conflict, NotThere
from domain.identifiers import OrderNumber, SupplierId
from domain.order import Order, OrderKey
from domain.order_state import IGNORABLE
from domain.settled_by_hand import ignored, reason_of


class IgnoreOrder:
    """Sends nothing more for an order, and keeps who decided so and why.

    Where a sale was begun for it, or may have been, it is looked for first: one that holds goods forbids ignoring, an
    empty one is voided, or named where that cannot be done.

    Source: B8; architecture §4.2, §11. Calls: none for an order of which nothing was ever sent.
    """

    def __init__(
        self,
        *,
        work: Work,
        directory: InventoryDirectory,
        ledger: OrderLedger,
        spare_sales: SpareSales,
        clock: Clock,
    ) -> None:
        self._work, self._directory, self._ledger = work, directory, ledger
        self._spare_sales, self._clock = spare_sales, clock

    def __call__(self, supplier: SupplierId, number: OrderNumber, note: str, actor: Actor) -> Order:
        """Answer the order as it is afterwards.

        Raises: NotThere, IllegalTransition, InvalidValue for a note that says nothing, Conflict for an order in doubt
        whose account cannot be looked into, SaleInTheWay, SaleMayAppear, LostRace, and what calling raises.
        """
        reason, key = reason_of(note), OrderKey(supplier, number)
        with self._work() as store:
            order, connection = store.orders.get(key), store.connections.get(supplier)
        if order is None:
            raise NotThere(f"Supplier {supplier} has no order {number}.")
        order.must_be("ignored", *IGNORABLE)
        exchanges: list[Exchange] = []
        spared = self._cleared(order, connection, exchanges)
        now = self._clock.now()
        done = ignored(order, reason, *spared.voided, *spared.left, looked_at=now if exchanges else None)
        said = [exchange_evidence(exchange) for exchange in exchanges]
        decided = decided_evidence(now, f"Ignored by {actor.name}", because="; ".join((reason, *spared.voided)))
        entry = AuditEntry(
            actor=actor.name, supplier=supplier, action="order.ignored", detail=f"{number}: {reason}", at=now
        )
        with self._work() as store:
            store.audit.add(entry)
            return self._ledger.write_in(store, done, *said, decided)

    def _cleared(self, order: Order, connection: Connection | None, exchanges: list[Exchange]) -> Spared:
        """See that nothing is left behind in the inventory system, as far as it can be looked into."""
        if order.sale is None and order.in_doubt is None:
            return Spared()
        if connection and connection.status is ConnectionStatus.CONNECTED and _is_there(order, connection):
            account = self._directory.open(
                connection.system,
                connection.opened(),
                lane=Lane.ORDERS,
                record=exchanges.append,
                within=IN_A_REQUEST,
            )
            return self._spare_sales(account, order)
        if order.in_doubt or order.sale is None:
            raise Conflict(
                f"A sale may exist in Cin7 for order {order.key.number}, and nobody can look now: connect supplier"
                f" {order.key.supplier} again, then ignore the order."
            )
        left = f"Sale {order.sale.number} was made for it and may hold nothing; void it in Cin7"
        return Spared(left=(left,))


def _is_there(order: Order, connection: Connection) -> bool:
    """Answer whether what was made for the order lies in the account that is connected today."""
    return not order.account_id or order.account_id.casefold() == connection.account_id.casefold()
