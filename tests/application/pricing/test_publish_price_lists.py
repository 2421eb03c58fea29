from dataclasses import replace
from decimal import Decimal

import pytest
from dependency_injector import providers

from application.ports.storage.unit_of_work import UnitOfWork
from application.pricing.publish_price_lists import PublishPriceLists
from application.telling import Teller
from domain.catalogue_events import PriceListPublished
from domain.events import Event
from domain.identifiers import SupplierId
from domain.reference_books import PriceTier
from tests.application.catalogue.counter import Counter, types
from tests.builders import SUPPLIER, a_contact, a_product, books

CHAI = a_product("NW-001", id="P-1", tier_prices=["18", "14"])
CHANG = a_product("NW-002", id="P-2", tier_prices=["20", "0"])
CAFE = a_contact("Harbour Café", id="C-1", price_tier="Wholesale")
SHOP = a_contact("Shop", id="C-2", price_tier="Retail")
OWN = a_contact("Own", id="C-3", price_tier="Retail", own_prices={"P-1": "9"})


@pytest.fixture
def told(counter: Counter) -> Counter:
    counter.read(CHAI, CHANG, CAFE, SHOP, OWN)
    counter.import_everything()
    return counter


def lists(events: list[Event]) -> list[str]:
    return sorted({event.name for event in events if isinstance(event, PriceListPublished)})


def test_each_group_of_customers_has_its_list(told: Counter) -> None:
    prices = {parts[0].name: told.window.prices(one) for one, parts in told.window.lists.items()}
    assert prices == {
        "Wholesale": {"NW-001": Decimal(14)},
        "Retail": {"NW-001": Decimal(18), "NW-002": Decimal(20)},
        "Own prices": {"NW-001": Decimal(9), "NW-002": Decimal(20)},
    }


def test_no_list_is_told_before_customers_are_imported(counter: Counter) -> None:
    counter.read(CHAI, CAFE)
    counter.import_products()
    assert counter.window.lists == {}


def test_only_chosen_products_are_on_lists(counter: Counter) -> None:
    counter.read(CHAI, CHANG, SHOP)
    counter.import_contacts()
    counter.import_products("NW-002")
    assert counter.window.prices("tier-1") == {"NW-002": Decimal(20)}


def test_only_lists_whose_prices_changed_are_told_again(told: Counter) -> None:
    assert lists(told.read(replace(CHAI, tier_prices=(Decimal(18), Decimal(15))))) == ["Wholesale"]
    assert lists(told.read(replace(CHAI, tier_prices=(Decimal(19), Decimal(15))))) == ["Own prices", "Retail"]


def test_a_product_that_costs_nothing_on_a_list_changes_nothing_there(told: Counter) -> None:
    assert lists(told.lose(CHANG)) == ["Own prices", "Retail"]
    versions = {one: parts[0].version for one, parts in told.window.lists.items()}
    told.read(a_product("NW-003", id="P-3", tier_prices=[]))
    told.import_products("NW-003")
    assert {one: parts[0].version for one, parts in told.window.lists.items()} == versions


def test_a_version_is_one_more_than_the_last(told: Counter) -> None:
    first = told.window.lists["tier-2"][0].version
    for price, version in ((15, first + 1), (16, first + 2)):
        [event] = told.read(replace(CHAI, tier_prices=(Decimal(18), Decimal(price))))
        assert isinstance(event, PriceListPublished)
        assert event.version == version


def test_a_new_customer_has_its_list_told_with_it(told: Counter) -> None:
    events = told.read(a_contact("New", id="C-9", price_tier="Retail"))
    assert types(events) == ["contact.published", "price_list.published"]
    assert sorted(customer for part in told.window.lists["tier-1"] for customer in part.customers) == ["C-2", "C-9"]


def test_a_customer_whose_tier_changes_moves_from_list_to_list(told: Counter) -> None:
    told.read(replace(CAFE, price_tier="Retail"))
    assert told.window.lists_of("C-1") == ["tier-1"]
    assert set(told.window.lists) == {"tier-1", "own-c-3"}


def test_a_renamed_tier_is_told_under_its_new_name_and_the_same_id(told: Counter) -> None:
    tiers = [PriceTier(number=1, name="Retail"), PriceTier(number=2, name="Trade", former_names=("Wholesale",))]
    assert lists(told.read(tiers=books(price_tiers=tiers))) == ["Trade"]
    assert told.window.lists_of("C-1") == ["tier-2"]


