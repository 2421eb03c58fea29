"""Disconnecting at the worst instants: nothing is sent with a key that was given up, and what was begun is finished."""

from datetime import timedelta

import pytest

from domain.connection import Credentials
from domain.errors import NotThere
from domain.identifiers import SupplierId
from domain.order import OrderState
from tests.builders import SUPPLIER, an_approved_order, an_order_line
from tests.house import ACCOUNT, KEY, OPERATOR, Document, House

NEW_KEY = "7d6e0000-0000-4000-8000-0000000000cc"


def disconnect(house: House) -> None:
    house.use_cases.disconnect_account(SUPPLIER, OPERATOR)


def connect(house: House, key: str = KEY) -> None:
    house.use_cases.connect_account(
        SUPPLIER, Credentials(account_id=ACCOUNT, application_key=key), location="", actor=OPERATOR
    )


def new_product(sku: str) -> Document:
    return {"account_id": "", "SKU": sku, "Name": sku, "Category": "Beverages", "Type": "Stock", "UOM": "Item"}


@pytest.fixture
def looking_up(house: House) -> House:
    """An order of a product that is asked for, because the local copy does not know it yet."""
    house.cin7("POST", "/_fake/products", new_product("NW-777"))
    house.use_cases.approve_order(SUPPLIER, an_approved_order(number="UP-1", lines=[an_order_line(sku="NW-777")]))
    return house


def test_nothing_is_begun_with_a_key_that_was_given_up_while_an_order_was_put_together(looking_up: House) -> None:
    looking_up.during_the_next_call(lambda: disconnect(looking_up))
    looking_up.run_now()
    assert looking_up.calls() == [("GET", "product")]
    assert [problem.code for problem in looking_up.order("UP-1").problems] == ["disconnected"]
    assert looking_up.order("UP-1").attempts == ()


def test_nothing_is_begun_with_a_key_that_was_exchanged_meanwhile(looking_up: House) -> None:
    looking_up.issue_key(NEW_KEY)
    looking_up.during_the_next_call(lambda: connect(looking_up, NEW_KEY))
    looking_up.run_now()
    assert looking_up.sales() == []
    looking_up.time_passes(timedelta(minutes=5))
    assert looking_up.order("UP-1").state is OrderState.CREATED
    assert len(looking_up.sales()) == 1


def test_a_sale_that_was_begun_is_finished_with_the_key_in_hand(house: House) -> None:
    house.during_the_next_call(lambda: disconnect(house))
    house.use_cases.approve_order(SUPPLIER, an_approved_order(number="UP-1"))
    house.run_now()
    assert house.order("UP-1").state is OrderState.CREATED
    assert house.calls() == [("POST", "sale"), ("POST", "sale/order")]


def test_a_sale_that_could_not_be_finished_is_held_and_finished_after_connecting_again(house: House) -> None:
    house.fault("POST", "sale/order", {"status": 500})
    house.during_the_next_call(lambda: disconnect(house))
    house.use_cases.approve_order(SUPPLIER, an_approved_order(number="UP-1"))
    house.settle()
    assert [problem.code for problem in house.order("UP-1").problems] == ["disconnected"]
    connect(house)
    house.settle()
    assert house.order("UP-1").state is OrderState.CREATED
    assert len(house.sales()) == 1


def test_disconnecting_twice_is_disconnecting_once(house: House) -> None:
    disconnect(house)
    disconnect(house)
    with house.use_cases.work() as store:
        assert [entry.action for entry in store.audit.of(SUPPLIER, 9)].count("connection.ended") == 1


def test_a_supplier_that_was_never_connected_cannot_be_disconnected(house: House) -> None:
    with pytest.raises(NotThere):
        house.use_cases.disconnect_account(SupplierId("nobody"), OPERATOR)
