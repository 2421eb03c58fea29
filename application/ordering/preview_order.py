"""What an order would become, before anything is sent."""

from dataclasses import dataclass

from application.ordering.gather import Gather
from application.ordering.openness import why_closed
from application.ordering.plan import Plan, plan
from application.ports.inventory import InventoryDirectory
from application.ports.storage.unit_of_work import Work
from domain.approved_order import ApprovedOrder
from domain.call_budget import Lane
from domain.composing.compose_sale import compose_sale
from domain.identifiers import SupplierId
from domain.problems import Problem
from domain.totals import Totals


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """The very calls with their hash and origins, or everything that keeps them from being made."""

    plan: Plan | None
    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()
    totals: Totals | None = None


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
        if composition.sale is None:
            return Preview(plan=None, problems=composition.problems, notes=composition.notes)
        account = self._directory.open(connection.system, connection.opened(), lane=Lane.ORDERS)
        total = composition.sale.currency.rounded(composition.sale.total)
        return Preview(
            plan=plan(account.planned_calls(composition.sale), composition.origins),
            problems=(),
            notes=composition.notes,
            totals=Totals(order=total, remote=total),
        )
