import pytest

from application.pricing.show_price_list import ListPlace
from domain.errors import InvalidValue, NotThere
from domain.prices import WhyNotSet
from tests.application.catalogue.counter import Counter
from tests.builders import SUPPLIER, a_contact, a_product


@pytest.fixture
def told(counter: Counter) -> Counter:
    counter.read(
        *(a_product(f"NW-{n}", id=f"P-{n}", tier_prices=["1", f"{n}"]) for n in range(3)),
        *(a_contact(f"C{n}", id=f"C-{n}") for n in range(5)),
        a_contact("Own", id="own", own_prices={"P-0": "9"}),
    )
    counter.import_everything()
    return counter


def test_a_list_is_shown_page_by_page_with_what_has_no_price(told: Counter) -> None:
    first = told.use_cases.show_price_list(SUPPLIER, "tier-2", ListPlace(), 2)
    assert first.next_place is not None
    second = told.use_cases.show_price_list(SUPPLIER, "tier-2", ListPlace.read(first.next_place.cursor), 2)
    assert second.next_place is not None
    third = told.use_cases.show_price_list(SUPPLIER, "tier-2", second.next_place, 2)
    assert [len(page.customers) for page in (first, second, third)] == [2, 2, 1]
    prices = [
        (product.sku, price.amount, price.why_not_set) for page in (first, second) for product, price in page.prices
    ]
    assert prices == [("NW-0", None, WhyNotSet.NO_PRICE), ("NW-1", 1, None), ("NW-2", 2, None)]
    assert (third.prices, third.next_place) == ((), None)


def test_own_prices_are_shown_on_the_list_of_those_who_share_them(told: Counter) -> None:
    page = told.use_cases.show_price_list(SUPPLIER, "own-own", ListPlace(), 10)
    assert [(product.sku, str(price.amount)) for product, price in page.prices] == [
        ("NW-0", "9.00"),
        ("NW-1", "1.00"),
        ("NW-2", "2.00"),
    ]
    assert (page.customers, page.next_place) == (("own",), None)


def test_what_is_shown_is_what_was_told(told: Counter) -> None:
    for list_id in told.window.lists:
        page = told.use_cases.show_price_list(SUPPLIER, list_id, ListPlace(), 200)
        shown = {product.sku: price.amount for product, price in page.prices if price.amount is not None}
        assert shown == told.window.prices(list_id)


def test_a_list_that_is_not_there_is_not_found(told: Counter) -> None:
    with pytest.raises(NotThere, match="has no price list tier-9"):
        told.use_cases.show_price_list(SUPPLIER, "tier-9", ListPlace(), 2)


@pytest.mark.parametrize("cursor", ["x", "é", "W10=", "WzEsMl0=", "bnVsbA==", "WyIiLCAiXHUwMDAwIl0="])
def test_a_cursor_of_nobodys_is_refused(cursor: str) -> None:
    with pytest.raises(InvalidValue, match="begin without one"):
        ListPlace.read(cursor)
