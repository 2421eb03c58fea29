"""What time it is, asked in one place."""

from abc import ABC, abstractmethod
from datetime import datetime


class Clock(ABC):
    """The only source of instants for use cases.

    Units: aware instants in UTC.
    """

    @abstractmethod
    def now(self) -> datetime:
        """Answer the present instant, aware and in UTC."""
