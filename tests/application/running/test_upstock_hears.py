"""From an approved order to what Upstock heard: every real part but the two systems at the ends."""

from datetime import timedelta

import pytest

from adapters.upstock import Upstock
from tests.builders import an_approved_order, an_order_line
from tests.house import House
from tests.plugins.storefronts import SECRET, ImitatedUpstock

CREATED, HELD = "order.sale_created", "order.held"


@pytest.fixture
def upstock(house: House, upstock_in_process: ImitatedUpstock) -> ImitatedUpstock:
    """An Upstock that the house tells, with the house's time."""
    upstock_in_process.inbox.clock = house.clock.now
    session, url = upstock_in_process.session, upstock_in_process.url
    house.exchange(house.container.storefront, Upstock(url, SECRET, clock=house.clock, session=session))
    return upstock_in_process


def test_an_approved_order_is_told_as_a_sale_exactly_once(house: House, upstock: ImitatedUpstock) -> None:
    house.approve(an_approved_order(number="UP-1"))
    house.time_passes(timedelta(minutes=10))
    assert upstock.applied() == [(CREATED, "order:UP-1")]
    (sale,) = house.sales()
    (received,) = upstock.inbox.received
    assert received.body["data"]["sale"] == {"id": sale["ID"], "number": sale["Order"]["SaleOrderNumber"]}  # type: ignore[index]  # raw JSON
    assert house.events() == []


def test_approving_the_same_order_again_tells_nothing_new(house: House, upstock: ImitatedUpstock) -> None:
    house.approve(an_approved_order(number="UP-1"))
    house.approve(an_approved_order(number="UP-1"))
    house.settle()
    assert len(upstock.inbox.received) == 1


def test_a_held_order_is_told_with_its_problems(house: House, upstock: ImitatedUpstock) -> None:
    house.approve(an_approved_order(number="UP-1", lines=[an_order_line(sku="NOT-YET")]))
    assert upstock.applied() == [(HELD, "order:UP-1")]
    (problem,) = upstock.inbox.received[0].body["data"]["problems"]
    assert (problem["code"], problem["pointer"]) == ("unknown_product", "/lines/0/sku")


def test_a_lost_acknowledgement_makes_a_repeat_that_counts_once(house: House, upstock: ImitatedUpstock) -> None:
    upstock.fault("commit_then_timeout", times=2)
    house.approve(an_approved_order(number="UP-1"))
    house.time_passes(timedelta(minutes=1))
    assert upstock.applied() == [(CREATED, "order:UP-1")]
    assert [one.outcome for one in upstock.inbox.received] == ["applied", "repeat, dropped", "repeat, dropped"]
    assert house.events() == []


@pytest.mark.slow
def test_orders_of_an_outage_of_hours_are_told_afterwards_each_once(house: House, upstock: ImitatedUpstock) -> None:
    upstock.fault({"status": 503})
    numbers = [f"UP-{number}" for number in range(5)]
    for number in numbers:
        house.approve(an_approved_order(number=number))
        house.time_passes(timedelta(minutes=15))
    house.time_passes(timedelta(hours=2))
    assert upstock.applied() == []
    upstock.recover()
    house.time_passes(timedelta(minutes=2))
    assert sorted(subject for _, subject in upstock.applied()) == [f"order:{number}" for number in numbers]
    assert len(house.sales()) == 5
    assert house.events() == []
