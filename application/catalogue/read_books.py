"""The reference books, read anew."""

from datetime import timedelta
from typing import Final

from application.books import keep_books
from application.odd_answers import BOOKS, note_good_answer, note_odd_answer
from application.ports.clock import Clock
from application.ports.errors import NotSent, PortError, Unavailable
from application.ports.inventory import InventoryDirectory
from application.ports.storage.due import Chore
from application.ports.storage.unit_of_work import Work
from application.ports.tasks import TaskEngine
from domain.call_budget import Lane
from domain.connection import ConnectionStatus
from domain.identifiers import SupplierId

AGAIN_AFTER: Final = timedelta(minutes=5)
ODD_AGAIN_AFTER: Final = timedelta(hours=1)


class ReadBooks:
    """Reads all books each night, and with every import while an order waits for one of their entries.

    Source: R1, R20, B8; architecture §10.3. Calls: one a book. When they cannot be read now, the chore itself comes
    again soon.
    """

    def __init__(self, *, work: Work, directory: InventoryDirectory, tasks: TaskEngine, clock: Clock) -> None:
        self._work, self._directory, self._tasks, self._clock = work, directory, tasks, clock

    def __call__(self, subject: str) -> None:
        """Read the books of this supplier, while it is connected."""
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
        except PortError as odd:
            with self._work() as store:
                note_odd_answer(store, supplier, BOOKS, odd, self._clock.now())
                store.due.move(supplier, Chore.BOOKS, self._clock.now() + ODD_AGAIN_AFTER)
            return
        with self._work() as store:
            keep_books(store, self._tasks, supplier, books, self._clock.now())
            note_good_answer(store, supplier, BOOKS, self._clock.now())
