"""A person leaves an order alone; what was begun for it in Cin7 is never left behind unseen."""

from datetime import timedelta

import pytest

from application.ordering.spare_sales import SaleInTheWay, SaleMayAppear
from domain.errors import Conflict, IllegalTransition, InvalidValue, NotThere
from domain.identifiers import OrderNumber
from domain.order import Order, OrderState
from domain.problems import Problem
from tests.application.ordering.test_link_order import API, REFUSED, by_hand, held
from tests.application.ordering.test_place_order import assert_one_complete_sale, living
from tests.builders import an_approved_order
from tests.house import OPERATOR, House


def ignore(house: House, note: str = "sold at the door", number: str = "UP-1001") -> Order:
    return house.use_cases.ignore_order(house.order_supplier, OrderNumber(number), note, OPERATOR)


def held_in_doubt(house: House) -> None:
    """Hold an order whose call is still on its way, as ten crashes would."""
    house.fault("POST", "sale", "timeout")
    house.use_cases.approve_order(house.order_supplier, an_approved_order())
    house.tasks.run_next()
    order = house.order("UP-1001").held((Problem(code="internal", detail="x"),))
    house.container.ledger().write(order)


def test_an_ignored_order_costs_no_call_and_keeps_who_and_why(house: House) -> None:
    held(house)
    house.forget_calls()
    order = ignore(house, " sold at the door ")
    assert house.calls() == []
    assert (order.state, order.notes, order.problems) == (OrderState.IGNORED, ("sold at the door",), ())
    with house.use_cases.work() as store:
        entry = store.audit.of(house.order_supplier, 1)[0]
    assert (entry.actor, entry.action, entry.detail) == (OPERATOR.name, "order.ignored", "UP-1001: sold at the door")
    decided = [piece for piece in house.evidence("UP-1001") if piece.kind == "decided"]
    assert [piece.document["verdict"] for piece in decided] == [f"Ignored by {OPERATOR.name}"]


def test_an_ignored_order_goes_nowhere_until_it_is_retried(house: House) -> None:
    held(house)
    ignore(house)
    house.time_passes(timedelta(hours=1))
    assert house.sales() == []
    house.retry("UP-1001")
    assert_one_complete_sale(house)


@pytest.mark.parametrize("note", ["", "  ", "x" * 1001])
def test_a_note_says_something(house: House, note: str) -> None:
    held(house)
    with pytest.raises(InvalidValue, match="Say why"):
        ignore(house, note)


def test_an_order_that_is_done_or_unknown_is_not_ignored(house: House) -> None:
    house.approve(an_approved_order())
    with pytest.raises(IllegalTransition, match="is created"):
        ignore(house)
    with pytest.raises(NotThere):
        ignore(house, number="none")


def test_while_its_sale_is_looked_for_an_order_is_not_ignored(house: House) -> None:
    house.fault("POST", "sale", "timeout")
    house.use_cases.approve_order(house.order_supplier, an_approved_order())
    house.tasks.run_next()
    with pytest.raises(IllegalTransition, match="is checking"):
        ignore(house)


def test_an_order_in_doubt_is_ignored_once_absence_can_be_believed(house: House) -> None:
    held_in_doubt(house)
    with pytest.raises(SaleMayAppear):
        ignore(house)
    house.clock.advance(timedelta(seconds=31))
    order = ignore(house)
    assert (order.state, order.in_doubt) == (OrderState.IGNORED, None)
    assert house.sales() == []


def test_a_header_that_a_lost_call_made_is_voided(house: House) -> None:
    held_in_doubt(house)
    by_hand(house, key="upstock:northwind:UP-1001", filled=False)
    house.clock.advance(timedelta(seconds=31))
    order = ignore(house)
    assert "Sale SO-00001 was made for it and held nothing: it was voided" in order.notes
    assert living(house) == []


def test_a_sale_that_a_lost_call_made_and_that_holds_goods_forbids_ignoring(house: House) -> None:
    held_in_doubt(house)
    by_hand(house, key="upstock:northwind:UP-1001")
    house.clock.advance(timedelta(seconds=31))
    with pytest.raises(SaleInTheWay):
        ignore(house)
    assert house.order("UP-1001").state is OrderState.HELD


def test_a_header_that_cin7_refuses_to_void_is_named(house: House) -> None:
    house.fault("POST", "sale/order", REFUSED)
    house.approve(an_approved_order())
    house.fault("DELETE", "sale", REFUSED)
    assert "void it in Cin7 (Not now)" in ignore(house).notes[-1]


def test_a_header_that_is_void_already_needs_nothing(house: House) -> None:
    house.fault("POST", "sale/order", REFUSED)
    house.approve(an_approved_order())
    [header] = house.sales()
    house.cin7("POST", f"/_fake/sales/{header['ID']}/void")
    assert ignore(house).notes == ("sold at the door",)


def test_a_header_that_somebody_filled_forbids_ignoring(house: House) -> None:
    house.fault("POST", "sale/order", REFUSED)
    house.approve(an_approved_order())
    [header] = house.sales()
    line = {"SKU": "NW-001", "Quantity": 1, "Price": 14, "Tax": 1.4, "TaxRule": "GST on Income", "Total": 14}
    house.cin7("POST", f"{API}/sale/order", {"SaleID": header["ID"], "Memo": "", "Status": "DRAFT", "Lines": [line]})
    with pytest.raises(SaleInTheWay, match="SO-00001"):
        ignore(house)


def test_a_header_of_an_account_that_is_disconnected_is_named(house: House) -> None:
    house.fault("POST", "sale/order", REFUSED)
    house.approve(an_approved_order())
    house.use_cases.disconnect_account(house.order_supplier, OPERATOR)
    order = ignore(house)
    assert order.notes[-1] == "Sale SO-00001 was made for it and may hold nothing; void it in Cin7"


def test_an_order_in_doubt_is_not_ignored_while_nobody_can_look(house: House) -> None:
    held_in_doubt(house)
    house.use_cases.disconnect_account(house.order_supplier, OPERATOR)
    with pytest.raises(Conflict, match="connect supplier northwind again"):
        ignore(house)
