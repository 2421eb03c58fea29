"""Whatever goes wrong, every approved order ends as one complete sale, or is held and says why."""

from datetime import timedelta
from typing import cast

import pytest

from domain.attempt import Patience
from domain.order import OrderState
from domain.sale_options import SaleOptions, SaleStatus
from tests.builders import a_charge, an_approved_order, an_order_line
from tests.fakes.budget import ScriptedBudget
from tests.house import Document, House

LONG_ENOUGH = timedelta(minutes=30)
NOTHING_COMES_BACK = ["commit_then_timeout", "commit_then_reset", "timeout", "reset", "html_200", {"status": 500}]
WRITES = ["sale", "sale/order"]


def living(house: House) -> list[Document]:
    return [sale for sale in house.sales() if sale["Status"] != "VOIDED"]


def assert_one_complete_sale(house: House, number: str = "UP-1001") -> None:
    order, sales = house.order(number), living(house)
    assert order.state is OrderState.CREATED, (order.state, order.problems)
    assert len(sales) == 1
    assert order.sale is not None
    assert sales[0]["ID"] == order.sale.id
    lines = cast("list[Document]", cast("Document", sales[0]["Order"])["Lines"])
    assert [(line["SKU"], line["Quantity"]) for line in lines] == [("NW-001", 12)]
    assert order.totals is not None
    assert order.totals.difference == 0


def test_a_normal_order_costs_exactly_two_calls(house: House) -> None:
    house.approve(an_approved_order())
    assert_one_complete_sale(house)
    assert house.calls() == [("POST", "sale"), ("POST", "sale/order")]


def test_a_product_that_is_not_in_the_mirror_yet_costs_one_call_more(house: House) -> None:
    house.cin7("POST", "/_fake/products", {"account_id": "", **new_product("NW-777")})
    house.approve(an_approved_order(lines=[an_order_line(sku="NW-777")]))
    assert house.order("UP-1001").state is OrderState.CREATED
    assert house.calls() == [("GET", "product"), ("POST", "sale"), ("POST", "sale/order")]


def new_product(sku: str) -> Document:
    return {"SKU": sku, "Name": f"Product {sku}", "Category": "Beverages", "Type": "Stock", "UOM": "Item"}


@pytest.mark.parametrize("path", WRITES)
@pytest.mark.parametrize("action", NOTHING_COMES_BACK, ids=str)
def test_a_write_without_a_usable_answer_still_makes_one_sale(house: House, path: str, action: object) -> None:
    house.fault("POST", path, action)
    house.approve(an_approved_order())
    house.settle(LONG_ENOUGH)
    assert_one_complete_sale(house)


@pytest.mark.parametrize("action", NOTHING_COMES_BACK, ids=str)
def test_looks_that_fail_are_repeated_and_nothing_is_sent_meanwhile(house: House, action: object) -> None:
    house.fault("POST", "sale", "commit_then_timeout")
    house.fault("GET", "*", action, times=4)
    house.approve(an_approved_order())
    house.settle(LONG_ENOUGH)
    assert_one_complete_sale(house)
    assert house.calls().count(("POST", "sale")) == 1


def test_an_unclear_write_is_shown_as_checking_and_not_as_failed(house: House) -> None:
    house.fault("POST", "sale", "timeout")
    house.use_cases.approve_order(house.order_supplier, an_approved_order())
    house.tasks.run_next()
    assert house.order("UP-1001").state is OrderState.CHECKING
    assert house.order("UP-1001").next_attempt_at is not None


@pytest.mark.parametrize(
    "action", [{"status": 429}, {"status": 503}, {"status": 403}, {"status": 502}], ids=["429", "503", "403", "502"]
)
@pytest.mark.parametrize("path", WRITES)
def test_an_order_goes_by_itself_when_cin7_works_again(house: House, path: str, action: object) -> None:
    house.fault("POST", path, action, times=2)
    house.approve(an_approved_order())
    house.settle(LONG_ENOUGH)
    assert_one_complete_sale(house)


