"""Whether a system still accepts a key, after it refused it once."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

ASKED_AFTER: Final = (timedelta(seconds=30), timedelta(minutes=2))
"""How long after the first refusal the system is asked again, once each."""

ENOUGH_REFUSALS: Final = 3
ENOUGH_BLAMES: Final = 2
PAUSE: Final = timedelta(seconds=30)
"""How long between two askings at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A system did not accept a key: when, and in which words; `blames_key` when those say that the key is wrong.

    Source: ref §1.3: under load Cin7 refuses good keys too.
    """

    at: datetime
    said: str
    blames_key: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A key was refused, and the system is asked again before anything is concluded.

    Source: R4; architecture §6.2. Shape: `refusals` counts those in a row, the first included; answers that say
    nothing about the key neither add to them nor end the row. `ask_at` is when the system is asked next.
    """

    since: datetime
    said: str
    refusals: int
    blames: int
    ask_at: datetime

    @classmethod
    def begun_by(cls, refusal: Refusal) -> "Doubt":
        """Doubt a key that was fine so far."""
        return cls(
            since=refusal.at,
            said=refusal.said,
            refusals=1,
            blames=int(refusal.blames_key),
            ask_at=refusal.at + ASKED_AFTER[0],
        )

    def confirmed_by(self, refusal: Refusal) -> "Doubt":
        """Doubt it more, since it was refused again when the system was asked."""
        planned = ASKED_AFTER[min(self.refusals, len(ASKED_AFTER) - 1)]
        return replace(
            self,
            said=refusal.said,
            refusals=self.refusals + 1,
            blames=self.blames + refusal.blames_key,
            ask_at=max(self.since + planned, refusal.at + PAUSE),
        )

    def unanswered(self, ask_at: datetime) -> "Doubt":
        """Doubt it as before, since the system could not say."""
        return replace(self, ask_at=ask_at)

    @property
    def is_settled(self) -> bool:
        """Answer whether the key is lost: refused three times in a row, or called wrong twice."""
        return self.refusals >= ENOUGH_REFUSALS or self.blames >= ENOUGH_BLAMES


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """When a key was given up, and what the system had said. Source: R4."""

    at: datetime
    said: str
