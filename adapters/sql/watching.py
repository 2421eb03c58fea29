"""Whoever watches what is stored; it hears of it once it is committed, and never of what was rolled back.

Source: architecture §15.
"""

from typing import Final, Protocol

from application.ports.storage.jobs import Job


class Watcher(Protocol):
    """Hears of commits, in the thread that made them."""

    def stored(self, job: Job, *, is_new: bool) -> None:
        """Hear that a job was started, got further, or ended."""


class _Nobody(Watcher):
    """Watches nothing."""

    def stored(self, job: Job, *, is_new: bool) -> None:
        """Do nothing."""


UNWATCHED: Final[Watcher] = _Nobody()
"""Where nobody wants to know."""
