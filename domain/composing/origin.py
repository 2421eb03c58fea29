"""Which rule and which datum a field of a sale came from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Why a field says what it says.

    Source: B1. Shape: `source` is a short sentence that a supplier understands; `read_at` is when a datum
    of the inventory system was read, None for what Upstock or the options said.
    """

    rule: str
    source: str
    read_at: datetime | None = None


Origins = Mapping[str, Origin]
"""Origins by the path of a field in `domain.sale.Sale`, such as ``reference`` or ``lines/0/price``."""
