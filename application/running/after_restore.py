"""The database was restored to an earlier state: nothing that was done since may be done twice, or stay unseen."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Final

from application.ports.clock import Clock
from application.ports.storage.connections import ListedSupplier
from application.ports.storage.due import Chore
from application.ports.storage.operations import AuditEntry
from application.ports.storage.shipping import SaleWatch
from application.ports.storage.unit_of_work import Work
from application.shipping.sale_reads import SaleReads
from domain.access import Actor
from domain.connection import ConnectionStatus
from domain.due_times import FOLLOWED_FOR
from domain.errors import InvalidValue
from domain.restore import Restore

MARGIN: Final = timedelta(days=1)
"""How long whoever restored it may have waited before saying so, with work going on meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """What was set in motion: whose sales are read again, how many, and from when on sales are looked for."""

    suppliers: int
    sales: int
    looks_from: datetime


class AfterRestore:
    """Notes the restore, so that first attempts look before they send, and has every open sale read again.

    Source: B2; architecture §11. May be repeated, and stopped at any point: what was not asked for yet is asked for
    by the next call, and polling finds it too.
    """

    def __init__(self, *, work: Work, reads: SaleReads, clock: Clock, chunk: int) -> None:
        self._work, self._reads, self._clock, self._chunk = work, reads, clock, chunk

    def __call__(self, actor: Actor, backup_at: datetime | None = None) -> Recovery:
        """Note it now; without the instant of the backup, what was written last tells it.

        Raises: InvalidValue for a backup that is still to be made.
        """
        now = self._clock.now()
        if backup_at and backup_at > now:
            raise InvalidValue("The backup cannot have been made later than now.", pointer="/since")
        with self._work() as store:
            known_until = backup_at or store.restores.last_written() or now
            restore = Restore(noted_at=now, remembers_until=known_until - MARGIN, actor=actor.name)
            store.restores.add(restore)
            detail = f"looking from {restore.remembers_until:%Y-%m-%d %H:%M} UTC"
            entry = AuditEntry(actor=actor.name, supplier=None, action="database.restored", detail=detail, at=now)
            store.audit.add(entry)
            links = [link for link in store.connections.listed() if link.status is ConnectionStatus.CONNECTED]
        sales = sum(self._read_again(link) for link in links)
        return Recovery(suppliers=len(links), sales=sales, looks_from=restore.remembers_until)

    def _read_again(self, link: ListedSupplier) -> int:
        now = self._clock.now()
        with self._work() as store:
            store.due.move(link.supplier, Chore.SHIPMENTS, now)
            followed = store.shipping.followed(link.supplier, link.account_id, shipped_since=now - FOLLOWED_FOR)
        for few in _portions((sale.watch for sale in followed), self._chunk):
            with self._work() as store:
                known = [store.shipping.watch(watch.key) for watch in few]
                self._reads.ask(store, [replace(watch, due_at=None) for watch in known])
        return len(followed)


def _portions(watches: Iterable[SaleWatch], size: int) -> Iterator[list[SaleWatch]]:
    rest = iter(watches)
    while few := list(islice(rest, size)):
        yield few