def test_a_refused_header_holds_the_order_with_cin7s_own_words(house: House) -> None:
    house.fault("POST", "sale", {"status": 400, "body": '[{"ErrorCode":400,"Exception":"Customer is not found"}]'})
    house.approve(an_approved_order())
    order = house.order("UP-1001")
    assert order.state is OrderState.HELD
    assert [(problem.code, problem.detail) for problem in order.problems] == [
        ("refused_by_cin7", "Customer is not found")
    ]
    assert house.sales() == []


def test_refused_lines_leave_a_header_that_a_retry_fills(house: House) -> None:
    house.fault("POST", "sale/order", {"status": 400, "body": '[{"ErrorCode":400,"Exception":"Lines is invalid"}]'})
    house.approve(an_approved_order())
    order = house.order("UP-1001")
    assert order.state is OrderState.HELD
    assert "SO-00001 exists in Cin7 without lines" in order.problems[0].detail
    house.retry("UP-1001")
    assert_one_complete_sale(house)


def test_a_retry_puts_the_header_right_when_the_customer_changed_meanwhile(house: House) -> None:
    house.fault("POST", "sale/order", {"status": 400, "body": '[{"ErrorCode":400,"Exception":"Lines is invalid"}]'})
    house.approve(an_approved_order())
    house.choose(SaleOptions(status=SaleStatus.DRAFT))
    house.retry("UP-1001")
    assert_one_complete_sale(house)
    assert living(house)[0]["Status"] == "ORDERING"


def test_three_internal_errors_each_followed_by_a_clean_look_hold_the_order(house: House) -> None:
    house.fault("POST", "sale", {"status": 500}, times=50)
    house.approve(an_approved_order())
    house.settle(LONG_ENOUGH)
    order = house.order("UP-1001")
    assert [problem.code for problem in order.problems] == ["cin7_fails_on_it"]
    assert house.sales() == []


def test_two_headers_for_one_order_leave_one_complete_sale_and_one_voided_empty_one(house: House) -> None:
    house.fault("POST", "sale", "commit_then_timeout")
    house.use_cases.approve_order(house.order_supplier, an_approved_order())
    house.tasks.run_next()
    twin = {"CustomerID": "c0000000-0000-4000-8000-000000000001", "Location": "Main Warehouse", "SkipQuote": True}
    house.cin7("POST", "/ExternalApi/v2/sale", {**twin, "ExternalID": "upstock:northwind:UP-1001"})
    house.time_passes(timedelta(minutes=10))
    assert_one_complete_sale(house)
    assert [sale["Status"] for sale in house.sales()].count("VOIDED") == 1


def test_a_foreign_sale_with_our_key_but_another_customer_is_left_alone(house: House) -> None:
    other = {"CustomerID": "c0000000-0000-4000-8000-000000000002", "Location": "Main Warehouse", "SkipQuote": True}
    house.cin7("POST", "/ExternalApi/v2/sale", {**other, "ExternalID": "upstock:northwind:UP-1001"})
    house.fault("POST", "sale", "timeout")
    house.approve(an_approved_order())
    house.settle(LONG_ENOUGH)
    assert house.order("UP-1001").state is OrderState.CREATED
    assert len(living(house)) == 2


def test_a_sale_voided_while_in_doubt_is_held_and_not_made_again(house: House) -> None:
    house.fault("POST", "sale", "commit_then_timeout")
    house.use_cases.approve_order(house.order_supplier, an_approved_order())
    house.tasks.run_next()
    house.cin7("POST", f"/_fake/sales/{house.sales()[0]['ID']}/void")
    house.settle(LONG_ENOUGH)
    assert [problem.code for problem in house.order("UP-1001").problems] == ["sale_voided"]
    assert len(house.sales()) == 1


def test_freight_and_notes_travel_with_the_order(house: House) -> None:
    house.approve(an_approved_order(charges=[a_charge("32.38")]))
    charges = cast("list[Document]", cast("Document", living(house)[0]["Order"])["AdditionalCharges"])
    assert [(charge["Description"], charge["Price"]) for charge in charges] == [("Freight", 32.38)]


