"""A database that was brought back to an earlier state: what was done since then, nobody remembers."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from domain.attempt import Attempt
from domain.order import Order

REPEATED_FOR: Final = timedelta(hours=24)
"""For how long Upstock may approve again what is not remembered here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restore:
    """That a database was restored, as somebody said.

    Source: B2; architecture §11. Shape: `remembers_until` is an instant before which everything is remembered.
    """

    noted_at: datetime
    remembers_until: datetime
    actor: str

    def doubts(self, order: Order) -> bool:
        """Answer whether a sale may have been made for this order that nobody remembers.

        That holds for orders that were there before, whenever they are tried next, and for those that are approved
        within a day, as long as nobody has looked for their sale since.
        """
        tried = order.attempt
        was_looked_for = tried is not None and (tried.ended_at or tried.claimed_at) >= self.noted_at
        return order.accepted_at < self.noted_at + REPEATED_FOR and not was_looked_for

    def suspected(self, order: Order, draft: Attempt, account_id: str) -> Order:
        """Answer the order as one whose attempt, made after the backup, got no answer: its sale is looked for first.

        Source: B2, B3.
        """
        then = replace(draft, claimed_at=self.remembers_until)
        claimed = order.claim(then, until=self.noted_at, account_id=account_id)
        return claimed.unclear(answered=False, at=self.noted_at, until=self.noted_at)
