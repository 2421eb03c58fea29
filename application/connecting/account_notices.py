"""What connecting and disconnecting do about an account's webhooks."""

from dataclasses import dataclass
from datetime import datetime

from application.ports.clock import Clock
from application.ports.errors import PortError
from application.ports.inventory import IN_A_REQUEST, InventoryDirectory
from application.ports.storage.operations import AuditEntry
from application.ports.storage.unit_of_work import LostRace, UnitOfWork, Work
from application.turns import Turns
from domain.access import Actor
from domain.call_budget import Lane
from domain.connection import Connection, Credentials
from domain.notices import NoticeState, Subscription


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftBehind:
    """Webhooks that are to be removed, and what opens their account; the key is stored nowhere any more."""

    system: str
    credentials: Credentials
    subscription: Subscription


class AccountNotices:
    """Has webhooks looked after from the beginning, and in the end removed with a key that is only in memory.

    Source: R4, B5; architecture §10.5 (2). Removing is best effort: how it went stands with the subscription and in
    the audit.
    """

    def __init__(self, *, work: Work, directory: InventoryDirectory, turns: Turns, clock: Clock) -> None:
        self._work, self._directory, self._turns, self._clock = work, directory, turns, clock

    def begin(self, store: UnitOfWork, connection: Connection) -> None:
        """Have them registered, or registered again, after the caller's commit."""
        self._turns.watch_notices(store, connection.supplier, because=f"connected:{connection.version}")

    def forget(self, store: UnitOfWork, connection: Connection) -> LeftBehind | None:
        """Refuse from now on whatever this account sends; answer what is to be removed there, if anything is."""
        known = store.subscriptions.get(connection.supplier)
        if known is None or known.state is NoticeState.ENDED or connection.credentials is None:
            return None
        ended = store.subscriptions.save(known.ended())
        return LeftBehind(system=connection.system, credentials=connection.credentials, subscription=ended)

    def remove(self, left: LeftBehind, actor: Actor) -> None:
        """Remove them, for at most ten seconds; whatever goes wrong is noted."""
        after = self._removed(left, self._clock.now())
        action, detail = ("webhooks.left", after.detail) if after.urls else ("webhooks.removed", "")
        with self._work() as store:
            entry = AuditEntry(
                actor=actor.name, supplier=after.supplier, action=action, detail=detail, at=self._clock.now()
            )
            store.audit.add(entry)
        try:
            with self._work() as store:
                store.subscriptions.save(after)
        except LostRace:  # the supplier is connected again by now, and its webhooks are looked after
            return

    def _removed(self, left: LeftBehind, now: datetime) -> Subscription:
        ended = left.subscription
        try:
            notices = self._directory.notices(left.system, left.credentials, lane=Lane.ORDERS, within=IN_A_REQUEST)
            return ended.removed(now, notices.remove(ended.urls).refused if notices else ())
        except PortError as error:
            return ended.left(now, error.detail)
