"""Answers of another system that its documentation does not know: noted as an alarm, within the caller's commit."""

from datetime import datetime

from application.ports.errors import PortError
from application.ports.storage.unit_of_work import UnitOfWork
from domain.alarms import Alarm, AlarmKind
from domain.identifiers import SupplierId

SALES, BOOKS = "answer:sales", "answer:books"
"""What such an answer keeps from being read."""

_KEPT_BACK = {
    SALES: "The list of sales cannot be read, so shipments are not seen; it is asked for again every five minutes.",
    BOOKS: "The reference books cannot be read, so changes of them are not seen; they are asked for again in an hour.",
}


def note_odd_answer(store: UnitOfWork, supplier: SupplierId, what: str, error: PortError, now: datetime) -> None:
    """Open the alarm about this, or say in it what the latest answer was. Source: B13; architecture §6.2."""
    detail = f"{_KEPT_BACK[what]} {error.detail}"
    store.alarms.settle(supplier, [what], [Alarm(kind=AlarmKind.ODD_ANSWER, subject=what, detail=detail)], now)


def note_good_answer(store: UnitOfWork, supplier: SupplierId, what: str, now: datetime) -> None:
    """Close the alarm about this, if it is open."""
    if what in store.alarms.open_subjects(supplier, what):
        store.alarms.settle(supplier, [what], [], now)
