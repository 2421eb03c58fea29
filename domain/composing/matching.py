"""Which product of the inventory system an order line means; never a similar one."""

from collections import defaultdict
from collections.abc import Iterable

from domain.approved_order import OrderLine
from domain.composing.decided import Decided
from domain.composing.origin import Origin
from domain.dated import Dated
from domain.identifiers import folded
from domain.problems import Cure, Problem
from domain.product import Product

Match = Decided[Dated[Product] | None]


class Shelf:
    """The products that an order may name, found by id or SKU without looking through all of them."""

    def __init__(self, products: Iterable[Dated[Product]]) -> None:
        """Take each product once, also when it was found both by id and by SKU."""
        self._by_id: dict[str, Dated[Product]] = {}
        self._by_sku: dict[str, list[Dated[Product]]] = defaultdict(list)
        for product in products:
            key = product.record.id.casefold()
            if key not in self._by_id:
                self._by_id[key] = product
                self._by_sku[folded(product.record.sku)].append(product)

    def find(self, index: int, line: OrderLine) -> Match:
        """Find a line's product by id, else by exact SKU, where case and space do not count.

        A SKU leads on when Cin7 does not know the id, with a note. Several products whose SKUs differ in case
        alone are told apart by the exact spelling, or not at all.

        Source: R33. Shape: `index` counts the order's lines from 0.
        """
        number, sku = index + 1, line.sku.strip()
        by_id = self._by_id.get(line.product_id.strip().casefold())
        if by_id:
            known = by_id.record
            notes = (f"Line {number} says SKU “{sku}”; by its id the product is “{known.name}” ({known.sku}) in Cin7.",)
            is_other = sku and folded(sku) != folded(known.sku)
            origin = Origin(
                rule="R33", source=f"the product that line {number} names by its id in Cin7", read_at=by_id.at
            )
            return Decided(by_id, origin, notes if is_other else ())
        alike = self._by_sku.get(folded(sku), []) if sku else []
        same = [product for product in alike if product.record.sku == sku] or alike
        if len(same) != 1:
            nothing = Origin(rule="R33", source=f"line {number} leads to no product")
            return Decided(None, nothing, problems=(_unknown(index, line, same),))
        notes = (f"Line {number}: Cin7 has no product of id {line.product_id}; SKU “{sku}” led to it.",)
        origin = Origin(rule="R33", source=f"the product with the SKU of line {number} in Cin7", read_at=same[0].at)
        return Decided(same[0], origin, notes if line.product_id.strip() else ())


def _unknown(index: int, line: OrderLine, same: list[Dated[Product]]) -> Problem:
    sku, product_id = line.sku.strip(), line.product_id.strip()
    said = " or ".join([f"SKU “{sku}”"] * bool(sku) + [f"id {product_id}"] * bool(product_id))
    detail = f"Line {index + 1}: Cin7 has no product with {said}."
    if same:
        detail = (
            f"Line {index + 1}: Cin7 has {len(same)} products whose SKUs differ from “{sku}” in case or space only."
        )
    return Problem(
        code="unknown_product",
        detail=detail,
        pointer=f"/lines/{index}/{'sku' if sku else 'product_id'}",
        cures=tuple(Cure.of("product", key) for key in (sku, product_id) if key),
        candidates=tuple((product.record.id, product.record.sku) for product in same),
    )
