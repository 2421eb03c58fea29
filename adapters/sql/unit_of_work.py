"""One short transaction on one connection."""

import threading
from types import TracebackType
from typing import Self

import sqlalchemy as sa

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
    """Every repository over one transaction; commits when the block ends, rolls back when it raises.

    Shape: may be used again once its block has ended; one at a time in a thread.
    """

    def __init__(self, engine: sa.Engine, vault: Vault, watcher: Watcher = UNWATCHED) -> None:
        self._engine, self._vault, self._watcher = engine, vault, watcher
        self._transaction: sa.Connection | None = None

    @property
    def transaction(self) -> sa.Connection:
        """The transaction, for the task engine. Raises: RuntimeError outside the block."""
        if self._transaction is None:
            raise RuntimeError("There is a transaction only inside `with work() as store:`.")
        return self._transaction

    def __enter__(self) -> Self:
        """Begin. Raises: TransactionOpen when one is open in this thread, StorageUnavailable."""
        refuse_inside_transaction("A unit of work was opened")
        with outages_in_our_words():
            transaction = self._engine.connect()
        self.connections = repositories.SqlConnections(transaction, self._vault)
        self.options = repositories.SqlOptions(transaction)
        self.orders = repositories.SqlOrders(transaction)
        self.evidence = repositories.SqlEvidence(transaction)
        self.mirror = repositories.SqlMirror(transaction)
        self.stream_runs = repositories.SqlStreamRuns(transaction)
        self.jobs = self._jobs = repositories.SqlJobs(transaction)
        self.gap = repositories.SqlGap(transaction)
        self.due = repositories.SqlDue(transaction)
        self.outbox = repositories.SqlOutbox(transaction)
        self.shipping = repositories.SqlShipping(transaction)
        self.drift = repositories.SqlDrift(transaction)
        self.subscriptions = repositories.SqlSubscriptions(transaction, self._vault)
        self.hints = repositories.SqlHints(transaction)
        self.choices = repositories.SqlChoices(transaction)
        self.publications = repositories.SqlPublications(transaction)
        self.price_lists = repositories.SqlPriceLists(transaction)
        self.alarms = repositories.SqlAlarms(transaction)
        self.catalogue = repositories.SqlCatalogueViews(transaction)
        self._look_after(transaction)
        # last, because a block that could not begin is never ended
        self._transaction, _thread.is_open = transaction, True
        return self

    def _look_after(self, transaction: sa.Connection) -> None:
        """Open what is about the installation rather than about anybody's orders or goods."""
        self.tokens = repositories.SqlTokens(transaction)
        self.audit = repositories.SqlAudit(transaction)
        self.retention = repositories.SqlRetention(transaction)
        self.figures = repositories.SqlFigures(transaction)
        self.restores = repositories.SqlRestores(transaction)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Commit, or roll back when an error passes through; the thread is free again either way.

        Raises: StorageUnavailable in the place of whatever an outage of the database raises.
        """
        transaction = self.transaction
        self._transaction = None
        with outages_in_our_words():
            try:
                if error is None:
                    transaction.commit()
                elif outage_of(error):
                    raise error
            finally:
                _thread.is_open = False
                transaction.close()
        for job, is_new in self._jobs.written if error is None else ():
            self._watcher.stored(job, is_new=is_new)
