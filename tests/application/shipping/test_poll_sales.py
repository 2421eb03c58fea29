"""When Cin7 is asked what moved, how often, and what is read then."""

from datetime import timedelta

import pytest

from application.jobs.steps import POLL as WAITS_FOR_POLL
from application.ports.errors import Unavailable
from application.ports.storage.jobs import JobState
from domain.order import OrderState
from tests.application.shipping.scene import Scene
from tests.builders.shipping import a_ship_line, a_shipped_fulfilment
from tests.house import OPERATOR, House


@pytest.fixture
def scene(empty_house: House) -> Scene:
    return Scene(empty_house)


HOUR = timedelta(hours=1)


def test_an_account_without_sales_to_follow_costs_no_call(scene: Scene) -> None:
    scene.house.time_passes(HOUR)
    assert scene.calls() == []


def test_an_account_with_awaited_sales_costs_one_call_every_five_minutes(scene: Scene) -> None:
    for number in range(3):
        scene.approve(f"UP-{number}")
    scene.poll(3)
    scene.calls()
    scene.house.time_passes(HOUR)
    assert scene.calls() == ["sale_changes"] * 12


def test_every_page_is_read_and_only_what_moved_is_looked_at(scene: Scene) -> None:
    orders = [scene.approve(f"UP-{number}") for number in range(5)]
    scene.poll()
    scene.calls()
    scene.ship(orders[4], a_shipped_fulfilment())
    scene.poll()
    assert scene.calls().count("sale") == 1
    assert scene.house.order("UP-4").state is OrderState.SHIPPED


def test_what_was_shipped_is_followed_closely_for_a_day_then_hourly_then_no_more(scene: Scene) -> None:
    order = scene.approve()
    scene.ship(order, a_shipped_fulfilment())
    scene.poll()
    scene.calls()
    scene.house.time_passes(HOUR)
    assert scene.calls().count("sale_changes") == 12
    scene.house.pass_time(timedelta(days=1))
    scene.house.time_passes(HOUR)
    scene.calls()
    scene.house.time_passes(HOUR)
    assert scene.calls() == ["sale_changes"]
    scene.house.pass_time(timedelta(days=14))
    scene.house.time_passes(HOUR)
    scene.calls()
    scene.house.time_passes(HOUR)
    assert scene.calls() == []


def test_tracking_that_comes_hours_after_the_last_order_was_shipped_is_told(scene: Scene) -> None:
    order = scene.approve()
    scene.ship(order, a_shipped_fulfilment())
    scene.poll()
    scene.house.time_passes(HOUR)
    scene.ship(order, a_shipped_fulfilment(lines=[a_ship_line(number="1Z999")]))
    scene.poll()
    assert scene.told(order)[-1] == "order.tracking_changed"


def test_an_order_that_is_made_after_a_quiet_week_is_followed_at_once(scene: Scene) -> None:
    scene.house.pass_time(timedelta(days=7))
    scene.house.time_passes(timedelta(minutes=5))
    order = scene.approve()
    scene.ship(order, a_shipped_fulfilment())
    scene.poll()
    assert scene.house.order("UP-1001").state is OrderState.SHIPPED


def test_an_outage_puts_the_poll_off_and_forgets_nothing(scene: Scene) -> None:
    order = scene.approve()
    scene.poll()
    scene.ship(order, a_shipped_fulfilment())
    scene.account.fail("sale_changes", Unavailable("Cin7 did not answer."), times=5)
    scene.house.time_passes(timedelta(minutes=8))
    assert scene.house.order("UP-1001").state is OrderState.CREATED
    scene.house.time_passes(timedelta(minutes=15))
    assert scene.told(order) == ["order.sale_created", "order.shipped"]


def test_a_sale_that_the_list_forgets_is_read_within_a_day(scene: Scene) -> None:
    order = scene.approve()
    scene.poll()
    scene.account.change(scene.ref(order), fulfilments=(a_shipped_fulfilment(),))
    scene.house.time_passes(HOUR)
    assert scene.house.order("UP-1001").state is OrderState.CREATED
    scene.house.pass_time(timedelta(hours=23))
    scene.poll()
    assert scene.house.order("UP-1001").state is OrderState.SHIPPED


def test_a_person_who_asks_is_answered_at_once_and_the_job_ends(scene: Scene) -> None:
    order = scene.approve()
    scene.ship(order, a_shipped_fulfilment())
    job = scene.house.use_cases.request_job(order.key.supplier, ["shipments"], OPERATOR)
    assert (job.runs, job.state) == ((WAITS_FOR_POLL,), JobState.RUNNING)
    scene.house.run_now()
    assert scene.house.order("UP-1001").state is OrderState.SHIPPED
    assert scene.house.use_cases.follow_job(order.key.supplier, job.id).job.state is JobState.DONE


def test_a_person_who_asks_where_nothing_is_to_follow_is_done_too(scene: Scene) -> None:
    job = scene.house.use_cases.request_job(scene.house.order_supplier, ["shipments", "products"], OPERATOR)
    scene.house.run_now()
    assert scene.house.use_cases.follow_job(scene.house.order_supplier, job.id).job.state is JobState.DONE
    assert "sale_changes" not in scene.calls()


def test_a_disconnected_account_is_asked_nothing(scene: Scene) -> None:
    order = scene.approve()
    scene.house.use_cases.disconnect_account(order.key.supplier, OPERATOR)
    scene.calls()
    scene.house.time_passes(HOUR)
    assert scene.calls() == []
