"""What was held goes by itself once what it waited for appeared or changed, and only then."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from application.ports.tasks import Task
from domain.approved_order import ApprovedOrder
from domain.events import OrderHeld
from domain.order import OrderState
from domain.problems import Cure, Problem
from domain.sale_options import SaleOptions
from tests.application.catalogue.connected_shops import ConnectedShops
from tests.application.catalogue.shop import LONG_AGO, Shop
from tests.builders import (
    SUPPLIER,
    a_buyer,
    a_contact,
    a_problem,
    a_product,
    an_approved_order,
    an_order,
    an_order_line,
    credentials,
)
from tests.house import OPERATOR, House


@pytest.fixture
def shop(connected_shops: ConnectedShops) -> Shop:
    shop = connected_shops.open(products=3, contacts=2)
    shop.begin(hours=1)
    shop.house.use_cases.catalogue_changed(SUPPLIER)  # what was read on connecting is followed for good
    shop.begin(hours=1)
    return shop


def hold(shop: Shop, *cures: Cure, number: str = "UP-1001") -> str:
    """Let an order be held with which nothing is wrong any more."""
    approved = an_approved_order(number=number, customer=a_buyer("Customer 0"), lines=[an_order_line(sku="NW-000")])
    return hold_for(shop, approved, [a_problem(cures=cures)])


def hold_for(shop: Shop, approved: ApprovedOrder, problems: Iterable[Problem]) -> str:
    order = an_order(approved=approved, state=OrderState.HELD, problems=problems, next_attempt_at=None)
    with shop.house.use_cases.work() as store:
        store.orders.add(order)
    return approved.number


def sync(shop: Shop) -> None:
    """Read what changed, and do what follows, but send nothing."""
    shop.house.use_cases.request_job(SUPPLIER, ["products", "contacts"], OPERATOR)
    while shop.waiting(Task.FILL_MIRROR, Task.CATALOGUE_CHANGED, Task.CLOSE_SWEEP):
        shop.house.tasks.run_next()


def state(shop: Shop, number: str) -> OrderState:
    return shop.house.order(number).state


@pytest.mark.parametrize("key", ["NW-900", " nw-900 ", "P-900"])
def test_a_product_that_appears_releases_by_sku_and_by_id(shop: Shop, key: str) -> None:
    number = hold(shop, Cure.of("product", key))
    shop.account.products.append(a_product("NW-900", id="p-900", modified_at=shop.house.clock.now()))
    sync(shop)
    assert state(shop, number) is not OrderState.HELD


@pytest.mark.parametrize(
    "cure", [Cure.of("contact", "New Café"), Cure.of("contact", "c-900"), Cure.of("address", "C-900")]
)
def test_a_customer_that_appears_releases_by_name_and_by_id(shop: Shop, cure: Cure) -> None:
    number = hold(shop, cure)
    shop.account.contacts.append(a_contact("New  CAFÉ", id="c-900", modified_at=shop.house.clock.now()))
    sync(shop)
    assert state(shop, number) is not OrderState.HELD


def test_what_is_there_but_did_not_change_releases_nothing(shop: Shop) -> None:
    number = hold(shop, Cure.of("product", "NW-001"))
    shop.account.products.append(a_product("NW-900", id="p-900", modified_at=shop.house.clock.now()))
    sync(shop)
    assert state(shop, number) is OrderState.HELD


def test_what_was_there_and_changed_releases(shop: Shop) -> None:
    number = hold(shop, Cure.of("address", "c-001"))
    shop.account.contacts[1] = replace(
        shop.account.contacts[1], location="Overflow", modified_at=shop.house.clock.now()
    )
    sync(shop)
    assert state(shop, number) is not OrderState.HELD


def test_another_cure_releases_nothing(shop: Shop) -> None:
    numbers = [hold(shop, Cure.of(kind, "NW-900"), number=kind) for kind in ("contact", "tax_rule", "connection")]
    shop.account.products.append(a_product("NW-900", id="p-900", modified_at=shop.house.clock.now()))
    sync(shop)
    assert {state(shop, number) for number in numbers} == {OrderState.HELD}


def test_what_a_single_look_up_found_releases_the_others_with_the_next_pass(shop: Shop) -> None:
    number = hold(shop, Cure.of("product", "NW-900"))
    found = a_product("NW-900", id="p-900", modified_at=LONG_AGO)
    with shop.house.use_cases.work() as store:
        store.mirror.put_products(SUPPLIER, [found], shop.house.clock.now())
    sync(shop)
    assert shop.run().changed == 0
    assert state(shop, number) is not OrderState.HELD


def test_a_sync_that_finds_nothing_new_is_followed_by_nothing(shop: Shop) -> None:
    hold(shop, Cure.of("product", "NW-001"))
    shop.house.use_cases.request_job(SUPPLIER, ["products"], OPERATOR)
    shop.house.tasks.run_next()
    assert shop.waiting(Task.CATALOGUE_CHANGED) == []


def told(shop: Shop) -> list[list[str]]:
    """Answer the problems that each event about a held order tells."""
    return [[each.code for each in event.problems] for event in shop.house.events() if isinstance(event, OrderHeld)]


def lacking(*skus: str) -> ApprovedOrder:
    return an_approved_order(customer=a_buyer("Customer 0"), lines=[an_order_line(sku=sku) for sku in skus])


def approved_and_held(shop: Shop, approved: ApprovedOrder) -> str:
    shop.house.use_cases.approve_order(SUPPLIER, approved)
    while shop.waiting(Task.PLACE_ORDER):
        shop.house.tasks.run_next()
    assert state(shop, approved.number) is OrderState.HELD
    return approved.number


def test_an_order_that_would_be_held_again_stays_held_and_is_not_told_twice(shop: Shop) -> None:
    shop.house.choose(SaleOptions(address_field="Delivery address"))
    elsewhere = [("Delivery address", "7 Nowhere")]
    order = replace(lacking("NW-000"), custom_fields=tuple(elsewhere))
    number = approved_and_held(shop, order)
    shop.account.contacts[0] = replace(
        shop.account.contacts[0], location="Overflow", modified_at=shop.house.clock.now()
    )
    sync(shop)
    assert state(shop, number) is OrderState.HELD
    assert told(shop) == [["unknown_address"]]


def test_the_first_filling_of_the_mirror_tells_nothing_twice(empty_house: House) -> None:
    shop = Shop(empty_house, products=3, contacts=2)
    key = credentials()
    shop.house.use_cases.connect_account(SUPPLIER, key, location="", actor=OPERATOR)
    shop.house.choose(SaleOptions(address_field="Delivery address"))
    order = replace(lacking("NW-000"), custom_fields=(("Delivery address", "7 Nowhere"),))
    number = approved_and_held(shop, order)
    while shop.waiting(Task.FILL_MIRROR, Task.CATALOGUE_CHANGED, Task.CLOSE_SWEEP):
        shop.house.tasks.run_next()
    assert state(shop, number) is OrderState.HELD
    assert told(shop) == [["unknown_address"]]


def test_an_order_with_another_problem_left_stays_held_and_says_what_is_left(shop: Shop) -> None:
    number = approved_and_held(shop, lacking("NW-900", "NW-901"))
    shop.account.products.append(a_product("NW-900", id="p-900", modified_at=shop.house.clock.now()))
    sync(shop)
    assert state(shop, number) is OrderState.HELD
    assert told(shop) == [["unknown_product", "unknown_product"], ["unknown_product"]]


def test_nothing_is_released_while_the_supplier_is_not_connected(shop: Shop) -> None:
    number = hold(shop, Cure.of("product", "NW-000"))
    shop.house.use_cases.disconnect_account(SUPPLIER, OPERATOR)
    assert shop.house.container.release()(SUPPLIER, Cure.of("product", "NW-000")) == 0
    assert state(shop, number) is OrderState.HELD
