"""Which goods are the same on both sides of a sale, and how much there is of each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from domain.identifiers import folded
from domain.money import ZERO


class Counted(Protocol):
    """Anything that is so much of a product."""

    @property
    def product_id(self) -> str:
        """The product's id, which may be missing."""

    @property
    def sku(self) -> str:
        """The product's SKU."""

    @property
    def quantity(self) -> Decimal:
        """How much of it."""


@dataclass(frozen=True, slots=True)
class SameGoods:
    """Tells products apart by id; what lacks one is found by its SKU among those that have both.

    Source: ref §7: a pick line needs a SKU alone; a product that is renamed keeps its id.
    """

    ids: Mapping[str, str]

    @classmethod
    def among(cls, *lists: Iterable[Counted]) -> "SameGoods":
        """Learn the SKUs of the products that these lists name by id."""
        lines = [line for each in lists for line in each if line.product_id]
        return cls({folded(line.sku): line.product_id.casefold() for line in lines})

    def key(self, goods: Counted) -> str:
        """Answer what is equal for equal products."""
        return goods.product_id.casefold() or self.ids.get(folded(goods.sku), folded(goods.sku))

    def amounts(self, lines: Iterable[Counted]) -> dict[str, Decimal]:
        """Add up how much there is of each product, in the order in which they come."""
        found: defaultdict[str, Decimal] = defaultdict(lambda: ZERO)
        for line in lines:
            found[self.key(line)] += line.quantity
        return dict(found)
