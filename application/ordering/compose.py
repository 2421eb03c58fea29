"""Composing the sale of an order from what is known of the account."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Final

from application.books import keep_books
from application.ordering.gather import Gather
from application.ports.clock import Clock
from application.ports.errors import PortError
from application.ports.inventory import InventorySystem
from application.ports.storage.unit_of_work import LostRace, Work
from application.ports.tasks import TaskEngine
from domain.approved_order import ApprovedOrder
from domain.composing.compose_sale import Composition, compose_sale
from domain.connection import Connection
from domain.problems import BOOK_CURES, Problem
from domain.sale_options import OptionsVersion

FRESH: Final = timedelta(minutes=5)
"""How old the books may be before they are read anew for an order that lacks one of their entries."""

OF_THE_ACCOUNT: Final = frozenset({"quantity_too_fine", "order_currency"})
"""What an account's own settings decide; they are read on connecting, and anew for an order that they hold."""


class Compose:
    """Composes from the mirror; with an open account, whatever an order lacks is read once more before it counts.

    Source: B7, R33, R35, R36; architecture §10.1. Calls: one for each product or customer that the mirror misses, one
    a book where an entry is missing, one for the account's settings where they speak against the order.
    """

    def __init__(self, *, work: Work, gather: Gather, tasks: TaskEngine, clock: Clock) -> None:
        self._work, self._gather, self._tasks, self._clock = work, gather, tasks, clock

    def __call__(
        self,
        approved: ApprovedOrder,
        connection: Connection,
        options: OptionsVersion,
        account: InventorySystem | None = None,
    ) -> Composition:
        """Answer the sale or everything that stands against it. Raises: what looking up a miss raises."""
        composition = compose_sale(self._gather(approved, connection, options, account))
        if account is None or composition.sale is not None:
            return composition
        try:
            renewed = self._renewed(connection, account, composition.problems)
        except PortError:  # what is known stands: the next import reads the books, and lets the order go
            return composition
        return compose_sale(self._gather(approved, renewed, options)) if renewed else composition

    def _renewed(
        self, connection: Connection, account: InventorySystem, problems: Iterable[Problem]
    ) -> Connection | None:
        """Read anew what these problems are about; answer the connection as it is then, None where nothing is new."""
        found = list(problems)
        lacks_entry = any(cure.kind in BOOK_CURES for problem in found for cure in problem.cures)
        was_read = lacks_entry and self._read_books(connection, account)
        if any(problem.code in OF_THE_ACCOUNT for problem in found):
            return self._with_company(connection, account)
        return connection if was_read else None

    def _read_books(self, connection: Connection, account: InventorySystem) -> bool:
        with self._work() as store:
            known = store.mirror.books(connection.supplier)
        if known and known.at + FRESH > self._clock.now():
            return False
        books = account.books()
        with self._work() as store:
            keep_books(store, self._tasks, connection.supplier, books, self._clock.now())
        return True

    def _with_company(self, connection: Connection, account: InventorySystem) -> Connection:
        company = account.company()
        try:
            with self._work() as store:
                stored = store.connections.get(connection.supplier)
                if stored and stored.company != company:
                    store.connections.save(replace(stored, company=company))
        except LostRace:  # whoever connected this instant has read it as well
            pass
        return replace(connection, company=company)
