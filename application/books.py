"""Keeping the reference books that were read: within the caller's commit."""

from datetime import datetime

from application.ports.storage.unit_of_work import UnitOfWork
from application.ports.tasks import Task, TaskEngine
from domain.identifiers import SupplierId
from domain.reference_books import ReferenceBooks


def keep_books(
    store: UnitOfWork, tasks: TaskEngine, supplier: SupplierId, books: ReferenceBooks, read_at: datetime
) -> None:
    """Store the books, and have everything done that follows when they say something else. Source: R20, B8."""
    before = store.mirror.books(supplier)
    if store.mirror.put_books(supplier, books.remembering(before.record) if before else books, read_at):
        key = f"changed:{supplier}:books:{read_at.isoformat()}"
        tasks.enqueue(store, Task.CATALOGUE_CHANGED, account=supplier, key=key, subject=supplier)
