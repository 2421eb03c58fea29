"""What an event looks like on its way to Upstock.

Source: contract, "What we tell Upstock". Shape: amounts and quantities are decimal strings, days `YYYY-MM-DD`,
instants RFC 3339 in UTC.
"""

from typing import TypedDict

Data = dict[str, object]


class Body(TypedDict):
    """The body of every call; `timestamp` is when it happened, not when it is told."""

    type: str
    supplier: str
    timestamp: str
    data: Data
