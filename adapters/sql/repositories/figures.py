"""How much there is of what, in SQL."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Final

import sqlalchemy as sa

from adapters.sql.naming import table_of
from adapters.sql.tables import (
    AlarmRow,
    ConnectionRow,
    JobRow,
    OrderRow,
    SaleWatchRow,
    StreamCursorRow,
    StreamRunRow,
)
from application.ports.storage.figures import FiguresRepository, Link, Standing, Waiting
from application.ports.storage.jobs import JobState
from application.ports.storage.mirror import Stream
from domain.alarms import AlarmKind
from domain.connection import ConnectionStatus
from domain.identifiers import SupplierId
from domain.order_state import AWAITING_SHIPMENT, GOES_BY_ITSELF, OrderState

OPEN: Final = (*GOES_BY_ITSELF, OrderState.HELD, *AWAITING_SHIPMENT)
"""States that something is still to come of."""

_ORDERS: Final = table_of(OrderRow)
_RUNS: Final = table_of(StreamRunRow)
_CURSORS: Final = table_of(StreamCursorRow)
_CONNECTIONS: Final = table_of(ConnectionRow)
_ALARMS: Final = table_of(AlarmRow)
_JOBS: Final = table_of(JobRow)
_WATCHES: Final = table_of(SaleWatchRow)


class SqlFigures(FiguresRepository):
    """Figures over one supplier or all."""

    def __init__(self, transaction: sa.Connection) -> None:
        self._transaction = transaction

    def orders(self, supplier: SupplierId | None = None) -> Mapping[OrderState, Standing]:
        """Answer how many orders are in each state that something is still to come of."""
        first = sa.func.min(_ORDERS.c.accepted_at, type_=_ORDERS.c.accepted_at.type)
        are_open = _ORDERS.c.state.in_(sorted(state.value for state in OPEN))
        asked = sa.select(_ORDERS.c.state, sa.func.count(), first).where(are_open, _of(supplier))
        found = {
            OrderState(state): Standing(orders=count, oldest_at=oldest)
            for state, count, oldest in self._transaction.execute(asked.group_by(_ORDERS.c.state))
        }
        nobody = Standing(orders=0, oldest_at=None)
        return {state: found.get(state, nobody) for state in OrderState if state in OPEN}

    def overdue(self, before: datetime, supplier: SupplierId | None = None) -> int:
        """Count orders that should have gone on by themselves before then."""
        is_late = sa.and_(_ORDERS.c.next_attempt_at < before, _of(supplier))
        return self._transaction.scalar(sa.select(sa.func.count()).select_from(_ORDERS).where(is_late)) or 0

    def waiting(self, supplier: SupplierId) -> Waiting:
        """Answer what of this supplier waits for calls."""
        latest = sa.func.max(_ORDERS.c.next_attempt_at, type_=_ORDERS.c.next_attempt_at.type)
        goes_by_itself = _ORDERS.c.state.in_(sorted(state.value for state in GOES_BY_ITSELF))
        asked = sa.select(sa.func.count(), sa.func.count(_ORDERS.c.sale_key), latest)
        orders, begun, until = self._transaction.execute(asked.where(goes_by_itself, _of(supplier))).one()
        is_due = sa.and_(_WATCHES.c.supplier == supplier, _WATCHES.c.due_at.is_not(None))
        sales = self._transaction.scalar(sa.select(sa.func.count()).select_from(_WATCHES).where(is_due)) or 0
        return Waiting(orders=orders, begun=begun, until=until, sales=sales)

    def held(self, supplier: SupplierId | None = None) -> Mapping[str, int]:
        """Count held orders by the code of each problem that holds them."""
        asked = sa.select(_ORDERS.c.problems).where(_ORDERS.c.state == OrderState.HELD.value, _of(supplier))
        counted: Counter[str] = Counter()
        for problems in self._transaction.scalars(asked.execution_options(yield_per=1000)):
            counted.update({str(problem["code"]) for problem in problems})
        return dict(counted.most_common())

    def connections(self) -> Mapping[ConnectionStatus, int]:
        """Count suppliers by how their link stands."""
        asked = sa.select(_CONNECTIONS.c.status, sa.func.count()).group_by(_CONNECTIONS.c.status)
        found = {str(status): int(count) for status, count in self._transaction.execute(asked)}
        return {status: found.get(status.value, 0) for status in ConnectionStatus}

    def links(self) -> tuple[Link, ...]:
        """Answer every supplier that was ever connected, by its id."""
        asked = sa.select(_CONNECTIONS.c.supplier, _CONNECTIONS.c.company, _CONNECTIONS.c.status)
        found = [
            Link(supplier=SupplierId(supplier), company=str(company["name"]), status=ConnectionStatus(status))
            for supplier, company, status in self._transaction.execute(asked)
        ]
        return tuple(sorted(found, key=lambda link: link.supplier))

    def reading(self) -> Mapping[Stream, int]:
        """Count the passes over each stream that are under way."""
        asked = sa.select(_RUNS.c.stream, sa.func.count()).where(_RUNS.c.finished_at.is_(None))
        found = {str(stream): int(count) for stream, count in self._transaction.execute(asked.group_by(_RUNS.c.stream))}
        return {stream: found.get(stream.value, 0) for stream in Stream}

    def read_until(self) -> Mapping[Stream, tuple[datetime, ...]]:
        """Answer, for each connected supplier, up to which instant its changes are in the local copy."""
        is_open = sa.and_(
            _CONNECTIONS.c.supplier == _CURSORS.c.supplier, _CONNECTIONS.c.status == ConnectionStatus.CONNECTED.value
        )
        asked = sa.select(_CURSORS.c.stream, _CURSORS.c.changed_since).where(sa.exists().where(is_open))
        found: defaultdict[str, list[datetime]] = defaultdict(list)
        for stream, until in self._transaction.execute(asked):
            found[stream].append(until)
        return {stream: tuple(sorted(found[stream.value])) for stream in Stream}

    def jobs(self) -> Mapping[tuple[str, JobState], int]:
        """Count jobs that are kept, by kind and state."""
        asked = sa.select(_JOBS.c.kind, _JOBS.c.state, sa.func.count()).group_by(_JOBS.c.kind, _JOBS.c.state)
        return {(str(kind), JobState(state)): int(count) for kind, state, count in self._transaction.execute(asked)}

    def alarms(self) -> Mapping[AlarmKind, int]:
        """Count open alarms of all suppliers, by kind; kinds without any are left out."""
        asked = sa.select(_ALARMS.c.kind, sa.func.count()).where(_ALARMS.c.closed_at.is_(None))
        found = {str(kind): int(count) for kind, count in self._transaction.execute(asked.group_by(_ALARMS.c.kind))}
        return {kind: found[kind.value] for kind in AlarmKind if kind.value in found}


def _of(supplier: SupplierId | None) -> sa.ColumnElement[bool]:
    return sa.true() if supplier is None else _ORDERS.c.supplier == supplier
