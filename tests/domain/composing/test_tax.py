from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.composing.tax import Rule, TaxRules, taxes
from domain.connection import TaxCalculation
from domain.money import Currency
from domain.problems import FREIGHT_TAX_RULE, Cure
from tests.builders import READ_AT, a_company, a_contact, a_product, a_tax_rule, books, dated
from tests.domain.composing.kitchen import rules
from tests.domain.random_orders import amounts

AUD = Currency("AUD")
CONTACT = a_contact()
OWN = dated(a_product(sale_tax_rule="gst free"))
PLAIN = dated(a_product())
PARTS = st.lists(
    st.tuples(
        amounts("500", least="-50"),
        st.sampled_from((Decimal(0), Decimal(5), Decimal(10), Decimal("8.875"), Decimal(20))),
    ),
    max_size=12,
)
CURRENCIES = st.sampled_from((Currency("AUD"), Currency("JPY"), Currency("BHD")))


def name(rule: Rule) -> str:
    return rule.value.name if rule.value else ""


def test_a_products_own_rule_goes_first_as_the_books_spell_it() -> None:
    rule = rules().of_product(OWN, "/lines/0")
    assert (name(rule), rule.origin.read_at) == ("GST Free", READ_AT)
    assert rule.origin.source == "the sale tax rule of “Chai” (NW-001) in Cin7"


def test_a_product_without_one_has_the_customers_rule() -> None:
    rule = rules().of_product(PLAIN, "/lines/0")
    assert (name(rule), rule.origin.source) == ("GST on Income", "the tax rule of “Harbour Café” in Cin7")


def test_a_customer_without_one_has_the_accounts_default() -> None:
    rule = rules(contact=a_contact(tax_rule=" ")).of_product(PLAIN, "/lines/0")
    assert (name(rule), rule.origin.source) == ("GST on Income", "the account's default tax rule for sales in Cin7")


def test_a_products_rule_that_is_not_in_use_is_a_problem_of_its_line_and_no_other_stands_in() -> None:
    known = books(tax_rules=[a_tax_rule(), a_tax_rule("GST Free", 0, is_for_sales=False)])
    rule = rules(known=known).of_product(OWN, "/lines/4")
    (problem,) = rule.problems
    assert (rule.value, problem.code, problem.pointer) == (None, "tax_rule_missing", "/lines/4")
    assert problem.detail == (
        "“gst free”, the sale tax rule of “Chai” (NW-001) in Cin7,"
        " is not among the account's active tax rules for sales."
    )
    assert problem.cures == (Cure("tax_rule", "gst free"), Cure("product", "nw-001"))


def test_a_customers_rule_that_is_not_in_use_is_one_problem_for_everything() -> None:
    tax = rules(known=books(tax_rules=[a_tax_rule(is_active=False)]))
    (problem,) = tax.usual().problems
    assert problem.pointer == "/customer"
    assert problem.cures == (Cure("tax_rule", "gst on income"), Cure("contact", CONTACT.id))
    assert tax.of_product(PLAIN, "/lines/0").problems == tax.of_charges("").problems == (problem,)


def test_the_accounts_rule_that_is_not_in_use_is_a_problem() -> None:
    tax = rules(contact=a_contact(tax_rule=""), known=books(tax_rules=[]))
    (problem,) = tax.usual().problems
    assert problem.cures == (Cure("tax_rule", "gst on income"),)


def test_no_rule_anywhere_is_a_problem_only_for_what_needs_one() -> None:
    tax = rules(contact=a_contact(tax_rule=""), company=a_company(default_tax_rule=""))
    assert (tax.usual().value, tax.usual().problems) == (None, ())
    assert tax.of_product(OWN, "/lines/0").problems == ()
    (problem,) = tax.of_product(PLAIN, "/lines/0").problems
    assert (problem.code, problem.cures) == ("tax_rule_missing", (Cure("contact", CONTACT.id),))
    assert "Neither “Harbour Café” nor the account" in problem.detail
    assert tax.of_charges("").problems == (problem,)


def test_freight_has_the_rule_that_the_supplier_chose() -> None:
    rule = rules().of_charges("gst free")
    assert (name(rule), rule.origin.rule) == ("GST Free", "R34")
    (problem,) = rules().of_charges("Old").problems
    assert (problem.pointer, problem.cures) == ("/charges", (Cure("tax_rule", "old"), FREIGHT_TAX_RULE))
    assert problem.detail.startswith("“Old”, the tax rule for freight in the sale options, is not")


def test_without_a_known_customer_only_a_products_own_rule_can_be_decided() -> None:
    tax = TaxRules(customer=None, company=a_company(default_tax_rule="Old"), books=dated(books()))
    assert name(tax.of_product(OWN, "/lines/0")) == "GST Free"
    unknown = tax.of_product(PLAIN, "/lines/0")
    assert (unknown.value, unknown.problems) == (None, ())


def test_by_row_each_tax_is_rounded_half_up() -> None:
    parts = [(Decimal("0.05"), Decimal(10)), (Decimal("0.04"), Decimal(10)), (Decimal("-0.05"), Decimal(10))]
    assert taxes(parts, TaxCalculation.ROW_TOTAL, AUD) == (Decimal("0.01"), Decimal("0.00"), Decimal("-0.01"))


def test_by_document_tax_is_rounded_once_and_the_largest_part_takes_what_is_left() -> None:
    parts = [(Decimal("0.05"), Decimal(10)), (Decimal("1.04"), Decimal(10)), (Decimal("3.00"), Decimal(0))]
    each = taxes(parts, TaxCalculation.TOTAL, AUD)
    assert each == (Decimal("0.005"), Decimal("0.105"), Decimal(0))
    assert sum(each) == Decimal("0.11")


def test_a_document_of_nothing_has_no_tax() -> None:
    assert taxes([], TaxCalculation.TOTAL, AUD) == ()
    assert taxes([], TaxCalculation.ROW_TOTAL, AUD) == ()


@given(PARTS, CURRENCIES)
def test_taxes_by_document_add_up_to_the_exact_sum_rounded_once(
    parts: list[tuple[Decimal, Decimal]], currency: Currency
) -> None:
    each = taxes(parts, TaxCalculation.TOTAL, currency)
    exact = sum((amount * percent / 100 for amount, percent in parts), Decimal(0))
    assert sum(each, Decimal(0)) == currency.rounded(exact)


@given(PARTS, CURRENCIES, st.sampled_from(TaxCalculation))
def test_no_part_is_off_by_more_than_one_rounding_and_untaxed_ones_stay_so(
    parts: list[tuple[Decimal, Decimal]], currency: Currency, how: TaxCalculation
) -> None:
    half = Fraction(1, 2 * 10**currency.minor_unit) + Fraction(2, 10**4)
    each = taxes(parts, how, currency)
    assert len(each) == len(parts)
    for tax, (amount, percent) in zip(each, parts, strict=True):
        assert abs(Fraction(tax) - Fraction(amount) * Fraction(percent) / 100) <= half
        assert tax == tax.quantize(Decimal("0.0001"))
        if amount * percent == 0:
            assert tax == 0


@pytest.mark.parametrize("how", TaxCalculation)
def test_equal_amounts_are_taxed_alike_in_any_order_of_the_rest(how: TaxCalculation) -> None:
    parts = [(Decimal("10.00"), Decimal(10)), (Decimal("20.00"), Decimal(10))]
    assert sum(taxes(parts, how, AUD)) == sum(taxes(parts[::-1], how, AUD)) == Decimal("3.00")
