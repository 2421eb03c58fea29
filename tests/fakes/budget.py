"""Budgets of calls: one without end, and one that answers as it is told."""

from collections.abc import Iterable

from application.ports.call_budget import CallBudget
from domain.call_budget import CallWindow, Lane
from domain.call_usage import CallUsage


class UnlimitedBudget(CallBudget):
    """Lets every call go at once and remembers who asked; a block is remembered, never kept to."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Lane]] = []
        self.blocks: list[tuple[str, float, str]] = []
        self.long_ones: list[tuple[str, Lane, float]] = []

    @property
    def pace(self) -> float:
        return 1.05

    def acquire(self, key: str, lane: Lane) -> float:
        self.asked.append((key, lane))
        return 0.0

    def took(self, key: str, lane: Lane, seconds: float) -> None:
        self.long_ones.append((key, lane, seconds))

    def block(self, key: str, seconds: float, why: str) -> None:
        self.blocks.append((key, seconds, why))

    def usage(self, key: str) -> CallUsage:
        hits = tuple((0.0, lane) for asked, lane in self.asked if asked == key)
        return CallUsage(limit=max(60, len(hits)), window=CallWindow(hits=hits), now=0.0)


class ScriptedBudget(UnlimitedBudget):
    """Answers these waits in turn, then lets every call go."""

    def __init__(self, waits: Iterable[float]) -> None:
        super().__init__()
        self._waits = list(waits)

    def acquire(self, key: str, lane: Lane) -> float:
        super().acquire(key, lane)
        return self._waits.pop(0) if self._waits else 0.0
