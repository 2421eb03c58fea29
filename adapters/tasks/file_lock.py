"""One executor for a SQLite file: a lock beside it, with a note saying who holds it."""

import os
import socket
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from adapters.tasks.ownership import Ownership, SortOut, leave_all
from application.ports.tasks import ExecutorTaken

EXECUTOR_ID = "embedded"


class ExecutorFile(Ownership):
    """Ownership by a file lock, which the operating system frees when its holder dies."""

    def __init__(self, database: Path) -> None:
        self._database = database.resolve()
        self._note = self._database.with_name(f"{self._database.name}.executor")
        # by default the lock belongs to a thread, and whoever stops the engine need not be who started it
        self._lock = FileLock(f"{self._note}.lock", thread_local=False)

    def take(self) -> str:
        """Take the lock; what the last holder left running is taken up at launch, since the id never changes.

        Raises: ExecutorTaken naming the holder by process and host.
        """
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise ExecutorTaken(
                f"{self._holder()} already runs the tasks of {self._database}, and a SQLite file allows only one "
                "process to: stop that one, or start this one with --no-worker"
            ) from None
        self._note.write_text(
            f"process {os.getpid()} on {socket.gethostname()} since {datetime.now(UTC):%d %b %H:%M} UTC"
        )
        return EXECUTOR_ID

    def tend(self, sort_out: SortOut = leave_all) -> None:
        """Do nothing: where only one process works, nobody else can have died."""

    def give_back(self) -> None:
        """Free the lock."""
        self._lock.release()

    def _holder(self) -> str:
        try:
            return self._note.read_text() or "another process"
        except FileNotFoundError:  # it has the lock and is about to write
            return "another process"