def test_cin7_out_of_reach_for_too_long_holds_the_order_and_loses_nothing(house: House) -> None:
    house.exchange(house.container.patience, Patience(tried_for=timedelta(hours=1)))
    house.fault("POST", "sale", {"status": 429}, times=10_000)
    house.approve(an_approved_order())
    house.settle(timedelta(hours=2))
    assert house.sales() == []
    assert [problem.code for problem in house.order("UP-1001").problems] == ["tried_too_long"]


def test_while_the_budget_is_spent_nothing_is_claimed_and_no_attempt_is_left(house: House) -> None:
    house.exchange(house.container.budget, ScriptedBudget([30.0]))
    house.use_cases.approve_order(house.order_supplier, an_approved_order())
    house.tasks.run_next()
    order = house.order("UP-1001")
    assert (order.state, order.attempts) == (OrderState.WAITING, ())


def test_orders_that_wait_for_the_budget_come_back_in_their_turn(house: House) -> None:
    house.exchange(house.container.budget, ScriptedBudget([30.0] * 3))
    for number in ("UP-1", "UP-2", "UP-3"):
        house.use_cases.approve_order(house.order_supplier, an_approved_order(number=number))
        house.clock.advance(timedelta(milliseconds=1))
    house.tasks.run_due()
    found = [house.order(number).next_attempt_at for number in ("UP-1", "UP-2", "UP-3")]
    turns = [turn for turn in found if turn]
    assert turns == sorted(turns)
    assert len(set(turns)) == 3


def test_waiting_for_the_budget_is_never_given_up(house: House) -> None:
    house.exchange(house.container.patience, Patience(tried_for=timedelta(seconds=1)))
    house.exchange(house.container.budget, ScriptedBudget([600.0] * 5))
    house.approve(an_approved_order())
    house.settle(timedelta(hours=2))
    assert_one_complete_sale(house)


def test_a_task_that_another_machines_clock_handed_out_too_soon_comes_again_when_it_is_time(house: House) -> None:
    house.cut_off(timedelta(seconds=1))
    house.use_cases.approve_order(house.order_supplier, an_approved_order())
    house.run_now()
    waiting = house.order("UP-1001")
    assert waiting.next_attempt_at is not None
    house.tasks.lose_everything()
    house.pass_time(waiting.next_attempt_at - house.clock.now() - timedelta(seconds=3))
    house.use_cases.place_order(waiting.key.text)
    assert house.order("UP-1001") == waiting
    (again,) = house.tasks.pending()
    assert again.due == waiting.next_attempt_at + timedelta(seconds=3)
    house.pass_time(timedelta(seconds=6))
    assert_one_complete_sale(house)


def test_a_task_that_is_early_by_as_much_as_clocks_differ_does_its_work_at_once(house: House) -> None:
    house.cut_off(timedelta(seconds=1))
    house.use_cases.approve_order(house.order_supplier, an_approved_order())
    house.run_now()
    waiting = house.order("UP-1001")
    assert waiting.next_attempt_at is not None
    house.pass_time(waiting.next_attempt_at - house.clock.now() - timedelta(seconds=1))
    house.use_cases.place_order(waiting.key.text)
    assert_one_complete_sale(house)


def test_a_task_of_a_step_that_was_done_long_ago_leaves_no_other_behind(house: House) -> None:
    house.cut_off(timedelta(hours=1))
    house.use_cases.approve_order(house.order_supplier, an_approved_order())
    house.settle(timedelta(minutes=6))
    waiting, pending = house.order("UP-1001"), house.tasks.pending()
    assert waiting.next_attempt_at is not None
    assert waiting.next_attempt_at - house.clock.now() > timedelta(minutes=2)
    house.use_cases.place_order(waiting.key.text)
    assert (house.order("UP-1001"), house.tasks.pending()) == (waiting, pending)
