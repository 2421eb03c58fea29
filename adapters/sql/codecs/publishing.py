"""Events on their way, as rows and back."""

from adapters.sql.codecs.documents import decoded, stored_text
from adapters.sql.tables import OutboxRow, OutboxSilenceRow
from application.ports.storage.publishing import Head, Notice, Silence, Telling
from domain.catalogue_events import KINDS
from domain.events import Event
from domain.identifiers import SupplierId

EVENTS: dict[str, type[Event]] = {kind.type: kind for kind in KINDS}
"""Every event by the type it is told as."""

GOES_FIRST, FOLLOWS = 0, 1
"""Ranks, in the order in which they are told."""


def outbox_values(notice: Notice) -> dict[str, object]:
    """Write an event that was not delivered yet, due at once, by its columns: some are told by the hundred thousand."""
    return {
        "event_id": notice.id,
        "supplier": notice.supplier,
        "subject": notice.event.subject,
        "type": notice.event.type,
        "body": stored_text(notice.event),
        "at": notice.at,
        "rank": GOES_FIRST if notice.event.goes_first else FOLLOWS,
        "tries": 0,
        "next_attempt_at": notice.at,
        "outcome": "",
        "detail": "",
    }


def notice_of(row: OutboxRow) -> Notice:
    """Read an event back."""
    event = decoded(EVENTS[row.type], row.body)
    return Notice(id=row.event_id, supplier=SupplierId(row.supplier), event=event, at=row.at)


def head_of(row: OutboxRow) -> Head:
    """Read an event back with what became of it so far."""
    return Head(
        notice=notice_of(row),
        due_at=row.next_attempt_at,
        tries=row.tries,
        failing_since=row.failing_since,
        outcome=row.outcome,
        detail=row.detail,
    )


def telling_of(row: OutboxRow) -> Telling:
    """Read back what was told, and whether it was heard."""
    return Telling(
        id=row.event_id,
        type=row.type,
        at=row.at,
        event=None if row.emptied_at else notice_of(row).event,
        heard_at=row.delivered_at,
        tries=row.tries,
        detail=row.detail,
    )


def silence_row(supplier: SupplierId, silence: Silence) -> OutboxSilenceRow:
    """Write how long nobody listens to a supplier's events."""
    return OutboxSilenceRow(supplier=supplier, in_vain=silence.in_vain, until=silence.until)


def silence_of(row: OutboxSilenceRow) -> Silence:
    """Read a silence back."""
    return Silence(in_vain=row.in_vain, until=row.until)
