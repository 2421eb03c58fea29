"""What Upstock knows after everything it was told: the newest of each thing, as any honest receiver keeps it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from domain.catalogue_events import (
    ContactPublished,
    PriceListPublished,
    PriceListRemoved,
    ProductDiscontinued,
    ProductPublished,
)
from domain.events import Event


@dataclass
class ShopWindow:
    """Products on offer, customers, and price lists whose version is complete."""

    products: dict[str, ProductPublished] = field(default_factory=dict)
    ever: dict[str, ProductPublished] = field(default_factory=dict)
    contacts: dict[str, ContactPublished] = field(default_factory=dict)
    lists: dict[str, list[PriceListPublished]] = field(default_factory=dict)
    _arriving: dict[str, list[PriceListPublished]] = field(default_factory=lambda: defaultdict(list))

    def take(self, events: Iterable[Event]) -> None:
        """Take in events in the order in which they were told."""
        for event in events:
            if isinstance(event, ProductPublished):
                self.products[event.id] = self.ever[event.id] = event
            elif isinstance(event, ProductDiscontinued):
                del self.products[event.id]
            elif isinstance(event, ContactPublished):
                self.contacts[event.id] = event
            elif isinstance(event, PriceListPublished):
                self._take_part(event)
            elif isinstance(event, PriceListRemoved):
                del self.lists[event.id]

    def lists_of(self, contact: str) -> list[str]:
        """Answer the ids of all lists that a customer is on."""
        return [one for one, parts in self.lists.items() if any(contact in part.customers for part in parts)]

    def prices(self, list_id: str) -> dict[str, Decimal]:
        """Answer the prices of a list by SKU."""
        entries = [entry for part in self.lists[list_id] for entry in part.entries]
        found = {entry.sku: entry.price for entry in entries}
        assert len(found) == len(entries), "a product stands twice on one list"
        return found

    def named(self, name: str) -> str:
        """Answer the id of the list of this name."""
        [found] = [one for one, parts in self.lists.items() if parts[0].name == name]
        return found

    def _take_part(self, part: PriceListPublished) -> None:
        arriving = self._arriving[part.id]
        if arriving and arriving[0].version != part.version:
            assert part.version > arriving[0].version, "an older version came later"
            arriving.clear()
        assert part.part == len(arriving) + 1, "a part is missing or came twice"
        arriving.append(part)
        if part.part == part.parts:
            self.lists[part.id] = self._arriving.pop(part.id)
