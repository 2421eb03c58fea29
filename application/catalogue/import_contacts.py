"""Somebody of Upstock has a supplier's customers imported; from then on they follow by themselves."""

from application.catalogue.import_jobs import ImportJobs, check_connected
from application.ports.clock import Clock
from application.ports.storage.catalogue import Chosen
from application.ports.storage.jobs import Job
from application.ports.storage.mirror import Stream
from application.ports.storage.unit_of_work import Work
from domain.access import Actor
from domain.identifiers import SupplierId


class ImportContacts:
    """Notes that customers are imported from now on, and has those that are known published.

    Source: R5. Calls: none; what is still being read follows when it was.
    """

    def __init__(self, *, work: Work, imports: ImportJobs, clock: Clock) -> None:
        self._work, self._imports, self._clock = work, imports, clock

    def __call__(self, supplier: SupplierId, actor: Actor) -> Job:
        """Answer the job that does it. Raises: NotThere for a supplier that was never connected, Conflict while not."""
        with self._work() as store:
            check_connected(store, supplier)
            store.choices.import_contacts(supplier, Chosen(actor=actor.name, at=self._clock.now()))
            return self._imports.begin(store, supplier, Stream.CONTACTS, actor, "all")
