"""What a preview shows is what is sent: held against the calls that the other side received, for random orders."""

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from application.ordering.plan import Plan, calls_hash
from application.ports.inventory import FIRST_REPLY
from domain.approved_order import ApprovedOrder
from domain.identifiers import OrderNumber
from domain.order import OrderState
from domain.sale_options import CreationMode, SaleOptions, SaleStatus, SaleType, ShipBySource
from tests.builders import an_approved_order, an_order_line
from tests.domain.random_orders import sendable_orders
from tests.features.preview_in_words import pointers
from tests.house import House

OPTIONS = (
    SaleOptions(),
    SaleOptions(status=SaleStatus.DRAFT, ship_by_source=ShipBySource.NONE),
    SaleOptions(type=SaleType.ADVANCED),
    SaleOptions(creation_mode=CreationMode.AUTO_PICK_PACK),
)
NUMBERS = count(1)


def planned(house: House, approved: ApprovedOrder) -> Plan:
    found = house.use_cases.preview_order(house.order_supplier, approved)
    assert found.plan is not None, found.problems
    return found.plan


def hash_received(house: House) -> str:
    """Take the hash from the other side's own log of what came in over the wire."""
    (_, header, first), (_, order, second) = house.writes()
    return calls_hash([("POST", header, first), ("POST", order, {**second, "SaleID": FIRST_REPLY})])


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=sendable_orders(), options=st.sampled_from(OPTIONS))
def test_the_hash_of_a_preview_is_that_of_what_cin7_received_and_of_what_the_order_shows(
    house: House, order: ApprovedOrder, options: SaleOptions
) -> None:
    sends_what_it_previewed(house, order, options)


@pytest.mark.chaos
@pytest.mark.timeout(900)  # a thousand orders, one after the other
@settings(max_examples=1000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=sendable_orders(), options=st.sampled_from(OPTIONS))
def test_so_it_is_for_a_thousand_orders(house: House, order: ApprovedOrder, options: SaleOptions) -> None:
    sends_what_it_previewed(house, order, options)


def sends_what_it_previewed(house: House, order: ApprovedOrder, options: SaleOptions) -> None:
    approved = replace(order, number=OrderNumber(f"UP-{next(NUMBERS)}"))
    house.choose(options)
    plan = planned(house, approved)
    house.forget_calls()
    placed = house.approve(approved)
    assert placed.state is OrderState.CREATED, placed.problems
    assert placed.attempt is not None
    assert plan.hash == placed.attempt.hash == placed.attempt.sent_hash == hash_received(house)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=sendable_orders(), options=st.sampled_from(OPTIONS))
def test_every_value_has_one_reason_and_every_reason_a_value(
    house: House, order: ApprovedOrder, options: SaleOptions
) -> None:
    house.choose(options)
    plan = planned(house, order)
    values = {f"/calls/{at}/body{found}" for at, call in enumerate(plan.calls) for found in pointers(call.body)}
    assert values == set(plan.origins)
    assert all(origin.rule and origin.source for origin in plan.origins.values())


def test_a_preview_asks_nobody_and_stores_nothing(house: House) -> None:
    planned(house, an_approved_order())
    found = house.use_cases.preview_order(house.order_supplier, an_approved_order(lines=[an_order_line(sku="NW-9")]))
    assert [problem.code for problem in found.problems] == ["unknown_product"]
    assert house.calls() == []
    with house.use_cases.work() as store:
        assert store.orders.page(house.order_supplier, state=None, search="", cursor=None, limit=10).items == ()


def test_another_content_has_another_hash(house: House) -> None:
    one, other = an_approved_order(reference="PO-1"), an_approved_order(reference="PO-2")
    assert planned(house, one).hash != planned(house, other).hash


@pytest.mark.parametrize("path", ["sale", "sale/order"])
def test_an_order_that_was_cut_off_shows_the_hash_of_what_left(house: House, path: str) -> None:
    plan = planned(house, an_approved_order())
    house.fault("POST", path, "commit_then_reset")
    house.approve(an_approved_order())
    attempt = house.order("UP-1001").attempt
    assert attempt is not None
    assert attempt.sent_hash == plan.hash
