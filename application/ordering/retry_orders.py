"""Orders that go again, because a person asked or a cause was cured."""

from collections.abc import Iterable

from application.ordering.evidence import decided_evidence, told
from application.ordering.ledger import OrderLedger
from application.ports.clock import Clock
from application.ports.storage.operations import AuditEntry
from application.ports.storage.unit_of_work import Work
from domain.access import Actor
from domain.errors import NotThere
from domain.identifiers import OrderNumber, SupplierId
from domain.order import Order, OrderKey


class RetryOrders:
    """Composed anew; what is in doubt is looked for first.

    Source: B8.
    """

    def __init__(self, *, work: Work, ledger: OrderLedger, clock: Clock) -> None:
        self._work, self._ledger, self._clock = work, ledger, clock

    def __call__(self, supplier: SupplierId, numbers: Iterable[OrderNumber], actor: Actor) -> tuple[Order, ...]:
        """Retry each, every one in a commit of its own. Raises: NotThere, IllegalTransition."""
        return tuple(self._retry(OrderKey(supplier, number), actor) for number in numbers)

    def _retry(self, key: OrderKey, actor: Actor) -> Order:
        now = self._clock.now()
        with self._work() as store:
            order = store.orders.get(key)
            if order is None:
                raise NotThere(f"Supplier {key.supplier} has no order {key.number}.")
            entry = AuditEntry(
                actor=actor.name, supplier=key.supplier, action="order.retried", detail=key.number, at=now
            )
            store.audit.add(entry)
            decided = decided_evidence(now, f"Retried by {actor.name}", because=told(order))
            return self._ledger.write_in(store, order.retried(now), decided)
