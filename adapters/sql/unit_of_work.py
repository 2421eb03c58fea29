"""One short transaction over one session."""

import threading
from types import TracebackType
from typing import Self

import sqlalchemy as sa
from sqlalchemy.orm import Session

from adapters.sql import repositories
from adapters.sql.outages import outage_of, outages_in_our_words
from adapters.sql.vault import Vault
from adapters.sql.watching import UNWATCHED, Watcher
from application.ports.storage.unit_of_work import UnitOfWork

_thread = threading.local()


class TransactionOpen(RuntimeError):
    """A transaction is open in this thread, so another one or a call would wait for it, or keep everybody waiting."""


def transaction_is_open() -> bool:
    """Answer whether this thread is inside a unit of work: then it must not call another system."""
    return bool(getattr(_thread, "is_open", False))


def refuse_inside_transaction(what: str) -> None:
    """Guard against `what` while this thread's transaction is open. Raises: TransactionOpen."""
    if transaction_is_open():
        raise TransactionOpen(
            f"{what} inside a unit of work: leave its `with` block first. On SQLite it would stall for 30 s and"
            " fail; on PostgreSQL it would hold locks while it waits."
        )


class SqlUnitOfWork(UnitOfWork):
    """Every repository over one session; commits when the block ends, rolls back when it raises.

    Shape: may be used again once its block has ended; one at a time in a thread.
    """

    def __init__(self, engine: sa.Engine, vault: Vault, watcher: Watcher = UNWATCHED) -> None:
        self._engine, self._vault, self._watcher = engine, vault, watcher
        self._session: Session | None = None

    @property
    def transaction(self) -> Session:
        """The session, for the task engine. Raises: RuntimeError outside the block."""
        if self._session is None:
            raise RuntimeError("There is a transaction only inside `with work() as store:`.")
        return self._session

    def __enter__(self) -> Self:
        """Begin. Raises: TransactionOpen when one is open in this thread."""
        refuse_inside_transaction("A unit of work was opened")
        # rows are read anew by every question: statements write past the session's own copies
        session = Session(self._engine, autoflush=False, execution_options={"populate_existing": True})
        self.connections = repositories.SqlConnections(session, self._vault)
        self.options = repositories.SqlOptions(session)
        self.orders = repositories.SqlOrders(session)
        self.evidence = repositories.SqlEvidence(session)
        self.mirror = repositories.SqlMirror(session)
        self.stream_runs = repositories.SqlStreamRuns(session)
        self.jobs = self._jobs = repositories.SqlJobs(session)
        self.gap = repositories.SqlGap(session)
        self.due = repositories.SqlDue(session)
        self.outbox = repositories.SqlOutbox(session)
        self.shipping = repositories.SqlShipping(session)
        self.drift = repositories.SqlDrift(session)
        self.subscriptions = repositories.SqlSubscriptions(session, self._vault)
        self.hints = repositories.SqlHints(session)
        self.choices = repositories.SqlChoices(session)
        self.publications = repositories.SqlPublications(session)
        self.price_lists = repositories.SqlPriceLists(session)
        self.alarms = repositories.SqlAlarms(session)
        self.catalogue = repositories.SqlCatalogueViews(session)
        self._look_after(session)
        # last, because a block that could not begin is never ended
        self._session, _thread.is_open = session, True
        return self

    def _look_after(self, session: Session) -> None:
        """Open what is about the installation rather than about anybody's orders or goods."""
        self.tokens = repositories.SqlTokens(session)
        self.audit = repositories.SqlAudit(session)
        self.retention = repositories.SqlRetention(session)
        self.figures = repositories.SqlFigures(session)
        self.restores = repositories.SqlRestores(session)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Commit, or roll back when an error passes through; the thread is free again either way.

        Raises: StorageUnavailable in the place of whatever an outage of the database raises.
        """
        session = self.transaction
        self._session = None
        with outages_in_our_words():
            try:
                if error is None:
                    session.commit()
                elif outage_of(error):
                    raise error
            finally:
                _thread.is_open = False
                session.close()
        for job, is_new in self._jobs.written if error is None else ():
            self._watcher.stored(job, is_new=is_new)
