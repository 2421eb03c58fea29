"""A place in the budget for the next call: waited for, kept until it is used, counted from its end where it took long.

Source: B10; architecture §4.6, §6.1.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from adapters.cin7_core.watching import Watcher
from application.ports.call_budget import CallBudget
from application.ports.errors import BudgetSpent
from domain.call_budget import SLACK, Lane


class Place:
    """The place of one client's next call, with one key and for one lane."""

    def __init__(
        self, budget: CallBudget, key: str, lane: Lane, *, watcher: Watcher, sleep: Callable[[float], None]
    ) -> None:
        self._budget, self._key, self._lane = budget, key, lane
        self._watcher, self._sleep = watcher, sleep
        self._taken_at: float | None = None

    def take(self, patience: float) -> float:
        """Take it now, or keep the one that was taken, and answer when that was, by `time.perf_counter`.

        Raises: BudgetSpent when it would have to be waited for longer than `patience` seconds.
        """
        if self._taken_at is None:
            self._wait(patience)
            self._taken_at = time.perf_counter()
        return self._taken_at

    @contextmanager
    def used(self, patience: float) -> Iterator[None]:
        """Take it, and let one call be made in it, whatever comes of that. Raises: BudgetSpent."""
        taken_at, self._taken_at = self.take(patience), None
        try:
            yield
        finally:
            if (took := time.perf_counter() - taken_at) > SLACK:
                self._budget.took(self._key, self._lane, took)

    def _wait(self, patience: float) -> None:
        waited = 0.0
        while (wait := self._budget.acquire(self._key, self._lane)) > 0:
            if waited + wait > patience:
                self._watcher.waited(self._lane, waited + wait)
                raise BudgetSpent(
                    f"The calls of this application key are used up for {wait:.0f} s.",
                    retry_after=timedelta(seconds=wait),
                    pace=timedelta(seconds=self._budget.pace),
                )
            self._sleep(wait)
            waited += wait
        self._watcher.waited(self._lane, waited)