def test_own_prices_that_change_are_told_under_the_same_id(told: Counter) -> None:
    own = a_contact("Own", id="C-3", price_tier="Retail", own_prices={"P-1": "8"})
    assert lists(told.read(own)) == ["Own prices"]
    assert told.window.prices("own-c-3")["NW-001"] == 8


def test_an_own_price_for_what_is_not_on_offer_tells_nothing(told: Counter) -> None:
    own = a_contact("Own", id="C-3", price_tier="Retail", own_prices={"P-1": "9", "P-8": "8"})
    assert told.read(own) == []
    with told.work() as store:
        before = store.price_lists.get(SUPPLIER, "own-c-3")
    assert told.follow_up() == []
    with told.work() as store:
        assert store.price_lists.get(SUPPLIER, "own-c-3") == before


def many(counter: Counter, products: int, customers: int) -> None:
    counter.read(
        *(a_product(f"P{n}", id=f"{n:05}", tier_prices=["1", "2"]) for n in range(products)),
        *(a_contact(f"C{n}", id=f"c{n:05}", price_tier="Retail") for n in range(customers)),
    )


def test_a_long_list_is_told_in_parts_of_a_thousand_each_thing_once(counter: Counter) -> None:
    many(counter, products=1500, customers=2200)
    counter.import_everything()
    parts = counter.window.lists["tier-1"]
    assert [(part.part, part.parts, len(part.entries), len(part.customers)) for part in parts] == [
        (1, 3, 1000, 1000),
        (2, 3, 500, 1000),
        (3, 3, 0, 200),
    ]
    assert len(counter.window.prices("tier-1")) == 1500
    assert len({customer for part in parts for customer in part.customers}) == 2200


class Stopped(Exception):
    """The process died."""


class DyingTeller(Teller):
    """Tells as ever until a second part comes by."""

    def tell(self, store: UnitOfWork, supplier: SupplierId, *events: Event) -> None:
        if any(isinstance(event, PriceListPublished) and event.part == 2 for event in events):
            raise Stopped
        super().tell(store, supplier, *events)


def test_a_version_that_was_stopped_in_the_middle_is_followed_by_a_whole_one(counter: Counter) -> None:
    many(counter, products=1500, customers=1)
    counter.import_contacts()
    house = counter.house
    with house.container.teller.override(
        providers.Factory(
            DyingTeller, tasks=house.tasks, clock=house.clock, new_id=house.container.new_id, somebody_listens=False
        )
    ):
        publish = PublishPriceLists(work=counter.work, teller=house.container.teller(), clock=house.clock)
    counter.import_products()
    with counter.work() as store:
        store.price_lists.put(SUPPLIER, [replace(one, seen="", digest="") for one in store.price_lists.all(SUPPLIER)])
    with pytest.raises(Stopped):
        publish(SUPPLIER)
    counter.follow_up()
    parts = counter.window.lists["tier-1"]
    assert (parts[0].version, len(parts), len(counter.window.prices("tier-1"))) == (4, 2, 1500)


class InterruptedTeller(Teller):
    """While a list is told, another process puts a further product on offer."""

    def tell(self, store: UnitOfWork, supplier: SupplierId, *events: Event) -> None:
        super().tell(store, supplier, *events)
        digests = store.publications.hold(supplier)
        digests.add(a_product(id="late"))
        store.publications.set_digests(supplier, digests)


def test_a_list_is_told_again_when_products_changed_while_it_was(told: Counter) -> None:
    house = told.house
    interrupted = InterruptedTeller(
        tasks=house.tasks, clock=house.clock, new_id=house.container.new_id(), somebody_listens=False
    )
    with told.work() as store:
        store.mirror.put_contacts(SUPPLIER, [replace(CAFE, discount=Decimal(5))], house.clock.now())
    PublishPriceLists(work=told.work, teller=interrupted, clock=house.clock)(SUPPLIER)
    with told.work() as store:
        stored = store.price_lists.get(SUPPLIER, "tier-2-less-5")
    assert stored is not None
    assert (stored.digest, stored.seen, stored.version) == ("", "", 1)
