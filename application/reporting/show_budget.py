"""How much of a supplier's calls is used, who waits for them, and until when."""

from dataclasses import dataclass

from application.ports.call_budget import BudgetUsage, CallBudget
from application.ports.storage.unit_of_work import Work
from domain.call_budget import Lane
from domain.errors import Conflict
from domain.identifiers import SupplierId
from domain.order import GOES_BY_ITSELF

CALLS_OF_AN_ORDER = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetView:
    """What was used, and a forecast.

    Source: B10. Units: seconds. Shape: `gone_in` is when every order that waits could have made its two calls.
    """

    usage: BudgetUsage
    orders_waiting: int
    gone_in: float


class ShowBudget:
    """Answers from the window that all processes share; nothing is called or counted. Source: B10."""

    def __init__(self, *, work: Work, budget: CallBudget) -> None:
        self._work, self._budget = work, budget

    def __call__(self, supplier: SupplierId) -> BudgetView:
        """Answer how calls stand. Raises: Conflict when the supplier has no key that calls could be made with."""
        with self._work() as store:
            connection, counts = store.connections.get(supplier), store.orders.counts(supplier)
        if connection is None or connection.credentials is None:
            raise Conflict(f"Supplier {supplier} is not connected: it has no key whose calls are counted.")
        usage = self._budget.usage(connection.credentials.application_key.strip())
        waiting = sum(counts.get(state, 0) for state in GOES_BY_ITSELF)
        beyond = max(CALLS_OF_AN_ORDER * waiting - (usage.limit - usage.used), 0)
        gone_in = usage.free_in[Lane.ORDERS] + beyond * self._budget.pace if waiting else 0.0
        return BudgetView(usage=usage, orders_waiting=waiting, gone_in=gone_in)
