"""What a sale's own document says of picking, packing and shipping, before anything is made of it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from domain.identifiers import folded


class Progress(Enum):
    """How far one stage of a fulfilment is; a word that nobody documented is *none*, so that it tells nothing.

    Source: ref §5.4, §7.
    """

    NONE = "none"
    DRAFT = "draft"
    PARTLY = "partly"
    DONE = "done"
    VOIDED = "voided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Goods:
    """Some of a product, picked or packed; `box` is the packer's own name for where it lies."""

    product_id: str
    sku: str
    quantity: Decimal
    box: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShipLine:
    """Boxes that were handed to a carrier, or will be.

    Source: ref §7. Shape: `boxes` is one name or several with commas between; `has_left` is None where the document
    does not say.
    """

    id: str = ""
    carrier: str = ""
    number: str = ""
    url: str = ""
    shipped_on: date | None = None
    boxes: str = ""
    has_left: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fulfilment:
    """One round of picking, packing and shipping; a sale may have several.

    Source: ref §5.3, §7.
    """

    id: str
    is_voided: bool = False
    picked: tuple[Goods, ...] = ()
    packed: tuple[Goods, ...] = ()
    ship: Progress = Progress.NONE
    ship_lines: tuple[ShipLine, ...] = ()

    @property
    def goods(self) -> tuple[Goods, ...]:
        """Answer what it carries: what was packed, else what was picked. Source: architecture §4.5."""
        return self.packed or self.picked

    @property
    def is_whole(self) -> bool:
        """Answer whether all of it left; a line that says otherwise is believed more than the stage's own word."""
        return self.ship is Progress.DONE and all(line.has_left is not False for line in self.ship_lines)

    @property
    def gone(self) -> tuple[ShipLine, ...]:
        """Answer what left: without any line, a shipped stage is one parcel of which nothing more is known."""
        if self.is_whole:
            return self.ship_lines or (ShipLine(),)
        if self.ship not in (Progress.DONE, Progress.PARTLY):
            return ()
        return tuple(line for line in self.ship_lines if line.has_left)

    def contents_of(self, line: ShipLine) -> tuple[Goods, ...]:
        """Answer what is in the boxes of a line; all of it when it is the only one and names none that is known.

        Source: ref §7: pack lines and ship lines are joined on the box's name, which may hold commas itself.
        """
        known = {folded(goods.box) for goods in self.goods if goods.box}
        named = {folded(line.boxes)} & known or {folded(part) for part in line.boxes.split(",")} & known
        if not named and self.is_whole and len(self.ship_lines) <= 1:
            return self.goods
        return tuple(goods for goods in self.goods if folded(goods.box) in named)
