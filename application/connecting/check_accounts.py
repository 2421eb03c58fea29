"""Whether suppliers' keys still open their accounts, asked because somebody wants to know now."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from application.ports.errors import PortError, Refused
from application.ports.inventory import InventoryDirectory
from application.ports.storage.figures import Link
from application.ports.storage.secrets import SecretUnreadable
from application.ports.storage.unit_of_work import Work
from domain.call_budget import Lane
from domain.connection import Connection, ConnectionStatus
from domain.identifiers import SupplierId
from domain.notices import Subscription

PATIENCE: Final = timedelta(seconds=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountCheck:
    """What came of asking one account who it is.

    Shape: `said` is what was said instead, empty when the key opened it; `is_final` when repeating cannot help;
    `notices` are how its webhooks stood when they were last looked after.
    """

    link: Link
    said: str = ""
    is_final: bool = False
    notices: Subscription | None = None


class CheckAccounts:
    """Asks accounts who they are, in the lane of imports, so that no order waits for it. Calls: one an account."""

    def __init__(self, *, work: Work, directory: InventoryDirectory) -> None:
        self._work, self._directory = work, directory

    def __call__(self, most: int) -> tuple[AccountCheck, ...]:
        """Ask at most so many suppliers that are connected, by id, and answer what each said; nothing is changed."""
        with self._work() as store:
            links = [link for link in store.figures.links() if link.status is ConnectionStatus.CONNECTED]
        return tuple(map(self._check, links[:most]))

    def _check(self, link: Link) -> AccountCheck:
        try:
            connection, notices = self._read(link.supplier)
        except SecretUnreadable as closed:
            return AccountCheck(link=link, said=str(closed), is_final=True)
        if connection is None or connection.status is not ConnectionStatus.CONNECTED:
            return AccountCheck(link=link)  # disconnected this instant
        account = self._directory.open(connection.system, connection.opened(), lane=Lane.IMPORTS, within=PATIENCE)
        try:
            account.company()
        except PortError as error:
            return AccountCheck(link=link, said=error.detail, is_final=isinstance(error, Refused), notices=notices)
        return AccountCheck(link=link, notices=notices)

    def _read(self, supplier: SupplierId) -> tuple[Connection | None, Subscription | None]:
        with self._work() as store:
            return store.connections.get(supplier), store.subscriptions.get(supplier)
