"""Lists of Cin7 Core, page by page.

Source: ref §1.6.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from adapters.cin7_core.allowed_calls import AllowedCall
from adapters.cin7_core.client import Answered, Cin7Client, Query
from adapters.cin7_core.reading import Unreadable, block, number, rows, text
from application.ports.errors import UnexpectedReply
from application.ports.inventory import Batch, Item
from domain.errors import InvalidValue

MOST_PAGES = 50  # of a question that a few rows should answer; more means that it was ignored


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some records as they came.

    Shape: `asked` is how many were asked for; `total` is None where the list has none, as `ref/priceTier`.
    """

    asked: int
    records: Sequence[object]
    total: int | None
    at: datetime

    def is_last(self, seen: int) -> bool:
        """Answer whether nothing follows once this many records were seen, whatever page size Cin7 kept to."""
        if not self.records:
            return True
        return len(self.records) < self.asked if self.total is None else seen >= self.total


def page_of(client: Cin7Client, call: AllowedCall, query: Query, number_of_page: int) -> Page:
    """Ask for one page of a list. One call. Raises: UnexpectedReply when the list is not in the answer."""
    asked = (*query, ("Page", str(number_of_page)), ("Limit", str(call.page)))
    answered = client.call(call, asked)
    return _page(call, answered)


def every_record(client: Cin7Client, call: AllowedCall, query: Query = ()) -> Iterator[object]:
    """Read a list to its end, a call for each page and only as far as somebody asks.

    Raises: UnexpectedReply after fifty pages, which no such question fills.
    """
    seen = 0
    for number_of_page in range(1, MOST_PAGES + 1):
        page = page_of(client, call, query, number_of_page)
        yield from page.records
        seen += len(page.records)
        if page.is_last(seen):
            return
    asked = ", ".join(f"{name}={value}" for name, value in query) or "nothing"
    raise UnexpectedReply(f"{call}: more than {MOST_PAGES} pages for {asked}; Cin7 seems to have ignored the question.")


def batch_of(
    client: Cin7Client, call: AllowedCall, query: Query, position: str | None, read: Callable[[object], Item]
) -> Batch[Item]:
    """Read one page of a stream; a record that cannot be read is named and breaks nothing.

    Shape: a position is ``page:records seen``, since Cin7 does not always keep to the page size it is asked for.
    """
    number_of_page, _, before = (position or "1:0").partition(":")
    page = page_of(client, call, query, int(number_of_page))
    seen = int(before) + len(page.records)
    items, unreadable = [], []
    for record in page.records:
        try:
            items.append(read(record))
        except (Unreadable, InvalidValue) as reason:
            unreadable.append(f"{_label(record)}: {reason}")
    return Batch(
        items=tuple(items),
        position=None if page.is_last(seen) else f"{int(number_of_page) + 1}:{seen}",
        total=seen if page.total is None else page.total,
        asked_at=page.at,
        unreadable=tuple(unreadable),
    )


def _page(call: AllowedCall, answered: Answered) -> Page:
    document = block(answered.document)
    if call.rows not in document:
        raise UnexpectedReply(f"{call}: Cin7 answered without “{call.rows}”, which its documentation promises.")
    total = number(document.get("Total"))
    whole = None if total is None else int(total)
    return Page(asked=call.page, records=rows(document[call.rows]), total=whole, at=answered.at)


def _label(record: object) -> str:
    """Name a record by whatever it has, so that a person finds it."""
    row = block(record)
    names = [text(row.get(field)) for field in ("SKU", "Name", "ID")]
    return " ".join(name for name in names if name) or "a nameless record"
