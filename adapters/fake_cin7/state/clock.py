"""The fake's own time: the machine's, shifted, or standing still.

Source: fake-cin7.md, control plane.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class Clock:
    """Moves the rate window, the webhook schedule and every timestamp together."""

    def __init__(self, standing_at: datetime | None = None) -> None:
        self.shift = timedelta(0)
        self.standing_at = standing_at
        self._listeners: list[Callable[[], object]] = []

    def now(self) -> datetime:
        """Read the current instant in UTC, as exact as it is printed: to the millisecond."""
        instant = (self.standing_at or datetime.now(UTC)) + self.shift
        return instant.replace(microsecond=instant.microsecond // 1000 * 1000)

    def advance(self, seconds: float) -> datetime:
        """Let time pass at once; whatever falls due happens before this returns.

        Units: seconds, not negative.
        """
        if seconds < 0:
            raise ValueError(f"The clock cannot go back by {-seconds} seconds; give a number from 0 up.")
        self.shift += timedelta(seconds=seconds)
        for listener in self._listeners:
            listener()
        return self.now()

    def stand_still(self, at: datetime | None) -> None:
        """Stop at an instant, so that only `advance` moves it; None lets it run again."""
        self.standing_at = at
        if at is not None:
            self.shift = timedelta(0)

    def on_advance(self, listener: Callable[[], object]) -> None:
        """Have something looked at whenever time is moved by hand."""
        self._listeners.append(listener)
