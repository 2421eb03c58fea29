"""Orders and their evidence in SQL."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import col

from adapters.sql.codecs.keys import lookup
from adapters.sql.codecs.orders import attempt_row, cure_rows, evidence_of, evidence_row, order_of, order_row
from adapters.sql.naming import table_of
from adapters.sql.repositories.cursors import cursor_after, place_of
from adapters.sql.statements import (
    everything_of,
    inserted,
    overdue_of_each,
    row_of,
    rows_of,
    updated,
    upserted,
    values_of,
)
from adapters.sql.tables import AttemptRow, EvidenceRow, HeldForRow, OrderRow
from application.ports.storage.orders import EvidenceRepository, OrderRepository, Page
from application.ports.storage.unit_of_work import AlreadyStored, LostRace
from domain.events import Evidence
from domain.identifiers import OrderNumber, SaleId, SupplierId, folded
from domain.order import GOES_BY_ITSELF, Order, OrderKey, OrderState
from domain.order_state import AWAITING_SHIPMENT
from domain.problems import Cure

OPEN = sorted(state.value for state in (OrderState.CREATING, OrderState.CHECKING, *AWAITING_SHIPMENT))
UNSENT = (*sorted(state.value for state in GOES_BY_ITSELF), OrderState.HELD.value)

_ORDERS, _ATTEMPTS, _HELD_FOR = table_of(OrderRow), table_of(AttemptRow), table_of(HeldForRow)


def _of_order(table: sa.Table) -> sa.ColumnElement[bool]:
    return sa.and_(table.c.supplier == sa.bindparam("of_supplier"), table.c.number == sa.bindparam("of_number"))


_ATTEMPTS_OF_ORDERS = (
    everything_of(AttemptRow)
    .where(_ATTEMPTS.c.supplier == sa.bindparam("supplier"))
    .where(_ATTEMPTS.c.number.in_(sa.bindparam("numbers", expanding=True)))
    .order_by(_ATTEMPTS.c.n)
)
_CHANGES_OF_ORDER = sa.select(*(column for column in _ATTEMPTS.columns if column.name != "composition")).where(
    _of_order(_ATTEMPTS)
)
_FORGET_CURES = sa.delete(_HELD_FOR).where(_of_order(_HELD_FOR))
_EVIDENCE_OF_ORDER = everything_of(EvidenceRow).where(_of_order(table_of(EvidenceRow))).order_by(col(EvidenceRow.id))


class SqlOrders(OrderRepository):
    """Orders with their attempts; an order is stored whole."""

    def __init__(self, transaction: sa.Connection) -> None:
        self._transaction = transaction

    def add(self, order: Order) -> None:
        """Store a new order. Raises: AlreadyStored when this supplier has one of this number."""
        if not inserted(self._transaction, order_row(order, version=order.version)):
            raise AlreadyStored(f"Supplier {order.key.supplier} has an order {order.key.number} already.")
        self._put_attempts(order)
        self._add_cures(order)

    def get(self, key: OrderKey) -> Order | None:
        """Answer this order with all attempts.

        The order is read before its attempts: when somebody saves in between, its version is the old one and a
        save of the mixture loses the race.
        """
        row = row_of(self._transaction, OrderRow, key.supplier, key.number)
        return self._with_attempts(key.supplier, [row])[0] if row else None

    def save(self, order: Order) -> Order:
        """Store a changed order and answer it with its new version.

        Raises: LostRace, AlreadyStored when its sale is another order's.
        """
        saved = replace(order, version=order.version + 1)
        try:
            stored = updated(
                self._transaction, order_row(saved, version=saved.version), _ORDERS.c.version == order.version
            )
        except sa.exc.IntegrityError as taken:
            raise AlreadyStored(f"The sale of order {order.key.number} is another order's already.") from taken
        if not stored:
            raise LostRace(f"Order {order.key.number} of supplier {order.key.supplier} was changed meanwhile.")
        self._put_attempts(saved)
        self._put_cures(saved)
        return saved

    def page(
        self, supplier: SupplierId, *, state: OrderState | None, search: str, cursor: str | None, limit: int
    ) -> Page[Order]:
        """Answer orders, the latest accepted first; `search` is part of number, reference, customer or sale number.

        Raises: InvalidValue for a cursor that was not answered by this method.
        """
        asked = everything_of(OrderRow).where(col(OrderRow.supplier) == supplier)
        if state:
            asked = asked.where(col(OrderRow.state) == state.value)
        if folded(search):
            asked = asked.where(col(OrderRow.search_text).contains(folded(search), autoescape=True))
        if cursor:
            accepted_at, number = map(sa.literal, place_of(cursor), (_ORDERS.c.accepted_at.type, _ORDERS.c.number.type))
            place = sa.tuple_(_ORDERS.c.accepted_at, _ORDERS.c.number)
            asked = asked.where(place < sa.tuple_(accepted_at, number))
        latest_first = (_ORDERS.c.accepted_at.desc(), _ORDERS.c.number.desc())
        rows = list(rows_of(self._transaction, asked.order_by(*latest_first).limit(limit + 1)))
        more = rows[limit - 1] if len(rows) > limit else None
        return Page(
            items=self._with_attempts(supplier, rows[:limit]),
            next_cursor=cursor_after(more.accepted_at, more.number) if more else None,
        )

    def overdue(self, before: datetime, limit: int, *, each: int) -> tuple[OrderKey, ...]:
        """Answer orders that should have gone on by then, the oldest first, at most `each` of a supplier."""
        found = overdue_of_each(self._transaction, _ORDERS.c.next_attempt_at, before, limit, each=each)
        return tuple(OrderKey(SupplierId(supplier), OrderNumber(number)) for supplier, number in found)

    def ahead_of(self, order: Order) -> int:
        """Answer how many of the supplier's orders that go by themselves were accepted before this one."""
        goes_by_itself = _ORDERS.c.state.in_([state.value for state in GOES_BY_ITSELF])
        is_ahead = (_ORDERS.c.supplier == order.key.supplier, _ORDERS.c.accepted_at < order.accepted_at)
        counted = sa.select(sa.func.count()).select_from(_ORDERS).where(*is_ahead, goes_by_itself)
        return int(self._transaction.scalar(counted) or 0)

    def held_for(self, supplier: SupplierId, cure: Cure) -> tuple[OrderKey, ...]:
        """Answer the held orders that this would release, by number."""
        is_cured = (
            _HELD_FOR.c.supplier == supplier,
            _HELD_FOR.c.kind == cure.kind,
            _HELD_FOR.c.key == lookup(cure.key),
        )
        return self._keys(_HELD_FOR, *is_cured, order_by=(_HELD_FOR.c.number,))

    def awaited(self, supplier: SupplierId) -> tuple[Cure, ...]:
        """Answer everything that held orders of this supplier wait for, each once, by kind and key."""
        asked = sa.select(_HELD_FOR.c.kind, _HELD_FOR.c.key).where(_HELD_FOR.c.supplier == supplier).distinct()
        return tuple(
            Cure(kind, key) for kind, key in sorted((row.kind, row.key) for row in self._transaction.execute(asked))
        )

    def unsent(self, supplier: SupplierId) -> tuple[OrderKey, ...]:
        """Answer the orders that are to go to the inventory system and are not complete there, the oldest first."""
        is_unsent = (_ORDERS.c.supplier == supplier, _ORDERS.c.state.in_(UNSENT))
        return self._keys(_ORDERS, *is_unsent, order_by=(_ORDERS.c.accepted_at, _ORDERS.c.number))

    def open_in(self, supplier: SupplierId, account_id: str) -> tuple[OrderKey, ...]:
        """Answer the orders that are sales in this account and await shipment, or may be; the oldest first."""
        is_there = sa.func.lower(_ORDERS.c.account_id) == account_id.lower()  # headers carry ids, so they are ASCII
        is_open = (_ORDERS.c.supplier == supplier, _ORDERS.c.state.in_(OPEN), is_there)
        return self._keys(_ORDERS, *is_open, order_by=(_ORDERS.c.accepted_at, _ORDERS.c.number))

    def of_sale(self, supplier: SupplierId, sale: SaleId) -> OrderKey | None:
        """Answer the one order that this sale is."""
        is_its = (_ORDERS.c.supplier == supplier, _ORDERS.c.sale_key == lookup(sale))
        return next(iter(self._keys(_ORDERS, *is_its, order_by=(_ORDERS.c.number,))), None)

    def count(self, supplier: SupplierId, state: OrderState) -> int:
        """Answer how many orders stand in this state, without looking at the others."""
        are_those = (_ORDERS.c.supplier == supplier, _ORDERS.c.state == state.value)
        return int(self._transaction.scalar(sa.select(sa.func.count()).select_from(_ORDERS).where(*are_those)) or 0)

    def counts(self, supplier: SupplierId) -> dict[OrderState, int]:
        """Answer how many orders stand in each state, 0 where none does."""
        counted = sa.select(_ORDERS.c.state, sa.func.count()).where(_ORDERS.c.supplier == supplier)
        found = {
            str(state): int(count) for state, count in self._transaction.execute(counted.group_by(_ORDERS.c.state))
        }
        return {state: found.get(state.value, 0) for state in OrderState}

    def _put_attempts(self, order: Order) -> None:
        """Write the attempts that are new or changed: a composition never changes once its hash is written."""
        rows = [attempt_row(order.key, attempt) for attempt in order.attempts]
        if not rows:
            return
        found = self._transaction.execute(_CHANGES_OF_ORDER, _names(order.key)).mappings()
        stored = {row["n"]: dict(row) for row in found}
        upserted(self._transaction, [row for row in rows if _changes(row) != stored.get(row.n)])

    def _put_cures(self, order: Order) -> None:
        self._transaction.execute(_FORGET_CURES, _names(order.key))
        self._add_cures(order)

    def _add_cures(self, order: Order) -> None:
        if rows := cure_rows(order):
            self._transaction.execute(sa.insert(_HELD_FOR), list(map(values_of, rows)))

    def _with_attempts(self, supplier: SupplierId, rows: Sequence[OrderRow]) -> tuple[Order, ...]:
        numbers = [row.number for row in rows]
        attempts: defaultdict[str, list[AttemptRow]] = defaultdict(list)
        for attempt in rows_of(self._transaction, _ATTEMPTS_OF_ORDERS, {"supplier": supplier, "numbers": numbers}):
            attempts[attempt.number].append(attempt)
        return tuple(order_of(row, attempts[row.number]) for row in rows)

    def _keys(
        self,
        table: sa.Table,
        *conditions: sa.ColumnElement[bool],
        order_by: Sequence[sa.ColumnElement[object]],
        limit: int | None = None,
    ) -> tuple[OrderKey, ...]:
        asked = sa.select(table.c.supplier, table.c.number).where(*conditions).order_by(*order_by).limit(limit)
        found = self._transaction.execute(asked)
        return tuple(OrderKey(SupplierId(supplier), OrderNumber(number)) for supplier, number in found)


class SqlEvidence(EvidenceRepository):
    """What was done and seen for an order, in order."""

    def __init__(self, transaction: sa.Connection) -> None:
        self._transaction = transaction

    def add(self, key: OrderKey, evidence: Evidence) -> None:
        """Append one piece; its order is stored already."""
        inserted(self._transaction, evidence_row(key, evidence))

    def of(self, key: OrderKey) -> tuple[Evidence, ...]:
        """Answer every piece, the oldest first."""
        return tuple(map(evidence_of, rows_of(self._transaction, _EVIDENCE_OF_ORDER, _names(key))))


def _names(key: OrderKey) -> dict[str, str]:
    return {"of_supplier": key.supplier, "of_number": key.number}


def _changes(row: AttemptRow) -> dict[str, object]:
    return {name: value for name, value in values_of(row).items() if name != "composition"}
