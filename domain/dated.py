"""A record together with the moment at which it was true."""

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Dated(Generic[Record]):
    """A record and when it was read from the inventory system.

    Source: B1 (the origin of a field says how old its datum is). Units: `at` is an aware instant in UTC.
    """

    record: Record
    at: datetime
