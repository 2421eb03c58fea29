"""Every night: what was kept long enough goes, and personal data with it."""

from datetime import timedelta
from typing import Final

from application.ports.clock import Clock
from application.ports.storage.due import INSTALLATION
from application.ports.storage.unit_of_work import Work
from application.ports.tasks import Task, TaskEngine
from domain.retention import Kept, Periods

TURN: Final = timedelta(seconds=20)
"""How long one task goes on before others have their turn."""


class Prune:
    """Removes old rows of the whole installation, in short transactions; what one task does not finish the next does.

    Source: architecture §12. Stopped at any point it is simply not finished.
    """

    def __init__(self, *, work: Work, tasks: TaskEngine, clock: Clock, periods: Periods, chunk: int) -> None:
        self._work, self._tasks, self._clock = work, tasks, clock
        self._periods, self._chunk = periods, chunk

    def __call__(self, _subject: str) -> None:
        """Remove what is old enough now; the installation is the only subject there is."""
        began = self._clock.now()
        for what in Kept:
            while not self._is_done(what):
                if self._clock.now() >= began + TURN:
                    self._go_on_later()
                    return

    def _is_done(self, what: Kept) -> bool:
        with self._work() as store:
            before = self._periods.before(what, self._clock.now())
            return store.retention.forget(what, before, self._chunk) < self._chunk

    def _go_on_later(self) -> None:
        with self._work() as store:
            key = f"prune:on:{self._clock.now().isoformat()}"
            self._tasks.enqueue(store, Task.PRUNE, account=INSTALLATION, key=key, subject=INSTALLATION)
