"""Waiting for an outcome, never for a time."""

import time
from collections.abc import Callable


def until(happened: Callable[[], bool], what: str, *, seconds: float = 30) -> None:
    """Return as soon as it happened; fail naming `what` when it did not within so many seconds."""
    deadline = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > deadline:
            raise AssertionError(f"{what}: not within {seconds} s")
        time.sleep(0.01)
