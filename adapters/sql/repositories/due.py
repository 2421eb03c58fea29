"""What comes again by the clock, in SQL."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import col

from adapters.sql.codecs.running import due_of, due_row
from adapters.sql.naming import table_of
from adapters.sql.statements import everything_of, rows_of, upserted
from adapters.sql.tables import DueRow
from application.ports.storage.due import Chore, Due, DueRepository
from domain.identifiers import SupplierId

_DUE = table_of(DueRow)

_LOCK_ALL = sa.update(_DUE).where(sa.false()).values(chore=_DUE.c.chore)
_LONGEST_DUE = (
    everything_of(DueRow)
    .where(_DUE.c.due_at <= sa.bindparam("now"))
    .order_by(_DUE.c.due_at, _DUE.c.supplier, _DUE.c.chore)
    .limit(sa.bindparam("limit"))
    .with_for_update(skip_locked=True)
)
_MOVE = sa.update(_DUE).where(_DUE.c.supplier == sa.bindparam("of_supplier"), _DUE.c.chore == sa.bindparam("of_chore"))


class SqlDue(DueRepository):
    """One row a supplier and chore, found by an index on its time."""

    def __init__(self, transaction: sa.Connection) -> None:
        self._transaction = transaction

    def fill(self, rows: Iterable[Due]) -> None:
        """Store when chores come next, in the place of what is stored for them."""
        upserted(self._transaction, map(due_row, rows))

    def remove(self, supplier: SupplierId) -> None:
        """Let nothing come again for this supplier."""
        self._transaction.execute(sa.delete(_DUE).where(_DUE.c.supplier == supplier))

    def take(self, now: datetime, limit: int) -> tuple[Due, ...]:
        """Answer what is due, the longest due first.

        PostgreSQL locks these rows and passes over those that another block holds; SQLite, which knows no locked
        rows, is locked as a whole by a write that changes nothing.
        """
        if self._transaction.dialect.name == "sqlite":
            self._transaction.execute(_LOCK_ALL)
        return tuple(map(due_of, rows_of(self._transaction, _LONGEST_DUE, {"now": now, "limit": limit})))

    def move(self, supplier: SupplierId, chore: Chore, due_at: datetime) -> None:
        """Let a chore come at another time, unless nothing comes for this supplier any more."""
        self._transaction.execute(_MOVE, {"of_supplier": supplier, "of_chore": chore.value, "due_at": due_at})

    def of(self, supplier: SupplierId) -> tuple[Due, ...]:
        """Answer what comes next for this supplier, the soonest first."""
        soonest_first = (col(DueRow.due_at), col(DueRow.chore))
        asked = everything_of(DueRow).where(col(DueRow.supplier) == supplier).order_by(*soonest_first)
        return tuple(map(due_of, rows_of(self._transaction, asked)))
