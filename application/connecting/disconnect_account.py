"""A supplier disconnects its inventory system."""

from application.connecting.account_notices import AccountNotices, LeftBehind
from application.connecting.backlog import Backlog
from application.ports.clock import Clock
from application.ports.storage.operations import AuditEntry
from application.ports.storage.unit_of_work import Work
from domain.access import Actor
from domain.connection import Connection, ConnectionStatus
from domain.errors import NotThere
from domain.identifiers import SupplierId


class DisconnectAccount:
    """Erases the key and holds what has not reached Cin7; history stays readable.

    Source: R4. An order whose sale is being made this instant is not touched: what was begun is finished, and when
    that is not possible its own next step holds it. Webhooks are removed last, with a key that is no longer stored.
    """

    def __init__(self, *, work: Work, backlog: Backlog, notices: AccountNotices, clock: Clock) -> None:
        self._work, self._backlog, self._notices, self._clock = work, backlog, notices, clock

    def __call__(self, supplier: SupplierId, actor: Actor) -> None:
        """Disconnect; once more changes nothing. Raises: NotThere when the supplier was never connected."""
        ended = self._end(supplier, actor)
        if ended is None:
            return
        after, left = ended
        self._backlog.close(after)
        if left:
            self._notices.remove(left, actor)

    def _end(self, supplier: SupplierId, actor: Actor) -> tuple[Connection, LeftBehind | None] | None:
        """Answer the link as it is now, and webhooks to remove; None when it had ended before."""
        now = self._clock.now()
        with self._work() as store:
            connection = store.connections.get(supplier)
            if connection is None:
                raise NotThere(f"Supplier {supplier} was never connected.")
            if connection.status is ConnectionStatus.DISCONNECTED:
                return None
            entry = AuditEntry(
                actor=actor.name,
                supplier=supplier,
                action="connection.ended",
                detail=connection.company.name,
                at=now,
            )
            store.audit.add(entry)
            store.due.remove(supplier)
            left = self._notices.forget(store, connection)
            return store.connections.save(connection.disconnected(now)), left
