"""After the database was restored: nothing is made twice, and what moved meanwhile is seen."""

from datetime import timedelta

import pytest

from application.running.after_restore import MARGIN
from domain.errors import InvalidValue
from domain.order import OrderState
from domain.sale_options import SaleOptions
from tests.backups import Backup
from tests.builders import SUPPLIER, an_approved_order
from tests.house import OPERATOR, House

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
TWO_WRITES = [("POST", "sale"), ("POST", "sale/order")]


def sales_of(house: House) -> list[object]:
    return [sale["Status"] for sale in house.sales()]


def test_a_first_attempt_costs_one_call_more_and_makes_the_sale(house: House) -> None:
    house.use_cases.after_restore(OPERATOR)
    house.pass_time(MINUTE)
    house.forget_calls()
    house.approve(an_approved_order())
    assert house.calls() == [("GET", "saleList"), *TWO_WRITES]
    assert house.order("UP-1001").state is OrderState.CREATED
    assert [attempt.number for attempt in house.order("UP-1001").attempts] == [1, 2]


def test_a_day_later_new_orders_cost_two_calls_again(house: House) -> None:
    house.use_cases.after_restore(OPERATOR)
    house.pass_time(DAY)
    house.forget_calls()
    house.approve(an_approved_order())
    assert house.calls() == TWO_WRITES


def test_an_order_that_was_held_at_the_backup_is_looked_for_whenever_it_is_retried(house: House) -> None:
    house.use_cases.disconnect_account(SUPPLIER, OPERATOR)
    house.approve(an_approved_order())
    backup = Backup(house)
    house.connect()
    assert house.order("UP-1001").state is OrderState.CREATED
    backup.restore()
    assert house.order("UP-1001").state is OrderState.HELD
    house.pass_time(3 * DAY)
    house.connect()
    house.time_passes(10 * MINUTE)
    assert house.order("UP-1001").state is OrderState.CREATED
    assert len(house.sales()) == 1


def test_a_header_that_was_made_after_the_backup_is_filled(house: House) -> None:
    backup = Backup(house)
    house.fault("POST", "sale/order", {"status": 400, "body": '[{"ErrorCode":400,"Exception":"Lines is invalid"}]'})
    house.approve(an_approved_order())
    backup.restore()
    house.approve(an_approved_order())
    house.time_passes(5 * MINUTE)
    assert house.order("UP-1001").state is OrderState.CREATED
    assert len(house.sales()) == 1


def test_an_order_that_cannot_be_composed_says_so_and_is_looked_for_once_it_can(house: House) -> None:
    backup = Backup(house)
    house.approve(an_approved_order())
    backup.restore()
    house.choose(SaleOptions(address_field="Delivery address"))
    lost = an_approved_order(custom_fields=[("Delivery address", "nowhere")])
    house.approve(lost)
    assert [problem.code for problem in house.order("UP-1001").problems] == ["unknown_address"]
    house.choose(SaleOptions())
    house.retry("UP-1001")
    house.time_passes(5 * MINUTE)
    assert house.order("UP-1001").state is OrderState.CREATED
    assert len(house.sales()) == 1


def test_while_cin7_is_away_nothing_is_sent(house: House) -> None:
    backup = Backup(house)
    house.approve(an_approved_order())
    backup.restore()
    house.cut_off(10 * MINUTE)
    house.use_cases.approve_order(SUPPLIER, an_approved_order())
    house.time_passes(5 * MINUTE)
    assert house.order("UP-1001").state is OrderState.CHECKING
    house.time_passes(15 * MINUTE)
    assert house.order("UP-1001").state is OrderState.CREATED
    assert len(house.sales()) == 1


def test_every_open_sale_is_read_again_at_once(house: House) -> None:
    for number in ("UP-1", "UP-2", "UP-3"):
        house.approve(an_approved_order(number=number))
    house.forget_calls()
    recovery = house.use_cases.after_restore(OPERATOR)
    house.run_now()
    assert (recovery.suppliers, recovery.sales) == (1, 3)
    assert house.calls().count(("GET", "sale")) == 3


def test_sales_are_looked_for_from_a_day_before_the_last_thing_that_is_remembered(house: House) -> None:
    house.approve(an_approved_order())
    written = house.clock.now()
    house.pass_time(5 * DAY)
    assert house.use_cases.after_restore(OPERATOR).looks_from == written - MARGIN


def test_whoever_knows_when_the_backup_was_made_may_say_so(house: House) -> None:
    then = house.clock.now() - 9 * DAY
    assert house.use_cases.after_restore(OPERATOR, then).looks_from == then - MARGIN
    with pytest.raises(InvalidValue, match="later than now"):
        house.use_cases.after_restore(OPERATOR, house.clock.now() + MINUTE)


def test_it_may_be_said_twice_and_stands_in_the_audit(house: House) -> None:
    house.approve(an_approved_order())
    assert house.use_cases.after_restore(OPERATOR).sales == 1
    house.pass_time(MINUTE)
    assert house.use_cases.after_restore(OPERATOR).sales == 1
    with house.use_cases.work() as store:
        restore = store.restores.latest()
    assert restore
    assert (restore.noted_at, restore.actor) == (house.clock.now(), OPERATOR.name)


def test_a_supplier_that_is_disconnected_is_left_alone(house: House) -> None:
    house.approve(an_approved_order())
    house.use_cases.disconnect_account(SUPPLIER, OPERATOR)
    assert house.use_cases.after_restore(OPERATOR).sales == 0
