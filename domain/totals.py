"""Whether both sides come to the same amount."""

from dataclasses import dataclass
from decimal import Decimal

from domain.remote_sale import RemoteSale
from domain.sale import Sale


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


def compare(sale: Sale, remote: RemoteSale) -> Totals:
    """Compare what we asked for with what the document says, to the cent.

    Source: B6.
    """
    order, there = sale.currency.rounded(sale.total), sale.currency.rounded(remote.total)
    return Totals(order=order, remote=there, cause="" if order == there else _cause(sale, remote))


def _cause(sale: Sale, remote: RemoteSale) -> str:
    asked = {line.product_id.casefold(): line for line in sale.lines}
    for line in remote.lines:
        wanted = asked.get(line.product_id.casefold())
        if wanted is None:
            return "line_added"
        if line.discount_percent != wanted.discount_percent:
            return "discount"
        if line.total != wanted.total:
            return "line_total"
    if len(remote.lines) != len(sale.lines):
        return "line_missing"
    if sum(charge.price for charge in remote.charges) != sum(charge.price for charge in sale.charges):
        return "charge"
    rounding = Decimal(1).scaleb(-sale.currency.minor_unit) * (len(sale.lines) + len(sale.charges))
    return "rounding" if abs(remote.total - sale.total) <= rounding else "tax_rule"
