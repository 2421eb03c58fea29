from dataclasses import replace
from datetime import timedelta

import pytest

from application.ports.storage.mirror import Stream, StreamRun
from application.ports.storage.unit_of_work import Work
from domain.contact import Contact
from domain.identifiers import ContactId, ProductId, Sku, SupplierId
from domain.price_list import buyer_of
from domain.product import Product
from tests.builders import NOON, READ_AT, SUPPLIER, a_contact, a_product, a_tax_rule, books, dated

OTHER = SupplierId("other")
LATER = READ_AT + timedelta(hours=1)


def put(work: Work, *records: Contact | Product) -> None:
    with work() as store:
        store.mirror.put_contacts(SUPPLIER, [record for record in records if isinstance(record, Contact)], READ_AT)
        store.mirror.put_products(SUPPLIER, [record for record in records if isinstance(record, Product)], READ_AT)


def test_a_customer_is_found_by_id_case_aside_with_the_instant_it_was_read(work: Work) -> None:
    put(work, a_contact(id="AbC-1"), a_contact("Another", id="abc-2"))
    with work() as store:
        assert store.mirror.contact(SUPPLIER, ContactId("aBc-1")) == dated(a_contact(id="AbC-1"))
        assert store.mirror.contact(SUPPLIER, ContactId("abc-3")) is None
        assert store.mirror.contact(OTHER, ContactId("AbC-1")) is None


def test_all_customers_of_a_name_are_found_case_and_space_folded(work: Work) -> None:
    one, two = a_contact("Harbour  CAFÉ", id="1"), a_contact("harbour café ", id="2")
    put(work, one, two, a_contact("Harbour", id="3"))
    with work() as store:
        assert store.mirror.contacts_named(SUPPLIER, "Harbour Café") == (dated(one), dated(two))
        assert store.mirror.contacts_named(OTHER, "Harbour Café") == ()


def test_active_customers_are_buyers_with_what_decides_their_price_list(work: Work) -> None:
    plain, own = a_contact(id="1", discount="2.50"), a_contact(id="B-2", own_prices={"p": 5})
    put(work, own, plain, a_contact(id="3", is_active=False))
    with work() as store:
        assert list(store.mirror.buyers(SUPPLIER)) == [buyer_of(plain), buyer_of(own)]
        assert not list(store.mirror.buyers(OTHER))


def test_a_buyer_follows_its_customer(work: Work) -> None:
    put(work, a_contact(price_tier="Retail"))
    put(work, a_contact(price_tier="Wholesale"))
    with work() as store:
        assert [buyer.price_tier for buyer in store.mirror.buyers(SUPPLIER)] == ["Wholesale"]


def test_products_are_found_by_id_or_sku_case_and_space_folded_each_once(work: Work) -> None:
    chai, chang = a_product("NW-001", id="P-1"), a_product("nw 002", id="P-2")
    put(work, chai, chang, a_product("NW-003", id="P-3"))
    with work() as store:
        found = store.mirror.products(
            SUPPLIER, ids=[ProductId("p-1"), ProductId("none")], skus=[Sku("nw-001"), Sku(" NW  002")]
        )
        assert found == (dated(chai), dated(chang))
        assert store.mirror.products(SUPPLIER, ids=[], skus=[]) == ()
        assert store.mirror.products(OTHER, ids=[ProductId("P-1")], skus=[]) == ()


def test_two_products_may_share_an_sku(work: Work) -> None:
    put(work, a_product("NW-001", id="1"), a_product("nw-001", id="2"))
    with work() as store:
        assert len(store.mirror.products(SUPPLIER, ids=[], skus=[Sku("NW-001")])) == 2


def test_putting_answers_how_many_are_new_or_different(work: Work) -> None:
    contacts = [a_contact(f"Customer {n}", id=f"{n}") for n in range(4)]
    with work() as store:
        assert store.mirror.put_contacts(SUPPLIER, contacts, READ_AT) == 4
    contacts[2] = replace(contacts[2], name="Renamed")
    with work() as store:
        assert store.mirror.put_contacts(SUPPLIER, [*contacts, a_contact(id="new")], LATER) == 2
        assert store.mirror.put_contacts(SUPPLIER, [], LATER) == 0


