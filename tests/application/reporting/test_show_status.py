"""How everything stands, without asking anybody outside."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from application.ports.storage.mirror import Mode, Stream
from domain.connection import ConnectionStatus
from domain.errors import NotThere
from domain.identifiers import SupplierId
from domain.order import OrderState
from tests.builders import SUPPLIER, an_approved_order
from tests.house import OPERATOR, House


def test_the_whole_says_who_works_what_is_under_way_and_what_holds_orders(house: House) -> None:
    house.approve(an_approved_order(number="UP-1"))
    house.approve(an_approved_order(number="UP-2", currency="EUR"))
    house.tasks.tick()
    house.forget_calls()
    found = house.use_cases.show_status()
    assert [(link.supplier, link.status) for link in found.links] == [(SUPPLIER, ConnectionStatus.CONNECTED)]
    assert found.orders.standing[OrderState.CREATED].orders == 1
    assert found.orders.held == {"order_currency": 1}
    assert found.pulse.ticked_at is not None
    assert (found.outbox.pending, found.orders.overdue) == (2, 0)
    assert house.calls() == []


def test_a_supplier_says_how_far_it_is_read_and_when_that_goes_on(house: House) -> None:
    house.time_passes(timedelta(seconds=30))
    one = house.use_cases.show_status.of(SUPPLIER)
    flows = {flow.name: flow for flow in one.flows}
    now = house.clock.now()
    for name in ("products", "contacts"):
        until, next_at = flows[name].until, flows[name].next_at
        assert until
        assert next_at
        assert now - timedelta(minutes=10) < until <= now < next_at <= now + timedelta(minutes=15)
        assert flows[name].done is None
    assert one.budget
    assert one.budget.usage.used > 0
    assert one.jobs == ()


def test_a_pass_and_a_job_under_way_are_shown(house: House) -> None:
    house.use_cases.request_job(SUPPLIER, ["products"], OPERATOR)
    one = house.use_cases.show_status.of(SUPPLIER)
    assert {flow.name: flow.done for flow in one.flows}["products"] == 0
    assert [job.kind for job in one.jobs] == ["sync"]


def test_why_a_pass_does_not_go_on_is_shown(house: House) -> None:
    house.fault("GET", "product", {"status": 503})
    with house.use_cases.work() as store:
        house.container.passes().begin(store, SUPPLIER, Stream.PRODUCTS, Mode.SWEEP)
    house.run_now()
    trouble = {flow.name: flow.trouble for flow in house.use_cases.show_status.of(SUPPLIER).flows}
    assert "503" in trouble["products"]


def test_figures_of_one_supplier_hold_nothing_of_another(house: House) -> None:
    other = SupplierId("eastwind")
    house.use_cases.approve_order(other, an_approved_order(number="E-1"))
    one = house.use_cases.show_status.of(SUPPLIER)
    assert one.orders.held == {}
    assert one.outbox.pending == 0
    assert house.use_cases.show_status().orders.held == {"not_connected": 1}


def test_a_supplier_that_was_never_connected_is_not_there(house: House) -> None:
    with pytest.raises(NotThere, match="eastwind"):
        house.use_cases.show_status.of(SupplierId("eastwind"))


def test_a_supplier_whose_secrets_cannot_be_opened_is_shown_with_the_reason(house: House) -> None:
    with house.container.engine().begin() as connection:
        connection.execute(sa.text("UPDATE connections SET credentials = 'lost'"))
    one = house.use_cases.show_status.of(SUPPLIER)
    assert "cannot be decrypted" in one.trouble
    assert (one.connection, one.budget) == (None, None)
    assert one.flows
