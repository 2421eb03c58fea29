import pytest

from domain.errors import InvalidValue, NotThere
from domain.identifiers import SupplierId
from tests.application.catalogue.counter import Counter
from tests.builders import SUPPLIER, a_contact, a_product

CHAI = a_product("NW-001", id="P-1", tier_prices=["18", "14"], discount_rule="Summer")
CAFE = a_contact("Harbour Café", id="C-1", discount="7.5", own_prices={"P-1": "12.50"})


def test_a_price_is_explained_with_what_made_it_and_when_that_was_read(counter: Counter) -> None:
    counter.read(CHAI, CAFE)
    explained = counter.use_cases.explain_price(SUPPLIER, "c-1", " nw-001")
    price = explained.price
    assert (f"{price.amount}", f"{price.own_price}", f"{price.tier_price}", f"{price.discount}") == (
        "11.56",
        "12.50",
        "14",
        "7.5",
    )
    assert len(price.ignored) == 2
    assert explained.contact.at == explained.product.at == counter.house.clock.now()
    assert (explained.price_list, explained.is_told, counter.house.calls()) == (None, False, [])


def test_the_list_that_told_it_is_named(counter: Counter) -> None:
    counter.read(CHAI, CAFE)
    counter.import_everything()
    explained = counter.use_cases.explain_price(SUPPLIER, "harbour café", "P-1")
    assert explained.price_list is not None
    assert (explained.price_list.name, explained.is_told) == ("Harbour Café prices", True)


def test_the_active_one_of_two_namesakes_is_meant(counter: Counter) -> None:
    counter.read(
        CHAI, CAFE, a_contact("Harbour Café", id="C-2", is_active=False), a_contact("Old", id="C-3", is_active=False)
    )
    assert counter.use_cases.explain_price(SUPPLIER, "Harbour Café", "NW-001").contact.record.id == "C-1"
    assert counter.use_cases.explain_price(SUPPLIER, "Old", "NW-001").contact.record.id == "C-3"


def test_namesakes_and_products_of_one_sku_are_told_by_their_ids(counter: Counter) -> None:
    counter.read(CHAI, CAFE, a_contact("Harbour Café", id="C-2"), a_product("nw-001", id="P-2"))
    with pytest.raises(InvalidValue, match=r"2 customers are called “Harbour Café”: name one by its id \(C-1, C-2\)"):
        counter.use_cases.explain_price(SUPPLIER, "Harbour Café", "NW-001")
    with pytest.raises(InvalidValue, match=r"2 products have the SKU “Nw-001”: name one by its id \(P-1, P-2\)"):
        counter.use_cases.explain_price(SUPPLIER, "C-1", "Nw-001")
    assert counter.use_cases.explain_price(SUPPLIER, "C-1", "nw-001").product.record.id == "P-2"


def test_what_was_never_read_cannot_be_explained(counter: Counter) -> None:
    counter.read(CHAI, CAFE)
    for supplier, contact, sku in (("nobody", "C-1", "NW-001"), (SUPPLIER, "X", "NW-001"), (SUPPLIER, "C-1", "X")):
        with pytest.raises(NotThere):
            counter.use_cases.explain_price(SupplierId(supplier), contact, sku)
