"""An order was approved in Upstock."""

from dataclasses import dataclass

from application.ordering.ledger import OrderLedger
from application.ordering.openness import why_closed
from application.ports.clock import Clock
from application.ports.storage.unit_of_work import AlreadyStored, Work
from domain.approved_order import ApprovedOrder, Difference, differences
from domain.errors import Conflict
from domain.events import Evidence
from domain.identifiers import SupplierId
from domain.order import Order, OrderKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """The order as it is kept now, and whether this approval was the first."""

    order: Order
    is_new: bool


class ApprovedDifferently(Conflict):
    """An order of this number was approved before with other content; nothing is sent. Source: R12."""

    code = "approved_differently"

    def __init__(self, number: str, found: tuple[Difference, ...]) -> None:
        places = ", ".join(difference.pointer for difference in found)
        super().__init__(
            f"Order {number} was approved before with other content ({places})."
            " After approval no change is synced: change the sale in Cin7, or approve under a new number."
        )
        self.differences = found


class ApproveOrder:
    """Store the order and its work in one commit; Cin7 is called later.

    Source: R10, R12.
    """

    def __init__(self, *, work: Work, ledger: OrderLedger, clock: Clock) -> None:
        self._work, self._ledger, self._clock = work, ledger, clock

    def __call__(self, supplier: SupplierId, approved: ApprovedOrder) -> Approval:
        """Accept the order, or answer the one that is there. Raises: ApprovedDifferently."""
        try:
            return Approval(order=self._accept(supplier, approved), is_new=True)
        except AlreadyStored:
            return Approval(order=self._known(supplier, approved), is_new=False)

    def _accept(self, supplier: SupplierId, approved: ApprovedOrder) -> Order:
        """Store the order as new: nearly every one is, so that is tried before any is looked for.

        Raises: AlreadyStored.
        """
        now = self._clock.now()
        with self._work() as store:
            connection = store.connections.get(supplier)
            order = Order.accept(supplier, approved, now, connection.account_id if connection else "")
            closed = why_closed(connection, supplier)
            if closed:
                order = order.held((closed,))
            told = Evidence(kind="approved", at=now, document=dict(approved.content))
            self._ledger.begin_in(store, order, told)
        return order

    def _known(self, supplier: SupplierId, approved: ApprovedOrder) -> Order:
        """Answer the order of this number; orders are never removed. Raises: ApprovedDifferently."""
        with self._work() as store:
            known = store.orders.get(OrderKey(supplier, approved.number))
        if known is None:
            raise RuntimeError(f"{supplier} has an order {approved.number} that cannot be read")
        found = differences(known.approved, approved)
        if found:
            raise ApprovedDifferently(known.key.number, found)
        return known
