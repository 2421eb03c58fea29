"""The outbox in SQL."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import col

from adapters.sql.codecs.publishing import (
    FOLLOWS,
    GOES_FIRST,
    head_of,
    notice_of,
    outbox_values,
    silence_of,
    silence_row,
    telling_of,
)
from adapters.sql.naming import table_of
from adapters.sql.statements import everything_of, first_of, insert_into, row_of, rows_of, touched, upserted
from adapters.sql.tables import OutboxRow, OutboxSilenceRow
from application.ports.storage.publishing import Failure, Head, Notice, Outbox, Silence, Tally, Telling
from application.ports.storage.unit_of_work import AlreadyStored
from domain.identifiers import SupplierId

_WAITS = col(OutboxRow.delivered_at).is_(None)
_OUTBOX = table_of(OutboxRow)


class SqlOutbox(Outbox):
    """Events in the order in which they were written."""

    def __init__(self, transaction: sa.Connection) -> None:
        self._transaction = transaction

    def add(self, notice: Notice) -> None:
        """Append an event, due at once. Raises: AlreadyStored when one of this id is there."""
        self.add_all((notice,))

    def add_all(self, notices: Iterable[Notice]) -> None:
        """Append events in this order, each due at once. Raises: AlreadyStored when one of an id is there."""
        if not (rows := list(map(outbox_values, notices))):
            return
        new = insert_into(self._transaction, OutboxRow).on_conflict_do_nothing()
        wrote = self._transaction.execute(new.execution_options(preserve_rowcount=True), rows)
        if wrote.rowcount < len(rows):
            raise AlreadyStored("An event of one of these ids is there already.")

    def pending(self, supplier: SupplierId, limit: int) -> tuple[Notice, ...]:
        """Answer what was not delivered yet, the oldest first."""
        asked = everything_of(OutboxRow).where(_of(supplier)).order_by(col(OutboxRow.sequence)).limit(limit)
        return tuple(map(notice_of, rows_of(self._transaction, asked)))

    def told(self, supplier: SupplierId, subject: str) -> tuple[Telling, ...]:
        """Answer everything that was ever told about this subject, the oldest first."""
        about = sa.and_(col(OutboxRow.supplier) == supplier, col(OutboxRow.subject) == subject)
        asked = everything_of(OutboxRow).where(about).order_by(col(OutboxRow.sequence))
        return tuple(map(telling_of, rows_of(self._transaction, asked)))

    def due(self, supplier: SupplierId, now: datetime) -> Head | None:
        """Answer the head to tell next: by rank, then never tried before, then the oldest.

        Each kind is asked for alone, so that an index answers in its order and a long queue is never sorted.
        """
        for rank in (GOES_FIRST, FOLLOWS):
            for asked in (_DUE_AND_NEVER_TRIED, _DUE_AGAIN):
                given = {"supplier": supplier, "rank": rank, "now": now}
                if row := first_of(self._transaction, asked, given):
                    return head_of(row)
        return None

    def soonest(self, supplier: SupplierId) -> Head | None:
        """Answer the head that becomes due before all others, or is due already."""
        row = first_of(self._transaction, _SOONEST, {"supplier": supplier})
        return head_of(row) if row else None

    def delivered(self, notice_id: str, at: datetime) -> None:
        """Note that it was heard; a second time changes nothing."""
        touched(self._transaction, _undelivered(notice_id).values(delivered_at=at))

    def failed(self, notice_id: str, failure: Failure) -> None:
        """Note an attempt in vain; one that was heard meanwhile stays heard."""
        changed = _undelivered(notice_id).values(
            tries=_OUTBOX.c.tries + 1,
            next_attempt_at=failure.due_at,
            failing_since=sa.func.coalesce(_OUTBOX.c.failing_since, failure.at, type_=_OUTBOX.c.failing_since.type),
            outcome=failure.outcome,
            detail=failure.detail,
        )
        touched(self._transaction, changed)

    def hasten(self, supplier: SupplierId, now: datetime) -> None:
        """Make everything due that was put off, but not what was stopped."""
        later = sa.and_(_of(supplier), col(OutboxRow.next_attempt_at) > now)
        touched(self._transaction, sa.update(_OUTBOX).where(later).values(next_attempt_at=now))

    def resume(self, supplier: SupplierId, now: datetime) -> None:
        """Make everything due, also what was stopped."""
        touched(self._transaction, sa.update(_OUTBOX).where(_of(supplier)).values(next_attempt_at=now))

    def failing(self, supplier: SupplierId, limit: int) -> tuple[Head, ...]:
        """Answer the heads that were told in vain, the longest failing first."""
        asked = everything_of(OutboxRow).where(_of(supplier), col(OutboxRow.tries) > 0, _is_head())
        oldest_first = (col(OutboxRow.failing_since), col(OutboxRow.sequence))
        return tuple(map(head_of, rows_of(self._transaction, asked.order_by(*oldest_first).limit(limit))))

    def overdue(self, before: datetime, limit: int) -> tuple[SupplierId, ...]:
        """Answer the suppliers with a head due before then and no longer silence, the longest overdue first."""
        return tuple(map(SupplierId, self._transaction.scalars(_OVERDUE, {"before": before, "limit": limit})))

    def tally(self, supplier: SupplierId | None = None) -> Tally:
        """Count what waits, for one supplier or for all."""
        tries, due_at = col(OutboxRow.tries), col(OutboxRow.next_attempt_at)
        counted = sa.select(
            sa.func.count(),
            sa.func.count().filter(tries > 0, due_at.is_not(None)),
            sa.func.count().filter(due_at.is_(None)),
            sa.func.min(col(OutboxRow.at)),
        ).select_from(OutboxRow)
        pending, failing, stopped, oldest_at = self._transaction.execute(
            counted.where(_WAITS if supplier is None else _of(supplier))
        ).one()
        return Tally(pending=pending, failing=failing, stopped=stopped, oldest_at=oldest_at)

    def silence(self, supplier: SupplierId) -> Silence | None:
        """Answer the silence that lasts since something was heard, also when something may be told again."""
        row = row_of(self._transaction, OutboxSilenceRow, supplier)
        return silence_of(row) if row else None

    def note_silence(self, supplier: SupplierId, silence: Silence) -> None:
        """Remember it in the place of the one before."""
        upserted(self._transaction, [silence_row(supplier, silence)])

    def end_silence(self, supplier: SupplierId) -> None:
        """Forget it."""
        table = table_of(OutboxSilenceRow)
        touched(self._transaction, sa.delete(table).where(table.c.supplier == supplier))


def _of(supplier: SupplierId) -> sa.ColumnElement[bool]:
    return sa.and_(col(OutboxRow.supplier) == supplier, _WAITS)


def _is_head() -> sa.ColumnElement[bool]:
    """Hold of an event that no undelivered one of its subject stands before."""
    earlier = aliased(OutboxRow)
    of_subject = sa.and_(
        col(earlier.supplier) == col(OutboxRow.supplier), col(earlier.subject) == col(OutboxRow.subject)
    )
    before = sa.and_(col(earlier.delivered_at).is_(None), col(earlier.sequence) < col(OutboxRow.sequence))
    return ~sa.exists().where(of_subject, before)


def _undelivered(notice_id: str) -> sa.Update:
    return sa.update(_OUTBOX).where(_OUTBOX.c.event_id == notice_id, _OUTBOX.c.delivered_at.is_(None))


def _due(which: sa.ColumnElement[bool]) -> sa.Select[OutboxRow]:
    of_rank = sa.and_(col(OutboxRow.supplier) == sa.bindparam("supplier"), col(OutboxRow.rank) == sa.bindparam("rank"))
    is_due = col(OutboxRow.next_attempt_at) <= sa.bindparam("now")
    asked = everything_of(OutboxRow).where(of_rank, _WAITS, which, is_due, _is_head())
    return asked.order_by(col(OutboxRow.sequence)).limit(1)


# asked after every event: making a statement anew takes ten times as long as answering it
_DUE_AND_NEVER_TRIED = _due(col(OutboxRow.tries) == 0)
_DUE_AGAIN = _due(col(OutboxRow.tries) > 0)
_SOONEST = (
    everything_of(OutboxRow)
    .where(col(OutboxRow.supplier) == sa.bindparam("supplier"), _WAITS, col(OutboxRow.next_attempt_at).is_not(None))
    .where(_is_head())
    .order_by(col(OutboxRow.next_attempt_at), col(OutboxRow.sequence))
    .limit(1)
)
_SILENT = sa.exists().where(
    col(OutboxSilenceRow.supplier) == col(OutboxRow.supplier), col(OutboxSilenceRow.until) >= sa.bindparam("before")
)
_OVERDUE = (
    sa.select(col(OutboxRow.supplier))
    .where(_WAITS, col(OutboxRow.next_attempt_at) < sa.bindparam("before"), _is_head(), ~_SILENT)
    .group_by(col(OutboxRow.supplier))
    .order_by(sa.func.min(col(OutboxRow.next_attempt_at)), col(OutboxRow.supplier))
    .limit(sa.bindparam("limit"))
)
