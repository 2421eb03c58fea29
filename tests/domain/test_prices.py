from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.contact import Contact
from domain.money import Currency
from domain.prices import (
    UNKNOWN_TIER,
    PriceExplanation,
    WhyNotSet,
    amount_of,
    buying_terms,
    effective_price,
    is_possible,
    set_prices,
    tier_for,
)
from domain.product import Product
from domain.reference_books import PriceTier, ReferenceBooks
from tests.builders import CHAI_ID, a_contact, a_product, books, own_prices_of
from tests.domain.random_catalogues import contacts, products, random_books

AUD, JPY, BHD = Currency("AUD"), Currency("JPY"), Currency("BHD")


def price(contact: Contact, product: Product | None = None, currency: Currency = AUD) -> PriceExplanation:
    return effective_price(product or a_product(), buying_terms(contact, books()), currency)


def test_a_customer_pays_the_price_of_its_tier() -> None:
    found = price(a_contact(price_tier="Wholesale"))
    assert (found.amount, found.why_not_set, found.tier.number) == (Decimal("14.00"), None, 2)
    assert (found.tier_price, found.own_price, found.before_rounding) == (Decimal(14), None, Decimal(14))


def test_an_own_price_replaces_the_tiers_which_is_named_as_ignored() -> None:
    found = price(a_contact(own_prices={CHAI_ID: "12.50"}))
    assert (found.amount, found.own_price) == (Decimal("12.50"), Decimal("12.5"))
    assert found.ignored == ("The tier's price of 14: the customer's own price replaces it.",)


def test_an_own_price_counts_where_the_tier_has_none_and_then_nothing_is_ignored() -> None:
    found = price(a_contact(own_prices={CHAI_ID.upper(): "12.50"}), a_product(tier_prices=["18", "0"]))
    assert (found.amount, found.ignored) == (Decimal("12.50"), ())


def test_an_own_price_of_zero_is_none() -> None:
    found = price(a_contact(own_prices={CHAI_ID: "0.0000"}))
    assert (found.amount, found.own_price) == (Decimal("14.00"), None)


@pytest.mark.parametrize("tier_prices", [[], ["18.00"], ["18.00", "0.0000"], ["18.00", "-1"]])
def test_a_tier_that_says_nothing_for_a_product_leaves_it_without_a_price(tier_prices: list[str]) -> None:
    found = price(a_contact(price_tier="Wholesale"), a_product(tier_prices=tier_prices))
    assert (found.amount, found.why_not_set, found.before_rounding) == (None, WhyNotSet.NO_PRICE, None)


@pytest.mark.parametrize(
    ("tier", "own", "discount", "currency", "before", "amount"),
    [
        ("14.00", None, "5", AUD, "13.30", "13.30"),
        ("14.00", "12.50", "5", AUD, "11.875", "11.88"),
        ("0.10", None, "5", AUD, "0.095", "0.10"),
        ("10.004", None, "0", AUD, "10.004", "10.00"),
        ("10.005", None, "0", AUD, "10.005", "10.01"),
        ("999.5", None, "0", JPY, "999.5", "1000"),
        ("9.9995", None, "0", BHD, "9.9995", "10.000"),
        ("14.00", None, "0.01", AUD, "13.9986", "14.00"),
    ],
)
def test_the_discount_is_on_both_prices_and_half_a_cent_goes_up(  # noqa: PLR0917 - a row of the table
    tier: str, own: str | None, discount: str, currency: Currency, before: str, amount: str
) -> None:
    customer = a_contact(discount=discount, own_prices={CHAI_ID: own} if own else {})
    found = price(customer, a_product(tier_prices=["99", tier]), currency)
    assert found.before_rounding == Decimal(before)
    assert str(found.amount) == amount
    assert found.discount == Decimal(discount)


@pytest.mark.parametrize(("tier", "discount"), [("14.00", "100"), ("0.01", "60"), ("0.004", "0")])
def test_what_nothing_is_left_of_is_never_given_away(tier: str, discount: str) -> None:
    found = price(a_contact(discount=discount), a_product(tier_prices=["99", tier]))
    assert (found.amount, found.why_not_set) == (None, WhyNotSet.NOTHING_LEFT)
    assert found.before_rounding is not None


