"""A clock that stands until somebody moves it."""

from datetime import UTC, datetime, timedelta

from application.ports.clock import Clock

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


class StandingClock(Clock):
    """Tells the same instant until `advance`."""

    def __init__(self, at: datetime = NOON) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def advance(self, by: timedelta) -> None:
        """Let time pass."""
        self.at += by
