"""A supplier's webhooks are registered, and those that its system switched off are switched on again."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from application.ports.clock import Clock
from application.ports.errors import BudgetSpent, NoticesUnavailable, NotSent, PortError, Unavailable, Unclear
from application.ports.identities import NewSecret
from application.ports.inventory import InventoryDirectory
from application.ports.notices import ChangeNotices
from application.ports.storage.due import Chore
from application.ports.storage.unit_of_work import LostRace, UnitOfWork, Work
from domain.attempt import Patience
from domain.call_budget import Lane
from domain.connection import ConnectionStatus
from domain.identifiers import SupplierId
from domain.notices import NoticeState, Subscription, address

NONE_THERE: Final = "this inventory system has none."

MOST_TRIES: Final = 6
"""How often in a row it is tried again soon; after that the hourly look is often enough."""


class WatchNotices:
    """Looks once at what an account sends us, and puts right what is missing, switched off or stale.

    Source: B5; architecture §10.4 (4). Calls: one to look, one for each webhook to change. Where nobody can reach
    this program any more (`public_url` is empty), it removes what was registered earlier.
    """

    def __init__(
        self,
        *,
        work: Work,
        directory: InventoryDirectory,
        clock: Clock,
        patience: Patience,
        new_secret: NewSecret,
        public_url: str,
    ) -> None:
        self._work, self._directory, self._clock = work, directory, clock
        self._patience, self._new_secret, self._public_url = patience, new_secret, public_url

    def __call__(self, subject: str) -> None:
        """Look after the webhooks of the supplier with this id, unless it is not connected."""
        supplier = SupplierId(subject)
        with self._work() as store:
            connection = store.connections.get(supplier)
            if connection is None or connection.status is not ConnectionStatus.CONNECTED:
                return
            wanted = self._noted(store, supplier)
        if not wanted.urls:
            return
        notices = self._directory.notices(connection.system, connection.opened(), lane=Lane.SHIPMENTS)
        try:
            self._look(notices, wanted)
        except LostRace:
            self._undo(notices, wanted)

    def _noted(self, store: UnitOfWork, supplier: SupplierId) -> Subscription:
        """Store what is to be, before the account is asked for it."""
        known = store.subscriptions.get(supplier) or Subscription(supplier=supplier)
        if self._public_url:
            wanted = known.aimed_at(address(self._public_url, supplier), fresh_token=self._new_secret())
        else:
            wanted = known if known.state is NoticeState.ENDED else known.ended()
        return known if wanted == known else store.subscriptions.save(wanted)

    def _look(self, notices: ChangeNotices | None, wanted: Subscription) -> None:
        """Look, and note how it stands. Raises: LostRace."""
        seen, again = wanted, timedelta(0)
        now = self._clock.now()
        try:
            seen = _looked(notices, wanted, now)
        except BudgetSpent as turn:
            again = turn.retry_after
        except NoticesUnavailable as none:
            seen = wanted.unavailable(now, none.detail)
        except (NotSent, Unavailable, Unclear) as later:
            seen = wanted.unclear(now, later.detail)
            again = self._pause(later, seen.tries)
        except PortError as error:
            seen = wanted.unclear(now, error.detail)
        with self._work() as store:
            store.subscriptions.save(seen)
            if again:
                store.due.move(seen.supplier, Chore.NOTICES, self._clock.now() + again)

    def _pause(self, later: NotSent | Unavailable | Unclear, tries: int) -> timedelta:
        """Answer when to try again; none is as it is for those that are tried again with the next hour."""
        if tries > MOST_TRIES:
            return timedelta(0)
        asked_for = timedelta(0) if isinstance(later, Unclear) else later.retry_after
        return max(asked_for, self._patience.pause(tries, "notices"))

    def _undo(self, notices: ChangeNotices | None, wanted: Subscription) -> None:
        """Remove again what was registered while somebody disconnected the supplier.

        Unless it is another look at the same webhooks that was faster.
        """
        with self._work() as store:
            known = store.subscriptions.get(wanted.supplier)
        if notices is None or (known and known.token == wanted.token):
            return
        try:
            why = " · ".join(notices.remove(wanted.urls).refused)
        except PortError as error:
            why = error.detail
        with self._work() as store:
            known = store.subscriptions.get(wanted.supplier)
            if why and known and known.state is NoticeState.ENDED:
                store.subscriptions.save(replace(known, urls=wanted.urls).left(self._clock.now(), why))


def _looked(notices: ChangeNotices | None, wanted: Subscription, at: datetime) -> Subscription:
    if notices is None:
        raise NoticesUnavailable(NONE_THERE)
    if wanted.token is None:
        return wanted.removed(at, notices.remove(wanted.urls).refused)
    url, *former = wanted.urls
    report = notices.ensure(url, wanted.token, former=former, is_carried=wanted.is_carried)
    return wanted.listening(at, refused=report.refused, mended=report.mended)
