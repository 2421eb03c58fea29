"""How much of each product lies where, and how much of it is promised.

Source: ref §2.5, §12 (D, G).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from adapters.fake_cin7.values import ZERO


@dataclass(slots=True, kw_only=True)
class Level:
    """One product in one place.

    Units: pieces; `value` in the base currency.
    """

    product_id: str
    location: str
    bin: str | None = None
    batch: str | None = None
    expiry: date | None = None
    on_hand: Decimal = ZERO
    allocated: Decimal = ZERO
    on_order: Decimal = ZERO
    in_transit: Decimal = ZERO
    value: Decimal = ZERO
    next_delivery: date | None = None

    @property
    def available(self) -> Decimal:
        """What is neither promised nor gone.

        Source: ref §2.5 (D, from the examples).
        """
        return self.on_hand - self.allocated

    def copy(self) -> "Level":
        """Keep the figures as they are now."""
        return replace(self)

    @property
    def is_empty(self) -> bool:
        """Whether every figure is nil; such rows are not shown.

        Source: ref §2.5 (L).
        """
        return not (self.on_hand or self.allocated or self.on_order or self.in_transit)


@dataclass
class Stock:
    """All levels of an account."""

    by_product: dict[str, list[Level]] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Level]:
        """Iterate over all levels, product by product."""
        for levels in self.by_product.values():
            yield from levels

    def add(self, level: Level) -> Level:
        """Keep a further level of a product."""
        self.by_product.setdefault(level.product_id, []).append(level)
        return level

    def levels(self, product_id: str, location: str) -> list[Level]:
        """List a product's levels in one location, bins and batches apart."""
        wanted = location.casefold()
        return [level for level in self.by_product.get(product_id, []) if level.location.casefold() == wanted]

    def level(self, product_id: str, location: str) -> Level:
        """Find the first level of a product in a location, or begin one."""
        found = self.levels(product_id, location)
        return found[0] if found else self.add(Level(product_id=product_id, location=location))

    def on_hand(self, product_id: str, location: str) -> Decimal:
        """Add up what lies in one location."""
        return sum((level.on_hand for level in self.levels(product_id, location)), ZERO)

    def allocate(self, product_id: str, location: str, quantity: Decimal) -> Decimal:
        """Promise as much as is available in a location; answer how much that was.

        Source: ref §12 (G: on the sale's own location only, §13.12).
        """
        open_quantity = quantity
        for level in self.levels(product_id, location):
            taken = min(max(level.available, ZERO), open_quantity)
            level.allocated += taken
            open_quantity -= taken
        return quantity - open_quantity

    def release(self, product_id: str, location: str, quantity: Decimal) -> None:
        """Take back a promise.

        Source: ref §12: undo and void release the allocation.
        """
        for level in self.levels(product_id, location):
            taken = min(level.allocated, quantity)
            level.allocated -= taken
            quantity -= taken

    def take(self, product_id: str, location: str, quantity: Decimal) -> None:
        """Let goods leave a location; the last level bears what the others lack."""
        levels = self.levels(product_id, location) or [self.level(product_id, location)]
        for level in levels[:-1]:
            taken = min(max(level.on_hand, ZERO), quantity)
            level.on_hand -= taken
            quantity -= taken
        levels[-1].on_hand -= quantity

    def put_back(self, product_id: str, location: str, quantity: Decimal) -> None:
        """Let goods return to a location."""
        self.level(product_id, location).on_hand += quantity
