"""Doubting a supplier's key: raising it, having the system asked, taking that up again when its task was lost."""

from datetime import timedelta
from typing import Final

from application.ports.clock import Clock
from application.ports.errors import KeyRefused
from application.ports.storage.unit_of_work import LostRace, UnitOfWork, Work
from application.ports.tasks import Task, TaskEngine
from domain.connection import Connection, Credentials
from domain.doubt import Refusal
from domain.identifiers import SupplierId

CHUNK: Final = 100
TWICE: Final = 2
LOST_AFTER: Final = timedelta(minutes=2)
"""How late an asking may be before its task counts as lost."""


class Doubts:
    """The only way a doubted link is stored, so that no doubt is forgotten. Source: R4; architecture §6.2."""

    def __init__(self, *, work: Work, tasks: TaskEngine, clock: Clock) -> None:
        self._work, self._tasks, self._clock = work, tasks, clock

    def raise_about(self, credentials: Credentials, refused: KeyRefused) -> None:
        """Doubt every link that is opened with these, unless it is doubted already.

        A refusal of a key that was exchanged meanwhile says nothing about the new one.
        """
        for _ in range(TWICE):
            try:
                self._raise(
                    credentials, Refusal(at=self._clock.now(), said=refused.detail, blames_key=refused.blames_key)
                )
            except LostRace:  # somebody changed the link this instant: see what it is now
                continue
            return

    def save(self, store: UnitOfWork, connection: Connection) -> Connection:
        """Store a link, and have the system asked when its doubt says so. Raises: LostRace."""
        saved = store.connections.save(connection)
        self._have_asked(store, saved)
        return saved

    def take_up(self) -> None:
        """Have those systems asked that should have been, and whose task was lost. Source: architecture §10.8.

        No secret is opened for it: one that cannot be read is its own supplier's trouble alone (B18).
        """
        now = self._clock.now()
        with self._work() as store:
            for supplier in store.connections.unasked(now - LOST_AFTER, CHUNK):
                self._enqueue(store, supplier, now.isoformat(), delay=timedelta())

    def _raise(self, credentials: Credentials, refusal: Refusal) -> None:
        with self._work() as store:
            for connection in store.connections.opened_by(credentials.account_id):
                doubted = connection.doubted(refusal)
                if connection.credentials == credentials and doubted is not connection:
                    self.save(store, doubted)

    def _have_asked(self, store: UnitOfWork, connection: Connection) -> None:
        if connection.doubt is None:
            return
        now = self._clock.now()
        run = str(connection.version)
        self._enqueue(store, connection.supplier, run, delay=max(connection.doubt.ask_at, now) - now)

    def _enqueue(self, store: UnitOfWork, supplier: SupplierId, run: str, *, delay: timedelta) -> None:
        key = f"doubt:{supplier}:{run}"
        self._tasks.enqueue(store, Task.DOUBT_CONNECTION, account=supplier, key=key, subject=supplier, delay=delay)
