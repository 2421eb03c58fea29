"""What an order would become, before anything is sent."""

from application.ordering.gather import Gather
from application.ordering.openness import why_closed
from application.ordering.plan import Preview, previewed
from application.ports.inventory import InventoryDirectory
from application.ports.storage.unit_of_work import Work
from domain.approved_order import ApprovedOrder
from domain.call_budget import Lane
from domain.composing.compose_sale import compose_sale
from domain.identifiers import SupplierId


class PreviewOrder:
    """Composes exactly as sending does, and makes no call.

    Source: B1; architecture §10.7. A product or customer that the mirror misses is a problem here; when the order
    is sent it is looked up once first.
    """

    def __init__(self, *, work: Work, directory: InventoryDirectory, gather: Gather) -> None:
        self._work, self._directory, self._gather = work, directory, gather

    def __call__(self, supplier: SupplierId, approved: ApprovedOrder) -> Preview:
        """Answer what would be sent now."""
        with self._work() as store:
            connection, options = store.connections.get(supplier), store.options.newest(supplier)
        closed = why_closed(connection, supplier)
        if closed or connection is None:
            return Preview(plan=None, problems=(closed,) if closed else ())
        composition = compose_sale(self._gather(approved, connection, options))
        account = self._directory.open(connection.system, connection.opened(), lane=Lane.ORDERS)
        return previewed(composition, account)
