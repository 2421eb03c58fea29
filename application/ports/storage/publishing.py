"""What Upstock is to be told."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime

from domain.events import Event
from domain.identifiers import SupplierId


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """An event on its way; `id` is stable over every retry."""

    id: str
    supplier: SupplierId
    event: Event
    at: datetime


class Outbox(ABC):
    """Events written with the state change that they tell, in order per subject."""

    @abstractmethod
    def add(self, notice: Notice) -> None:
        """Append an event. Raises: AlreadyStored when one of its id is there."""

    @abstractmethod
    def pending(self, supplier: SupplierId, limit: int) -> tuple[Notice, ...]:
        """Answer what was not delivered yet, the oldest first."""
