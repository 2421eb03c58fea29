"""A webhook arrived: whose it is, what it points at, and what is read because of it."""

import hashlib
import hmac
from datetime import timedelta
from typing import Final

from application.ports.clock import Clock
from application.ports.inventory import InventoryDirectory
from application.ports.notices import Hint
from application.ports.storage.mirror import Stream
from application.ports.storage.notices import StoredHint
from application.ports.storage.unit_of_work import UnitOfWork, Work
from application.shipping.sale_reads import SaleReads
from domain.call_budget import Lane
from domain.connection import Connection, ConnectionStatus
from domain.due_times import FOLLOWED_FOR
from domain.errors import InvalidValue
from domain.identifiers import SupplierId, supplier_id
from domain.notices import HintKind
from domain.order import OrderKey
from domain.sale import SaleRef

SOON: Final = timedelta(seconds=3)
"""When a sale is read after a webhook, so that several that come together cost one reading."""

KINDS: Final = {Stream.PRODUCTS: HintKind.PRODUCTS, Stream.CONTACTS: HintKind.CONTACTS}

EXCERPT: Final = 1000
LONGEST: Final = 200
"""Characters that are kept of what could not be understood, and of a name that somebody else gives to an event."""


class ReceiveNotice:
    """Stores a hint and has what it points at read; nothing of what it says is believed.

    Source: B5; architecture §10.4 (3), §14. It is never dropped for saying the same as another: a second parcel's
    webhook is byte for byte the first's (ref §9.4).
    """

    def __init__(self, *, work: Work, directory: InventoryDirectory, reads: SaleReads, clock: Clock) -> None:
        self._work, self._directory, self._reads, self._clock = work, directory, reads, clock

    def __call__(self, supplier: str, token: str, payload: bytes) -> StoredHint | None:
        """Answer what was stored; None for a token that is not this supplier's, known or not, and in the same time."""
        with self._work() as store:
            connection = self._sender(store, supplier, token)
        if connection is None or connection.credentials is None:
            return None
        notices = self._directory.notices(connection.system, connection.credentials, lane=Lane.SHIPMENTS)
        hint = notices.read(payload) if notices else None
        with self._work() as store:
            return self._noted(store, connection, hint, payload)

    def _sender(self, store: UnitOfWork, supplier: str, token: str) -> Connection | None:
        expected = store.subscriptions.token_digest(_known_name(supplier))
        given = hashlib.sha256(token.encode()).hexdigest()
        right = hmac.compare_digest(given, expected or hashlib.sha256(b"").hexdigest())
        return store.connections.get(SupplierId(supplier)) if right and expected else None

    def _noted(self, store: UnitOfWork, connection: Connection, hint: Hint | None, payload: bytes) -> StoredHint:
        """Store the hint, which locks before anything is read, and ask for what it points at in the same commit."""
        orders = self._orders(store, connection, hint.sale) if hint and hint.sale else ()
        is_connected = connection.status is ConnectionStatus.CONNECTED
        waits = hint is not None and hint.stream is not None and is_connected
        now = self._clock.now()
        stored = StoredHint(
            supplier=connection.supplier,
            kind=_kind(hint, orders),
            received_at=now,
            event=hint.event[:LONGEST] if hint else "",
            sale=(hint.sale.number or hint.sale.id)[:LONGEST] if hint and hint.sale else "",
            order=orders[0].number if orders else None,
            excerpt="" if hint else payload[:EXCERPT].decode(errors="replace"),
            answered_at=None if waits else now,
        )
        store.hints.add(stored)
        for key in orders if is_connected else ():
            self._reads.hasten(store, store.shipping.watch_to_change(key), within=SOON)
        return stored

    def _orders(self, store: UnitOfWork, connection: Connection, sale: SaleRef) -> tuple[OrderKey, ...]:
        since = self._clock.now() - FOLLOWED_FOR
        return store.shipping.orders_of(connection.supplier, connection.account_id, sale, shipped_since=since)


def _kind(hint: Hint | None, orders: tuple[OrderKey, ...]) -> HintKind:
    if hint is None:
        return HintKind.UNREADABLE
    if hint.sale is not None:
        return HintKind.SALE if orders else HintKind.FOREIGN
    return KINDS[hint.stream] if hint.stream else HintKind.UNKNOWN


def _known_name(supplier: str) -> str:
    """Answer a supplier's id; what cannot be one is asked for all the same, as one that nobody has."""
    try:
        return supplier_id(supplier)
    except InvalidValue:
        return ""
