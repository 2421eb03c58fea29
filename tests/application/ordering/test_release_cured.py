"""What was held goes by itself once what it waited for appeared or changed, and only then."""

from dataclasses import replace

import pytest

from application.ports.tasks import Task
from domain.approved_order import ApprovedOrder
from domain.order import OrderState
from domain.problems import Cure
from tests.application.catalogue.shop import LONG_AGO, Shop
from tests.builders import SUPPLIER, a_contact, a_problem, a_product, an_approved_order, an_order
from tests.house import OPERATOR, House


@pytest.fixture
def shop(empty_house: House) -> Shop:
    shop = Shop(empty_house, products=3, contacts=2)
    shop.connect()
    shop.begin(hours=1)
    shop.house.use_cases.catalogue_changed(SUPPLIER)  # what was read on connecting is followed for good
    shop.begin(hours=1)
    return shop


def hold(shop: Shop, *cures: Cure, number: str = "UP-1001") -> str:
    approved: ApprovedOrder = an_approved_order(number=number)
    problem = a_problem(cures=cures)
    order = an_order(approved=approved, state=OrderState.HELD, problems=[problem], next_attempt_at=None)
    with shop.house.use_cases.work() as store:
        store.orders.add(order)
    return number


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
