"""Finding sales by our key, in a list that may ignore what it is asked.

Source: B2; ref §1.8 (1), §5.1; architecture §6.2, "Finding by key".
"""

from dataclasses import dataclass, field
from datetime import datetime

from adapters.cin7_core.allowed_calls import SALE_LIST
from adapters.cin7_core.client import Cin7Client, Query
from adapters.cin7_core.mapping_reply import ListedSale, listed_sale_from
from adapters.cin7_core.pages import Page, page_of
from adapters.cin7_core.reading import as_instant
from domain.sale import SaleRef


def sales_with(client: Cin7Client, key: str, since: datetime) -> tuple[SaleRef, ...]:
    """Look for sales that carry exactly this key and were made since then, in the list's order.

    One call where Cin7 honours the question. Where it does not, the list is read from both ends, whichever way it is
    sorted, up to the first page on each side that holds nothing recent.
    """
    search = _Search(client=client, key=key, since=since)
    search.read(1)
    if search.was_ignored:
        search.read_inwards()
    found = [row for _, rows in sorted(search.pages.items()) for row in rows if row.key == key]
    return tuple({row.ref.id: row.ref for row in found}.values())


@dataclass(slots=True, kw_only=True)
class _Search:
    """The pages read so far for one question."""

    client: Cin7Client
    key: str
    since: datetime
    pages: dict[int, list[ListedSale]] = field(default_factory=dict)
    size: int = 0
    total: int = 0

    @property
    def was_ignored(self) -> bool:
        return self.total > self.size or any(row.key != self.key for row in self.pages[1])

    def read(self, number: int) -> None:
        asked: Query = (("ExternalID", self.key), ("CreatedSince", as_instant(self.since)))
        page: Page = page_of(self.client, SALE_LIST, asked, number)
        self.pages[number] = [row for record in page.records if (row := listed_sale_from(record))]
        if number == 1:
            self.size = len(page.records)
            self.total = page.total or self.size

    def read_inwards(self) -> None:
        last = -(-self.total // max(self.size, 1))
        for number in range(last, 1, -1):
            self.read(number)
            if self._is_past(number):
                break
        for number in range(1, last):
            if self._is_past(number) or number + 1 in self.pages:
                break
            self.read(number + 1)

    def _is_past(self, number: int) -> bool:
        return all(row.updated_at is not None and row.updated_at < self.since for row in self.pages[number])
