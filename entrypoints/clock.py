"""The machine's own clock."""

from datetime import UTC, datetime

from application.ports.clock import Clock


class SystemClock(Clock):
    """Tells the time of this machine, which is expected to be synchronised."""

    def now(self) -> datetime:
        """Answer the present instant in UTC."""
        return datetime.now(UTC)
