import pytest

from application.ports.storage.catalogue import Chosen, SeenContact
from application.ports.storage.catalogue_views import ListedContact, MatchState, ProductState
from application.ports.storage.mirror import Stream
from application.ports.storage.unit_of_work import Work
from domain.errors import InvalidValue
from domain.identifiers import ContactId, Sku, SupplierId
from domain.product import Product, ProductKind
from domain.publication import contact_published, product_published
from tests.builders import NOON, READ_AT, SUPPLIER, a_contact, a_product

OTHER = SupplierId("other")
ANA = Chosen(actor="token:ana", at=NOON)
CHAI, CHANG = a_product("NW-001", id="p-1", name="Chai"), a_product("NW-002", id="p-2", name="Chang")
RELISH = a_product("NW-003", id="p-3", name="Retired Relish", is_deprecated=True)
FREIGHT = a_product("NW-004", id="p-4", name="Freight", kind=ProductKind.SERVICE)
BOX = a_product("NW-005", id="p-5", name="Sample Box", is_sellable=False)


@pytest.fixture
def shelf(work: Work) -> Work:
    with work() as store:
        store.mirror.put_products(SUPPLIER, (BOX, FREIGHT, RELISH, CHANG, CHAI, a_product("X", id="x")), READ_AT)
        store.mirror.mark_gone(SUPPLIER, Stream.PRODUCTS, "x", NOON)
        store.choices.choose_products(SUPPLIER, [Sku("NW-001")], ANA)
    return work


def skus(work: Work, state: ProductState | None = None, search: str = "") -> list[str]:
    with work() as store:
        page = store.catalogue.products(SUPPLIER, state=state, search=search, cursor=None, limit=100)
        assert store.catalogue.products(OTHER, state=state, search=search, cursor=None, limit=100).items == ()
    return [listed.product.sku for listed in page.items]


def test_products_are_listed_by_sku_and_state(shelf: Work) -> None:
    assert skus(shelf) == ["NW-001", "NW-002", "NW-003", "NW-004", "NW-005"]
    assert skus(shelf, ProductState.IMPORTED) == ["NW-001"]
    assert skus(shelf, ProductState.IMPORTABLE) == ["NW-002"]
    assert skus(shelf, ProductState.EXCLUDED) == ["NW-003", "NW-004", "NW-005"]


def test_a_chosen_product_that_can_no_longer_be_sold_is_excluded(shelf: Work) -> None:
    with shelf() as store:
        store.mirror.put_products(SUPPLIER, [a_product("NW-001", id="p-1", is_deprecated=True)], NOON)
    assert skus(shelf, ProductState.IMPORTED) == []
    assert skus(shelf, ProductState.EXCLUDED)[0] == "NW-001"


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("CHA", ["NW-001", "NW-002"]),
        ("nw-00", 5),
        ("  relish", ["NW-003"]),
        ("%", []),
        ("_", []),
        ("002 ch", ["NW-002"]),
    ],
)
def test_products_are_found_by_part_of_sku_or_name(shelf: Work, search: str, found: list[str] | int) -> None:
    assert skus(shelf, search=search) == found or len(skus(shelf, search=search)) == found


def test_products_are_counted_by_state_and_reason(shelf: Work) -> None:
    with shelf() as store:
        counts, none = store.catalogue.product_counts(SUPPLIER), store.catalogue.product_counts(OTHER)
    assert (counts.importable, counts.imported) == (1, 1)
    assert counts.excluded == {"deprecated": 1, "service": 1, "not_sellable": 1}
    assert (none.importable, none.imported, none.excluded) == (0, 0, {})


def test_a_product_is_listed_with_what_upstock_knows_of_it(shelf: Work) -> None:
    with shelf() as store:
        [news] = store.publications.products(SUPPLIER, ["p-1"])
        store.publications.saw_products(SUPPLIER, [(news, product_published(CHAI))], NOON)
        listed = store.catalogue.products(SUPPLIER, state=None, search="", cursor=None, limit=2).items
        assert [(each.product, each.told, each.read_at) for each in listed] == [
            (CHAI, product_published(CHAI), READ_AT),
            (CHANG, None, READ_AT),
        ]
        [news] = store.publications.products(SUPPLIER, ["p-1"])
        store.publications.saw_products(SUPPLIER, [(news, None)], NOON)
        [chai] = store.catalogue.products(SUPPLIER, state=None, search="chai", cursor=None, limit=2).items
        assert chai.told is None


