"""Everything that was done for an order, in one document."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from application.ports.clock import Clock
from application.ports.storage.publishing import Telling
from application.ports.storage.unit_of_work import UnitOfWork, Work
from application.reporting.redaction import redacted
from domain.errors import NotThere
from domain.events import Evidence
from domain.identifiers import OrderNumber, SupplierId
from domain.order import Order, OrderKey
from domain.sale_options import OptionsVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """One order with all that is known of how it went.

    Source: B15. Shape: `approved` is the order as Upstock sent it; `options` are the versions that its attempts were
    composed with; `pieces` are what was planned, called, answered, seen and decided, the oldest first; `told` is what
    Upstock was told.
    """

    order: Order
    approved: Mapping[str, object]
    options: tuple[OptionsVersion, ...]
    pieces: tuple[Evidence, ...]
    told: tuple[Telling, ...]
    gathered_at: datetime


class GatherEvidence:
    """Reads it together from what was written down at the time; nobody is asked, nothing is worked out anew.

    Source: B15; architecture §14: no secret of the supplier's stands in it, wherever it came from.
    """

    def __init__(self, *, work: Work, clock: Clock) -> None:
        self._work, self._clock = work, clock

    def __call__(self, supplier: SupplierId, number: OrderNumber) -> Dossier:
        """Answer the document. Raises: NotThere."""
        key = OrderKey(supplier, number)
        with self._work() as store:
            order = store.orders.get(key)
            if order is None:
                raise NotThere(f"Supplier {supplier} has no order {number}.")
            secrets, pieces = _secrets(store, supplier), store.evidence.of(key)
            used = {attempt.options_version for attempt in order.attempts}
            known = (*store.options.versions(supplier), OptionsVersion.nobodys(supplier))
            told = store.outbox.told(supplier, f"order:{number}")
        at = order.approved.approved_at
        approved = {**order.approved.content, "approved_at": at.isoformat() if at else None}
        return Dossier(
            order=order,
            approved=redacted(approved, secrets),
            options=tuple(version for version in known if version.version in used),
            pieces=tuple(replace(piece, document=redacted(piece.document, secrets)) for piece in pieces),
            told=told,
            gathered_at=self._clock.now(),
        )


def _secrets(store: UnitOfWork, supplier: SupplierId) -> tuple[str, ...]:
    """Answer everything that opens something of this supplier's."""
    connection, subscription = store.connections.get(supplier), store.subscriptions.get(supplier)
    key = connection.credentials.application_key if connection and connection.credentials else ""
    return key.strip(), (subscription.token or "") if subscription else ""
