"""The gap in SQL: orders and events are found by the indexes on what goes by itself, waits, or is not delivered."""

from collections.abc import Collection
from typing import Final

import sqlalchemy as sa
from sqlmodel import col

from adapters.sql.codecs.publishing import head_of
from adapters.sql.naming import table_of
from adapters.sql.repositories.cursors import cursor_of, keys_of
from adapters.sql.statements import everything_of, rows_of
from adapters.sql.tables import ConnectionRow, HeldForRow, OrderRow, OutboxRow, SaleWatchRow
from application.ports.storage.gap import GapRepository, MissingOrder
from application.ports.storage.orders import Page
from application.ports.storage.publishing import Head
from domain.errors import InvalidValue
from domain.identifiers import OrderNumber, SupplierId
from domain.order import GOES_BY_ITSELF, OrderKey, OrderState
from domain.order_state import AWAITING_SHIPMENT

_ORDERS: Final = table_of(OrderRow)
_WATCHES: Final = table_of(SaleWatchRow)
_HELD_FOR: Final = table_of(HeldForRow)
_OUTBOX: Final = table_of(OutboxRow)
_CONNECTIONS: Final = table_of(ConnectionRow)
_ON_THEIR_WAY: Final = _ORDERS.c.state.in_(sorted(state.value for state in GOES_BY_ITSELF))
_IS_HELD: Final = _ORDERS.c.state == OrderState.HELD.value
_AWAITS: Final = _ORDERS.c.state.in_(sorted(state.value for state in AWAITING_SHIPMENT))
_LINKED: Final = (
    sa.select(sa.func.lower(_CONNECTIONS.c.account_id))
    .where(_CONNECTIONS.c.supplier == _ORDERS.c.supplier)
    .scalar_subquery()
)
_IS_MISSING: Final = sa.and_(
    _AWAITS,
    _WATCHES.c.unlisted_since.is_not(None),
    _WATCHES.c.absent_since.is_not(None),
    sa.func.lower(_ORDERS.c.account_id) == _LINKED,  # headers carry ids of accounts, so they are ASCII
)
_WITH_WATCHES: Final = _ORDERS.outerjoin(
    _WATCHES, sa.and_(_WATCHES.c.supplier == _ORDERS.c.supplier, _WATCHES.c.number == _ORDERS.c.number)
)
_UNHEARD: Final = _OUTBOX.c.delivered_at.is_(None)


class SqlGap(GapRepository):
    """What is missing on either side."""

    def __init__(self, transaction: sa.Connection) -> None:
        self._transaction = transaction

    def curable(self, supplier: SupplierId) -> tuple[OrderKey, ...]:
        """Answer the held orders that something may cure, by number."""
        asked = sa.select(_HELD_FOR.c.number).where(_HELD_FOR.c.supplier == supplier).distinct()
        return tuple(OrderKey(supplier, OrderNumber(number)) for number in sorted(self._transaction.scalars(asked)))

    def orders(
        self,
        supplier: SupplierId,
        cured: Collection[OrderNumber],
        *,
        cursor: str | None,
        limit: int,
    ) -> Page[MissingOrder]:
        """Answer orders of the gap, by number. Raises: InvalidValue for a cursor that was not answered here."""
        (after,) = keys_of(cursor, 1) if cursor else [""]
        absent_since = sa.case((_IS_MISSING, _WATCHES.c.absent_since)).label("absent_since")
        asked = sa.select(_ORDERS.c.number, absent_since).select_from(_WITH_WATCHES)
        asked = asked.where(_is_in_gap(supplier, cured), _ORDERS.c.number > after)
        rows = self._transaction.execute(asked.order_by(_ORDERS.c.number).limit(limit + 1)).all()
        return Page(
            items=tuple(
                MissingOrder(key=OrderKey(supplier, OrderNumber(row.number)), absent_since=row.absent_since)
                for row in rows[:limit]
            ),
            next_cursor=cursor_of(rows[limit - 1].number) if len(rows) > limit else None,
        )

    def count(self, supplier: SupplierId, cured: Collection[OrderNumber]) -> int:
        """Count all orders of the gap."""
        counted = sa.select(sa.func.count()).select_from(_WITH_WATCHES)
        return int(self._transaction.scalar(counted.where(_is_in_gap(supplier, cured))) or 0)

    def events(self, supplier: SupplierId, *, cursor: str | None, limit: int) -> Page[Head]:
        """Answer what Upstock has not heard, in the order in which it was written, orders first."""
        place = (_OUTBOX.c.rank, _OUTBOX.c.sequence)
        asked = everything_of(OutboxRow).where(_OUTBOX.c.supplier == supplier, _UNHEARD)
        if cursor:
            asked = asked.where(sa.tuple_(*place) > sa.tuple_(*map(sa.literal, _place_of(cursor))))
        rows = list(rows_of(self._transaction, asked.order_by(*place).limit(limit + 1)))
        more = rows[limit - 1] if len(rows) > limit else None
        return Page(
            items=tuple(map(head_of, rows[:limit])),
            next_cursor=cursor_of(str(more.rank), str(more.sequence)) if more else None,
        )

    def unheard(self, supplier: SupplierId) -> dict[str, int]:
        """Count what Upstock has not heard, by type."""
        of_supplier = (col(OutboxRow.supplier) == supplier, _UNHEARD)
        counted = sa.select(_OUTBOX.c.type, sa.func.count()).where(*of_supplier).group_by(_OUTBOX.c.type)
        return {str(kind): int(count) for kind, count in sorted(self._transaction.execute(counted))}


def _is_in_gap(supplier: SupplierId, cured: Collection[OrderNumber]) -> sa.ColumnElement[bool]:
    is_cured = sa.and_(_IS_HELD, _ORDERS.c.number.in_(sorted(cured)))
    return sa.and_(_ORDERS.c.supplier == supplier, sa.or_(_ON_THEIR_WAY, is_cured, _IS_MISSING))


def _place_of(cursor: str) -> list[int]:
    rank, sequence = keys_of(cursor, 2)
    try:
        return [int(rank), int(sequence)]
    except ValueError as error:
        raise InvalidValue("This cursor was not answered by the list: begin without one.", pointer="/cursor") from error
