"""A supplier connects its inventory system."""

from dataclasses import dataclass, replace
from typing import Final

from application.catalogue.passes import Passes
from application.connecting.account_notices import AccountNotices, LeftBehind
from application.connecting.backlog import Backlog
from application.connecting.warnings import warnings_for
from application.jobs.steps import end_jobs_of
from application.ports.clock import Clock
from application.ports.inventory import IN_A_REQUEST, InventoryDirectory
from application.ports.storage.mirror import Mode, Stream
from application.ports.storage.operations import AuditEntry
from application.ports.storage.unit_of_work import UnitOfWork, Work
from application.running.chores import first_chores
from application.shipping.counting import begin_count
from domain.access import Actor
from domain.call_budget import Lane
from domain.connection import Connection, ConnectionStatus, Credentials
from domain.errors import Conflict, InvalidValue
from domain.identifiers import SupplierId
from domain.reference_books import ReferenceBooks

NAMED: Final = 5
"""How many orders a refusal names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Connected:
    """The link as it stands; `before` is what it was, None for this supplier's first."""

    connection: Connection
    before: Connection | None

    @property
    def is_new(self) -> bool:
        """Answer whether it is this supplier's first."""
        return self.before is None

    @property
    def former_company(self) -> str:
        """Answer the company whose place this one took; empty when it is the same, or the first."""
        same = self.before is None or self.before.is_of(self.connection.account_id)
        return "" if same or self.before is None else self.before.company.name


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
        backlog: Backlog,
        notices: AccountNotices,
        clock: Clock,
    ) -> None:
        self._work, self._directory, self._passes = work, directory, passes
        self._backlog, self._notices, self._clock = backlog, notices, clock

    def __call__(
        self,
        supplier: SupplierId,
        credentials: Credentials,
        *,
        location: str,
        actor: Actor,
        leaving_open_sales: bool = False,
        system: str = "cin7_core",
    ) -> Connected:
        """Connect, or connect again; what was approved for another company than this one is held for that one.

        Raises: CredentialsRefused when the key does not open the account, InvalidValue for a location that is not
        there, Conflict for another company while sales of the first are open, unless they are left behind on
        purpose, and what a call raises that may work later; then nothing is kept.
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
        connected, left = self._store(link, books, actor, leaving_open_sales=leaving_open_sales)
        self._backlog.open(connected.connection, former=connected.former_company)
        if left:
            self._notices.remove(left, actor)
        return connected

    def _store(
        self, link: Connection, books: ReferenceBooks, actor: Actor, *, leaving_open_sales: bool
    ) -> tuple[Connected, LeftBehind | None]:
        """Answer the link, and webhooks of another company's account that it takes the place of."""
        left = None
        with self._work() as store:
            known = store.connections.get(link.supplier)
            if known and known.is_of(link.account_id):
                link = _again(known, link)
            elif known:
                link = self._instead_of(store, known, link, leaving_open_sales=leaving_open_sales)
                left = self._notices.forget(store, known)
            saved = store.connections.save(link)
            if known and not (known.status is ConnectionStatus.CONNECTED and known.is_of(saved.account_id)):
                begin_count(store, saved, self._clock.now())
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
        return Connected(connection=saved, before=known), left

    def _instead_of(
        self, store: UnitOfWork, known: Connection, link: Connection, *, leaving_open_sales: bool
    ) -> Connection:
        """Answer the link to another company; nothing of the first one's records is kept. Raises: Conflict."""
        open_sales = store.orders.open_in(known.supplier, known.account_id)
        if open_sales and not leaving_open_sales:
            named = ", ".join(key.number for key in open_sales[:NAMED])
            more = f" and {len(open_sales) - NAMED} more" if len(open_sales) > NAMED else ""
            raise Conflict(
                f"Sales of {known.company.name} still await shipment: orders {named}{more}. Ship or void them in Cin7"
                " first, connect that company again, or leave them behind on purpose with leaving_open_sales."
            )
        end_jobs_of(store, link.supplier, self._clock.now(), "the supplier connected another company")
        store.mirror.forget(link.supplier)
        return replace(link, version=known.version)


def _again(known: Connection, link: Connection) -> Connection:
    """Answer the link to the same company: it is as old as it was, unless it was broken."""
    unbroken = known.status is ConnectionStatus.CONNECTED
    return replace(link, version=known.version, connected_at=known.connected_at if unbroken else link.connected_at)
