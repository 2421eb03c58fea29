"""How much of a supplier's calls is used, who waits for them, and until when."""

from application.ports.storage.unit_of_work import Work
from application.reporting.call_outlook import CallOutlook, CallOutlooks
from domain.errors import Conflict
from domain.identifiers import SupplierId


class ShowBudget:
    """Answers how the calls of one supplier stand; nothing is called or counted. Source: B10."""

    def __init__(self, *, work: Work, outlooks: CallOutlooks) -> None:
        self._work, self._outlooks = work, outlooks

    def __call__(self, supplier: SupplierId) -> CallOutlook:
        """Answer how calls stand. Raises: Conflict when the supplier has no key that calls could be made with."""
        with self._work() as store:
            connection = store.connections.get(supplier)
        outlook = self._outlooks.of(connection) if connection else None
        if outlook is None:
            raise Conflict(f"Supplier {supplier} is not connected: it has no key whose calls are counted.")
        return outlook
