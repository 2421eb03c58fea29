"""What is wrong in accounts, since when, and until when it was."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from application.ports.storage.orders import Page
from domain.alarms import Alarm, AlarmKind
from domain.contact import Contact
from domain.identifiers import SupplierId
from domain.product import Product


@dataclass(frozen=True, slots=True, kw_only=True)
class RaisedAlarm:
    """An alarm with its times; `closed_at` is None while it is open."""

    alarm: Alarm
    opened_at: datetime
    closed_at: datetime | None = None


class AlarmRepository(ABC):
    """Alarms of suppliers, open and closed, and what they are raised from."""

    @abstractmethod
    def settle(self, supplier: SupplierId, subjects: Iterable[str], alarms: Iterable[Alarm], at: datetime) -> None:
        """Let exactly these alarms be open about these subjects: others about them are closed.

        Source: B13. An alarm that was closed and holds again is opened anew; one that is open stays, with its new
        detail.
        """

    @abstractmethod
    def page(
        self, supplier: SupplierId, *, is_open: bool, kind: AlarmKind | None, cursor: str | None, limit: int
    ) -> Page[RaisedAlarm]:
        """Answer alarms by kind and subject. Raises: InvalidValue for a cursor that was not answered by this method."""

    @abstractmethod
    def counts(self, supplier: SupplierId) -> dict[AlarmKind, int]:
        """Answer how many alarms of each kind are open; kinds without any are left out."""

    @abstractmethod
    def open_subjects(self, supplier: SupplierId, beginning: str) -> tuple[str, ...]:
        """Answer the subjects of open alarms that begin so."""

    @abstractmethod
    def basis(self, supplier: SupplierId) -> str:
        """Answer what `set_basis` noted last, empty before that."""

    @abstractmethod
    def set_basis(self, supplier: SupplierId, basis: str) -> None:
        """Note what stands for everything that all customers and products are judged by."""

    @abstractmethod
    def tiers_in_use(self, supplier: SupplierId) -> tuple[str, ...]:
        """Answer the names of the price tiers that active customers have, each once."""

    @abstractmethod
    def offers(self, supplier: SupplierId, since: datetime | None) -> Iterator[tuple[Product, bool]]:
        """Answer products and whether they are on offer, those that came, changed or went since then, or all ever.

        To be read to its end within the unit of work.
        """

    @abstractmethod
    def contacts(self, supplier: SupplierId, since: datetime | None) -> Iterator[Contact]:
        """Answer customers that changed since then, or all; who is gone is inactive.

        To be read to its end within the unit of work.
        """
