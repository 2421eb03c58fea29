"""Who may run tasks on a database, and under which name running work is stored."""

from abc import ABC, abstractmethod
from collections.abc import Callable

SortOut = Callable[[str], None]
"""Told whose work is about to be taken over, to end what of it is not to run now."""


def leave_all(_executor: str) -> None:
    """Let all of it be taken up again."""


class Ownership(ABC):
    """The right of one process to run tasks; it ends with the process, however that ends."""

    @abstractmethod
    def take(self) -> str:
        """Take it and answer the executor id under which this process stores what it runs.

        Raises: ExecutorTaken when the database allows only one and another process is the one.
        """

    @abstractmethod
    def tend(self, sort_out: SortOut = leave_all) -> None:
        """Look after the work of processes that died; called every few seconds while tasks run.

        Raises: OwnershipLost when this process itself is taken for dead by now.
        """

    @abstractmethod
    def give_back(self) -> None:
        """Let go, so that others take over what is left."""


class OwnershipLost(Exception):
    """Others may take over the work of this process: stop claiming, take ownership anew, start again."""
