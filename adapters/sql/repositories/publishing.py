"""The outbox in SQL."""

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import col

from adapters.sql.codecs.publishing import notice_of, outbox_row
from adapters.sql.statements import inserted
from adapters.sql.tables import OutboxRow
from application.ports.storage.publishing import Notice, Outbox
from application.ports.storage.unit_of_work import AlreadyStored
from domain.identifiers import SupplierId


class SqlOutbox(Outbox):
    """Events in the order in which they were written."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, notice: Notice) -> None:
        """Append an event. Raises: AlreadyStored when one of this id is there."""
        if not inserted(self._session, outbox_row(notice)):
            raise AlreadyStored(f"There is an event {notice.id} already.")

    def pending(self, supplier: SupplierId, limit: int) -> tuple[Notice, ...]:
        """Answer what was not delivered yet, the oldest first."""
        waits = sa.and_(col(OutboxRow.supplier) == supplier, col(OutboxRow.delivered_at).is_(None))
        asked = sa.select(OutboxRow).where(waits).order_by(col(OutboxRow.sequence)).limit(limit)
        return tuple(map(notice_of, self._session.scalars(asked)))
