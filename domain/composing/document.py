"""Lines and charges together, because an account may round tax once for both."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from domain.approved_order import ApprovedOrder
from domain.composing.charges import Levy, charge_of, levies_of, origins_of_charge
from domain.composing.decided import Findings
from domain.composing.lines import Item, gather_items, line_of, origins_of_line
from domain.composing.matching import Shelf
from domain.composing.origin import Origin
from domain.composing.tax import Rule, TaxRules, taxes
from domain.connection import TaxCalculation
from domain.dated import Dated
from domain.money import ZERO, plain
from domain.product import Product
from domain.sale import SaleCharge, SaleLine
from domain.sale_options import FreightOptions


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Everything of a sale that bears an amount. Units: `tax` is what its parts' taxes add up to."""

    lines: tuple[SaleLine, ...]
    charges: tuple[SaleCharge, ...]
    tax: Decimal


def document_of(
    order: ApprovedOrder, products: Sequence[Dated[Product]], freight: FreightOptions, rules: TaxRules, found: Findings
) -> Document:
    """Decide lines, charges and their taxes, and tell `found` what was noticed.

    Source: R11, R33, R34.
    """
    gathered = gather_items(order, Shelf(products), rules.company.quantity_places)
    levied = levies_of(order, freight.description, order.currency)
    found.hear((*gathered.notes, *levied.notes), (*gathered.problems, *levied.problems))
    parts: list[tuple[Item | Levy, Rule]] = [
        (item, rules.of_product(item.product, item.pointer)) for item in gathered.items
    ]
    parts += [(levy, rules.of_charges(freight.tax_rule)) for levy in levied.levies]
    taxed = [(part.amount, rule.value.percent if rule.value else ZERO) for part, rule in parts]
    each = taxes(taxed, rules.company.tax_calculation, order.currency)
    lines: list[SaleLine] = []
    charges: list[SaleCharge] = []
    for (part, rule), tax in zip(parts, each, strict=True):
        found.hear(rule.notes, rule.problems)
        if isinstance(part, Item):
            found.explain(f"lines/{len(lines)}", origins_of_line(part, rule, _origin_of_tax(rule, rules)))
            lines.append(line_of(part, rule, tax))
        else:
            found.explain(f"charges/{len(charges)}", origins_of_charge(part, rule, _origin_of_tax(rule, rules)))
            charges.append(charge_of(part, rule, tax))
    return Document(lines=tuple(lines), charges=tuple(charges), tax=sum(each, ZERO))


def _origin_of_tax(rule: Rule, rules: TaxRules) -> Origin:
    rate = f"{plain(rule.value.percent)} % (“{rule.value.name}”)" if rule.value else "no rate"
    by_row = rules.company.tax_calculation is TaxCalculation.ROW_TOTAL
    rounding = "rounded on each line" if by_row else "rounded once for the whole sale"
    return Origin(rule="R33", source=f"{rate}, {rounding} as the account does", read_at=rules.books.at)
