"""Stored secrets: under which of the keys they are, and what keeps one from being read."""

from abc import ABC, abstractmethod
from dataclasses import dataclass


class UnusableKeys(ValueError):
    """SECRET_KEYS cannot protect anything; the message says which one and what would, never the key itself."""


class SecretUnreadable(Exception):
    """A stored secret cannot be opened, or was moved to where it is; the message says whose, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """How many secrets are under the newest key, how many under an older one, and which none of the keys opens.

    Source: architecture §6.4. Shape: `unreadable` says what of whom, as *credentials of northwind*.
    """

    newest: int
    older: int
    unreadable: tuple[str, ...]


class SecretStore(ABC):
    """Every stored secret of the installation, looked at without telling any."""

    @abstractmethod
    def look(self) -> Sealed:
        """Answer how things stand; changes nothing."""

    @abstractmethod
    def rotate(self) -> Sealed:
        """Put every secret under the newest key, and answer how things stood before.

        Shape: a few at a time, so it may be stopped at any point and repeated; what no key opens is left as it is.
        """
