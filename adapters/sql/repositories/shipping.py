"""Polls, watches and drift in SQL."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

import sqlalchemy as sa
from sqlmodel import col

from adapters.sql.codecs.keys import lookup
from adapters.sql.codecs.shipping import drift_of, drift_row, poll_of, poll_row, watch_of, watch_row
from adapters.sql.naming import table_of
from adapters.sql.repositories.cursors import cursor_of, keys_of
from adapters.sql.statements import everything_of, overdue_of_each, row_of, rows_of, upserted
from adapters.sql.tables import DriftRow, OrderRow, SalePollRow, SaleWatchRow
from application.ports.storage.orders import Page
from application.ports.storage.shipping import (
    DriftRepository,
    FollowedSale,
    Outlook,
    SalePoll,
    SaleWatch,
    ShippingRepository,
)
from domain.drift import Drift
from domain.identifiers import OrderNumber, SaleId, SupplierId
from domain.order import OrderKey, OrderState
from domain.order_state import AWAITING_SHIPMENT
from domain.sale import SaleRef

_ORDERS: Final = table_of(OrderRow)
_WATCHES: Final = table_of(SaleWatchRow)
_AWAITS: Final = _ORDERS.c.state.in_(sorted(state.value for state in AWAITING_SHIPMENT))
_FOLLOWED: Final = (
    _ORDERS.c.number,
    _ORDERS.c.state,
    _ORDERS.c.sale_id,
    _ORDERS.c.sale_number,
    _ORDERS.c.created_at,
    _ORDERS.c.account_id,
)


class SqlShipping(ShippingRepository):
    """Polls and watches, read without the orders' documents."""

    def __init__(self, transaction: sa.Connection) -> None:
        self._transaction = transaction

    def outlook(self, supplier: SupplierId) -> Outlook:
        """Answer how much there is to follow."""
        of_supplier = _ORDERS.c.supplier == supplier
        awaiting = sa.select(sa.func.count()).select_from(_ORDERS).where(of_supplier, _AWAITS)
        latest = sa.select(sa.func.max(_ORDERS.c.shipped_at, type_=_ORDERS.c.shipped_at.type)).where(
            of_supplier, _ORDERS.c.shipped_at.is_not(None)
        )
        return Outlook(
            awaiting=int(self._transaction.scalar(awaiting) or 0), shipped_at=self._transaction.scalar(latest)
        )

    def followed(self, supplier: SupplierId, account_id: str, *, shipped_since: datetime) -> tuple[FollowedSale, ...]:
        """Answer the sales in this account that await shipment or were shipped since then, the oldest first.

        The account's id is compared here, since SQLite folds the case of ASCII alone.
        """
        matters = _matters(supplier, shipped_since)
        asked = sa.select(*_FOLLOWED).where(matters).order_by(_ORDERS.c.created_at, _ORDERS.c.number)
        rows = [row for row in self._transaction.execute(asked) if row.account_id.casefold() == account_id.casefold()]
        known = {row.number: watch_of(row) for row in rows_of(self._transaction, _watches_of(supplier, matters))}
        return tuple(
            FollowedSale(
                key=(key := OrderKey(supplier, OrderNumber(row.number))),
                ref=SaleRef(id=SaleId(row.sale_id), number=row.sale_number),
                state=OrderState(row.state),
                created_at=row.created_at,
                watch=known.get(row.number, SaleWatch(key=key)),
            )
            for row in rows
        )

    def poll(self, supplier: SupplierId) -> SalePoll | None:
        """Answer where polling goes on, None when it never began."""
        row = row_of(self._transaction, SalePollRow, supplier)
        return poll_of(row) if row else None

    def save_poll(self, poll: SalePoll) -> None:
        """Store where polling goes on."""
        upserted(self._transaction, [poll_row(poll)])

    def watch(self, key: OrderKey) -> SaleWatch:
        """Answer what is known of this order's sale."""
        row = row_of(self._transaction, SaleWatchRow, key.supplier, key.number)
        return watch_of(row) if row else SaleWatch(key=key)

    def watch_to_change(self, key: OrderKey) -> SaleWatch:
        """Answer the same, and let nobody else change it until this block ends.

        A write that changes nothing locks the row on PostgreSQL and the file on SQLite, before anything is read.
        """
        is_it = sa.and_(_WATCHES.c.supplier == key.supplier, _WATCHES.c.number == key.number)
        self._transaction.execute(sa.update(_WATCHES).where(is_it).values(run=_WATCHES.c.run))
        return self.watch(key)

    def orders_of(
        self, supplier: SupplierId, account_id: str, ref: SaleRef, *, shipped_since: datetime
    ) -> tuple[OrderKey, ...]:
        """Answer which of the followed orders this sale belongs to, found by its id, else by its number."""
        for column, value in ((_ORDERS.c.sale_key, lookup(ref.id)), (_ORDERS.c.sale_number, ref.number)):
            is_it = sa.and_(_matters(supplier, shipped_since), column == value, column != "")
            asked = sa.select(_ORDERS.c.number, _ORDERS.c.account_id).where(is_it)
            rows = [
                row for row in self._transaction.execute(asked) if row.account_id.casefold() == account_id.casefold()
            ]
            if rows:
                return tuple(OrderKey(supplier, OrderNumber(row.number)) for row in rows)
        return ()

    def save_watches(self, watches: Iterable[SaleWatch]) -> None:
        """Store what is known of these orders' sales."""
        upserted(self._transaction, map(watch_row, watches))

    def last_due(self, supplier: SupplierId, before: datetime) -> datetime | None:
        """Answer when the last of the supplier's sales is to be read that is due before then."""
        is_before = (_WATCHES.c.supplier == supplier, _WATCHES.c.due_at < before)
        latest = sa.func.max(_WATCHES.c.due_at, type_=_WATCHES.c.due_at.type)
        last: datetime | None = self._transaction.scalar(sa.select(latest).where(*is_before))
        return last

    def overdue(self, before: datetime, limit: int, *, each: int) -> tuple[OrderKey, ...]:
        """Answer orders whose sale should have been read by then, the oldest first, at most `each` of a supplier."""
        found = overdue_of_each(self._transaction, _WATCHES.c.due_at, before, limit, each=each)
        return tuple(OrderKey(SupplierId(supplier), OrderNumber(number)) for supplier, number in found)


