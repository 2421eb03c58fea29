"""What the mirror knows of change: when a record became different, what a sweep did not show, what is gone."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from application.ports.storage.mirror import Absence, Stream
from application.ports.storage.unit_of_work import Work
from domain.identifiers import Sku, SupplierId
from tests.builders import READ_AT, SUPPLIER, a_contact, a_product, books

OTHER = SupplierId("other")
EARLIER, LATER, LATEST = (READ_AT + timedelta(hours=hours) for hours in (-1, 1, 2))
CHAI, CHANG = a_product("NW-001", id="1"), a_product("NW-002", id="2")


def put(work: Work, *products: object, at: datetime = READ_AT) -> None:
    with work() as store:
        store.mirror.put_products(SUPPLIER, products, at)  # type: ignore[arg-type]  # any product


def test_reading_the_same_again_is_no_change(work: Work) -> None:
    put(work, CHAI)
    put(work, CHAI, at=LATER)
    with work() as store:
        assert store.mirror.has_changed(SUPPLIER, Stream.PRODUCTS, EARLIER)
        assert not store.mirror.has_changed(SUPPLIER, Stream.PRODUCTS, READ_AT)


def test_another_content_is_a_change_at_the_instant_it_was_read(work: Work) -> None:
    put(work, CHAI)
    put(work, replace(CHAI, name="Chai tea"), at=LATER)
    with work() as store:
        assert store.mirror.has_changed(SUPPLIER, Stream.PRODUCTS, READ_AT)
        assert not store.mirror.has_changed(SUPPLIER, Stream.PRODUCTS, LATER)


def test_change_is_a_matter_of_one_supplier_and_one_stream(work: Work) -> None:
    put(work, CHAI)
    with work() as store:
        assert not store.mirror.has_changed(SUPPLIER, Stream.CONTACTS, None)
        assert not store.mirror.has_changed(OTHER, Stream.PRODUCTS, None)
        assert store.mirror.has_changed(SUPPLIER, Stream.PRODUCTS, None)


def test_what_appeared_is_told_by_the_keys_that_were_asked_for(work: Work) -> None:
    put(work, CHAI)
    put(work, CHANG, at=LATER)
    asked = ["nw-001", "nw-002", "1", "2", "nw-003"]
    with work() as store:
        assert store.mirror.appeared(SUPPLIER, Stream.PRODUCTS, asked, None) == {"nw-001", "nw-002", "1", "2"}
        assert store.mirror.appeared(SUPPLIER, Stream.PRODUCTS, asked, LATER) == {"nw-002", "2"}
        assert store.mirror.appeared(SUPPLIER, Stream.PRODUCTS, [], None) == frozenset()
        assert store.mirror.appeared(OTHER, Stream.PRODUCTS, asked, None) == frozenset()


def test_customers_appear_by_name_as_people_read_it_and_by_id(work: Work) -> None:
    with work() as store:
        store.mirror.put_contacts(SUPPLIER, [a_contact("Harbour  CAFÉ", id="AbC")], READ_AT)
        found = store.mirror.appeared(SUPPLIER, Stream.CONTACTS, ["harbour café", "abc", "harbour"], None)
    assert found == {"harbour café", "abc"}


def test_more_keys_than_one_question_takes_are_answered(work: Work) -> None:
    put(work, *(a_product(f"NW-{n}", id=f"{n}") for n in range(1500)))
    with work() as store:
        keys = [f"nw-{n}" for n in range(2500)]
        assert len(store.mirror.appeared(SUPPLIER, Stream.PRODUCTS, keys, None)) == 1500


def test_absence_counts_what_was_not_read_since(work: Work) -> None:
    put(work, CHAI, CHANG)
    put(work, CHAI, at=LATER)
    with work() as store:
        assert store.mirror.absence(SUPPLIER, Stream.PRODUCTS, LATER) == Absence(missing=1, known=2)
        assert store.mirror.absence(SUPPLIER, Stream.CONTACTS, LATER) == Absence(missing=0, known=0)
        assert store.mirror.absence(OTHER, Stream.PRODUCTS, LATER) == Absence(missing=0, known=0)


def test_what_was_not_read_is_answered_one_by_one(work: Work) -> None:
    put(work, CHAI, CHANG, a_product("NW-003", id="3"))
    put(work, CHANG, at=LATER)
    with work() as store:
        assert store.mirror.next_unseen(SUPPLIER, Stream.PRODUCTS, LATER, "") == "1"
        assert store.mirror.next_unseen(SUPPLIER, Stream.PRODUCTS, LATER, "1") == "3"
        assert store.mirror.next_unseen(SUPPLIER, Stream.PRODUCTS, LATER, "3") is None


def test_what_is_there_but_unreadable_counts_as_read(work: Work) -> None:
    put(work, CHAI)
    with work() as store:
        store.mirror.saw(SUPPLIER, Stream.PRODUCTS, "1", LATER)
        assert store.mirror.absence(SUPPLIER, Stream.PRODUCTS, LATER).missing == 0
        assert not store.mirror.has_changed(SUPPLIER, Stream.PRODUCTS, READ_AT)


def test_what_is_gone_is_found_by_no_question_and_counts_as_changed(work: Work) -> None:
    put(work, CHAI, CHANG)
    with work() as store:
        store.mirror.mark_gone(SUPPLIER, Stream.PRODUCTS, "1", LATER)
    with work() as store:
        found = store.mirror.products(SUPPLIER, ids=[CHAI.id, CHANG.id], skus=[Sku("NW-001")])
        assert [each.record for each in found] == [CHANG]
        assert store.mirror.absence(SUPPLIER, Stream.PRODUCTS, LATEST) == Absence(missing=1, known=1)
        assert store.mirror.next_unseen(SUPPLIER, Stream.PRODUCTS, LATEST, "") == "2"
        assert store.mirror.has_changed(SUPPLIER, Stream.PRODUCTS, READ_AT)
        assert store.mirror.appeared(SUPPLIER, Stream.PRODUCTS, ["nw-001"], None) == frozenset()


def test_a_customer_who_is_gone_is_found_by_no_question(work: Work) -> None:
    contact = a_contact()
    with work() as store:
        store.mirror.put_contacts(SUPPLIER, [contact], READ_AT)
        store.mirror.mark_gone(SUPPLIER, Stream.CONTACTS, contact.id, LATER)
        assert store.mirror.contact(SUPPLIER, contact.id) is None
        assert store.mirror.contacts_named(SUPPLIER, contact.name) == ()
        assert [*store.mirror.buyers(SUPPLIER)] == []


def test_what_is_read_again_is_back_though_nothing_in_it_differs(work: Work) -> None:
    put(work, CHAI)
    with work() as store:
        store.mirror.mark_gone(SUPPLIER, Stream.PRODUCTS, "1", LATER)
        assert store.mirror.put_products(SUPPLIER, [CHAI], LATEST) == 1
    with work() as store:
        assert len(store.mirror.products(SUPPLIER, ids=[CHAI.id], skus=[])) == 1
        assert store.mirror.has_changed(SUPPLIER, Stream.PRODUCTS, LATER)


def test_books_say_when_they_became_different(work: Work) -> None:
    with work() as store:
        assert store.mirror.books_changed_at(SUPPLIER) is None
        assert store.mirror.put_books(SUPPLIER, books(), READ_AT) is True
    with work() as store:
        assert store.mirror.put_books(SUPPLIER, books(), LATER) is False
        assert store.mirror.books_changed_at(SUPPLIER) == READ_AT
    with work() as store:
        assert store.mirror.put_books(SUPPLIER, books(carriers=["Other"]), LATEST) is True
        assert store.mirror.books_changed_at(SUPPLIER) == LATEST


def test_it_is_remembered_up_to_where_changes_were_followed(work: Work) -> None:
    with work() as store:
        assert store.mirror.followed_until(SUPPLIER) is None
        store.mirror.followed(SUPPLIER, READ_AT)
        store.mirror.followed(SUPPLIER, LATER)
    with work() as store:
        assert store.mirror.followed_until(SUPPLIER) == LATER
        assert store.mirror.followed_until(OTHER) is None


@pytest.mark.parametrize("stream", Stream)
def test_forgetting_an_account_forgets_what_was_followed(work: Work, stream: Stream) -> None:
    put(work, CHAI)
    with work() as store:
        store.mirror.followed(SUPPLIER, LATER)
        store.mirror.forget(SUPPLIER)
        assert store.mirror.followed_until(SUPPLIER) is None
        assert not store.mirror.has_changed(SUPPLIER, stream, None)
