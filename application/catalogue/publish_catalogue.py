"""Differences between the account and what Upstock was told become events."""

from datetime import datetime

from application.catalogue.announcing import AT_ONCE, Announcer
from application.catalogue.import_jobs import ImportJobs
from application.ports.storage.mirror import Stream
from application.ports.storage.unit_of_work import Work
from domain.identifiers import SupplierId


class PublishCatalogue:
    """Looks at what changed or was newly imported, some records a commit, so that a stop repeats none.

    Source: R5, R6, R8; architecture §10.3 (4). What was looked at and did not change is no question again; a run with
    nothing changed tells nothing. Calls: none.
    """

    def __init__(self, *, work: Work, announcer: Announcer, imports: ImportJobs) -> None:
        self._work, self._announcer, self._imports = work, announcer, imports

    def __call__(self, supplier: SupplierId, since: datetime | None) -> int:
        """Answer how many events were told of what changed since then, or ever."""
        return sum(self._publish(supplier, stream, since) for stream in Stream)

    def _publish(self, supplier: SupplierId, stream: Stream, since: datetime | None) -> int:
        with self._work() as store:
            keys, told = store.publications.unseen(supplier, stream, since), 0
        for start in range(0, len(keys), AT_ONCE):
            batch = keys[start : start + AT_ONCE]
            with self._work() as store:
                self._imports.count(store, supplier, stream, len(batch))
                told += self._announcer.look_at(store, supplier, stream, batch)
        return told
