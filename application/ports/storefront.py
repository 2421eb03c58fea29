"""The conversation with Upstock: it is told, and says whether it heard."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from application.ports.storage.publishing import Notice


class Reception(Enum):
    """What came of one attempt to tell something.

    *not heard* means that nobody could take it, whatever it was; *refused* that this was not wanted, and may be later;
    *gone* that it is never to be told again.
    """

    HEARD = "heard"
    NOT_HEARD = "not_heard"
    REFUSED = "refused"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """How Upstock took it; `detail` is fit for people and holds no secret.

    Shape: `retry_after` is what Upstock asked for, zero where it asked for nothing.
    """

    reception: Reception
    detail: str = ""
    retry_after: timedelta = timedelta(0)


class Storefront(ABC):
    """Tells Upstock what happened.

    Source: architecture §5, §6.6.
    """

    @abstractmethod
    def deliver(self, notice: Notice) -> Answer:
        """Tell it once, whatever happened before; never raises for what the other side or the network does.

        The same notice may be told several times; its id lets the other side drop repeats.
        """
