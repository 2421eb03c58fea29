"""How long what is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Final

from domain.errors import InvalidValue


class Kept(Enum):
    """What is removed once it was kept long enough.

    Source: architecture §12. Shape: what an order may still need is no part of any of it, however old: evidence goes
    once its order is at its end, attempts once its goods are, an event once it was heard.
    """

    EVENT_BODIES = "event_bodies"
    EVENTS = "events"
    EVIDENCE = "evidence"
    ATTEMPTS = "attempts"
    AUDIT = "audit"
    GONE_PRODUCTS = "gone_products"
    GONE_CONTACTS = "gone_contacts"
    DISCONNECTED_BOOKS = "disconnected_books"
    DISCONNECTED_PRODUCTS = "disconnected_products"
    DISCONNECTED_CONTACTS = "disconnected_contacts"
    CLOSED_ALARMS = "closed_alarms"
    UNFOLLOWED_DRIFT = "unfollowed_drift"
    ENDED_JOBS = "ended_jobs"
    ENDED_PASSES = "ended_passes"
    HINTS = "hints"
    CALL_BUDGETS = "call_budgets"


_HISTORY: Final = frozenset({Kept.EVENTS, Kept.EVIDENCE, Kept.ATTEMPTS, Kept.AUDIT})
_FIXED: Final[Mapping[Kept, timedelta]] = {
    Kept.ENDED_PASSES: timedelta(days=14),
    Kept.HINTS: timedelta(days=14),
    Kept.CALL_BUDGETS: timedelta(days=1),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Periods:
    """How long an operator keeps things.

    Source: architecture §12. Shape: `history` is for what explains an order long afterwards, `told` for what an event
    said, `former` for what has ended: gone customers and products, alarms, jobs.
    Raises: InvalidValue when history ends before what it refers to.
    """

    history: timedelta = timedelta(days=760)
    told: timedelta = timedelta(days=30)
    former: timedelta = timedelta(days=90)

    def __post_init__(self) -> None:
        if self.history < self.told:
            raise InvalidValue("What an event said cannot be kept longer than the event itself.", pointer="/told")

    def before(self, what: Kept, now: datetime) -> datetime:
        """Answer the instant before which it is old enough to go."""
        if what is Kept.EVENT_BODIES:
            return now - self.told
        if what in _HISTORY:
            return now - self.history
        return now - _FIXED.get(what, self.former)
