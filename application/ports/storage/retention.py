"""Removing what was kept long enough."""

from abc import ABC, abstractmethod
from datetime import datetime

from domain.retention import Kept


class RetentionRepository(ABC):
    """Removes old rows of all suppliers, a few at a time, so that whoever else writes never waits for long."""

    @abstractmethod
    def forget(self, what: Kept, before: datetime, limit: int) -> int:
        """Remove the oldest of what ended before then, at most so many, and answer how many.

        Source: architecture §12. What an order that goes on, waits for a person or for its goods needs is left; the
        body of an event is emptied and its row stays. Fewer than `limit` means that nothing more is old enough.
        """
