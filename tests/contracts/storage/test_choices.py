from datetime import timedelta

from application.ports.storage.catalogue import Chosen, NotImportable, SeenContact
from application.ports.storage.catalogue_views import ProductState
from application.ports.storage.mirror import Stream
from application.ports.storage.unit_of_work import Work
from domain.identifiers import ContactId, Sku, SupplierId
from domain.product import Product, ProductKind
from domain.publication import contact_published
from tests.builders import NOON, READ_AT, SUPPLIER, a_contact, a_person, a_product

OTHER = SupplierId("other")
ANA = Chosen(actor="token:ana", at=NOON)
BEN = Chosen(actor="token:ben", at=NOON + timedelta(hours=1))


def put(work: Work, *products: Product, supplier: SupplierId = SUPPLIER) -> None:
    with work() as store:
        store.mirror.put_products(supplier, products, READ_AT)


def imported(work: Work, supplier: SupplierId = SUPPLIER) -> list[str]:
    with work() as store:
        page = store.catalogue.products(supplier, state=ProductState.IMPORTED, search="", cursor=None, limit=100)
    return [listed.product.id for listed in page.items]


def test_who_had_customers_imported_first_stays_noted(work: Work) -> None:
    with work() as store:
        assert store.choices.contacts_imported(SUPPLIER) is None
        store.choices.import_contacts(SUPPLIER, ANA)
        store.choices.import_contacts(SUPPLIER, BEN)
    with work() as store:
        assert store.choices.contacts_imported(SUPPLIER) == ANA
        assert store.choices.contacts_imported(OTHER) is None


def test_products_are_chosen_by_sku_case_and_space_folded(work: Work) -> None:
    put(work, a_product("NW-001", id="1"), a_product("nw-001 ", id="2"), a_product("NW-002", id="3"))
    put(work, a_product("NW-001", id="1"), supplier=OTHER)
    with work() as store:
        assert store.choices.choose_products(SUPPLIER, [Sku(" nw-001")], ANA) == ()
    assert (imported(work), imported(work, OTHER)) == (["1", "2"], [])


def test_choosing_again_changes_nothing(work: Work) -> None:
    put(work, a_product("NW-001", id="1"))
    for who in (ANA, BEN):
        with work() as store:
            assert store.choices.choose_products(SUPPLIER, [Sku("NW-001")], who) == ()
    assert imported(work) == ["1"]


def test_what_cannot_be_offered_is_not_chosen_and_answered_with_the_reason(work: Work) -> None:
    put(
        work,
        a_product("A", id="1", kind=ProductKind.SERVICE),
        a_product("B", id="2", is_deprecated=True),
        a_product("C", id="3", is_sellable=False),
        a_product("D", id="4"),
    )
    with work() as store:
        store.mirror.mark_gone(SUPPLIER, Stream.PRODUCTS, "4", NOON)
        refused = store.choices.choose_products(SUPPLIER, map(Sku, ["A", "b", "C", "D", "E", ""]), ANA)
    assert dict(refused) == {
        "A": NotImportable.SERVICE,
        "b": NotImportable.DEPRECATED,
        "C": NotImportable.NOT_SELLABLE,
        "D": NotImportable.UNKNOWN,
        "E": NotImportable.UNKNOWN,
        "": NotImportable.UNKNOWN,
    }
    assert imported(work) == []


def test_a_thousand_products_and_more_are_chosen_at_once(work: Work) -> None:
    put(work, *(a_product(f"P{n}", id=f"{n:05}") for n in range(1200)))
    with work() as store:
        refused = store.choices.choose_products(SUPPLIER, (Sku(f"P{n}") for n in range(1300)), ANA)
    assert len(refused) == 100
    with work() as store:
        assert store.catalogue.product_counts(SUPPLIER).imported == 1200


def test_all_products_are_those_that_may_be_offered_now(work: Work) -> None:
    put(work, a_product("A", id="1"), a_product("B", id="2", is_deprecated=True))
    put(work, a_product("A", id="1"), supplier=OTHER)
    with work() as store:
        store.choices.choose_all_products(SUPPLIER, ANA)
    put(work, a_product("C", id="3"))
    assert (imported(work), imported(work, OTHER)) == (["1"], [])


def test_a_name_means_the_customer_that_was_chosen_last(work: Work) -> None:
    with work() as store:
        store.choices.match(SUPPLIER, "The  CAFÉ", ContactId("C-1"), ANA)
        store.choices.match(SUPPLIER, "the café", ContactId("C-2"), BEN)
    with work() as store:
        assert store.mirror.matched_contact(SUPPLIER, "The Café") == "C-2"
        assert store.mirror.matched_contact(OTHER, "The Café") is None


def test_customers_are_found_by_the_e_mail_address_that_upstock_was_told(work: Work) -> None:
    kai, ana = a_person("Kai", email="Kai@Example.com "), a_person("Ana", email="ana@example.com")
    contacts = [a_contact(id="1", people=[kai, ana]), a_contact(id="2", people=[ana]), a_contact(id="3", people=[ana])]
    with work() as store:
        store.mirror.put_contacts(SUPPLIER, contacts, READ_AT)
        store.mirror.put_contacts(OTHER, contacts, READ_AT)
        told = [news for news in store.publications.contacts(SUPPLIER, ["1", "2"]) if news.contact]
        store.publications.saw_contacts(
            SUPPLIER, [SeenContact.of(news, contact_published(contacts[n])) for n, news in enumerate(told)]
        )
    with work() as store:
        assert store.choices.contacts_with(SUPPLIER, " kai@example.COM") == (contacts[0],)
        assert store.choices.contacts_with(SUPPLIER, "ana@example.com") == (contacts[0], contacts[1])
        assert store.choices.contacts_with(OTHER, "ana@example.com") == ()
    with work() as store:
        [news] = store.publications.contacts(SUPPLIER, ["1"])
        store.publications.saw_contacts(
            SUPPLIER, [SeenContact.of(news, contact_published(a_contact(id="1", people=[kai])))]
        )
        assert store.choices.contacts_with(SUPPLIER, "ana@example.com") == (contacts[1],)


def test_choices_are_forgotten_with_the_mirror(work: Work) -> None:
    put(work, a_product("A", id="1"))
    with work() as store:
        store.choices.import_contacts(SUPPLIER, ANA)
        store.choices.choose_all_products(SUPPLIER, ANA)
        store.choices.match(SUPPLIER, "Café", ContactId("C-1"), ANA)
        store.mirror.forget(SUPPLIER)
    put(work, a_product("A", id="1"))
    with work() as store:
        assert store.choices.contacts_imported(SUPPLIER) is None
        assert store.mirror.matched_contact(SUPPLIER, "Café") is None
    assert imported(work) == []
