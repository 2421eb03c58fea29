"""What was held for something in the account goes once that appeared or changed."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final

from application.ordering.release_held import ReleaseHeld
from application.ports.storage.mirror import Stream
from application.ports.storage.unit_of_work import UnitOfWork, Work
from domain.identifiers import SupplierId
from domain.problems import Cure
from domain.reference_books import ReferenceBooks

STREAM: Final = {"product": Stream.PRODUCTS, "contact": Stream.CONTACTS, "address": Stream.CONTACTS}
"""Where a cure of this kind appears; an address appears with its customer."""

IN_BOOKS: Final[dict[str, Callable[[ReferenceBooks, str], object]]] = {
    "tax_rule": ReferenceBooks.tax_rule,
    "location": ReferenceBooks.location,
    "terms": ReferenceBooks.terms,
}


class ReleaseCured:
    """Asks for what held orders wait for, not for what changed, so that it costs as much as is held.

    Source: B8.
    """

    def __init__(self, *, work: Work, release: ReleaseHeld) -> None:
        self._work, self._release = work, release

    def __call__(self, supplier: SupplierId, since: datetime | None) -> int:
        """Answer how many orders go again after what changed since then, or ever."""
        with self._work() as store:
            awaited = store.orders.awaited(supplier)
            cured = [*_in_mirror(store, supplier, awaited, since), *_in_books(store, supplier, awaited, since)]
        return sum(self._release(supplier, cure) for cure in cured)


def _in_mirror(
    store: UnitOfWork, supplier: SupplierId, awaited: Iterable[Cure], since: datetime | None
) -> tuple[Cure, ...]:
    by_stream = {stream: [cure for cure in awaited if STREAM.get(cure.kind) is stream] for stream in Stream}
    appeared = {
        stream: store.mirror.appeared(supplier, stream, [cure.key for cure in cures], since)
        for stream, cures in by_stream.items()
    }
    return tuple(cure for stream, cures in by_stream.items() for cure in cures if cure.key in appeared[stream])


def _in_books(
    store: UnitOfWork, supplier: SupplierId, awaited: Iterable[Cure], since: datetime | None
) -> tuple[Cure, ...]:
    changed_at, books = store.mirror.books_changed_at(supplier), store.mirror.books(supplier)
    if books is None or changed_at is None or (since is not None and changed_at < since):
        return ()
    return tuple(cure for cure in awaited if cure.kind in IN_BOOKS and IN_BOOKS[cure.kind](books.record, cure.key))
