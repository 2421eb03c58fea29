"""What was kept long enough, in SQL.

The rows are chosen before they are removed: on SQLite reading keeps nobody from writing, and only the removing does.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

import sqlalchemy as sa

from adapters.sql.naming import table_of
from adapters.sql.statements import touched
from adapters.sql.tables import (
    AlarmRow,
    AttemptRow,
    AuditRow,
    BooksRow,
    CallBudgetRow,
    ConnectionRow,
    ContactEmailRow,
    ContactRow,
    DriftRow,
    EvidenceRow,
    FollowUpRow,
    HintRow,
    JobRow,
    OrderRow,
    OutboxRow,
    ProductRow,
    StreamCursorRow,
    StreamRunRow,
)
from application.ports.storage.retention import RetentionRepository
from domain.connection import ConnectionStatus
from domain.order_state import OrderState
from domain.retention import Kept

_Condition = sa.ColumnElement[bool]
_Which = sa.Select[*tuple[object, ...]]

_ORDERS: Final = table_of(OrderRow)
_OUTBOX: Final = table_of(OutboxRow)
_CONNECTIONS: Final = table_of(ConnectionRow)
_CONTACTS: Final = table_of(ContactRow)
_RUNS: Final = table_of(StreamRunRow)

_AT_AN_END: Final = (OrderState.SHIPPED, OrderState.VOIDED, OrderState.IGNORED)
_NEVER_TRIED_AGAIN: Final = (OrderState.SHIPPED, OrderState.VOIDED)


class SqlRetention(RetentionRepository):
    """Removes old rows of all suppliers, a few at a time."""

    def __init__(self, transaction: sa.Connection) -> None:
        self._transaction = transaction

    def forget(self, what: Kept, before: datetime, limit: int) -> int:
        """Remove the oldest of what ended before then, at most so many, and answer how many."""
        rows, which = _OLD[what](before)
        keys = [tuple(key) for key in self._transaction.execute(which.limit(limit))]
        if not keys:
            return 0
        are_they = sa.tuple_(*(rows.c[column.name] for column in which.selected_columns)).in_(keys)
        if what is Kept.EVENT_BODIES:
            return touched(self._transaction, sa.update(rows).where(are_they).values(body={}, emptied_at=sa.func.now()))
        for beside in _BESIDE.get(what, ()):
            place = [beside.c[column.name] for column in which.selected_columns]
            touched(self._transaction, sa.delete(beside).where(sa.tuple_(*place).in_(keys)))
        return touched(self._transaction, sa.delete(rows).where(are_they))


def _keys(rows: sa.Table, *conditions: _Condition) -> _Which:
    return sa.select(*rows.primary_key.columns).where(*conditions)


def _written(rows: sa.Table, at: "sa.Column[datetime]", before: datetime) -> _Condition:
    """Hold of the rows at the beginning that are old: they are written about in the order of their times.

    Only the old ones are read for it, whatever the table holds; one that was written late is left for another night.
    """
    newer, (number,) = rows.alias("newer"), rows.primary_key.columns
    first = sa.select(newer.c[number.name]).where(newer.c[at.name] >= before).order_by(newer.c[number.name]).limit(1)
    return sa.and_(at < before, number < sa.func.coalesce(first.scalar_subquery(), sa.literal(2**62)))


def _event_bodies(before: datetime) -> tuple[sa.Table, _Which]:
    is_full = sa.and_(_OUTBOX.c.delivered_at < before, _OUTBOX.c.emptied_at.is_(None))
    return _OUTBOX, _keys(_OUTBOX, is_full).order_by(_OUTBOX.c.delivered_at)


def _events(before: datetime) -> tuple[sa.Table, _Which]:
    was_heard = _OUTBOX.c.delivered_at < before
    return _OUTBOX, _keys(_OUTBOX, _written(_OUTBOX, _OUTBOX.c.at, before), was_heard).order_by(_OUTBOX.c.sequence)


def _evidence(before: datetime) -> tuple[sa.Table, _Which]:
    rows = table_of(EvidenceRow)
    old = _keys(rows, _written(rows, rows.c.at, before), _of_order(rows, *_AT_AN_END))
    return rows, old.order_by(rows.c.id)


def _attempts(before: datetime) -> tuple[sa.Table, _Which]:
    """Answer attempts of orders whose goods are at their end: nobody compares or repeats those any more."""
    rows = table_of(AttemptRow)
    old = _keys(rows, rows.c.claimed_at < before, _of_order(rows, *_NEVER_TRIED_AGAIN))
    return rows, old.order_by(rows.c.claimed_at)


def _audit(before: datetime) -> tuple[sa.Table, _Which]:
    rows = table_of(AuditRow)
    return rows, _keys(rows, _written(rows, rows.c.at, before)).order_by(rows.c.id)


def _gone(rows: sa.Table) -> Callable[[datetime], tuple[sa.Table, _Which]]:
    return lambda before: (rows, _keys(rows, rows.c.gone_at < before).order_by(rows.c.gone_at))


def _disconnected(rows: sa.Table) -> Callable[[datetime], tuple[sa.Table, _Which]]:
    def old(before: datetime) -> tuple[sa.Table, _Which]:
        is_over = sa.and_(
            _CONNECTIONS.c.status == ConnectionStatus.DISCONNECTED.value, _CONNECTIONS.c.disconnected_at < before
        )
        suppliers = sa.select(_CONNECTIONS.c.supplier).where(is_over)
        return rows, _keys(rows, rows.c.supplier.in_(suppliers))

    return old


def _closed_alarms(before: datetime) -> tuple[sa.Table, _Which]:
    rows = table_of(AlarmRow)
    return rows, _keys(rows, rows.c.closed_at < before)


def _unfollowed_drift(before: datetime) -> tuple[sa.Table, _Which]:
    """Answer what nobody has looked at since: whether both sides still disagree is not known."""
    rows = table_of(DriftRow)
    return rows, _keys(rows, rows.c.read_at < before)


def _ended_jobs(before: datetime) -> tuple[sa.Table, _Which]:
    rows = table_of(JobRow)
    return rows, _keys(rows, rows.c.finished_at < before)


def _ended_passes(before: datetime) -> tuple[sa.Table, _Which]:
    """Answer passes that ended, but the latest of each stream, which says how that stands."""
    later = _RUNS.alias("later")
    is_same = sa.and_(later.c.supplier == _RUNS.c.supplier, later.c.stream == _RUNS.c.stream)
    is_followed = sa.exists().where(is_same, later.c.started_at > _RUNS.c.started_at)
    return _RUNS, _keys(_RUNS, _RUNS.c.finished_at < before, is_followed).order_by(_RUNS.c.finished_at)


def _hints(before: datetime) -> tuple[sa.Table, _Which]:
    """Answer webhooks that came long ago and whose answer is not awaited any more."""
    rows = table_of(HintRow)
    return rows, _keys(rows, rows.c.received_at < before, rows.c.answered_at.is_not(None)).order_by(rows.c.received_at)


def _call_budgets(before: datetime) -> tuple[sa.Table, _Which]:
    rows = table_of(CallBudgetRow)
    return rows, _keys(rows, rows.c.used_at < before, rows.c.blocked_until < before.timestamp())


def _of_order(rows: sa.Table, *states: OrderState) -> _Condition:
    is_its = sa.and_(_ORDERS.c.supplier == rows.c.supplier, _ORDERS.c.number == rows.c.number)
    return sa.exists().where(is_its, _ORDERS.c.state.in_(sorted(state.value for state in states)))


_OLD: Final[Mapping[Kept, Callable[[datetime], tuple[sa.Table, _Which]]]] = {
    Kept.EVENT_BODIES: _event_bodies,
    Kept.EVENTS: _events,
    Kept.EVIDENCE: _evidence,
    Kept.ATTEMPTS: _attempts,
    Kept.AUDIT: _audit,
    Kept.GONE_PRODUCTS: _gone(table_of(ProductRow)),
    Kept.GONE_CONTACTS: _gone(_CONTACTS),
    Kept.DISCONNECTED_BOOKS: _disconnected(table_of(BooksRow)),
    Kept.DISCONNECTED_PRODUCTS: _disconnected(table_of(ProductRow)),
    Kept.DISCONNECTED_CONTACTS: _disconnected(_CONTACTS),
    Kept.CLOSED_ALARMS: _closed_alarms,
    Kept.UNFOLLOWED_DRIFT: _unfollowed_drift,
    Kept.ENDED_JOBS: _ended_jobs,
    Kept.ENDED_PASSES: _ended_passes,
    Kept.HINTS: _hints,
    Kept.CALL_BUDGETS: _call_budgets,
}

_BESIDE: Final[Mapping[Kept, tuple[sa.Table, ...]]] = {
    Kept.GONE_CONTACTS: (table_of(ContactEmailRow),),
    # without its cursor the next pass reads everything, so that nothing counts as gone merely because it was forgotten
    Kept.DISCONNECTED_BOOKS: (table_of(StreamCursorRow), table_of(FollowUpRow)),
    Kept.DISCONNECTED_CONTACTS: (table_of(ContactEmailRow),),
}
"""What goes in the same commit, found by the same columns."""