class SqlDrift(DriftRepository):
    """Where orders and sales disagree now."""

    def __init__(self, transaction: sa.Connection) -> None:
        self._transaction = transaction

    def get(self, key: OrderKey) -> Drift | None:
        """Answer how this order drifts."""
        row = row_of(self._transaction, DriftRow, key.supplier, key.number)
        return drift_of(row) if row else None

    def put(self, drift: Drift) -> None:
        """Store how an order drifts now."""
        upserted(self._transaction, [drift_row(drift)])

    def remove(self, key: OrderKey) -> None:
        """Note that both sides agree."""
        table = table_of(DriftRow)
        is_it = (table.c.supplier == key.supplier, table.c.number == key.number)
        self._transaction.execute(sa.delete(table).where(*is_it))

    def page(self, supplier: SupplierId, *, cursor: str | None, limit: int) -> Page[Drift]:
        """Answer drifts by order number. Raises: InvalidValue for a cursor that was not answered by this method."""
        (after,) = keys_of(cursor, 1) if cursor else [""]
        asked = everything_of(DriftRow).where(col(DriftRow.supplier) == supplier, col(DriftRow.number) > after)
        rows = list(rows_of(self._transaction, asked.order_by(col(DriftRow.number)).limit(limit + 1)))
        return Page(
            items=tuple(map(drift_of, rows[:limit])),
            next_cursor=cursor_of(rows[limit - 1].number) if len(rows) > limit else None,
        )


def _matters(supplier: SupplierId, shipped_since: datetime) -> sa.ColumnElement[bool]:
    was_shipped = sa.and_(_ORDERS.c.state == OrderState.SHIPPED.value, _ORDERS.c.shipped_at >= shipped_since)
    return sa.and_(_ORDERS.c.supplier == supplier, sa.or_(_AWAITS, was_shipped))


def _watches_of(supplier: SupplierId, matters: sa.ColumnElement[bool]) -> sa.Select[SaleWatchRow]:
    joined = sa.and_(_WATCHES.c.supplier == _ORDERS.c.supplier, _WATCHES.c.number == _ORDERS.c.number)
    return everything_of(SaleWatchRow).join(_ORDERS, joined).where(_WATCHES.c.supplier == supplier, matters)
