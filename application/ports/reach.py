"""Whether another system can be reached, and listens to us; asked in a way that changes nothing there."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class Hearing(Enum):
    """What came of knocking.

    *heard* means that everything works; *deaf* that nobody answered; *wrong door* that somebody did who is not who
    was meant; *distrusts* that our signature is not accepted; *trusts anybody* that unsigned words are taken as well;
    *unsure* that the answer does not tell.
    """

    HEARD = "heard"
    DEAF = "deaf"
    WRONG_DOOR = "wrong_door"
    DISTRUSTS = "distrusts"
    TRUSTS_ANYBODY = "trusts_anybody"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Knock:
    """What came of it; `detail` holds no secret. Shape: `clock` is what the other side says the time is."""

    hearing: Hearing
    detail: str = ""
    clock: datetime | None = None


class Reach(ABC):
    """Another system, as somebody who only knocks."""

    @abstractmethod
    def knock(self) -> Knock:
        """Find out; never raises for what the other side or the network does."""
