"""The lines of a sale: equal order lines become one, one product has one price, every amount is rounded once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from domain.approved_order import ApprovedOrder, OrderLine
from domain.composing.matching import Shelf
from domain.composing.origin import Origin
from domain.composing.tax import Rule
from domain.cutting import cut, length
from domain.dated import Dated
from domain.money import ZERO, Currency, less_percent, places_of, plain, round_half_up, times
from domain.problems import Problem
from domain.product import Product
from domain.sale import COMMENT_LIMIT, SaleLine

Numbered = tuple[int, OrderLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What the order wants of one product at one price and discount: a line of the sale to be.

    Source: R33. Shape: `lines` are the order lines it was made of, counted from 0, never none.
    """

    product: Dated[Product]
    found: Origin
    currency: Currency
    lines: tuple[Numbered, ...]

    @property
    def quantity(self) -> Decimal:
        """Answer how much all its order lines want together."""
        return sum((line.quantity for _, line in self.lines), ZERO)

    @property
    def price(self) -> Decimal:
        """Answer the price that all its order lines share."""
        return self.lines[0][1].unit_price

    @property
    def discount_percent(self) -> Decimal:
        """Answer the discount that all its order lines share."""
        return self.lines[0][1].discount_percent

    @property
    def whole_comment(self) -> str:
        """Answer what its order lines say, each thing once, before it is cut."""
        return "; ".join(dict.fromkeys(line.comment.strip() for _, line in self.lines if line.comment.strip()))

    @property
    def name(self) -> str:
        """Answer how people recognise the product."""
        return f"“{self.product.record.name}” ({self.product.record.sku})"

    @property
    def place(self) -> str:
        """Answer which order lines it was made of, as people count them."""
        numbers = [str(index + 1) for index, _ in self.lines]
        return f"line {numbers[0]}" if len(numbers) == 1 else f"lines {', '.join(numbers[:-1])} and {numbers[-1]}"

    @property
    def pointer(self) -> str:
        """Answer where the first of its order lines stands in the order."""
        return f"/lines/{self.lines[0][0]}"

    @property
    def amount(self) -> Decimal:
        """Answer quantity times price less the discount, rounded half up to the minor unit. Source: R33; ref §6.6."""
        return self.currency.rounded(less_percent(times(self.quantity, self.price), self.discount_percent))


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The items of an order, and what was noticed while they were gathered."""

    items: tuple[Item, ...]
    notes: tuple[str, ...]
    problems: tuple[Problem, ...]


def gather_items(order: ApprovedOrder, shelf: Shelf, quantity_places: int) -> Gathered:
    """Find every line's product and merge lines that agree in product, price and discount.

    Quantities are judged after merging, since the merged one is what is sent. A product that is deprecated or not
    sellable is sent with a note, because the supplier approved it.

    Source: R33; ref §6.6 (Cin7 refuses a product that stands on two lines).
    """
    groups: dict[tuple[str, Decimal, Decimal], list[Numbered]] = defaultdict(list)
    found: dict[str, tuple[Dated[Product], Origin]] = {}
    notes: list[str] = []
    problems: list[Problem] = []
    for index, line in enumerate(order.lines):
        match = shelf.find(index, line)
        notes += match.notes
        problems += match.problems
        if match.value:
            key = match.value.record.id.casefold()
            found.setdefault(key, (match.value, match.origin))
            groups[key, line.unit_price, line.discount_percent].append((index, line))
    items = tuple(
        Item(product=found[key[0]][0], found=found[key[0]][1], currency=order.currency, lines=tuple(lines))
        for key, lines in groups.items()
    )
    notes += [note for item in items for note in _worth_knowing(item)]
    return Gathered(
        items=items,
        notes=tuple(notes),
        problems=(*problems, *_at_two_prices(items), *_too_fine(items, quantity_places)),
    )


def line_of(item: Item, rule: Rule, tax: Decimal) -> SaleLine:
    """Write an item as the line that is sent. Source: R33."""
    product = item.product.record
    return SaleLine(
        product_id=product.id,
        sku=product.sku,
        name=product.name,
        quantity=item.quantity,
        price=item.price,
        discount_percent=item.discount_percent,
        tax_rule=rule.value.name if rule.value else "",
        tax=tax,
        total=item.amount,
        comment=cut(item.whole_comment, COMMENT_LIMIT),
    )


def origins_of_line(item: Item, rule: Rule, tax: Origin) -> dict[str, Origin]:
    """Say for each field of a line where it came from. Source: B1."""
    place = item.place
    return {
        **dict.fromkeys(("product_id", "sku", "name"), item.found),
        "quantity": Origin(rule="R11", source=f"the quantity approved on {place}"),
        "price": Origin(rule="R33", source=f"the price approved on {place}"),
        "discount_percent": Origin(rule="R33", source=f"the discount approved on {place}"),
        "tax_rule": rule.origin,
        "tax": tax,
        "total": Origin(rule="R33", source="quantity times price less discount, rounded half up, without tax"),
        "comment": Origin(
            rule="R33",
            source=f"the comment on {place}" if item.whole_comment else f"left out, because there is none on {place}",
        ),
    }


def _worth_knowing(item: Item) -> list[str]:
    product = item.product.record
    said = []
    if product.is_deprecated:
        said.append(f"{item.name} is deprecated in Cin7; it is sent, because the supplier approved it.")
    if not product.is_sellable:
        said.append(f"{item.name} is not sellable in Cin7; it is sent, because the supplier approved it.")
    if length(item.whole_comment) > COMMENT_LIMIT:
        said.append(f"The comment on {item.place} was cut, because Cin7 keeps {COMMENT_LIMIT} characters of it.")
    return said


def _at_two_prices(items: Iterable[Item]) -> list[Problem]:
    of_product: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        of_product[item.product.record.id.casefold()].append(item)
    return [
        Problem(
            code="one_product_two_prices",
            detail=f"{several[0].name} stands on {'; on '.join(map(_offer, several))}.",
            pointer=several[1].pointer,
        )
        for several in of_product.values()
        if len(several) > 1
    ]


def _offer(item: Item) -> str:
    discount = f" less {plain(item.discount_percent)} %" if item.discount_percent else ""
    price = round_half_up(item.price, max(places_of(item.price), item.currency.minor_unit))
    return f"{item.place} at {price:f}{discount}"


def _too_fine(items: Iterable[Item], quantity_places: int) -> list[Problem]:
    return [
        Problem(
            code="quantity_too_fine",
            detail=f"{item.name} on {item.place}: {plain(item.quantity)} has {places_of(item.quantity)} decimal places;"
            f" the account allows {quantity_places}.",
            pointer=f"{item.pointer}/quantity",
        )
        for item in items
        if places_of(item.quantity) > quantity_places
    ]
