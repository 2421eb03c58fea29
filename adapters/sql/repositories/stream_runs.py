"""Passes over streams in SQL."""

from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from adapters.sql.codecs.running import cursor_of, cursor_row, stream_run_of, stream_run_row
from adapters.sql.statements import inserted, updated, upserted
from adapters.sql.tables import StreamCursorRow, StreamRunRow
from application.ports.storage.mirror import Stream, StreamCursor, StreamRun, StreamRunRepository
from application.ports.storage.unit_of_work import AlreadyStored, LostRace
from domain.identifiers import SupplierId


class SqlStreamRuns(StreamRunRepository):
    """Passes over streams; a unique index lets only one of a supplier's stream be open."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, run: StreamRun) -> None:
        """Store a new pass. Raises: AlreadyStored while one of this stream is open."""
        if not inserted(self._session, stream_run_row(run)):
            raise AlreadyStored(f"A pass over the {run.stream.value} of supplier {run.supplier} is under way already.")

    def get(self, run_id: str) -> StreamRun | None:
        """Answer this pass."""
        row = self._session.get(StreamRunRow, run_id, populate_existing=True)
        return stream_run_of(row) if row else None

    def save(self, run: StreamRun) -> None:
        """Store a changed pass.

        Raises: LostRace when it ended or got further meanwhile, or was removed with everything of its account.
        """
        is_open, is_further = col(StreamRunRow.finished_at).is_(None), col(StreamRunRow.batch) <= run.batch
        if not updated(self._session, stream_run_row(run), is_open, is_further):
            raise LostRace(f"Pass {run.id} over the {run.stream.value} of supplier {run.supplier} went on elsewhere.")

    def open(self, supplier: SupplierId, stream: Stream) -> StreamRun | None:
        """Answer the pass over this stream that is under way."""
        of_stream = sa.and_(col(StreamRunRow.supplier) == supplier, col(StreamRunRow.stream) == stream.value)
        asked = sa.select(StreamRunRow).where(of_stream, col(StreamRunRow.finished_at).is_(None))
        row = self._session.scalars(asked).one_or_none()
        return stream_run_of(row) if row else None

    def latest(self, supplier: SupplierId, stream: Stream) -> StreamRun | None:
        """Answer the latest pass over this stream."""
        of_stream = sa.and_(col(StreamRunRow.supplier) == supplier, col(StreamRunRow.stream) == stream.value)
        newest_first = (col(StreamRunRow.started_at).desc(), col(StreamRunRow.id).desc())
        row = self._session.scalars(sa.select(StreamRunRow).where(of_stream).order_by(*newest_first).limit(1)).first()
        return stream_run_of(row) if row else None

    def overdue(self, before: datetime, limit: int) -> tuple[StreamRun, ...]:
        """Answer open passes of any supplier that should have gone on before then, the oldest first."""
        is_late = sa.and_(col(StreamRunRow.next_attempt_at) < before, col(StreamRunRow.finished_at).is_(None))
        oldest_first = (col(StreamRunRow.next_attempt_at), col(StreamRunRow.id))
        rows = self._session.scalars(sa.select(StreamRunRow).where(is_late).order_by(*oldest_first).limit(limit))
        return tuple(map(stream_run_of, rows))

    def cursor(self, supplier: SupplierId, stream: Stream) -> StreamCursor | None:
        """Answer where reading goes on, None before the first pass was finished."""
        row = self._session.get(StreamCursorRow, (supplier, stream.value), populate_existing=True)
        return cursor_of(row) if row else None

    def move_cursor(self, cursor: StreamCursor) -> None:
        """Store where reading goes on; `swept_at` None keeps the one that is stored."""
        before = self.cursor(cursor.supplier, cursor.stream)
        swept_at = cursor.swept_at or (before.swept_at if before else None)
        upserted(self._session, [cursor_row(replace(cursor, swept_at=swept_at))])
