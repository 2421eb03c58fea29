"""Having a supplier's recurring work done now: within the caller's commit."""

from application.ports.storage.due import INSTALLATION
from application.ports.storage.unit_of_work import UnitOfWork
from application.ports.tasks import Task, TaskEngine
from domain.identifiers import SupplierId


class Turns:
    """Enqueues one turn of what comes again for a supplier; `because` says which, so that it is begun once.

    Source: architecture §6.5, §10.8. `public_url` is empty where nobody outside can reach this program.
    """

    def __init__(self, *, tasks: TaskEngine, public_url: str) -> None:
        self._tasks, self._public_url = tasks, public_url

    def poll_sales(self, store: UnitOfWork, supplier: SupplierId, *, because: str) -> None:
        """Have the account's sales looked at. Source: R14."""
        self._enqueue(store, Task.POLL_SALES, supplier, f"poll:{supplier}:{because}")

    def read_books(self, store: UnitOfWork, supplier: SupplierId, *, because: str) -> None:
        """Have the reference books read. Source: R8."""
        self._enqueue(store, Task.READ_BOOKS, supplier, f"books:{supplier}:{because}")

    def watch_notices(self, store: UnitOfWork, supplier: SupplierId, *, because: str) -> None:
        """Have the account's webhooks looked after, unless there is no address to register and none that was.

        Source: B5.
        """
        known = None if self._public_url else store.subscriptions.get(supplier)
        if self._public_url or (known and known.urls):
            self._enqueue(store, Task.WATCH_NOTICES, supplier, f"watch:{supplier}:{because}")

    def prune(self, store: UnitOfWork, *, because: str) -> None:
        """Have what need not be kept removed, of all suppliers."""
        self._enqueue(store, Task.PRUNE, INSTALLATION, f"prune:{because}")

    def _enqueue(self, store: UnitOfWork, task: Task, supplier: SupplierId, key: str) -> None:
        self._tasks.enqueue(store, task, account=supplier, key=key, subject=supplier)
