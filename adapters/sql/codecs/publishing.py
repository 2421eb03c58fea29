"""Events on their way, as rows and back."""

from adapters.sql.codecs.documents import decoded, encoded
from adapters.sql.tables import OutboxRow
from application.ports.storage.publishing import Notice
from domain.events import Event, OrderHeld, OrderSaleCreated
from domain.identifiers import SupplierId

EVENTS: dict[str, type[Event]] = {kind.type: kind for kind in (OrderSaleCreated, OrderHeld)}
"""Every event by the type it is told as."""


def outbox_row(notice: Notice) -> OutboxRow:
    """Write an event that was not delivered yet."""
    return OutboxRow(
        event_id=notice.id,
        supplier=notice.supplier,
        subject=notice.event.subject,
        type=notice.event.type,
        body=encoded(notice.event),
        at=notice.at,
    )


def notice_of(row: OutboxRow) -> Notice:
    """Read an event back."""
    event = decoded(EVENTS[row.type], row.body)
    return Notice(id=row.event_id, supplier=SupplierId(row.supplier), event=event, at=row.at)
