"""An order that is in the inventory system already, because a person entered it there."""

from dataclasses import dataclass

from application.ordering.evidence import decided_evidence, exchange_evidence
from application.ordering.gather import Gather
from application.ordering.ledger import OrderLedger
from application.ordering.spare_sales import Spared, SpareSales
from application.ports.clock import Clock
from application.ports.errors import NotFound
from application.ports.inventory import IN_A_REQUEST, Exchange, InventoryDirectory, InventorySystem
from application.ports.storage.operations import AuditEntry
from application.ports.storage.unit_of_work import AlreadyStored, UnitOfWork, Work
from domain.access import Actor
from domain.asked import as_approved
from domain.call_budget import Lane
from domain.connection import Connection
from domain.drift import differences, drift_of
from domain.errors import Conflict, NotThere
from domain.identifiers import OrderNumber, SaleId, SupplierId
from domain.linking import (
    CannotBeLinked,
    KnownCustomers,
    Objection,
    UnknownSale,
    differences_in_words,
    objections,
    sale_id_of,
)
from domain.order import Order, OrderKey
from domain.order_state import LINKABLE
from domain.outcome import backorder_notes, total_notes
from domain.remote_sale import RemoteSale
from domain.sale import SaleRef
from domain.settled_by_hand import linked
from domain.totals import compare

TAX_IS_CIN7S = "No sale was ever composed of this order, so its tax is taken from the sale that it was linked to"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """What was found in the inventory system, and what was said there."""

    remote: RemoteSale
    spared: Spared
    exchanges: tuple[Exchange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What is stored of the order that is to be linked, and of the account."""

    order: Order
    connection: Connection
    customers: KnownCustomers
    taken_by: Order | None


class LinkOrder:
    """Reads the sale that a person names, sees that it is this order and no other's, and takes it for the order's own.

    What was made for the order besides is voided while it is empty. Where both differ is noted and drifts; nothing is
    changed in the sale.

    Source: B6, B8, B12; architecture §4.2. Calls: one to read the sale, more where something else was made for it.
    """

    def __init__(
        self,
        *,
        work: Work,
        directory: InventoryDirectory,
        gather: Gather,
        ledger: OrderLedger,
        spare_sales: SpareSales,
        clock: Clock,
    ) -> None:
        self._work, self._directory, self._gather = work, directory, gather
        self._ledger, self._spare_sales, self._clock = ledger, spare_sales, clock

    def __call__(self, supplier: SupplierId, number: OrderNumber, sale: str, actor: Actor) -> Order:
        """Answer the order as it is afterwards; `sale` is an id, or the address of its page.

        Raises: NotThere, IllegalTransition, Conflict while the supplier is not connected, InvalidValue and UnknownSale
        for what is no sale, CannotBeLinked, SaleInTheWay, SaleMayAppear, LostRace, and what calling raises.
        """
        wanted = sale_id_of(sale)
        known = self._known(OrderKey(supplier, number), wanted)
        exchanges: list[Exchange] = []
        account = self._directory.open(
            known.connection.system,
            known.connection.opened(),
            lane=Lane.ORDERS,
            record=exchanges.append,
            within=IN_A_REQUEST,
        )
        remote = _read(account, wanted)
        if against := objections(known.order, remote, known.customers, taken_by=known.taken_by):
            raise CannotBeLinked(against)
        spared = self._spare_sales(account, known.order, besides=remote)
        try:
            with self._work() as store:
                seen = _Seen(remote=remote, spared=spared, exchanges=tuple(exchanges))
                return self._link(store, known, seen, actor)
        except AlreadyStored as taken:  # another order became this sale this instant
            detail = f"Sale {remote.ref.number} is another order already."
            raise CannotBeLinked([Objection(code="sale_of_another_order", detail=detail)]) from taken

    def _known(self, key: OrderKey, sale: SaleId) -> _Known:
        with self._work() as store:
            order, connection = store.orders.get(key), store.connections.get(key.supplier)
            options, taken = store.options.newest(key.supplier), store.orders.of_sale(key.supplier, sale)
            taken_by = store.orders.get(taken) if taken else None
        if order is None:
            raise NotThere(f"Supplier {key.supplier} has no order {key.number}.")
        order.must_be("linked", *LINKABLE)
        if connection is None:
            raise Conflict(f"Supplier {key.supplier} was never connected: connect it first.")
        connection.opened()
        found = self._gather(order.approved, connection, options)
        customers = KnownCustomers(candidates=found.candidates, matched=found.matched_contact)
        return _Known(order=order, connection=connection, customers=customers, taken_by=taken_by)

    def _link(self, store: UnitOfWork, known: _Known, seen: _Seen, actor: Actor) -> Order:
        order, remote, now = known.order, seen.remote, self._clock.now()
        asked = order.attempts[-1].sale if order.attempts else as_approved(order.approved, remote)
        found, totals = differences(asked, remote, order.shipment), compare(asked, remote)
        verdict = f"Linked to sale {remote.ref.number} by {actor.name}"
        notes = (
            verdict,
            *differences_in_words(found),
            *backorder_notes(remote),
            *total_notes(totals),
            *(() if order.attempts else (TAX_IS_CIN7S,)),
            *seen.spared.voided,
            *seen.spared.left,
        )
        done = linked(order, remote, known.connection.account_id, totals=totals, notes=notes, at=now)
        said = [exchange_evidence(exchange) for exchange in seen.exchanges]
        decided = decided_evidence(now, verdict, because="; ".join(notes[1:]) or "both sides agree")
        saved = self._ledger.write_in(store, done, *said, decided)
        if drift := drift_of(order.key, asked, remote, order.shipment, known=None, at=now):
            store.drift.put(drift)
        detail = f"{order.key.number} is {remote.ref.number} ({remote.ref.id})"
        entry = AuditEntry(actor=actor.name, supplier=order.key.supplier, action="order.linked", detail=detail, at=now)
        store.audit.add(entry)
        return saved


def _read(account: InventorySystem, sale: SaleId) -> RemoteSale:
    try:
        return account.sale(SaleRef(id=sale, number=""))
    except NotFound as absent:
        raise UnknownSale(
            f"{absent.detail} A sale's id is the last part of its page's address in Cin7.", pointer="/sale_id"
        ) from absent
