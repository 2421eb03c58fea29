"""Passes over streams in SQL."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from adapters.sql.codecs.mirror import stream_run_of, stream_run_row
from adapters.sql.statements import inserted, updated
from adapters.sql.tables import StreamRunRow
from application.ports.storage.mirror import Stream, StreamRun, StreamRunRepository
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
        """Store a changed pass. Raises: LostRace when it was removed meanwhile, with everything else of its account."""
        if not updated(self._session, stream_run_row(run)):
            raise LostRace(f"Pass {run.id} over the {run.stream.value} of supplier {run.supplier} is gone.")

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
