"""Whether both sides come to the same amount."""

from dataclasses import dataclass
from decimal import Decimal

from domain.asked import Asked
from domain.remote_sale import RemoteSale
from domain.same_goods import SameGoods


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The order's total beside the inventory system's, and why they differ.

    Source: B6. Units: amounts with tax, in the order's currency.
    """

    order: Decimal
    remote: Decimal
    cause: str = ""

    @property
    def difference(self) -> Decimal:
        """Answer how much more the inventory system asks for."""
        return self.remote - self.order


def compare(asked: Asked, remote: RemoteSale) -> Totals:
    """Compare what was asked for with what the document says, to the cent.

    Source: B6.
    """
    order, there = asked.currency.rounded(asked.total), asked.currency.rounded(remote.total)
    return Totals(order=order, remote=there, cause="" if order == there else _cause(asked, remote))


def _cause(asked: Asked, remote: RemoteSale) -> str:
    same = SameGoods.among(asked.lines, remote.lines)
    lines = {same.key(line): line for line in asked.lines}
    for line in remote.lines:
        wanted = lines.get(same.key(line))
        if wanted is None:
            return "line_added"
        if line.discount_percent != wanted.discount_percent:
            return "discount"
        if line.total != wanted.total:
            return "line_total"
    if len(remote.lines) != len(asked.lines):
        return "line_missing"
    if sum(charge.price for charge in remote.charges) != sum(charge.price for charge in asked.charges):
        return "charge"
    rounding = Decimal(1).scaleb(-asked.currency.minor_unit) * (len(asked.lines) + len(asked.charges))
    return "rounding" if abs(remote.total - asked.total) <= rounding else "tax_rule"
