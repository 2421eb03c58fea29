"""Telling Upstock: the event and the task that delivers it, in the commit of what it tells."""

from datetime import timedelta

from application.ports.clock import Clock
from application.ports.identities import NewId
from application.ports.storage.publishing import Notice
from application.ports.storage.unit_of_work import UnitOfWork
from application.ports.tasks import Task, TaskEngine
from domain.events import Event
from domain.identifiers import SupplierId


class Teller:
    """Writes events into the outbox and sees that a delivery follows; without a listener they wait there.

    Source: B2; architecture §6.6. Every key names something that happens once, so that no delivery is lost to a key
    that is known already, and none is asked for twice.
    """

    def __init__(self, *, tasks: TaskEngine, clock: Clock, new_id: NewId, somebody_listens: bool) -> None:
        self._tasks, self._clock, self._new_id = tasks, clock, new_id
        self._somebody_listens = somebody_listens

    def tell(self, store: UnitOfWork, supplier: SupplierId, *events: Event) -> None:
        """Append events, in this order, as part of the caller's commit, and have them delivered soon."""
        now = self._clock.now()
        notices = [Notice(id=self._new_id(), supplier=supplier, event=event, at=now) for event in events]
        store.outbox.add_all(notices)
        if notices:
            self.deliver(store, supplier, because=notices[0].id)

    def deliver(
        self, store: UnitOfWork, supplier: SupplierId, *, because: str, delay: timedelta = timedelta(0)
    ) -> None:
        """Have what is due delivered after `delay`, as part of the caller's commit; each `because` counts once."""
        if self._somebody_listens:
            self._tasks.enqueue(
                store,
                Task.DELIVER_EVENTS,
                account=supplier,
                key=f"deliver:{supplier}:{because}",
                subject=supplier,
                delay=max(delay, timedelta(0)),
            )
