"""The books read anew: what they release, what they are remembered by, and when they are asked for."""

from dataclasses import replace

import pytest

from application.ports.errors import Unavailable
from application.ports.tasks import Task
from domain.call_budget import Lane
from domain.order import OrderState
from domain.problems import Cure
from tests.application.catalogue.connected_shops import ConnectedShops
from tests.application.catalogue.shop import Shop, names_of
from tests.builders import (
    SUPPLIER,
    a_buyer,
    a_problem,
    a_tax_rule,
    an_approved_order,
    an_order,
    an_order_line,
    books,
)
from tests.house import OPERATOR


@pytest.fixture
def shop(connected_shops: ConnectedShops) -> Shop:
    shop = connected_shops.open(products=1, contacts=1)
    shop.begin(hours=1)
    return shop


def held(shop: Shop, *cures: Cure) -> str:
    approved = an_approved_order(customer=a_buyer("Customer 0"), lines=[an_order_line(sku="NW-000")])
    order = an_order(approved=approved, state=OrderState.HELD, problems=[a_problem(cures=cures)], next_attempt_at=None)
    with shop.house.use_cases.work() as store:
        store.orders.add(order)
    return order.key.number


def test_books_that_say_the_same_are_followed_by_nothing(shop: Shop) -> None:
    shop.house.use_cases.read_books(SUPPLIER)
    assert shop.waiting(Task.CATALOGUE_CHANGED) == []
    assert shop.directory.lanes[-1] is Lane.PRICES


def test_a_tax_rule_that_appears_releases_what_waited_for_it(shop: Shop) -> None:
    number = held(shop, Cure.of("tax_rule", "GST Reduced"))
    shop.account.books = books(tax_rules=[a_tax_rule(), a_tax_rule("gst  reduced", 5)])
    shop.house.use_cases.read_books(SUPPLIER)
    assert shop.waiting(Task.CATALOGUE_CHANGED) == [SUPPLIER]
    shop.house.tasks.run_next()
    assert shop.house.order(number).state is OrderState.ACCEPTED


def test_a_renamed_tier_is_remembered_by_its_former_name(shop: Shop) -> None:
    tiers = list(shop.account.books.price_tiers)
    shop.account.books = replace(shop.account.books, price_tiers=(replace(tiers[0], name="Shops"), *tiers[1:]))
    shop.house.use_cases.read_books(SUPPLIER)
    found = shop.house.books().price_tier(tiers[0].name)
    assert found is not None
    assert (found.number, found.name) == (tiers[0].number, "Shops")


def test_a_sync_reads_the_books_only_while_an_order_waits_for_one_of_their_entries(shop: Shop) -> None:
    shop.house.use_cases.request_job(SUPPLIER, ["prices"], OPERATOR)
    shop.house.settle()
    assert "books" not in names_of(shop.account.calls)
    held(shop, Cure.of("terms", "7 days net"))
    shop.begin(hours=1)
    shop.house.use_cases.request_job(SUPPLIER, ["prices"], OPERATOR)
    shop.house.settle()
    assert names_of(shop.account.calls)["books"] == 1


def test_the_books_of_a_supplier_that_is_not_connected_are_left_alone(shop: Shop) -> None:
    shop.house.use_cases.disconnect_account(SUPPLIER, OPERATOR)
    shop.house.use_cases.read_books(SUPPLIER)
    shop.house.use_cases.read_books("nobody")
    assert shop.account.calls == []


def test_a_failure_after_disconnecting_plans_nothing_anew(shop: Shop) -> None:
    shop.account.fail("books", Unavailable("not now"))
    with shop.house.use_cases.work() as store:
        store.due.remove(SUPPLIER)
    shop.house.use_cases.read_books(SUPPLIER)
    with shop.house.use_cases.work() as store:
        assert store.due.of(SUPPLIER) == ()
