from decimal import Decimal

from domain.approved_order import Charge
from domain.composing.charges import Levied, charge_of, levies_of, origins_of_charge
from domain.composing.decided import Decided
from domain.composing.origin import Origin
from domain.cutting import ELLIPSIS
from domain.money import Currency
from tests.builders import a_charge, a_tax_rule, an_approved_order

WHY = Origin(rule="R34", source="the tax rule for freight in the sale options")


def levied(*charges: Charge, currency: str = "AUD") -> Levied:
    return levies_of(an_approved_order(charges=charges), "Delivery", Currency(currency))


def test_a_charge_keeps_its_own_description_else_has_the_suppliers_word() -> None:
    own, plain = levied(a_charge(description=" Crates "), a_charge(description=" ")).levies
    assert (own.description, plain.description) == ("Crates", "Delivery")
    described = [origins_of_charge(levy, Decided(None, WHY), WHY)["description"] for levy in (own, plain)]
    assert [origin.source for origin in described] == [
        "the description of charge 1 on the order",
        "the word for it in the sale options",
    ]


def test_a_charge_that_comes_to_nothing_is_left_out_with_a_note() -> None:
    result = levied(a_charge(0), a_charge("0.0049", description=""), a_charge("5.00"))
    assert [levy.number for levy in result.levies] == [3]
    assert result.notes == (
        "Charge 1, “Freight”, was left out, because it comes to nothing.",
        "Charge 2, “Delivery”, was left out, because it comes to nothing.",
    )


def test_a_charge_is_rounded_half_up_to_the_minor_unit_with_a_note() -> None:
    result = levied(a_charge("32.385"), a_charge("0.005"))
    assert [levy.amount for levy in result.levies] == [Decimal("32.39"), Decimal("0.01")]
    assert result.notes[0] == "Charge 1, “Freight”, was rounded from 32.385 to 32.39."
    assert levied(a_charge("32.00"), currency="JPY").notes == ()


def test_a_charge_that_takes_money_off_stands_against_the_sale_and_says_where_and_how_much() -> None:
    result = levied(a_charge("5.00"), a_charge("-12.50", description="Loyalty"), a_charge("-0.004"))
    (problem,) = result.problems
    assert (problem.code, problem.pointer) == ("negative_charge", "/charges/1/amount")
    assert problem.detail == "Charge 2, “Loyalty”, takes 12.50 off; a charge can only add."


def test_a_long_description_is_cut_visibly_with_a_note() -> None:
    result = levied(a_charge(description="x" * 257))
    assert result.levies[0].description == "x" * 255 + ELLIPSIS
    assert result.notes == ("The description of charge 1 was cut, because Cin7 keeps 256 characters of it.",)


def test_a_charge_is_sent_with_its_amount_rule_and_tax() -> None:
    (levy,) = levied(a_charge("30.00")).levies
    charge = charge_of(levy, Decided(a_tax_rule(), WHY), Decimal("3.00"))
    assert (charge.description, charge.price, charge.tax_rule, charge.tax) == (
        "Freight",
        Decimal("30.00"),
        "GST on Income",
        Decimal("3.00"),
    )
