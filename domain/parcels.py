"""What left the warehouse, and how to follow it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from domain.errors import InvalidValue


class TrackingKind(Enum):
    """Whether a customer can open it or has to type it. Source: R31."""

    URL = "url"
    NUMBER = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracking:
    """How a customer follows a parcel. Source: R31. Raises: InvalidValue when it is blank."""

    kind: TrackingKind
    value: str

    def __post_init__(self) -> None:
        if not self.value.strip():
            raise InvalidValue("A tracking that is blank leads nowhere: leave it out.", pointer="/tracking")


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """A product in a parcel, and how many of it."""

    sku: str
    quantity: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """One line of a shipment: who carries what, since when.

    Source: R31; ref §7. Shape: `boxes` is the warehouse's own word for them; empty texts mean that nothing was said;
    `mark` tells it from all other parcels of its order, whatever is learnt of it later.
    """

    carrier: str = ""
    tracking: Tracking | None = None
    shipped_on: date | None = None
    boxes: str = ""
    contents: tuple[Packed, ...] = ()
    mark: str = ""
