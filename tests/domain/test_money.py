from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidValue
from domain.money import Currency, less_percent, percent_of, places_of, plain, round_half_up, times

LARGE = st.decimals(-(10**15), 10**15, places=4, allow_nan=False, allow_infinity=False)
PERCENT = st.decimals(0, 100, places=2)


@pytest.mark.parametrize("code", ["", "AU", "AUDS", "aud", "A1D", "ÄUD"])
def test_a_currency_is_three_capital_letters(code: str) -> None:
    with pytest.raises(InvalidValue) as refusal:
        Currency(code)
    assert refusal.value.pointer == "/currency"


@pytest.mark.parametrize(("code", "rounded"), [("AUD", "2.35"), ("JPY", "2"), ("KWD", "2.345"), ("XXX", "2.35")])
def test_amounts_round_to_the_minor_unit(code: str, rounded: str) -> None:
    assert str(Currency(code).rounded(Decimal("2.345"))) == rounded


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [("0.005", "0.01"), ("0.0049", "0.00"), ("-0.005", "-0.01"), ("1.115", "1.12"), ("2.5", "2.50")],
)
def test_a_half_goes_away_from_zero(amount: str, rounded: str) -> None:
    assert str(round_half_up(Decimal(amount), 2)) == rounded


@given(LARGE, st.integers(0, 4))
def test_rounding_moves_an_amount_by_half_a_unit_at_most_and_only_once(amount: Decimal, places: int) -> None:
    rounded = round_half_up(amount, places)
    assert abs(rounded - amount) <= Decimal(5).scaleb(-places - 1)
    assert round_half_up(rounded, places) == rounded
    assert round_half_up(-amount, places) == -rounded


@given(LARGE, PERCENT)
def test_an_amount_less_a_percentage_and_that_percentage_of_it_make_the_amount(
    amount: Decimal, percent: Decimal
) -> None:
    assert Fraction(less_percent(amount, percent)) + Fraction(percent_of(amount, percent)) == Fraction(amount)


@given(LARGE, LARGE)
def test_products_are_exact_however_long(one: Decimal, other: Decimal) -> None:
    assert Fraction(times(one, other)) == Fraction(one) * Fraction(other)
    assert Fraction(less_percent(times(one, other), Decimal("12.5"))) == Fraction(one) * Fraction(other) * Fraction(
        7, 8
    )


def test_a_long_product_is_rounded_like_a_short_one() -> None:
    product = times(Decimal("99999999999.9999"), Decimal("99999999999.9999"))
    assert round_half_up(product, 2) == Decimal("9999999999999980000000.00")


@pytest.mark.parametrize(
    ("amount", "written"),
    [("12.00", "12"), ("12.50", "12.5"), ("1E+3", "1000"), ("0.00", "0"), ("-0", "0"), ("-0.00", "0"), ("100", "100")],
)
def test_equal_amounts_look_equal(amount: str, written: str) -> None:
    assert plain(Decimal(amount)) == written


@given(LARGE)
def test_an_amount_can_be_read_back_as_it_was_written(amount: Decimal) -> None:
    assert Decimal(plain(amount)) == amount


@pytest.mark.parametrize(
    ("amount", "places"),
    [("12", 0), ("12.50", 1), ("1E+3", 0), ("0.0001", 4), ("0.00", 0), ("99999999999.00000000000000000000001", 23)],
)
def test_places_are_those_an_amount_really_needs(amount: str, places: int) -> None:
    assert places_of(Decimal(amount)) == places
