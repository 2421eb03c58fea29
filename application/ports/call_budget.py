"""The shared budget of calls of one application key."""

from abc import ABC, abstractmethod

from domain.call_budget import Lane
from domain.call_usage import CallUsage


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
    def took(self, key: str, lane: Lane, seconds: float) -> None:
        """Count the call that ended just now from its end, because it took so long that it may have arrived just then.

        Nothing need be said of a call that took no longer than `SLACK`.
        """

    @abstractmethod
    def block(self, key: str, seconds: float, why: str) -> None:
        """Let nobody call with this key for that long, because the other system said so."""

    @abstractmethod
    def usage(self, key: str) -> CallUsage:
        """Answer what was used and what is free."""