def test_the_instant_of_reading_moves_for_every_record(work: Work) -> None:
    same, changed = a_product("NW-001", id="1"), a_product("NW-002", id="2")
    put(work, same, changed)
    renamed = replace(changed, name="Renamed")
    with work() as store:
        assert store.mirror.put_products(SUPPLIER, [same, renamed], LATER) == 1
    with work() as store:
        found = store.mirror.products(SUPPLIER, ids=[same.id, changed.id], skus=[])
    assert found == (dated(same, LATER), dated(renamed, LATER))


def test_a_record_that_comes_twice_in_one_batch_counts_once_and_the_last_stays(work: Work) -> None:
    with work() as store:
        assert store.mirror.put_products(SUPPLIER, [a_product(name="First"), a_product(name="Last")], READ_AT) == 1
        found = store.mirror.products(SUPPLIER, ids=[a_product().id], skus=[])
    assert found == (dated(a_product(name="Last")),)


def test_a_renamed_customer_is_found_by_its_new_name_alone(work: Work) -> None:
    put(work, a_contact("Old"))
    put(work, a_contact("New"))
    with work() as store:
        assert store.mirror.contacts_named(SUPPLIER, "Old") == ()
        assert store.mirror.contacts_named(SUPPLIER, "New") == (dated(a_contact("New")),)


def test_more_records_than_one_batch_are_stored(work: Work) -> None:
    products = [a_product(f"NW-{n}", id=f"{n}") for n in range(2500)]
    with work() as store:
        assert store.mirror.put_products(SUPPLIER, iter(products), READ_AT) == 2500
        found = store.mirror.products(SUPPLIER, ids=[product.id for product in products], skus=[])
    assert len(found) == 2500


@pytest.mark.parametrize("name", ["Å" * 5000, "a\x00b", "half \ud83d of a smile", '"a", {b}, \\ % :c 😀', "NULL"])
def test_any_name_an_account_holds_is_stored_and_found(work: Work, name: str) -> None:
    put(work, a_contact(name, id=name), a_product(name, id=name, name=name))
    with work() as store:
        assert len(store.mirror.contacts_named(SUPPLIER, name)) == 1
        assert store.mirror.contact(SUPPLIER, ContactId(name)) is not None
        assert len(store.mirror.products(SUPPLIER, ids=[ProductId(name)], skus=[Sku(name)])) == 1
        assert store.mirror.put_contacts(SUPPLIER, [a_contact(name, id=name)], LATER) == 0


def test_books_are_replaced_as_a_whole(work: Work) -> None:
    with work() as store:
        assert store.mirror.books(SUPPLIER) is None
        store.mirror.put_books(SUPPLIER, books(), READ_AT)
        store.mirror.put_books(OTHER, books(), READ_AT)
    fewer = replace(books(), tax_rules=(a_tax_rule("Only", "12.5"),))
    with work() as store:
        store.mirror.put_books(SUPPLIER, fewer, LATER)
    with work() as store:
        assert store.mirror.books(SUPPLIER) == dated(fewer, LATER)
        assert store.mirror.books(OTHER) == dated(books())


def test_nobody_is_matched_until_a_person_chose(work: Work) -> None:
    with work() as store:
        assert store.mirror.matched_contact(SUPPLIER, "Harbour Café") is None


def test_forgetting_removes_everything_of_this_supplier_alone(work: Work) -> None:
    run = StreamRun(id="1", supplier=SUPPLIER, stream=Stream.CONTACTS, started_at=NOON)
    with work() as store:
        for supplier in (SUPPLIER, OTHER):
            store.mirror.put_contacts(supplier, [a_contact()], READ_AT)
            store.mirror.put_products(supplier, [a_product()], READ_AT)
            store.mirror.put_books(supplier, books(), READ_AT)
        store.stream_runs.add(run)
        store.stream_runs.add(replace(run, id="2", supplier=OTHER))
    with work() as store:
        store.mirror.forget(SUPPLIER)
    with work() as store:
        assert store.mirror.contact(SUPPLIER, a_contact().id) is None
        assert store.mirror.products(SUPPLIER, ids=[a_product().id], skus=[]) == ()
        assert store.mirror.books(SUPPLIER) is None
        assert store.stream_runs.get("1") is None
        assert store.mirror.contact(OTHER, a_contact().id) == dated(a_contact())
        assert store.mirror.books(OTHER) == dated(books())
        assert store.stream_runs.get("2") is not None
