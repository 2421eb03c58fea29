import pytest

from domain.customer_match import MatchedBy, SoughtCustomer, match_customer
from domain.errors import InvalidValue
from tests.builders import a_contact, a_person

ANA, BEN = a_person("Ana", email="Ana@Example.com"), a_person("Ben", email="ben@example.com")
CAFE = a_contact("Harbour Café", id="C-1", people=[ANA])
TWIN = a_contact("harbour café", id="C-2", people=[BEN])
CLOSED = a_contact("Closed", id="C-3", people=[BEN], is_active=False)


def test_a_stored_id_decides_before_everything_also_for_one_who_is_not_active() -> None:
    match = match_customer(SoughtCustomer(contact_id=" c-3", name="Harbour Café"), "C-1", [CAFE, CLOSED])
    assert (match.contact, match.by) == (CLOSED, MatchedBy.ID)


def test_a_persons_choice_decides_before_the_name() -> None:
    match = match_customer(SoughtCustomer(name="Harbour Café"), "c-2", [CAFE, TWIN])
    assert (match.contact, match.by) == (TWIN, MatchedBy.CHOICE)


def test_the_exact_name_decides_where_one_active_customer_bears_it() -> None:
    match = match_customer(SoughtCustomer(contact_id="gone", name="HARBOUR  café"), None, [CAFE, CLOSED])
    assert (match.contact, match.by) == (CAFE, MatchedBy.NAME)


def test_the_e_mail_address_tells_namesakes_apart_and_finds_who_has_another_name() -> None:
    for name in ("Harbour Café", "Another", ""):
        match = match_customer(SoughtCustomer(name=name, email=" ana@example.COM"), None, [CAFE, TWIN])
        assert (match.contact, match.by) == (CAFE, MatchedBy.EMAIL)


def test_an_e_mail_address_of_another_never_overrules_a_name() -> None:
    assert match_customer(SoughtCustomer(name="Harbour Café", email="ben@example.com"), None, [CAFE]).contact == CAFE


def test_several_are_candidates() -> None:
    shared = a_contact("Zoo", id="C-4", people=[ANA])
    assert match_customer(SoughtCustomer(name="Harbour Café"), None, [CAFE, TWIN]).candidates == (CAFE, TWIN)
    assert match_customer(SoughtCustomer(email="ana@example.com"), None, [CAFE, shared]).candidates == (CAFE, shared)


@pytest.mark.parametrize("sought", [SoughtCustomer(name="Closed"), SoughtCustomer(email="ben@example.com")])
def test_who_is_not_active_is_not_found_by_name_or_e_mail(sought: SoughtCustomer) -> None:
    match = match_customer(sought, None, [CLOSED])
    assert (match.contact, match.candidates) == (None, ())


def test_nothing_said_is_nobody_sought() -> None:
    with pytest.raises(InvalidValue, match="contact_id, name or email"):
        SoughtCustomer(contact_id=" ", name="", email="\t")
