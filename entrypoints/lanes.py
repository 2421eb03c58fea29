"""What waits in each lane of calls to Cin7, in the words of console and command line. Source: B10."""

from typing import Final

from domain.call_budget import Lane

WAITING: Final = {
    Lane.ORDERS: ("order", "orders"),
    Lane.SHIPMENTS: ("sale to read", "sales to read"),
    Lane.PRICES: ("reading of changes", "readings of changes"),
    Lane.IMPORTS: ("full reading", "full readings"),
}
"""One of it, and several."""
