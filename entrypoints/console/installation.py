"""What the console is told of where it runs; without the web, which a worker never loads."""

from dataclasses import dataclass, field

from application.ports.clock import Clock


@dataclass(frozen=True, slots=True)
class ConsoleSettings:
    """What the console needs to know of the installation. Shape: `cookie_key` signs sessions."""

    cookie_key: bytes = field(repr=False)
    clock: Clock
    public_url: str

    @property
    def is_https(self) -> bool:
        """Answer whether browsers reach this program by https, whatever a proxy makes of it."""
        return self.public_url.startswith("https://")
