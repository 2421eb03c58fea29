"""Whoever watches how calls go; nothing of a request or an answer is shown to it but what must never be written.

Source: architecture §15.
"""

import re
from typing import Final, Protocol

from application.ports.errors import PortError
from domain.call_budget import Lane

MADE = "ok"
"""The outcome of a call that did what it was asked."""


class Watcher(Protocol):
    """Hears of each call and each wait, in the thread that makes it."""

    def holds(self, secret: str) -> None:
        """Hear of a secret that this thread works with from now on, so that nothing it writes down shows it."""

    def called(self, call: str, lane: Lane, *, outcome: str, status: int | None, seconds: float, detail: str) -> None:
        """Hear how one call went: its outcome is `MADE` or the name of an error; `detail` holds no secret."""

    def waited(self, lane: Lane, seconds: float) -> None:
        """Hear how long a call had to wait for the budget, zero included."""

    def blocked(self, why: str, seconds: float) -> None:
        """Hear that nobody calls with this key for so long; `why` is an outcome."""


class _Nobody(Watcher):
    """Watches nothing."""

    def holds(self, secret: str) -> None:
        """Do nothing."""

    def called(self, call: str, lane: Lane, *, outcome: str, status: int | None, seconds: float, detail: str) -> None:
        """Do nothing."""

    def waited(self, lane: Lane, seconds: float) -> None:
        """Do nothing."""

    def blocked(self, why: str, seconds: float) -> None:
        """Do nothing."""


UNWATCHED: Final[Watcher] = _Nobody()
"""Where nobody wants to know."""


def outcome_of(error: PortError | None) -> str:
    """Name what came of a call, by one of a few words: `SaleRefused` is *sale_refused*."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", type(error).__name__).lower() if error else MADE
