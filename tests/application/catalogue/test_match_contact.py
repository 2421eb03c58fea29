import pytest

from domain.customer_match import MatchedBy, SoughtCustomer
from domain.errors import InvalidValue, NotThere
from domain.identifiers import ContactId
from domain.order import OrderState
from domain.problems import Cure
from tests.application.catalogue.counter import ANA, Counter
from tests.builders import SUPPLIER, a_contact, a_person, a_problem, a_product, an_order

CAFE = a_contact("Harbour Café", id="C-1", people=[a_person(email="ana@example.com")])
TWIN = a_contact("Harbour Café", id="C-2", people=[a_person(email="ben@example.com")])
ZOO = a_contact("Zoo", id="C-3", people=[a_person(email="zoo@example.com")])


@pytest.fixture
def known(counter: Counter) -> Counter:
    counter.read(CAFE, TWIN, ZOO)
    counter.import_contacts()
    return counter


@pytest.mark.parametrize(
    ("sought", "found", "by"),
    [
        (SoughtCustomer(contact_id="c-3", name="Harbour Café"), "C-3", MatchedBy.ID),
        (SoughtCustomer(contact_id="gone", name=" zoo"), "C-3", MatchedBy.NAME),
        (SoughtCustomer(name="Harbour Café", email="BEN@example.com"), "C-2", MatchedBy.EMAIL),
        (SoughtCustomer(name="Zoological Garden", email="zoo@example.com"), "C-3", MatchedBy.EMAIL),
    ],
)
def test_a_customer_is_found_by_id_name_or_e_mail(
    known: Counter, sought: SoughtCustomer, found: str, by: MatchedBy
) -> None:
    match = known.use_cases.find_contact(SUPPLIER, sought)
    assert match.contact is not None
    assert (match.contact.id, match.by, match.candidates) == (found, by, ())


def test_namesakes_are_candidates_and_never_guessed(known: Counter) -> None:
    match = known.use_cases.find_contact(SUPPLIER, SoughtCustomer(name="harbour café", email="zoo@example.com"))
    assert (match.contact, match.candidates) == (None, (CAFE, TWIN))


def test_nobody_is_found_where_nothing_leads_to_anybody(known: Counter) -> None:
    match = known.use_cases.find_contact(SUPPLIER, SoughtCustomer(name="Nobody"))
    assert (match.contact, match.by, match.candidates) == (None, None, ())


def test_a_persons_choice_is_remembered_before_the_name(known: Counter) -> None:
    known.use_cases.choose_contact(SUPPLIER, "Harbour Café", ContactId("c-2"), ANA)
    match = known.use_cases.find_contact(SUPPLIER, SoughtCustomer(name=" harbour  CAFÉ"))
    assert (match.contact, match.by) == (TWIN, MatchedBy.CHOICE)
    with known.work() as store:
        [entry] = store.audit.of(SUPPLIER, 1)
    assert (entry.actor, entry.action) == ("token:ana", "contact.matched")
    assert "“Harbour Café” is Harbour Café (C-2)" in entry.detail


def test_a_choice_lets_go_what_was_held_for_the_name(known: Counter) -> None:
    problem = a_problem("ambiguous_customer", cures=[Cure.of("contact", "Harbour Café")])
    known.read(a_product())
    with known.work() as store:
        store.orders.add(an_order().held((problem,)))
    known.use_cases.choose_contact(SUPPLIER, " harbour café", ContactId("C-1"), ANA)
    assert known.house.order(an_order().key.number).state is OrderState.ACCEPTED


def test_only_active_customers_that_were_read_can_be_chosen(known: Counter) -> None:
    known.read(a_contact("Closed", id="C-9", is_active=False))
    with pytest.raises(NotThere, match="no customer with the id C-8"):
        known.use_cases.choose_contact(SUPPLIER, "Zoo", ContactId("C-8"), ANA)
    with pytest.raises(InvalidValue, match="“Closed” is deprecated in Cin7"):
        known.use_cases.choose_contact(SUPPLIER, "Zoo", ContactId("C-9"), ANA)
    with pytest.raises(InvalidValue, match="Give the name"):
        known.use_cases.choose_contact(SUPPLIER, "  ", ContactId("C-1"), ANA)
