"""What a finished sweep did not show is asked for one by one before it counts as gone."""

from dataclasses import replace
from typing import Final

from application.catalogue.passes import Passes
from application.ports.clock import Clock
from application.ports.errors import NotSent, PortError, Unavailable, UnexpectedReply
from application.ports.inventory import InventoryDirectory, InventorySystem
from application.ports.storage.mirror import Absence, RunOutcome, Stream, StreamRun
from application.ports.storage.unit_of_work import LostRace, UnitOfWork, Work
from domain.connection import Connection, ConnectionStatus
from domain.contact import Contact
from domain.identifiers import ContactId, ProductId
from domain.product import Product

FEW: Final = 20
ONE_IN: Final = 20


class CloseSweep:
    """Confirms one missing record a task, and believes none gone when more than 5 % (and 20) are missing.

    Source: R8; architecture §10.3. One call a missing record. Deprecated records are no question here: the sweep
    itself shows them.
    """

    def __init__(self, *, work: Work, directory: InventoryDirectory, passes: Passes, clock: Clock) -> None:
        self._work, self._directory, self._passes, self._clock = work, directory, passes, clock

    def __call__(self, subject: str) -> None:
        """Take the sweep with this id one record further."""
        with self._work() as store:
            run = store.stream_runs.get(subject)
            connection = store.connections.get(run.supplier) if run else None
        if run is None or run.finished_at or not run.is_closing:
            return
        try:
            self._step(run, connection)
        except LostRace:  # it was cancelled, or the account became another company and its passes are gone
            return

    def _step(self, run: StreamRun, connection: Connection | None) -> None:
        with self._work() as store:
            missing = self._next(store, run, connection)
        if missing is None or connection is None:
            return None
        account = self._directory.open(connection.system, connection.opened(), lane=run.mode.lane)
        try:
            found: Contact | Product | str | None = _ask(account, run.stream, missing)
        except UnexpectedReply:  # it answers something: what cannot be read is there all the same
            found = missing
        except (NotSent, Unavailable) as later:
            with self._work() as store:
                return self._passes.put_off(store, run, later)
        except PortError as error:
            with self._work() as store:
                return self._passes.end(store, run, RunOutcome.FAILED, error.detail)
        with self._work() as store:
            return self._keep(store, run, missing, found)

    def _next(self, store: UnitOfWork, run: StreamRun, connection: Connection | None) -> str | None:
        """Answer whose presence is asked for next; None when the sweep was ended here."""
        if connection is None or connection.status is not ConnectionStatus.CONNECTED:
            self._passes.end(store, run, RunOutcome.FAILED, "the supplier is not connected")
            return None
        if run.missing == 0:
            absence = store.mirror.absence(run.supplier, run.stream, run.started_at)
            if is_suspicious(absence):
                ended = replace(run, missing=absence.missing)
                self._passes.end(store, ended, RunOutcome.SUSPICIOUS, _too_many(run.stream, absence))
                return None
        missing = store.mirror.next_unseen(run.supplier, run.stream, run.started_at, run.position or "")
        if missing is None:
            self._passes.end(store, run, RunOutcome.DONE)
        return missing

    def _keep(self, store: UnitOfWork, run: StreamRun, missing: str, found: Contact | Product | str | None) -> None:
        now, gone = self._clock.now(), 0
        if isinstance(found, Contact):
            store.mirror.put_contacts(run.supplier, (found,), now)
        elif isinstance(found, Product):
            store.mirror.put_products(run.supplier, (found,), now)
        elif found is None:
            store.mirror.mark_gone(run.supplier, run.stream, missing, now)
            gone = 1
        else:
            store.mirror.saw(run.supplier, run.stream, missing, now)
        confirmed = replace(run, position=missing, missing=run.missing + 1, gone=run.gone + gone)
        self._passes.go_on(store, confirmed, in_a_new_task=True)


def is_suspicious(absence: Absence) -> bool:
    """Answer whether so much is missing that the answers, not the account, are likely to be wrong.

    Source: architecture §10.3: more than 5 %, and more than a small account may well remove in a day.
    """
    return absence.missing > FEW and absence.missing * ONE_IN > absence.known


def _ask(account: InventorySystem, stream: Stream, missing: str) -> Contact | Product | None:
    if stream is Stream.CONTACTS:
        return account.contact(ContactId(missing))
    return account.product(ProductId(missing))


def _too_many(stream: Stream, absence: Absence) -> str:
    return (
        f"{absence.missing} of {absence.known} {stream.value} were not shown by a full reading, more than one in"
        f" {ONE_IN}, so none was taken as gone. Look in Cin7 whether they are there: what was deprecated instead of"
        " removed is noticed by itself."
    )
