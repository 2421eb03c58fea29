"""The shared budget of calls of one application key."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime

from domain.call_budget import Lane


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetUsage:
    """What was used in the last minute, and when a lane may call next. Source: B10."""

    limit: int
    used: int
    used_by_lane: dict[Lane, int]
    free_in: dict[Lane, float]
    blocked_until: datetime | None = None
    blocked_why: str = ""


class CallBudget(ABC):
    """Counts calls over all processes and machines. Source: B10."""

    @property
    @abstractmethod
    def pace(self) -> float:
        """Answer the seconds from one call to the next while the budget is used to the full."""

    @abstractmethod
    def acquire(self, key: str, lane: Lane) -> float:
        """Count one call and answer 0.0, or answer the seconds to wait and count nothing.

        `key` is the application key; only its digest is ever kept.
        """

    @abstractmethod
    def block(self, key: str, seconds: float, why: str) -> None:
        """Let nobody call with this key for that long, because the other system said so."""

    @abstractmethod
    def usage(self, key: str) -> BudgetUsage:
        """Answer what was used and what is free."""