@pytest.mark.parametrize("discount", ["-0.01", "-5", "100.01", "500"])
def test_a_discount_that_cannot_be_makes_no_price(discount: str) -> None:
    assert not is_possible(Decimal(discount))
    found = price(a_contact(discount=discount))
    assert (found.amount, found.why_not_set) == (None, WhyNotSet.IMPOSSIBLE_DISCOUNT)


def test_a_products_discount_rule_is_named_as_ignored_and_changes_nothing() -> None:
    plain, ruled = price(a_contact()), price(a_contact(), a_product(discount_rule="Summer"))
    assert ruled.ignored == ("The product's discount rule “Summer”: product discounts are not imported.",)
    assert replace(ruled, ignored=()) == plain


def test_of_two_own_prices_for_one_product_the_first_that_is_set_counts() -> None:
    twice = (*own_prices_of({"p": 0}), *own_prices_of({"P": 5}), *own_prices_of({"p": 6}))
    assert set_prices(twice) == {"p": Decimal(5)}


def test_a_customer_without_a_tier_has_the_first_and_is_told_so() -> None:
    found = price(a_contact(price_tier=" "))
    assert (found.tier.name, found.amount) == ("Retail", Decimal("18.00"))
    assert found.notes == ("The customer has no price tier in Cin7: the first one counts.",)


def test_the_first_tier_counts_also_where_the_account_names_none() -> None:
    assert tier_for("", ReferenceBooks())[0] == PriceTier(number=1, name="Tier 1")


def test_a_tier_that_the_account_does_not_have_is_not_guessed_at() -> None:
    stranger = a_contact(price_tier=" Gold ", own_prices={CHAI_ID: 5})
    assert price(stranger).amount == Decimal("5.00")
    found = price(stranger, a_product(id="another"))
    assert (found.amount, found.why_not_set) == (None, WhyNotSet.UNKNOWN_TIER)
    assert (found.tier.number, found.tier.name) == (UNKNOWN_TIER, "Gold")
    assert "“ Gold ” is not among the account's" in found.notes[0]


def test_a_tier_is_found_case_and_space_folded_without_a_word() -> None:
    assert tier_for("  WHOLESALE", books())[1] == ()


def test_a_renamed_tier_is_found_by_its_former_name() -> None:
    renamed = books(price_tiers=[PriceTier(number=2, name="Trade")]).remembering(books())
    tier, notes = tier_for("Wholesale", renamed)
    assert tier.number == 2
    assert notes == ("The customer's price tier “Wholesale” is now called “Trade”.",)


def test_of_two_tiers_of_one_name_the_lower_counts_and_both_are_named() -> None:
    twins = books(price_tiers=[PriceTier(number=4, name="wholesale"), PriceTier(number=2, name="Wholesale")])
    tier, notes = tier_for("Wholesale", twins)
    assert tier.number == 2
    assert notes == ("Tiers 2 and 4 have one name, “Wholesale”: tier 2 counts.",)


@given(contacts, products, random_books, st.sampled_from([AUD, JPY, BHD]))
def test_a_price_is_more_than_nothing_in_whole_minor_units_or_it_says_why_not(
    contact: Contact, product: Product, tiers: ReferenceBooks, currency: Currency
) -> None:
    found = effective_price(product, buying_terms(contact, tiers), currency)
    if found.amount is None:
        assert found.why_not_set is not None
    else:
        assert found.why_not_set is None
        assert found.amount > 0
        assert found.amount == currency.rounded(found.amount)
        assert found.before_rounding is not None
        assert abs(found.amount - found.before_rounding) * 2 <= Decimal(1).scaleb(-currency.minor_unit)


@given(contacts, products, random_books)
def test_a_higher_discount_is_never_a_higher_price(contact: Contact, product: Product, tiers: ReferenceBooks) -> None:
    half = effective_price(product, buying_terms(replace(contact, discount=Decimal(50)), tiers), AUD).amount
    full = effective_price(product, buying_terms(replace(contact, discount=Decimal(0)), tiers), AUD).amount
    assert (half or 0) <= (full or 0)


@given(contacts, products, random_books)
def test_a_list_says_the_amount_that_is_explained(contact: Contact, product: Product, tiers: ReferenceBooks) -> None:
    terms = buying_terms(contact, tiers)
    assert amount_of(product, terms, AUD) == effective_price(product, terms, AUD).amount
