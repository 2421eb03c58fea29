from dataclasses import replace

import pytest

from domain.catalogue_events import ContactPublished, ProductDiscontinued
from domain.product import Product
from tests.application.catalogue.counter import Counter, types
from tests.builders import SUPPLIER, a_contact, a_product, books

CHAI = a_product("NW-001", id="P-1")
CAFE = a_contact("Harbour Café", id="C-1")


@pytest.fixture
def told(counter: Counter) -> Counter:
    counter.read(CHAI, CAFE)
    counter.import_everything()
    return counter


def test_where_nothing_changed_nothing_is_told(told: Counter) -> None:
    assert told.follow_up() == told.read(CHAI, CAFE) == []


def test_a_changed_product_is_published_again(told: Counter) -> None:
    assert types(told.read(replace(CHAI, name="Chai tea"))) == ["product.published"]
    assert told.window.products["P-1"].name == "Chai tea"


def test_what_upstock_is_not_told_of_changes_nothing(told: Counter) -> None:
    assert told.read(replace(CHAI, sale_tax_rule="GST Free"), replace(CAFE, carrier="AusPost")) == []


@pytest.mark.parametrize(
    "changed", [replace(CHAI, is_deprecated=True), replace(CHAI, is_sellable=False)], ids=["deprecated", "not sellable"]
)
def test_a_product_that_can_no_longer_be_sold_is_discontinued_once(told: Counter, changed: Product) -> None:
    events = told.read(changed)
    assert [event for event in events if isinstance(event, ProductDiscontinued)] == [
        ProductDiscontinued(id=CHAI.id, sku="NW-001", name="Chai")
    ]
    assert told.read(replace(changed, name="Other")) == []


def test_a_product_that_left_the_account_is_discontinued_and_back_again(told: Counter) -> None:
    assert "product.discontinued" in types(told.lose(CHAI))
    assert told.follow_up() == []
    assert "product.published" in types(told.read(CHAI))


def test_a_customer_who_left_is_told_as_inactive_once(told: Counter) -> None:
    events = told.lose(CAFE)
    assert types(events) == ["contact.published", "price_list.removed"]
    assert not told.window.contacts["C-1"].is_active
    assert told.read(replace(CAFE, is_active=False, name="Other")) == []


def test_another_company_takes_back_everything_of_the_first(told: Counter) -> None:
    with told.work() as store:
        store.mirror.forget(SUPPLIER)
        store.mirror.put_books(SUPPLIER, books(), told.house.clock.now())
    assert types(told.follow_up()) == ["price_list.removed"]
    told.everything_was_read()
    events = told.follow_up()
    assert types(events) == ["product.discontinued", "contact.published"]
    assert events[1] == ContactPublished(id=CAFE.id, name="Harbour Café", currency="", is_active=False)
    assert told.follow_up() == []


def test_thousands_of_changes_are_told_each_once(counter: Counter) -> None:
    counter.read(*(a_product(f"P{n}", id=f"{n:04}") for n in range(700)))
    counter.import_products()
    assert len(counter.window.products) == 700
    events = counter.read(*(a_product(f"P{n}", id=f"{n:04}", name="New") for n in range(300)))
    assert types(events) == ["product.published"] * 300
