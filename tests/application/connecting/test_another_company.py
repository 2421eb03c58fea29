"""One supplier, two companies: what was approved for the first never reaches the second."""

import re
from copy import deepcopy
from datetime import timedelta
from typing import cast

import pytest

from domain.connection import Connection, Credentials
from domain.errors import Conflict
from domain.identifiers import OrderNumber
from domain.order import OrderState
from tests.builders import SUPPLIER, an_approved_order, an_order_line
from tests.house import ACCOUNT, KEY, OPERATOR, Document, House
from tests.small_account import SMALL_ACCOUNT

OTHER, OTHER_KEY = "7d6e0000-0000-4000-8000-000000000002", "7d6e0000-0000-4000-8000-0000000000bb"


@pytest.fixture
def two(house: House) -> House:
    """Northwind is connected; Southwind Foods exists as well."""
    document = deepcopy(SMALL_ACCOUNT)
    cast("Document", document["me"])["Company"] = "Southwind Foods"
    house.open_account(document, account=OTHER, key=OTHER_KEY)
    return house


def connect(house: House, account: str, key: str, *, leaving_open_sales: bool = False) -> Connection:
    made = house.use_cases.connect_account(
        SUPPLIER,
        Credentials(account_id=account, application_key=key),
        location="",
        actor=OPERATOR,
        leaving_open_sales=leaving_open_sales,
    )
    house.settle()
    return made.connection


def codes(house: House, number: str) -> list[str]:
    return [problem.code for problem in house.order(number).problems]


def put_off(house: House, number: str) -> None:
    """Approve an order that waits, because Cin7 is out of reach."""
    house.cut_off(timedelta(seconds=4))
    house.use_cases.approve_order(SUPPLIER, an_approved_order(number=number))
    house.run_now()
    assert house.order(number).state is OrderState.WAITING
    house.clock.advance(timedelta(seconds=4))


def test_whatever_an_order_was_held_for_it_is_held_for_its_own_company_now_and_told_again_afterwards(
    two: House,
) -> None:
    two.approve(an_approved_order(number="UP-1", lines=[an_order_line(sku="NOT-YET")]))
    assert codes(two, "UP-1") == ["unknown_product"]
    connect(two, OTHER, OTHER_KEY)
    assert codes(two, "UP-1") == ["other_company"]
    connect(two, ACCOUNT, KEY)
    assert codes(two, "UP-1") == ["unknown_product"]


def test_an_order_that_waits_is_held_for_its_own_company(two: House) -> None:
    put_off(two, "UP-1")
    connect(two, OTHER, OTHER_KEY)
    assert codes(two, "UP-1") == ["other_company"]
    assert two.sales(OTHER) == []


def test_a_person_who_retries_it_cannot_send_it_to_another_company(two: House) -> None:
    put_off(two, "UP-1")
    connect(two, OTHER, OTHER_KEY)
    two.use_cases.retry_orders(SUPPLIER, [OrderNumber("UP-1")], OPERATOR)
    two.settle()
    assert codes(two, "UP-1") == ["other_company"]
    assert two.sales(OTHER) == []


def test_an_order_of_the_second_company_stays_there_as_well(two: House) -> None:
    connect(two, OTHER, OTHER_KEY)
    put_off(two, "UP-1")
    connect(two, ACCOUNT, KEY)
    assert codes(two, "UP-1") == ["other_company"]
    connect(two, OTHER.upper(), OTHER_KEY)
    assert two.order("UP-1").state is OrderState.CREATED
    assert [len(two.sales(account)) for account in (ACCOUNT, OTHER)] == [0, 1]


def test_an_order_approved_before_any_company_was_connected_goes_to_the_first(empty_house: House) -> None:
    empty_house.open_account(SMALL_ACCOUNT)
    empty_house.approve(an_approved_order(number="UP-1"))
    assert codes(empty_house, "UP-1") == ["not_connected"]
    empty_house.connect()
    assert empty_house.order("UP-1").state is OrderState.CREATED


def test_another_company_is_refused_while_sales_await_shipment_and_the_orders_are_named(two: House) -> None:
    for number in range(7):
        two.approve(an_approved_order(number=f"UP-{number}"))
    named = "orders UP-0, UP-1, UP-2, UP-3, UP-4 and 2 more"
    with pytest.raises(Conflict, match=re.escape(named)):
        connect(two, OTHER, OTHER_KEY)
    assert two.use_cases.preview_order(SUPPLIER, an_approved_order(number="UP-9")).problems == ()


def test_open_sales_can_be_left_behind_on_purpose_and_are_followed_again_later(two: House) -> None:
    two.approve(an_approved_order(number="UP-1"))
    connect(two, OTHER, OTHER_KEY, leaving_open_sales=True)
    assert two.order("UP-1").state is OrderState.CREATED
    two.forget_calls()
    two.time_passes(timedelta(hours=1))
    assert not [path for _, path in two.calls() if path in ("sale", "saleList")]
    [sale] = two.sales()
    for step in ("pick", "pack", "ship"):
        two.cin7("POST", f"/_fake/sales/{sale['ID']}/{step}", {})
    connect(two, ACCOUNT, KEY)
    two.time_passes(timedelta(minutes=10))
    assert two.order("UP-1").state is OrderState.SHIPPED
