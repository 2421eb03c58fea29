from dataclasses import replace
from decimal import Decimal

import pytest

from application.ports.storage.price_lists import StoredList
from application.ports.storage.unit_of_work import Work
from domain.errors import InvalidValue
from domain.identifiers import ContactId, SupplierId
from domain.reference_books import PriceTier
from tests.builders import NOON, SUPPLIER

OTHER = SupplierId("other")
TRADE = StoredList(
    id="eur-tier-2-less-7.5",
    name="Wholesale less 7.5 % in EUR",
    currency="EUR",
    tier=PriceTier(number=2, name="Wholesale"),
    discount=Decimal("7.50"),
    own_digest="o" * 64,
    version=3,
    seen="s" * 64,
    digest="d" * 64,
    customers=2,
    published_at=NOON,
)
RETAIL = replace(TRADE, id="tier-1", tier=PriceTier(number=1, name="Retail"), version=1, published_at=None)
ANA, BEN, CAL = map(ContactId, ("C-Ana", "C-Ben", "C-Cal"))


def put(work: Work, *lists: StoredList) -> None:
    with work() as store:
        store.price_lists.put(SUPPLIER, lists)


def customers(work: Work, one: StoredList) -> list[str]:
    with work() as store:
        return [contact for _, contact in store.price_lists.customers(SUPPLIER, one.id, "", 10)]


def test_lists_come_back_as_they_were_stored(work: Work) -> None:
    put(work, RETAIL, TRADE)
    with work() as store:
        assert store.price_lists.all(SUPPLIER) == (TRADE, RETAIL)
        assert store.price_lists.get(SUPPLIER, TRADE.id) == TRADE
        assert store.price_lists.get(OTHER, TRADE.id) is None
        assert store.price_lists.all(OTHER) == ()


def test_lists_are_walked_by_cursor(work: Work) -> None:
    put(work, *(replace(TRADE, id=f"list-{n}", own_digest=f"{n}") for n in range(5)))
    seen: list[str] = []
    cursor, pages = None, 0
    with work() as store:
        while pages == 0 or cursor:
            page = store.price_lists.page(SUPPLIER, cursor=cursor, limit=2)
            seen, cursor, pages = [*seen, *(one.id for one in page.items)], page.next_cursor, pages + 1
        assert store.price_lists.page(OTHER, cursor=None, limit=2).items == ()
        with pytest.raises(InvalidValue):
            store.price_lists.page(SUPPLIER, cursor="zz", limit=2)
    assert (seen, pages) == ([f"list-{n}" for n in range(5)], 3)


def test_a_list_is_stored_in_the_place_of_its_id(work: Work) -> None:
    put(work, TRADE)
    put(work, replace(TRADE, version=4))
    with work() as store:
        assert [one.version for one in store.price_lists.all(SUPPLIER)] == [4]


def test_exactly_the_given_customers_are_on_a_list(work: Work) -> None:
    put(work, TRADE)
    for given in ([BEN, ANA], [ANA, CAL], []):
        with work() as store:
            store.price_lists.set_customers(SUPPLIER, TRADE.id, given)
        assert customers(work, TRADE) == sorted(given)


def test_a_customer_is_on_one_list_alone(work: Work) -> None:
    put(work, TRADE, RETAIL)
    with work() as store:
        store.price_lists.set_customers(SUPPLIER, TRADE.id, [ANA, BEN])
        store.price_lists.set_customers(SUPPLIER, RETAIL.id, [ANA])
        store.price_lists.set_customers(SUPPLIER, TRADE.id, [BEN])
    assert (customers(work, TRADE), customers(work, RETAIL)) == ([BEN], [ANA])
    with work() as store:
        assert store.price_lists.list_of(SUPPLIER, ContactId("c-ana")) == RETAIL
        assert store.price_lists.list_of(SUPPLIER, CAL) is None
        assert store.price_lists.list_of(OTHER, ANA) is None


def test_customers_are_answered_by_key_page_by_page(work: Work) -> None:
    put(work, TRADE)
    with work() as store:
        store.price_lists.set_customers(SUPPLIER, TRADE.id, [CAL, ANA, BEN])
        first = store.price_lists.customers(SUPPLIER, TRADE.id, "", 2)
        rest = store.price_lists.customers(SUPPLIER, TRADE.id, first[-1][0], 2)
    assert [contact for _, contact in (*first, *rest)] == [ANA, BEN, CAL]


def test_a_removed_list_lets_its_customers_go_but_not_those_who_left_before(work: Work) -> None:
    put(work, TRADE, RETAIL)
    with work() as store:
        store.price_lists.set_customers(SUPPLIER, TRADE.id, [ANA, BEN])
        store.price_lists.set_customers(SUPPLIER, RETAIL.id, [ANA])
        store.price_lists.remove(SUPPLIER, TRADE.id)
    with work() as store:
        assert store.price_lists.all(SUPPLIER) == (RETAIL,)
        assert store.price_lists.list_of(SUPPLIER, BEN) is None
        assert store.price_lists.list_of(SUPPLIER, ANA) == RETAIL


def test_thousands_of_customers_come_and_go(work: Work) -> None:
    put(work, TRADE)
    everybody = [ContactId(f"c-{n:05}") for n in range(2500)]
    with work() as store:
        store.price_lists.set_customers(SUPPLIER, TRADE.id, everybody)
        store.price_lists.set_customers(SUPPLIER, TRADE.id, everybody[:3])
    assert customers(work, TRADE) == everybody[:3]
