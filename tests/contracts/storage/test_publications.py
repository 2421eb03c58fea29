from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from application.ports.storage.catalogue import Chosen, SeenContact
from application.ports.storage.mirror import Stream, StreamCursor
from application.ports.storage.unit_of_work import UnitOfWork, Work
from domain.contact import Contact
from domain.identifiers import SupplierId
from domain.product import Product
from domain.publication import ALL_TIERS, TierDigests, contact_published, digest_of, product_published
from tests.builders import NOON, READ_AT, SUPPLIER, a_contact, a_product

OTHER = SupplierId("other")
LATER = NOON + timedelta(hours=1)
ANA = Chosen(actor="token:ana", at=NOON)
PRODUCTS, CONTACTS = Stream.PRODUCTS, Stream.CONTACTS


def put(work: Work, *records: Contact | Product, at: datetime = READ_AT) -> None:
    with work() as store:
        store.mirror.put_contacts(SUPPLIER, [one for one in records if isinstance(one, Contact)], at)
        store.mirror.put_products(SUPPLIER, [one for one in records if isinstance(one, Product)], at)


def choose_all(work: Work) -> None:
    with work() as store:
        store.choices.choose_all_products(SUPPLIER, ANA)
        store.choices.import_contacts(SUPPLIER, ANA)


def look_at(store: UnitOfWork, *keys: str) -> None:
    """Tell these products, and these customers, as they are."""
    products = store.publications.products(SUPPLIER, keys)
    told = [(news, product_published(news.product) if news.product else None) for news in products]
    store.publications.saw_products(SUPPLIER, [each for each in told if each[0].is_chosen], NOON)
    contacts = [news for news in store.publications.contacts(SUPPLIER, keys) if news.contact]
    store.publications.saw_contacts(
        SUPPLIER, [SeenContact.of(news, contact_published(news.contact)) for news in contacts if news.contact]
    )


def unseen(work: Work, stream: Stream, since: datetime | None = None) -> tuple[str, ...]:
    with work() as store:
        assert store.publications.unseen(OTHER, stream, since) == ()
        return store.publications.unseen(SUPPLIER, stream, since)


@pytest.mark.parametrize("since", [None, READ_AT, LATER])
def test_what_nobody_imported_is_not_looked_at(work: Work, since: datetime | None) -> None:
    put(work, a_product(id="p"), a_contact(id="c"))
    assert unseen(work, PRODUCTS, since) == unseen(work, CONTACTS, since) == ()


@pytest.mark.parametrize("since", [None, READ_AT, LATER])
def test_what_was_imported_is_looked_at_once_however_old_it_is(work: Work, since: datetime | None) -> None:
    put(work, a_product(id="p"), a_product(id="q"), a_contact(id="c"))
    choose_all(work)
    assert (unseen(work, PRODUCTS, since), unseen(work, CONTACTS, since)) == (("p", "q"), ("c",))
    with work() as store:
        look_at(store, "p", "q", "c")
    assert unseen(work, PRODUCTS, since) == unseen(work, CONTACTS, since) == ()


def test_what_changed_is_looked_at_again_when_its_change_is_asked_for(work: Work) -> None:
    put(work, a_product(id="p"), a_product(id="q"), a_contact(id="c"), a_contact(id="d"))
    choose_all(work)
    with work() as store:
        look_at(store, "p", "q", "c", "d")
    put(work, a_product(id="p", name="New"), a_contact("New", id="c"), at=NOON)
    for since in (None, READ_AT, NOON):
        assert (unseen(work, PRODUCTS, since), unseen(work, CONTACTS, since)) == (("p",), ("c",))
    assert unseen(work, PRODUCTS, LATER) == unseen(work, CONTACTS, LATER) == ()


def test_what_left_is_looked_at_once_and_again_when_it_is_back(work: Work) -> None:
    put(work, a_product(id="p"), a_contact(id="c"))
    choose_all(work)
    with work() as store:
        look_at(store, "p", "c")
        store.mirror.mark_gone(SUPPLIER, PRODUCTS, "p", NOON)
        store.mirror.mark_gone(SUPPLIER, CONTACTS, "c", NOON)
    assert (unseen(work, PRODUCTS, NOON), unseen(work, CONTACTS, NOON)) == (("p",), ("c",))
    with work() as store:
        [product] = store.publications.products(SUPPLIER, ["p"])
        [contact] = store.publications.contacts(SUPPLIER, ["c"])
        assert (product.product, product.last) == (None, product_published(a_product(id="p")))
        assert contact.contact == a_contact(id="c", is_active=False)
        store.publications.saw_products(SUPPLIER, [(product, None)], NOON)
        store.publications.saw_contacts(SUPPLIER, [SeenContact.of(contact, contact_published(contact.contact))])
    assert unseen(work, PRODUCTS, NOON) == unseen(work, CONTACTS, NOON) == ()
    put(work, a_product(id="p"), a_contact(id="c"), at=LATER)
    assert (unseen(work, PRODUCTS, LATER), unseen(work, CONTACTS, LATER)) == (("p",), ("c",))


