"""What an order lacks is read once more before it is held for it, and not more often than that."""

from dataclasses import replace

import pytest

from application.ports.errors import Unavailable
from application.ports.tasks import Task
from domain.approved_order import ApprovedOrder
from domain.order import OrderState
from domain.reference_books import PaymentTerms
from tests.application.catalogue.shop import Shop, names_of
from tests.builders import SUPPLIER, a_buyer, an_approved_order, an_order_line, books
from tests.house import OPERATOR, House


@pytest.fixture
def shop(empty_house: House) -> Shop:
    """Its customers have terms that nobody knows."""
    shop = Shop(empty_house, products=1, contacts=1)
    shop.account.contacts[0] = replace(shop.account.contacts[0], payment_terms="90 days")
    shop.connect()
    shop.begin(hours=1)
    return shop


def approve(shop: Shop, number: str = "UP-1001", quantity: str = "12") -> OrderState:
    approved: ApprovedOrder = an_approved_order(
        number=number, customer=a_buyer("Customer 0"), lines=[an_order_line(sku="NW-000", quantity=quantity)]
    )
    shop.house.use_cases.approve_order(SUPPLIER, approved)
    while shop.waiting(Task.PLACE_ORDER):
        shop.house.tasks.run_next()
    return shop.house.order(number).state


def problems(shop: Shop, number: str = "UP-1001") -> list[str]:
    return [problem.code for problem in shop.house.order(number).problems]


def with_the_terms(shop: Shop) -> None:
    shop.account.books = books(payment_terms=[PaymentTerms(name="90 days")])


def test_an_entry_that_was_made_meanwhile_is_found_at_once(shop: Shop) -> None:
    with_the_terms(shop)
    assert approve(shop) is OrderState.CREATED
    assert names_of(shop.account.calls)["books"] == 1


def test_the_books_are_read_once_for_many_orders_that_lack_an_entry(shop: Shop) -> None:
    assert [approve(shop, f"UP-{number}") for number in range(3)] == [OrderState.HELD] * 3
    assert names_of(shop.account.calls)["books"] == 1
    assert problems(shop, "UP-0") == ["terms_missing"]


def test_an_order_that_lacks_nothing_reads_no_books(shop: Shop) -> None:
    with_the_terms(shop)
    shop.house.use_cases.read_books(SUPPLIER)
    shop.account.calls.clear()
    assert approve(shop) is OrderState.CREATED
    assert "books" not in names_of(shop.account.calls)


def test_what_one_order_made_us_read_lets_the_others_go(shop: Shop) -> None:
    approve(shop, "UP-1")
    with_the_terms(shop)
    shop.begin(hours=1)
    assert approve(shop, "UP-2") is OrderState.CREATED
    assert shop.waiting(Task.CATALOGUE_CHANGED) == [SUPPLIER]
    shop.house.tasks.run_due()
    assert shop.house.order("UP-1").state is OrderState.CREATED


def test_books_that_cannot_be_read_leave_the_order_held_for_what_is_known(shop: Shop) -> None:
    shop.account.fail("books", Unavailable("Cin7 answered 500."))
    assert approve(shop) is OrderState.HELD
    assert problems(shop) == ["terms_missing"]


def test_the_books_are_read_with_every_import_while_an_order_waits_for_an_entry(shop: Shop) -> None:
    approve(shop)
    with_the_terms(shop)
    shop.begin(hours=1)
    shop.house.tasks.tick()
    shop.house.settle()
    assert shop.house.order("UP-1001").state is OrderState.CREATED


def test_a_retry_sees_what_was_changed_in_the_accounts_own_settings(shop: Shop) -> None:
    with_the_terms(shop)
    shop.house.use_cases.read_books(SUPPLIER)
    assert approve(shop, quantity="0.125") is OrderState.HELD
    assert problems(shop) == ["quantity_too_fine"]
    shop.account.company = replace(shop.account.company, quantity_places=3)
    shop.house.use_cases.retry_orders(SUPPLIER, [shop.house.order("UP-1001").key.number], OPERATOR)
    shop.house.run_now()
    assert shop.house.order("UP-1001").state is OrderState.CREATED
    with shop.house.use_cases.work() as store:
        connection = store.connections.get(SUPPLIER)
    assert connection is not None
    assert connection.company.quantity_places == 3
