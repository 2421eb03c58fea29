"""A supplier connects its inventory system."""

from dataclasses import dataclass, replace

from application.catalogue.passes import Passes
from application.connecting.account_notices import AccountNotices, LeftBehind
from application.connecting.warnings import warnings_for
from application.jobs.steps import end_jobs_of
from application.ordering.openness import connection_cure
from application.ordering.release_held import ReleaseHeld
from application.ports.clock import Clock
from application.ports.inventory import IN_A_REQUEST, InventoryDirectory
from application.ports.storage.mirror import Mode, Stream
from application.ports.storage.operations import AuditEntry
from application.ports.storage.unit_of_work import UnitOfWork, Work
from application.running.chores import first_chores
from domain.access import Actor
from domain.call_budget import Lane
from domain.connection import Connection, ConnectionStatus, Credentials
from domain.errors import Conflict, InvalidValue
from domain.identifiers import SupplierId
from domain.order import OrderState
from domain.problems import DEFAULT_LOCATION
from domain.reference_books import ReferenceBooks

OPEN_SALES = (OrderState.CREATING, OrderState.CHECKING, OrderState.CREATED, OrderState.PARTLY_SHIPPED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Connected:
    """The link as it stands, and whether it is this supplier's first."""

    connection: Connection
    is_new: bool


class ConnectAccount:
    """Verifies the key before anything is stored, reads the books once, and starts filling the mirror.

    Source: R1, R4; architecture §8, §10.5. Calls: one for the company, one a book, ten seconds for all of them.
    """

    def __init__(
        self,
        *,
        work: Work,
        directory: InventoryDirectory,
        passes: Passes,
        release: ReleaseHeld,
        notices: AccountNotices,
        clock: Clock,
    ) -> None:
        self._work, self._directory, self._passes = work, directory, passes
        self._release, self._notices, self._clock = release, notices, clock

    def __call__(
        self, supplier: SupplierId, credentials: Credentials, *, location: str, actor: Actor, system: str = "cin7_core"
    ) -> Connected:
        """Connect, or connect again.

        Raises: CredentialsRefused when the key does not open the account, InvalidValue for a location that is not
        there, Conflict for another company while sales of the first are open, and what a call raises that may work
        later; then nothing is kept.
        """
        account = self._directory.open(system, credentials, lane=Lane.ORDERS, within=IN_A_REQUEST)
        company, books = account.company(), account.books()
        if location and books.location(location) is None:
            names = ", ".join(row.name for row in books.locations if not row.is_deprecated)
            raise InvalidValue(f"The account has no location “{location}”; it has {names}.", pointer="/location")
        link = Connection(
            supplier=supplier,
            system=system,
            company=company,
            account_id=credentials.account_id,
            credentials=credentials,
            default_location=location,
            warnings=warnings_for(company, books),
            connected_at=self._clock.now(),
        )
        connected, left = self._store(link, books, actor)
        for cure in (connection_cure(supplier), DEFAULT_LOCATION):
            self._release(supplier, cure)
        if left:
            self._notices.remove(left, actor)
        return connected

    def _store(self, link: Connection, books: ReferenceBooks, actor: Actor) -> tuple[Connected, LeftBehind | None]:
        """Answer the link, and webhooks of another company's account that it takes the place of."""
        left = None
        with self._work() as store:
            known = store.connections.get(link.supplier)
            if known:
                link = self._again(store, known, link)
                left = None if known.is_of(link.account_id) else self._notices.forget(store, known)
            saved = store.connections.save(link)
            before = store.mirror.books(link.supplier)
            store.mirror.put_books(
                link.supplier, books.remembering(before.record) if before else books, self._clock.now()
            )
            for stream in Stream:
                self._passes.begin(store, link.supplier, stream, Mode.SWEEP)
            store.due.fill(first_chores(saved, self._clock.now()))
            self._notices.begin(store, saved)
            entry = AuditEntry(
                actor=actor.name,
                supplier=link.supplier,
                action="connection.made",
                detail=link.company.name,
                at=link.connected_at,
            )
            store.audit.add(entry)
        return Connected(connection=saved, is_new=known is None), left

    def _again(self, store: UnitOfWork, known: Connection, link: Connection) -> Connection:
        if known.is_of(link.account_id):
            still = known.status is ConnectionStatus.CONNECTED
            return replace(link, version=known.version, connected_at=known.connected_at if still else link.connected_at)
        counts = store.orders.counts(link.supplier)
        open_sales = sum(counts.get(state, 0) for state in OPEN_SALES)
        if open_sales:
            raise Conflict(
                f"Supplier {link.supplier} has {open_sales} open sales in {known.company.name}. Finish or ignore them"
                " before connecting another company, or connect the same one again."
            )
        end_jobs_of(store, link.supplier, self._clock.now(), "the supplier connected another company")
        store.mirror.forget(link.supplier)
        return replace(link, version=known.version)