def test_what_the_account_has_no_trace_of_is_looked_at_once_everything_was_read(work: Work) -> None:
    put(work, a_product(id="p"), a_contact("Gone", id="C"))
    choose_all(work)
    with work() as store:
        look_at(store, "p", "c")
        store.mirror.forget(SUPPLIER)
    assert unseen(work, PRODUCTS) == unseen(work, CONTACTS) == ()
    with work() as store:
        for stream in Stream:
            store.stream_runs.move_cursor(
                StreamCursor(supplier=SUPPLIER, stream=stream, changed_since=NOON, swept_at=NOON)
            )
    assert (unseen(work, PRODUCTS), unseen(work, CONTACTS)) == (("p",), ("c",))
    assert (unseen(work, PRODUCTS, LATER), unseen(work, CONTACTS, LATER)) == (("p",), ("c",))
    with work() as store:
        [product] = store.publications.products(SUPPLIER, ["p"])
        [contact] = store.publications.contacts(SUPPLIER, ["c"])
        assert (contact.contact, contact.id, contact.name) == (None, "C", "Gone")
        store.publications.saw_products(SUPPLIER, [(product, None)], NOON)
        store.publications.saw_contacts(
            SUPPLIER, [SeenContact.of(contact, contact_published(a_contact(id="C", is_active=False)))]
        )
    assert unseen(work, PRODUCTS) == unseen(work, CONTACTS) == ()


def test_a_product_is_answered_with_what_was_told_and_how_it_is_priced(work: Work) -> None:
    chai = a_product(id="P", tier_prices=["18.00", "0", "16.20", "0"])
    put(work, chai)
    with work() as store:
        [news] = store.publications.products(SUPPLIER, ["p"])
        assert (news.product, news.is_chosen, news.last, news.offered) == (chai, False, None, None)
        store.choices.choose_all_products(SUPPLIER, ANA)
        look_at(store, "p")
        [news] = store.publications.products(SUPPLIER, ["p"])
        assert (news.is_chosen, news.last) == (True, product_published(chai))
        assert news.offered is not None
        assert (news.offered.id, news.offered.sku, news.offered.name) == ("P", chai.sku, chai.name)
        assert [news.offered.tier_price(n) for n in range(1, 5)] == [chai.tier_price(n) for n in range(1, 5)]
        store.publications.saw_products(SUPPLIER, [(news, None)], LATER)
        [news] = store.publications.products(SUPPLIER, ["p"])
        assert (news.last, news.offered) == (product_published(chai), None)


def test_a_customer_is_answered_with_the_digest_of_what_was_told(work: Work) -> None:
    put(work, a_contact(id="C"))
    with work() as store:
        [news] = store.publications.contacts(SUPPLIER, ["c"])
        assert (news.contact, news.told) == (a_contact(id="C"), None)
        look_at(store, "c")
        [news] = store.publications.contacts(SUPPLIER, ["c"])
        assert news.told == digest_of(contact_published(a_contact(id="C")))


def test_offers_are_answered_by_key_page_by_page(work: Work) -> None:
    put(work, *(a_product(f"NW-{n}", id=f"P-{n}") for n in range(5)))
    choose_all(work)
    with work() as store:
        look_at(store, *(f"p-{n}" for n in range(4)))
    with work() as store:
        first = store.publications.offers(SUPPLIER, "", 3)
        rest = store.publications.offers(SUPPLIER, first[-1][0], 3)
        assert [product.id for _, product in (*first, *rest)] == ["P-0", "P-1", "P-2", "P-3"]
        assert store.publications.count_offers(SUPPLIER) == 4
        assert store.publications.count_offers(OTHER) == 0
        assert [one.id for one in store.publications.offers_among(SUPPLIER, ["p-4", "P-3", "p-0"])] == ["P-0", "P-3"]
        assert store.publications.offers_among(OTHER, ["p-0"]) == ()


def test_what_stands_for_all_offers_is_kept(work: Work) -> None:
    digests = TierDigests()
    digests.add(a_product())
    with work() as store:
        assert store.publications.hold(SUPPLIER).sums == store.publications.digests(SUPPLIER).sums == {}
        store.publications.set_digests(SUPPLIER, digests)
        store.publications.hold(OTHER)
    with work() as store:
        assert store.publications.digests(SUPPLIER) == store.publications.hold(SUPPLIER) == digests
        assert store.publications.digests(OTHER) == TierDigests()
    digests.remove(a_product())
    assert [digests.of(number) for number in ALL_TIERS] == [""] * len(ALL_TIERS)


def test_noting_the_basis_of_alarms_leaves_what_stands_for_offers(work: Work) -> None:
    digests = TierDigests()
    digests.add(a_product())
    with work() as store:
        store.publications.hold(SUPPLIER)
        store.publications.set_digests(SUPPLIER, digests)
        store.alarms.set_basis(SUPPLIER, "basis")
    with work() as store:
        assert (store.publications.digests(SUPPLIER), store.alarms.basis(SUPPLIER)) == (digests, "basis")
        assert store.publications.hold(SUPPLIER) == digests
        assert store.alarms.basis(SUPPLIER) == "basis"


def test_a_price_that_changes_moves_no_name_of_what_was_told(work: Work) -> None:
    put(work, a_product(id="p"))
    choose_all(work)
    with work() as store:
        look_at(store, "p")
    put(work, replace(a_product(id="p", tier_prices=["1"])), at=NOON)
    with work() as store:
        [news] = store.publications.products(SUPPLIER, unseen_in(store))
        assert news.product is not None
        assert news.last == product_published(news.product)


def unseen_in(store: UnitOfWork) -> tuple[str, ...]:
    return store.publications.unseen(SUPPLIER, PRODUCTS, NOON)
