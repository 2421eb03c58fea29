"""The reference books, read anew."""

from datetime import timedelta
from typing import Final

from application.books import keep_books
from application.ports.clock import Clock
from application.ports.errors import NotSent, Unavailable
from application.ports.inventory import InventoryDirectory
from application.ports.storage.due import Chore
from application.ports.storage.unit_of_work import Work
from application.ports.tasks import TaskEngine
from domain.call_budget import Lane
from domain.connection import ConnectionStatus
from domain.identifiers import SupplierId

AGAIN_AFTER: Final = timedelta(minutes=5)


class ReadBooks:
    """Reads all books each night, and with every import while an order waits for one of their entries.

    Source: R1, R20, B8; architecture §10.3. Calls: one a book. When they cannot be read now, the chore itself comes
    again soon.
    """

    def __init__(self, *, work: Work, directory: InventoryDirectory, tasks: TaskEngine, clock: Clock) -> None:
        self._work, self._directory, self._tasks, self._clock = work, directory, tasks, clock

    def __call__(self, subject: str) -> None:
        """Read the books of this supplier, while it is connected. Raises: what reading raises but later may not."""
        supplier = SupplierId(subject)
        with self._work() as store:
            connection = store.connections.get(supplier)
        if connection is None or connection.status is not ConnectionStatus.CONNECTED:
            return
        account = self._directory.open(connection.system, connection.opened(), lane=Lane.PRICES)
        try:
            books = account.books()
        except (NotSent, Unavailable) as later:
            with self._work() as store:
                again = self._clock.now() + max(later.retry_after, AGAIN_AFTER)
                store.due.move(supplier, Chore.BOOKS, again)
            return
        with self._work() as store:
            keep_books(store, self._tasks, supplier, books, self._clock.now())
