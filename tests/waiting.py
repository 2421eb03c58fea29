"""Waiting for an outcome, never for a time."""

import time
from collections.abc import Callable
from typing import Final

SHORTEST: Final = 0.01
LONGEST: Final = 0.25


def until(happened: Callable[[], bool], what: str, *, seconds: float = 60) -> None:
    """Return as soon as it happened; fail naming `what` when it did not within so many seconds.

    The longer it takes, the more seldom it is looked at, so that looking does not slow down what is waited for.
    """
    deadline, pause = time.monotonic() + seconds, SHORTEST
    while not happened():
        if time.monotonic() > deadline:
            raise AssertionError(f"{what}: not within {seconds} s")
        time.sleep(pause)
        pause = min(pause * 1.2, LONGEST)
