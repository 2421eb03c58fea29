"""After a refusal: the system is asked whose account it is, before the link counts as lost."""

from collections.abc import Callable
from datetime import timedelta

from application.connecting.backlog import Backlog
from application.connecting.doubts import Doubts
from application.ports.clock import Clock
from application.ports.errors import CredentialsRefused, NotSent, PortError, Unavailable
from application.ports.inventory import InventoryDirectory
from application.ports.storage.operations import AuditEntry
from application.ports.storage.unit_of_work import LostRace, UnitOfWork, Work
from application.telling import Teller
from domain.call_budget import Lane
from domain.connection import Connection
from domain.doubt import PAUSE, Refusal
from domain.events import ConnectionLost
from domain.identifiers import SupplierId

ACTOR = "connector"
UNEXPECTED = timedelta(minutes=5)
"""When a system is asked again that answered in a way nobody documented."""

Verdict = Callable[[Connection], Connection]


class DoubtConnection:
    """Asks once whether the key still opens the account, and concludes what that makes of the link.

    Source: R4; architecture §6.2, §11. Calls: one. A doubt that ended meanwhile, by disconnecting or with another
    key, is not concluded from an answer about the old key. A lost link is told once, its schedules end, and what
    is not in Cin7 is held; connecting again lets it go.
    """

    def __init__(
        self,
        *,
        work: Work,
        directory: InventoryDirectory,
        doubts: Doubts,
        backlog: Backlog,
        teller: Teller,
        clock: Clock,
    ) -> None:
        self._work, self._directory, self._doubts = work, directory, doubts
        self._backlog, self._teller, self._clock = backlog, teller, clock

    def __call__(self, subject: str) -> None:
        """Ask for the supplier of this id, if its key is doubted and it is time to ask."""
        supplier = SupplierId(subject)
        with self._work() as store:
            doubted = store.connections.get(supplier)
        if doubted is None or doubted.doubt is None or self._clock.now() < doubted.doubt.ask_at:
            return
        verdict = self._ask(doubted)
        try:
            concluded = self._conclude(doubted, verdict)
        except LostRace:  # the link was changed this instant: the minute's tick has the system asked again
            return
        if concluded and concluded.loss:
            self._backlog.close(concluded)

    def _ask(self, doubted: Connection) -> Verdict:
        account = self._directory.open(doubted.system, doubted.opened(), lane=Lane.ORDERS)
        try:
            account.company()
        except CredentialsRefused as refused:
            refusal = Refusal(at=self._clock.now(), said=refused.detail, blames_key=refused.blames_key)
            return lambda connection: connection.refused_again(refusal)
        except (NotSent, Unavailable) as later:
            ask_at = self._clock.now() + max(later.retry_after, PAUSE)
            return lambda connection: connection.unanswered(ask_at)
        except PortError:
            ask_at = self._clock.now() + UNEXPECTED
            return lambda connection: connection.unanswered(ask_at)
        return Connection.trusted

    def _conclude(self, doubted: Connection, verdict: Verdict) -> Connection | None:
        with self._work() as store:
            now = store.connections.get(doubted.supplier)
            if now is None or (now.credentials, now.doubt) != (doubted.credentials, doubted.doubt):
                return None
            saved = self._doubts.save(store, verdict(now))
            if saved.loss:
                self._end(store, saved, saved.loss.said)
            return saved

    def _end(self, store: UnitOfWork, lost: Connection, said: str) -> None:
        store.due.remove(lost.supplier)
        self._teller.tell(store, lost.supplier, ConnectionLost(company=lost.company.name, detail=said))
        entry = AuditEntry(
            actor=ACTOR, supplier=lost.supplier, action="connection.lost", detail=said, at=self._clock.now()
        )
        store.audit.add(entry)
