"""The connector as it runs in production: the real task engine, at work on threads of its own."""

from contextlib import ExitStack
from datetime import timedelta

from dbos import DBOS

from tests.house import House
from tests.waiting import until

UNDONE = ["ENQUEUED", "DELAYED", "PENDING"]


class RealHouse(House):
    """A house whose tasks are stored with its rows and run by the engine; time stands, so nothing may have to wait."""

    def prepare_engine(self) -> None:
        """Work on an engine of its own: the worker's threads may outlast a house for a moment."""

    def start(self) -> None:
        """Let the worker work."""
        self._work = ExitStack()
        self.container.tasks.reset_override()
        self.use_cases = self.container.use_cases()
        self._work.enter_context(self.container.worker().running())

    def run_now(self) -> None:
        """Wait until the engine has nothing to do."""
        self.settle()

    def settle(self, within: timedelta = timedelta(minutes=1)) -> None:
        """Wait for it, for so long at most."""
        idle = "the engine has nothing to do"
        until(lambda: not DBOS.list_workflows(status=UNDONE), idle, seconds=within.total_seconds())

    def close(self) -> None:
        """Let what is in hand finish, and let go of the database."""
        self._work.close()
        super().close()