def test_products_are_paged_also_when_they_share_an_sku(work: Work) -> None:
    twins: list[Product] = [a_product("NW-001", id=f"{n}") for n in range(5)]
    with work() as store:
        store.mirror.put_products(SUPPLIER, twins, READ_AT)
    found: list[str] = []
    cursor: str | None = None
    while len(found) < 5:
        with work() as store:
            page = store.catalogue.products(SUPPLIER, state=None, search="", cursor=cursor, limit=2)
        found += [listed.product.id for listed in page.items]
        cursor = page.next_cursor
    assert (found, cursor) == ([twin.id for twin in twins], None)


@pytest.mark.parametrize("cursor", ["x", "W10", "WyJhIl0", "e30"])
def test_a_cursor_of_nobodys_is_refused(work: Work, cursor: str) -> None:
    with pytest.raises(InvalidValue, match="begin without one"), work() as store:
        store.catalogue.products(SUPPLIER, state=None, search="", cursor=cursor, limit=2)
    with pytest.raises(InvalidValue, match="begin without one"), work() as store:
        store.catalogue.contacts(SUPPLIER, search="", match=None, cursor=cursor, limit=2)


@pytest.fixture
def people(work: Work) -> Work:
    contacts = [
        a_contact("Harbour Café", id="C-1"),
        a_contact("harbour  café", id="C-2"),
        a_contact("Bakery", id="C-3"),
        a_contact("Bakery", id="C-4", is_active=False),
        a_contact("Closed", id="C-5", is_active=False),
        a_contact("Zoo", id="C-6"),
        a_contact("Gone", id="C-7"),
    ]
    with work() as store:
        store.mirror.put_contacts(SUPPLIER, contacts, READ_AT)
        store.mirror.put_contacts(OTHER, [a_contact("Bakery", id="C-3")], READ_AT)
        store.mirror.mark_gone(SUPPLIER, Stream.CONTACTS, "c-7", NOON)
        store.choices.match(SUPPLIER, "The Zoo", ContactId("C-6"), ANA)
        store.choices.match(SUPPLIER, "A Zoo", ContactId("C-6"), ANA)
    return work


def contacts(work: Work, search: str = "", match: MatchState | None = None) -> list[ListedContact]:
    with work() as store:
        page = store.catalogue.contacts(SUPPLIER, search=search, match=match, cursor=None, limit=100)
    return list(page.items)


def test_customers_are_listed_by_name_with_how_orders_find_them(people: Work) -> None:
    assert [(each.contact.id, each.state) for each in contacts(people)] == [
        ("C-3", MatchState.NAME),
        ("C-4", MatchState.NONE),
        ("C-5", MatchState.NONE),
        ("C-1", MatchState.AMBIGUOUS),
        ("C-2", MatchState.AMBIGUOUS),
        ("C-6", MatchState.CHOSEN),
    ]


@pytest.mark.parametrize("state", list(MatchState))
def test_customers_are_listed_by_how_orders_find_them(people: Work, state: MatchState) -> None:
    wanted = [each.contact.id for each in contacts(people) if each.state is state]
    assert [each.contact.id for each in contacts(people, match=state)] == wanted != []


def test_namesakes_and_chosen_names_stand_beside_a_customer(people: Work) -> None:
    found = {each.contact.id: each for each in contacts(people)}
    assert found[ContactId("C-1")].namesakes == (("C-2", "harbour  café"),)
    assert found[ContactId("C-3")].namesakes == ()
    assert found[ContactId("C-6")].chosen_for == ("a zoo", "the zoo")


def test_customers_are_found_by_part_of_their_name(people: Work) -> None:
    assert [each.contact.id for each in contacts(people, search="  BOUR ca")] == ["C-1", "C-2"]
    assert contacts(people, search="%") == []


def test_a_customer_is_listed_with_what_upstock_knows(people: Work) -> None:
    with people() as store:
        [news] = store.publications.contacts(SUPPLIER, ["c-3"])
        store.publications.saw_contacts(
            SUPPLIER, [SeenContact.of(news, contact_published(a_contact("Bakery", id="C-3")))]
        )
        store.price_lists.set_customers(SUPPLIER, "tier-2", [ContactId("C-3")])
    bakery, closed, *_ = contacts(people)
    assert (bakery.is_told, bakery.list_id, bakery.read_at) == (True, "tier-2", READ_AT)
    assert (closed.is_told, closed.list_id) == (False, None)


def test_customers_are_paged(people: Work) -> None:
    with people() as store:
        first = store.catalogue.contacts(SUPPLIER, search="", match=None, cursor=None, limit=4)
        rest = store.catalogue.contacts(SUPPLIER, search="", match=None, cursor=first.next_cursor, limit=4)
    assert [each.contact.id for each in (*first.items, *rest.items)] == ["C-3", "C-4", "C-5", "C-1", "C-2", "C-6"]
    assert rest.next_cursor is None
