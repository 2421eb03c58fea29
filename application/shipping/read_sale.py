"""One sale's document: how far its goods are, what Upstock hears, and where both sides disagree."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from application.ordering.evidence import exchange_evidence
from application.ordering.ledger import OrderLedger
from application.ports.clock import Clock
from application.ports.errors import NotFound, PortError
from application.ports.inventory import Exchange, InventoryDirectory, InventorySystem
from application.ports.storage.shipping import SaleWatch
from application.ports.storage.unit_of_work import LostRace, UnitOfWork, Work
from application.shipping.other_sales import look_at
from application.shipping.sale_reads import SaleReads
from application.shipping.sightings import gone, sighted, sighting
from domain.call_budget import Lane
from domain.connection import Connection, ConnectionStatus
from domain.events import Evidence
from domain.order import Order, OrderKey
from domain.order_state import COMPLETE
from domain.remote_sale import RemoteSale
from domain.replay import ABSENT_FOR
from domain.sale import sale_key
from domain.shipment import ShipmentStatus

FOLLOWED: Final = COMPLETE[:-1]
SECOND_LOOK: Final = timedelta(minutes=5)
"""When a document is read again that says less than the list does."""

STANDS_FOR: Final = timedelta(days=1)
"""How long a sale that a count did not show stands in the gap, where a person may have it made anew, before it counts
as deleted."""

LOOKED_FOR_EVERY: Final = timedelta(hours=1)

MARGIN: Final = timedelta(minutes=10)  # clocks need not agree on when the sale was made


class ReadSale:
    """Reads one document and writes down in one commit what follows from it.

    Source: R14, R31, B4, B12; architecture §10.4. Calls: one, and one or two for each other sale with the same key.
    Nothing is believed of the list; a sale that cannot be read is asked for again later, for as long as it takes.
    """

    def __init__(
        self, *, work: Work, directory: InventoryDirectory, ledger: OrderLedger, reads: SaleReads, clock: Clock
    ) -> None:
        self._work, self._directory, self._ledger = work, directory, ledger
        self._reads, self._clock = reads, clock

    def __call__(self, subject: str) -> None:
        """Read the sale of the order with this key as text, if somebody asked for it."""
        key = OrderKey.parse(subject)
        with self._work() as store:
            order, connection = store.orders.get(key), store.connections.get(key.supplier)
            watch = store.shipping.watch(key)
            if order is None or connection is None or not _can_be_read(order, connection, watch):
                store.shipping.save_watches([replace(watch, due_at=None)] if watch.due_at else [])
                return
        exchanges: list[Exchange] = []
        account = self._directory.open(
            connection.system, connection.opened(), lane=Lane.SHIPMENTS, record=exchanges.append
        )
        try:
            self._read(account, order, watch, exchanges)
        except PortError as error:
            with self._work() as store:
                self._reads.put_off(store, store.shipping.watch_to_change(key), error)
        except LostRace:  # a person changed the order this instant: the reading is still due, and is taken up again
            return

    def _read(self, account: InventorySystem, order: Order, watch: SaleWatch, exchanges: list[Exchange]) -> None:
        if order.sale is None:
            return
        try:
            remote = account.sale(order.sale)
        except NotFound as absent:
            self._not_found(account, order, watch, absent)
        else:
            with self._work() as store:
                self._saw(store, order.key, remote, watch, exchanges)
        self._look_at_others(account, order.key)

    def _saw(
        self, store: UnitOfWork, key: OrderKey, remote: RemoteSale, asked: SaleWatch, exchanges: list[Exchange]
    ) -> None:
        watch, order, now = store.shipping.watch_to_change(key), store.orders.get(key), self._clock.now()
        if order is None or order.state not in FOLLOWED:
            return
        seen = sighting(store, order, remote, watch, now)
        if seen != order:
            said = [exchange_evidence(exchange) for exchange in exchanges] if seen.shipment != order.shipment else []
            evidence = [_evidence(seen, now)] if said else []
            self._ledger.write_in(store, seen, *said, *evidence)
        sighted(store, order, seen, remote, now)
        doubts = watch.doubts + 1 if watch.says_shipped and _says_less(seen) else 0
        done = replace(watch.there(), digest=asked.seen, due_at=None, tries=0, doubts=doubts, read_at=now, error="")
        if watch.run != asked.run:  # somebody said that it moved while it was read
            self._reads.ask(store, [done])
        elif doubts == 1:
            self._reads.ask(store, [done], delay=SECOND_LOOK)
        else:  # due until the others are read as well, so that no stop in between forgets them
            store.shipping.save_watches([replace(done, due_at=watch.due_at) if watch.unread else done])

    def _not_found(self, account: InventorySystem, order: Order, watch: SaleWatch, absent: NotFound) -> None:
        """Believe that a sale is gone only when it is not found twice, and the list does not know it either."""
        now, since = self._clock.now(), watch.absent_since or self._clock.now()
        if now - since < (STANDS_FOR if watch.unlisted_since else ABSENT_FOR):
            with self._work() as store:
                changed = store.shipping.watch_to_change(order.key)
                later = replace(changed, absent_since=since, due_at=None, error=absent.detail)
                self._reads.ask(store, [later], delay=LOOKED_FOR_EVERY if watch.unlisted_since else ABSENT_FOR)
            return
        listed = account.sales_with(sale_key(order.key.supplier, order.key.number), since=_made_at(order))
        if order.sale and order.sale.id.casefold() in {ref.id.casefold() for ref in listed}:
            raise absent
        with self._work() as store:
            known = store.orders.get(order.key)
            if known and known.state in FOLLOWED:
                ended = gone(known, now)
                self._ledger.write_in(store, ended, _evidence(ended, now))
                sighted(store, known, ended, None, now)
            watch = store.shipping.watch_to_change(order.key)
            store.shipping.save_watches([replace(watch, due_at=None, digest=watch.seen, read_at=now)])

    def _look_at_others(self, account: InventorySystem, key: OrderKey) -> None:
        """Look at each other sale with this order's key whose row moved, and write down what it is."""
        with self._work() as store:
            unread = store.shipping.watch(key).unread
        for other in unread:
            read, verdict = look_at(account, key, other)
            with self._work() as store:
                watch = store.shipping.watch_to_change(key)
                others = tuple(read if each.ref == other.ref else each for each in watch.others)
                watch = replace(watch, others=others)
                store.shipping.save_watches([watch])
                order = store.orders.get(key)
                if order:
                    document: dict[str, object] = {"verdict": f"{other.ref.number or other.ref.id} {verdict}"}
                    store.evidence.add(key, Evidence(kind="other_sale", at=self._clock.now(), document=document))
                if order and order.state in FOLLOWED and self._is_over(watch):
                    # the order's own document is judged anew with this in mind
                    self._reads.ask(store, [replace(watch, due_at=None)])

    def _is_over(self, watch: SaleWatch) -> bool:
        """Answer whether nothing is left of a reading, and no later one is planned."""
        return not watch.unread and (watch.due_at is None or watch.due_at <= self._clock.now())


def _can_be_read(order: Order, connection: Connection, watch: SaleWatch) -> bool:
    is_there = order.state in FOLLOWED and order.sale is not None and watch.due_at is not None
    is_open = connection.status is ConnectionStatus.CONNECTED
    return is_there and is_open and order.account_id.casefold() == connection.account_id.casefold()


def _says_less(order: Order) -> bool:
    return order.shipment.status not in (ShipmentStatus.SHIPPED, ShipmentStatus.VOIDED)


def _made_at(order: Order) -> datetime:
    return min((attempt.claimed_at for attempt in order.attempts), default=order.accepted_at) - MARGIN


def _evidence(order: Order, at: datetime) -> Evidence:
    """Say what was made of a document. Source: B15."""
    shipment = order.shipment
    document: dict[str, object] = {
        "verdict": f"the goods are {shipment.status.value.replace('_', ' ')}",
        "state": order.state.value,
        "parcels": len(shipment.parcels),
        "tracking": shipment.tracking.value if shipment.tracking else None,
        "concern": shipment.concern.value if shipment.concern else None,
    }
    return Evidence(kind="shipment", at=at, document=document)
