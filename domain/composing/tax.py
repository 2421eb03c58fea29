"""Which tax rule, and how much tax: rounded on each line or on the whole document, as the account does."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, pairwise

from domain.composing.decided import Decided
from domain.composing.origin import Origin
from domain.connection import Company, TaxCalculation
from domain.contact import Contact
from domain.dated import Dated
from domain.money import ZERO, Currency, percent_of, round_half_up
from domain.problems import FREIGHT_TAX_RULE, Cure, Problem
from domain.product import Product
from domain.reference_books import ReferenceBooks, TaxRule

FINEST = 4  # decimal places that Cin7 keeps of a tax (ref §6.6)

Rule = Decided[TaxRule | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxRules:
    """The tax rules that one sale can turn to; a rule that is set but not in use is a problem, no other stands in.

    Source: R33, R34. Shape: `customer` is None while it is not known whose order it is.
    """

    customer: Dated[Contact] | None
    company: Company
    books: Dated[ReferenceBooks]

    def usual(self) -> Rule:
        """Decide for whatever has no rule of its own: the customer's, else the account's default, else none."""
        if self.customer is None:
            return Decided(None, Origin(rule="R33", source="left open, because the customer is not known"))
        if self.customer.record.tax_rule.strip():
            contact = self.customer.record
            source = f"the tax rule of “{contact.name}” in Cin7"
            origin = Origin(rule="R33", source=source, read_at=self.customer.at)
            return self._named(contact.tax_rule, origin, "/customer", Cure.of("contact", contact.id))
        if self.company.default_tax_rule.strip():
            origin = Origin(rule="R33", source="the account's default tax rule for sales in Cin7")
            return self._named(self.company.default_tax_rule, origin, "/customer")
        source = "left out, because neither the customer nor the account has a tax rule for sales in Cin7"
        return Decided(None, Origin(rule="R33", source=source))

    def of_product(self, product: Dated[Product], pointer: str) -> Rule:
        """Decide for a line: the product's own rule for sales, else the usual one."""
        item = product.record
        if not item.sale_tax_rule.strip():
            return self._needed()
        source = f"the sale tax rule of “{item.name}” ({item.sku}) in Cin7"
        origin = Origin(rule="R33", source=source, read_at=product.at)
        return self._named(item.sale_tax_rule, origin, pointer, Cure.of("product", item.sku))

    def of_charges(self, chosen: str) -> Rule:
        """Decide for freight and other charges: the rule that the supplier chose, else the usual one."""
        if not chosen.strip():
            return self._needed()
        origin = Origin(rule="R34", source="the tax rule for freight in the sale options")
        return self._named(chosen, origin, "/charges", FREIGHT_TAX_RULE)

    def _needed(self) -> Rule:
        rule = self.usual()
        if rule.value or rule.problems or self.customer is None:
            return rule
        name = self.customer.record.name
        problem = Problem(
            code="tax_rule_missing",
            detail=f"Neither “{name}” nor the account has a tax rule for sales in Cin7, and not all has its own.",
            pointer="/customer",
            cures=(Cure.of("contact", self.customer.record.id),),
        )
        return Decided(None, rule.origin, problems=(problem,))

    def _named(self, name: str, origin: Origin, pointer: str, *cures: Cure) -> Rule:
        if rule := self.books.record.tax_rule(name):
            return Decided(rule, origin)
        problem = Problem(
            code="tax_rule_missing",
            detail=f"“{name}”, {origin.source}, is not among the account's active tax rules for sales.",
            pointer=pointer,
            cures=(Cure.of("tax_rule", name), *cures),
        )
        return Decided(None, origin, problems=(problem,))


def taxes(parts: Sequence[tuple[Decimal, Decimal]], how: TaxCalculation, currency: Currency) -> tuple[Decimal, ...]:
    """Answer the tax of each part of a document, given its amount and rate; together they are the document's tax.

    By row, each is rounded half up to the minor unit. By document, the exact sum is rounded so, once; each part
    keeps four places, namely what the running sum of exact taxes grows by, and what then still lacks or exceeds
    goes to the part with the largest tax. So no part is off by more than one rounding, and a part that bears no
    tax is left without.

    Source: R33; ref §1.7 (TaxCalculationMethod), §6.6 (four places; a document's tax is the sum of its lines').
    """
    exact = [percent_of(amount, percent) for amount, percent in parts]
    if how is TaxCalculation.ROW_TOTAL:
        return tuple(currency.rounded(tax) for tax in exact)
    running = [round_half_up(so_far, FINEST) for so_far in accumulate(exact, initial=ZERO)]
    fine = [after - before for before, after in pairwise(running)]
    if fine:
        largest = max(range(len(exact)), key=lambda index: abs(exact[index]))
        fine[largest] += currency.rounded(sum(exact, ZERO)) - running[-1]
    return tuple(fine)
