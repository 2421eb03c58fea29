"""How much there is of what, for whoever looks after an installation or one supplier in it."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from application.ports.storage.jobs import JobState
from application.ports.storage.mirror import Stream
from domain.alarms import AlarmKind
from domain.connection import ConnectionStatus
from domain.identifiers import SupplierId
from domain.order_state import OrderState


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How many orders stand in a state, and when the first of them was accepted; None where there is none."""

    orders: int
    oldest_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What waits for calls to one account.

    Source: B10. Shape: `begun` are those of the orders whose sale exists without its lines; the last of the orders is
    tried again at `until`, None where there is none. `sales` are those whose documents are to be read.
    """

    orders: int
    begun: int
    until: datetime | None
    sales: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A supplier with its company and how its link stands; told without opening any secret."""

    supplier: SupplierId
    company: str
    status: ConnectionStatus


class FiguresRepository(ABC):
    """Figures over one supplier, or over all of them where none is named; an index answers each.

    Source: architecture §15.
    """

    @abstractmethod
    def orders(self, supplier: SupplierId | None = None) -> Mapping[OrderState, Standing]:
        """Answer how many orders are in each state that something is still to come of.

        Shape: shipped, voided and ignored ones are left out: they only grow, and counting them takes ever longer.
        """

    @abstractmethod
    def overdue(self, before: datetime, supplier: SupplierId | None = None) -> int:
        """Count orders that should have gone on by themselves before then."""

    @abstractmethod
    def waiting(self, supplier: SupplierId) -> Waiting:
        """Answer what of this supplier waits for calls."""

    @abstractmethod
    def held(self, supplier: SupplierId | None = None) -> Mapping[str, int]:
        """Count held orders by the code of each problem that holds them, the most frequent first."""

    @abstractmethod
    def connections(self) -> Mapping[ConnectionStatus, int]:
        """Count suppliers by how their link stands."""

    @abstractmethod
    def links(self) -> tuple[Link, ...]:
        """Answer every supplier that was ever connected, by its id."""

    @abstractmethod
    def reading(self) -> Mapping[Stream, int]:
        """Count the passes over each stream that are under way."""

    @abstractmethod
    def read_until(self) -> Mapping[Stream, tuple[datetime, ...]]:
        """Answer, for each connected supplier, up to which instant its changes are in the local copy."""

    @abstractmethod
    def jobs(self) -> Mapping[tuple[str, JobState], int]:
        """Count jobs that are kept, by kind and state."""

    @abstractmethod
    def alarms(self) -> Mapping[AlarmKind, int]:
        """Count open alarms of all suppliers, by kind; kinds without any are left out."""
