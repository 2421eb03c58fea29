from domain.composing.customer import Found, which_customer
from domain.contact import Contact
from domain.identifiers import ContactId
from domain.problems import Cure
from tests.builders import a_buyer, a_contact, dated

CAFE = a_contact("Harbour Café", id="c1")
BAR = a_contact("Harbour Bar", id="c2")
GONE = a_contact("Harbour Café", id="c3", is_active=False)


def find(name: str, *known: Contact, contact_id: str = "", matched: str | None = None) -> Found:
    buyer = a_buyer(name, contact_id=contact_id)
    return which_customer(buyer, ContactId(matched) if matched else None, [dated(one) for one in known])


def chosen(found: Found) -> Contact | None:
    return found.value.record if found.value else None


def codes(found: Found) -> list[str]:
    return [problem.code for problem in found.problems]


def test_the_id_settles_it_whatever_case_it_has() -> None:
    found = find("", CAFE, BAR, contact_id="C2")
    assert (chosen(found), found.notes, found.problems) == (BAR, (), ())


def test_a_known_id_goes_before_another_customers_name_and_a_note_says_so() -> None:
    found = find("Harbour Café", CAFE, BAR, contact_id="c2")
    assert chosen(found) == BAR
    assert found.notes == ("The order calls the customer “Harbour Café”; by its id it is “Harbour Bar” in Cin7.",)


def test_the_match_that_a_person_stored_goes_before_the_name() -> None:
    found = find("Harbour Café", CAFE, BAR, matched="c2")
    assert (chosen(found), found.notes) == (BAR, ())
    assert found.origin.source == "the customer that was chosen for the name “Harbour Café”"


def test_an_exact_name_is_enough_whatever_case_and_space_it_has() -> None:
    found = find("  harbour   CAFÉ", CAFE, BAR)
    assert (chosen(found), found.origin.source) == (CAFE, "the only customer of this name in Cin7")


def test_part_of_a_name_is_not_a_name() -> None:
    found = find("Harbour", CAFE, BAR)
    assert (chosen(found), codes(found)) == (None, ["unknown_customer"])


def test_a_deprecated_namesake_does_not_stand_in_the_way() -> None:
    assert chosen(find("Harbour Café", GONE, CAFE)) == CAFE


def test_the_same_customer_found_twice_is_one() -> None:
    assert chosen(find("Harbour Café", CAFE, CAFE)) == CAFE


def test_an_unknown_id_falls_back_to_the_only_customer_of_the_name_with_a_note() -> None:
    found = find("Harbour Café", CAFE, contact_id="c9")
    assert (chosen(found), codes(found)) == (CAFE, [])
    assert found.notes == ("The customer's id on the order (c9) did not lead to it; its name “Harbour Café” did.",)


def test_an_unknown_id_and_name_are_both_named_and_either_would_cure_it() -> None:
    found = find("Harbour Café", contact_id="C9")
    (problem,) = found.problems
    assert problem.detail == "Cin7 has no customer “Harbour Café” or id C9."
    assert problem.pointer == "/customer"
    assert problem.cures == (Cure("contact", "harbour café"), Cure("contact", "c9"))
    assert [one.detail for one in find("", contact_id="c9").problems] == ["Cin7 has no customer id c9."]


def test_several_active_namesakes_are_candidates_and_none_is_taken() -> None:
    twin = a_contact("HARBOUR CAFÉ", id="c4")
    found = find("Harbour Café", CAFE, twin, GONE)
    (problem,) = found.problems
    assert (chosen(found), problem.code, problem.pointer) == (None, "ambiguous_customer", "/customer/name")
    assert problem.candidates == (("c1", "Harbour Café"), ("c4", "HARBOUR CAFÉ"))


def test_an_unknown_id_never_chooses_among_namesakes() -> None:
    twin = a_contact("HARBOUR CAFÉ", id="c4")
    assert codes(find("Harbour Café", CAFE, twin, contact_id="c9")) == ["ambiguous_customer"]


def test_a_deprecated_customer_is_a_problem_and_is_never_replaced_by_a_namesake() -> None:
    found = find("Harbour Café", GONE, CAFE, contact_id="c3")
    assert (chosen(found), codes(found)) == (GONE, ["inactive_customer"])
    assert found.problems[0].detail == "“Harbour Café” is deprecated in Cin7."


def test_a_deprecated_customer_is_a_problem_also_by_name() -> None:
    assert codes(find("Harbour Café", GONE)) == ["inactive_customer"]


def test_a_persons_choice_goes_before_a_deprecated_id() -> None:
    found = find("Harbour Café", GONE, BAR, contact_id="c3", matched="c2")
    assert (chosen(found), codes(found)) == (BAR, [])
    assert len(found.notes) == 1


def test_a_match_that_is_no_longer_there_falls_back_to_the_name() -> None:
    assert chosen(find("Harbour Café", CAFE, matched="c8")) == CAFE


def test_credit_hold_is_a_note_with_its_remedy_and_no_problem() -> None:
    found = find("Harbour Café", a_contact(is_on_credit_hold=True))
    assert codes(found) == []
    (note,) = found.notes
    assert "on credit hold" in note
    assert "release the hold" in note
