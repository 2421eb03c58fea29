from decimal import Decimal

from domain.composing.decided import Findings
from domain.composing.document import Document, document_of
from domain.composing.tax import TaxRules
from domain.connection import TaxCalculation
from domain.sale_options import FreightOptions
from tests.builders import a_charge, a_company, an_approved_order, an_order_line, books, dated
from tests.domain.composing.kitchen import CHAI, CHANG, SYRUP, rules

ORDER = an_approved_order(
    lines=[
        an_order_line(sku="NW-001", quantity=1, unit_price="0.05"),
        an_order_line(sku="NW-002", quantity=1, unit_price="0.05"),
        an_order_line(sku="NW-003", quantity=1, unit_price="9.00"),
    ],
    charges=[a_charge("0.05")],
)


def made(tax_rules: TaxRules, found: Findings | None = None, freight: FreightOptions | None = None) -> Document:
    products = tuple(map(dated, (CHAI, CHANG, SYRUP)))
    return document_of(ORDER, products, freight or FreightOptions(), tax_rules, found or Findings())


def test_by_row_lines_and_charges_are_each_rounded() -> None:
    document = made(rules())
    assert [line.tax for line in document.lines] == [Decimal("0.01"), Decimal("0.01"), Decimal(0)]
    assert [charge.tax for charge in document.charges] == [Decimal("0.01")]
    assert document.tax == Decimal("0.03")


def test_by_document_lines_and_charges_are_rounded_together() -> None:
    document = made(rules(company=a_company(tax_calculation=TaxCalculation.TOTAL)))
    parts = [line.tax for line in document.lines] + [charge.tax for charge in document.charges]
    assert sum(parts) == document.tax == Decimal("0.02")
    assert document.lines[2].tax == 0


def test_the_origin_of_a_tax_says_rate_rule_and_rounding() -> None:
    found = Findings()
    made(rules(), found)
    assert found.origins["lines/0/tax"].source == "10 % (“GST on Income”), rounded on each line as the account does"
    made(rules(company=a_company(tax_calculation=TaxCalculation.TOTAL)), found)
    assert found.origins["charges/0/tax"].source == (
        "10 % (“GST on Income”), rounded once for the whole sale as the account does"
    )


def test_freight_has_the_chosen_rule_and_the_lines_keep_theirs() -> None:
    document = made(rules(), freight=FreightOptions(tax_rule="GST Free"))
    assert [line.tax_rule for line in document.lines] == ["GST on Income", "GST on Income", "GST Free"]
    assert [charge.tax_rule for charge in document.charges] == ["GST Free"]


def test_a_rule_that_all_lines_lack_is_said_once() -> None:
    found = Findings()
    made(rules(known=books(tax_rules=[])), found)
    assert [problem.pointer for problem in found.problems] == ["/customer", "/lines/2"]
    assert found.origins["lines/0/tax"].source.startswith("no rate")
