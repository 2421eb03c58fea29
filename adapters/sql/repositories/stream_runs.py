"""Passes over streams in SQL."""

from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import col

from adapters.sql.codecs.running import cursor_of, cursor_row, stream_run_of, stream_run_row
from adapters.sql.statements import everything_of, first_of, inserted, row_of, rows_of, updated, upserted
from adapters.sql.tables import StreamCursorRow, StreamRunRow
from application.ports.storage.mirror import Stream, StreamCursor, StreamRun, StreamRunRepository
from application.ports.storage.unit_of_work import AlreadyStored, LostRace
from domain.identifiers import SupplierId

_OF_STREAM = everything_of(StreamRunRow).where(
    col(StreamRunRow.supplier) == sa.bindparam("supplier"), col(StreamRunRow.stream) == sa.bindparam("stream")
)
_IS_OPEN = col(StreamRunRow.finished_at).is_(None)
_OPEN = _OF_STREAM.where(_IS_OPEN)
_LATEST = _OF_STREAM.order_by(col(StreamRunRow.started_at).desc(), col(StreamRunRow.id).desc()).limit(1)
_OVERDUE = (
    everything_of(StreamRunRow)
    .where(col(StreamRunRow.next_attempt_at) < sa.bindparam("before"), _IS_OPEN)
    .order_by(col(StreamRunRow.next_attempt_at), col(StreamRunRow.id))
    .limit(sa.bindparam("limit"))
)


def _of_its_stream(row: StreamRunRow) -> tuple[sa.ColumnElement[bool], sa.ColumnElement[bool]]:
    """Say what the id says already, since PostgreSQL may look for it in the index of open ones."""
    return col(StreamRunRow.supplier) == row.supplier, col(StreamRunRow.stream) == row.stream


class SqlStreamRuns(StreamRunRepository):
    """Passes over streams; a unique index lets only one of a supplier's stream be open."""

    def __init__(self, transaction: sa.Connection) -> None:
        self._transaction = transaction

    def add(self, run: StreamRun) -> None:
        """Store a new pass. Raises: AlreadyStored while one of this stream is open."""
        if not inserted(self._transaction, stream_run_row(run)):
            raise AlreadyStored(f"A pass over the {run.stream.value} of supplier {run.supplier} is under way already.")

    def get(self, run_id: str) -> StreamRun | None:
        """Answer this pass."""
        row = row_of(self._transaction, StreamRunRow, run_id)
        return stream_run_of(row) if row else None

    def save(self, run: StreamRun) -> None:
        """Store a changed pass.

        Raises: LostRace when it ended or got further meanwhile, or was removed with everything of its account.
        """
        row = stream_run_row(run)
        if not updated(self._transaction, row, *_of_its_stream(row), _IS_OPEN, col(StreamRunRow.batch) <= run.batch):
            raise LostRace(f"Pass {run.id} over the {run.stream.value} of supplier {run.supplier} went on elsewhere.")

    def open(self, supplier: SupplierId, stream: Stream) -> StreamRun | None:
        """Answer the pass over this stream that is under way."""
        row = first_of(self._transaction, _OPEN, {"supplier": supplier, "stream": stream.value})
        return stream_run_of(row) if row else None

    def latest(self, supplier: SupplierId, stream: Stream) -> StreamRun | None:
        """Answer the latest pass over this stream."""
        row = first_of(self._transaction, _LATEST, {"supplier": supplier, "stream": stream.value})
        return stream_run_of(row) if row else None

    def overdue(self, before: datetime, limit: int) -> tuple[StreamRun, ...]:
        """Answer open passes of any supplier that should have gone on before then, the oldest first."""
        return tuple(map(stream_run_of, rows_of(self._transaction, _OVERDUE, {"before": before, "limit": limit})))

    def cursor(self, supplier: SupplierId, stream: Stream) -> StreamCursor | None:
        """Answer where reading goes on, None before the first pass was finished."""
        row = row_of(self._transaction, StreamCursorRow, supplier, stream.value)
        return cursor_of(row) if row else None

    def move_cursor(self, cursor: StreamCursor) -> None:
        """Store where reading goes on; `swept_at` None keeps the one that is stored."""
        before = self.cursor(cursor.supplier, cursor.stream)
        swept_at = cursor.swept_at or (before.swept_at if before else None)
        upserted(self._transaction, [cursor_row(replace(cursor, swept_at=swept_at))])
