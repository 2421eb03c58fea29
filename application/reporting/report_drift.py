"""Where orders and their sales disagree now."""

from dataclasses import dataclass
from datetime import timedelta

from application.ports.clock import Clock
from application.ports.storage.orders import Page
from application.ports.storage.unit_of_work import Work
from domain.drift import Drift
from domain.identifiers import SupplierId
from domain.order import Order


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftedOrder:
    """An order, where it drifts, and for how long it has."""

    order: Order
    drift: Drift
    age: timedelta


class ReportDrift:
    """Answers what was last read of each sale; nothing is asked and nothing is changed.

    Source: B12.
    """

    def __init__(self, *, work: Work, clock: Clock) -> None:
        self._work, self._clock = work, clock

    def __call__(self, supplier: SupplierId, *, cursor: str | None, limit: int) -> Page[DriftedOrder]:
        """Answer drifting orders by number. Raises: InvalidValue for a cursor that no list answered."""
        now = self._clock.now()
        with self._work() as store:
            page = store.drift.page(supplier, cursor=cursor, limit=limit)
            found = [(store.orders.get(drift.key), drift) for drift in page.items]
        items = [DriftedOrder(order=order, drift=drift, age=now - drift.first_seen) for order, drift in found if order]
        return Page(items=tuple(items), next_cursor=page.next_cursor)
