"""What Upstock is to be told."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from domain.events import Event
from domain.identifiers import SupplierId

STUCK_AFTER: Final = timedelta(minutes=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """An event on its way; `id` is stable over every retry."""

    id: str
    supplier: SupplierId
    event: Event
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The first undelivered event of its subject; all later ones of it wait behind it.

    Shape: `due_at` is None when the subject was stopped; `failing_since`, `outcome` and `detail` tell of the attempts
    made so far, and `tries` counts them.
    """

    notice: Notice
    due_at: datetime | None
    tries: int = 0
    failing_since: datetime | None = None
    outcome: str = ""
    detail: str = ""

    def is_stuck(self, now: datetime) -> bool:
        """Answer whether somebody should look: stopped, or told in vain for half an hour. Source: architecture §6.6."""
        return self.due_at is None or (self.failing_since is not None and self.failing_since + STUCK_AFTER <= now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What was told about a subject, and whether it was heard.

    Shape: `event` is None once its body was removed for its age; `heard_at` is when Upstock acknowledged it; `tries`
    counts attempts in vain, of which `detail` tells the last.
    """

    id: str
    type: str
    at: datetime
    event: Event | None
    heard_at: datetime | None = None
    tries: int = 0
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """What came of an attempt that was not acknowledged; `due_at` None stops the subject."""

    at: datetime
    outcome: str
    detail: str
    due_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """Upstock did not hear so many different events in a row; nothing is told for this supplier before `until`."""

    in_vain: int = 0
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How much waits: events undelivered, those told in vain at least once, and subjects that were stopped."""

    pending: int
    failing: int
    stopped: int
    oldest_at: datetime | None


class Outbox(ABC):
    """Events written with the state change that they tell; delivered in order within each subject."""

    @abstractmethod
    def add(self, notice: Notice) -> None:
        """Append an event, due at once. Raises: AlreadyStored when one of its id is there."""

    @abstractmethod
    def add_all(self, notices: Iterable[Notice]) -> None:
        """Append events in this order, each due at once. Raises: AlreadyStored when one of an id is there."""

    @abstractmethod
    def pending(self, supplier: SupplierId, limit: int) -> tuple[Notice, ...]:
        """Answer what was not delivered yet, the oldest first."""

    @abstractmethod
    def told(self, supplier: SupplierId, subject: str) -> tuple[Telling, ...]:
        """Answer everything that was ever told about this subject, heard or not, the oldest first. Source: B15."""

    @abstractmethod
    def due(self, supplier: SupplierId, now: datetime) -> Head | None:
        """Answer the head to tell next, of those that are due.

        Events that go first do; then those that were never tried, so that failing ones hold up nobody; then the oldest.
        """

    @abstractmethod
    def soonest(self, supplier: SupplierId) -> Head | None:
        """Answer the head that becomes due before all others, or is due already."""

    @abstractmethod
    def delivered(self, notice_id: str, at: datetime) -> None:
        """Note that it was heard, so that the next event of its subject is the head; a second time changes nothing."""

    @abstractmethod
    def failed(self, notice_id: str, failure: Failure) -> None:
        """Note an attempt in vain, which only puts off this subject; one that was heard meanwhile stays heard."""

    @abstractmethod
    def hasten(self, supplier: SupplierId, now: datetime) -> None:
        """Make everything due that was put off, but not what was stopped."""

    @abstractmethod
    def resume(self, supplier: SupplierId, now: datetime) -> None:
        """Make everything due, also what was stopped, because a person says so. Source: B9."""

    @abstractmethod
    def failing(self, supplier: SupplierId, limit: int) -> tuple[Head, ...]:
        """Answer the heads that were told in vain, the longest failing first."""

    @abstractmethod
    def overdue(self, before: datetime, limit: int) -> tuple[SupplierId, ...]:
        """Answer the suppliers with a head due before then and no longer silence, the longest overdue first."""

    @abstractmethod
    def tally(self, supplier: SupplierId | None = None) -> Tally:
        """Count what waits, for one supplier or for all."""

    @abstractmethod
    def silence(self, supplier: SupplierId) -> Silence | None:
        """Answer the silence that lasts since something was heard, also when something may be told again."""

    @abstractmethod
    def note_silence(self, supplier: SupplierId, silence: Silence) -> None:
        """Remember it in the place of the one before."""

    @abstractmethod
    def end_silence(self, supplier: SupplierId) -> None:
        """Forget it: somebody listens."""
