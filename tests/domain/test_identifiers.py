import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidValue
from domain.identifiers import folded, order_number, supplier_id


@pytest.mark.parametrize("text", ["a", "Northwind", "7-eleven", "a.b_c-d", "x" * 64])
def test_a_supplier_goes_by_letters_digits_dots_dashes_and_underscores(text: str) -> None:
    assert supplier_id(text) == text


@pytest.mark.parametrize("text", ["", "-a", ".a", "a b", "a:b", "a/b", "é", "x" * 65, "a\n"])
def test_a_supplier_that_would_not_fit_a_path_or_our_key_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue, match="1 to 64 letters") as refusal:
        supplier_id(text)
    assert refusal.value.pointer == "/supplier"


@pytest.mark.parametrize("text", ["10248", "UP-1001", "Bestellung 7 ☕", "x" * 128, "a:b"])
def test_an_order_number_is_taken_as_it_is(text: str) -> None:
    assert order_number(text) == text


@pytest.mark.parametrize("text", ["", " ", " a", "a ", "x" * 129, "\U0001f600" * 65, "a/b", "a\tb", "a\u202eb"])
def test_an_order_number_that_people_could_not_read_back_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue) as refusal:
        order_number(text)
    assert refusal.value.pointer == "/number"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Harbour Café", "  HARBOUR   café "),
        ("Straße 1", "STRASSE 1"),
        ("Caf\u00e9", "Cafe\u0301"),
        ("a\u00a0b", "A B"),
    ],
)
def test_names_that_look_the_same_are_the_same(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("Cafe", "Café"), ("NW-01", "NW-001"), ("m²", "m2"), ("ab", "a b")])
def test_names_that_look_different_are_different(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@given(st.text(st.characters(exclude_characters="\u0345")))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)
