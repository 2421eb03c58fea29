import pytest

from domain.address import Address, AddressBook, AddressKind
from domain.errors import AmbiguousAddress, UnknownAddress
from tests.builders import a_billing_address, an_address

QUAY = an_address("1 Quay Street", id="a1", is_default=False)
MILL = an_address("5 Mill Road", id="a2")
BILLS = a_billing_address("PO Box 9", id="b1")


def book(*addresses: Address) -> AddressBook:
    return AddressBook(addresses)


def test_the_default_of_a_kind_is_the_flagged_one() -> None:
    assert book(QUAY, MILL, BILLS).default(AddressKind.SHIPPING) == MILL


def test_the_default_of_a_kind_is_the_first_when_none_is_flagged() -> None:
    other = an_address("9 Far Lane", id="a3", is_default=False)
    assert book(BILLS, QUAY, other).default(AddressKind.SHIPPING) == QUAY


def test_there_is_no_default_of_a_kind_that_is_not_there() -> None:
    assert book(QUAY, MILL).default(AddressKind.BUSINESS) is None


@pytest.mark.parametrize("label", ["5 Mill Road", "  5 mill   ROAD ", "a2", " A2 "])
def test_an_address_is_named_by_first_line_or_id_whatever_case_and_space(label: str) -> None:
    assert book(QUAY, MILL, BILLS).named(label) == MILL


def test_an_id_goes_before_a_first_line() -> None:
    called_like_an_id = an_address("a1", id="a9")
    assert book(called_like_an_id, QUAY).named("a1") == QUAY


def test_a_shipping_address_goes_before_another_kind_of_the_same_name() -> None:
    billing = a_billing_address("1 Quay Street", id="b2")
    assert book(billing, QUAY).named("1 Quay Street") == QUAY


def test_an_address_of_another_kind_may_be_named() -> None:
    assert book(QUAY, BILLS).named("po box 9") == BILLS


def test_a_name_that_no_address_has_is_unknown() -> None:
    with pytest.raises(UnknownAddress, match="“7 Nowhere”"):
        book(QUAY, MILL).named("7 Nowhere")


def test_an_address_without_id_is_not_named_by_nothing() -> None:
    with pytest.raises(UnknownAddress):
        book(an_address("1 Quay Street", id="")).named("")


def test_a_name_that_different_places_share_is_ambiguous() -> None:
    perth = an_address("1 Quay Street", id="a4", city="Perth")
    with pytest.raises(AmbiguousAddress, match="2 different addresses"):
        book(QUAY, perth).named("1 Quay Street")


def test_two_records_of_one_place_are_the_same_choice_and_the_default_goes_first() -> None:
    flagged = an_address("1 QUAY STREET", id="a5")
    assert book(QUAY, flagged).named("1 Quay Street") == flagged
    assert book(QUAY, an_address("1 Quay Street", id="a6", is_default=False)).named("1 Quay Street") == QUAY
