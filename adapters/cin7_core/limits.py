"""How long and how much one call may take, and what is left of the time of several."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long and how much one call may take.

    Source: architecture §6.1. Units: seconds and bytes; `patience` is how long the budget is waited for, since a
    longer wait is the caller's, who must not hold a worker; `silence` is the longest gap between two bytes.
    """

    patience: float = 2.0
    connect: float = 5.0
    silence: float = 40.0
    whole: float = 90.0
    size: int = 64 * 1024 * 1024

    def within(self, seconds: float) -> "Limits":
        """Answer the same limits with none of their times longer than this. Source: architecture §8."""
        return replace(
            self,
            patience=min(self.patience, seconds),
            connect=min(self.connect, seconds),
            silence=min(self.silence, seconds),
            whole=min(self.whole, seconds),
        )


USUAL = Limits()
