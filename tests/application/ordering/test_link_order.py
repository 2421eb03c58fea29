"""A person says which sale an order is; what is not so is refused, and nothing is lost or doubled."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from application.ordering.spare_sales import SaleInTheWay, SaleMayAppear
from application.ports.errors import NotSent
from domain.errors import Conflict, IllegalTransition, NotThere
from domain.identifiers import OrderNumber
from domain.linking import CannotBeLinked, UnknownSale
from domain.order import Order, OrderState
from tests.application.ordering.test_place_order import living
from tests.builders import a_buyer, an_approved_order, an_order_line
from tests.house import OPERATOR, Document, House

API = "/ExternalApi/v2"
REFUSED = {"status": 400, "body": '[{"ErrorCode":400,"Exception":"Not now"}]'}
CAFE = "c0000000-0000-4000-8000-000000000001"


def by_hand(house: House, *, key: str = "", filled: bool = True) -> str:
    header = {"CustomerID": CAFE, "Location": "Main Warehouse", "SkipQuote": True, "ExternalID": key}
    sale_id = str(house.cin7("POST", f"{API}/sale", {**header, "ShipBy": "2026-05-08"})["ID"])
    if filled:
        line = {"SKU": "NW-001", "Quantity": 12, "Price": 14, "Tax": 16.8, "TaxRule": "GST on Income", "Total": 168}
        body: Document = {"SaleID": sale_id, "Memo": "", "Status": "AUTHORISED", "Lines": [line]}
        house.cin7("POST", f"{API}/sale/order", body)
    return sale_id


def held(house: House, number: str = "UP-1001") -> str:
    house.fault("POST", "sale", REFUSED)
    assert house.approve(an_approved_order(number=number)).state is OrderState.HELD
    return number


def link(house: House, sale: str, number: str = "UP-1001") -> Order:
    return house.use_cases.link_order(house.order_supplier, OrderNumber(number), sale, OPERATOR)


def test_a_linked_order_knows_its_sale_its_account_and_who_linked_it(house: House) -> None:
    held(house)
    sale = by_hand(house)
    house.forget_calls()
    order = link(house, f"https://inventory.dearsystems.com/Sale#{sale.upper()}")
    assert house.calls() == [("GET", "sale")]
    assert order == house.order("UP-1001")
    assert order.sale is not None
    assert (order.state, order.sale.id, order.sale.number) == (OrderState.CREATED, sale, "SO-00001")
    assert order.account_id
    assert order.totals is not None
    assert order.totals.difference == 0
    with house.use_cases.work() as store:
        entry = store.audit.of(house.order_supplier, 1)[0]
    assert (entry.actor, entry.action) == (OPERATOR.name, "order.linked")
    assert sale in entry.detail
    assert [piece.kind for piece in house.evidence("UP-1001")][-3:] == ["exchange", "decided", "state"]


def test_a_sale_is_one_order_also_when_two_are_linked_at_once(house: House) -> None:
    numbers = [held(house, number) for number in ("UP-1", "UP-2", "UP-3")]
    sale = by_hand(house)

    def attempt(number: str) -> str:
        try:
            return link(house, sale, number).state.value
        except CannotBeLinked as no:
            return no.objections[0].code

    with ThreadPoolExecutor(3) as pool:
        outcomes = sorted(pool.map(attempt, numbers))
    assert outcomes == ["created", "sale_of_another_order", "sale_of_another_order"]


def test_what_was_ignored_may_be_linked_later(house: House) -> None:
    held(house)
    house.use_cases.ignore_order(house.order_supplier, OrderNumber("UP-1001"), "entered by hand", OPERATOR)
    assert link(house, by_hand(house)).state is OrderState.CREATED


def test_only_an_order_that_waits_for_a_person_is_linked(house: House) -> None:
    house.approve(an_approved_order())
    with pytest.raises(IllegalTransition, match="is created: it cannot be linked now"):
        link(house, by_hand(house))
    with pytest.raises(NotThere):
        link(house, "any", "none")


def test_a_sale_that_cin7_does_not_show_is_not_believed(house: House) -> None:
    held(house)
    with pytest.raises(UnknownSale, match="last part of its page's address"):
        link(house, "SO-00045")


def test_while_the_supplier_is_not_connected_nothing_is_linked(house: House) -> None:
    held(house)
    house.use_cases.disconnect_account(house.order_supplier, OPERATOR)
    with pytest.raises(Conflict, match="disconnected: connect it first"):
        link(house, "any")


def test_an_order_of_a_supplier_who_never_connected_is_not_linked(empty_house: House) -> None:
    empty_house.approve(an_approved_order())
    with pytest.raises(Conflict, match="was never connected"):
        link(empty_house, "any")


def test_while_cin7_cannot_be_reached_nothing_changes(house: House) -> None:
    held(house)
    sale = by_hand(house)
    house.fault("GET", "sale", {"status": 429})
    with pytest.raises(NotSent):
        link(house, sale)
    assert house.order("UP-1001").state is OrderState.HELD


def test_the_sale_that_a_lost_call_made_is_found_by_linking_it(house: House) -> None:
    house.fault("POST", "sale", "commit_then_timeout")
    house.use_cases.approve_order(house.order_supplier, an_approved_order())
    house.tasks.run_next()
    assert house.order("UP-1001").state is OrderState.CHECKING
    [header] = house.sales()
    line = {"SKU": "NW-001", "Quantity": 12, "Price": 14, "Tax": 16.8, "TaxRule": "GST on Income", "Total": 168}
    house.cin7("POST", f"{API}/sale/order", {"SaleID": header["ID"], "Memo": "", "Status": "DRAFT", "Lines": [line]})
    order = link(house, str(header["ID"]))
    assert (order.state, order.in_doubt) == (OrderState.CREATED, None)
    house.settle(timedelta(minutes=10))
    assert len(living(house)) == 1


def test_an_order_in_doubt_is_linked_to_another_sale_only_once_absence_can_be_believed(house: House) -> None:
    house.fault("POST", "sale", "timeout")
    house.use_cases.approve_order(house.order_supplier, an_approved_order())
    house.tasks.run_next()
    sale = by_hand(house)
    with pytest.raises(SaleMayAppear, match="try again in 30 s"):
        link(house, sale)
    house.clock.advance(timedelta(seconds=31))
    assert link(house, sale).state is OrderState.CREATED


def test_a_lost_sale_that_holds_goods_stands_in_the_way_of_another(house: House) -> None:
    house.fault("POST", "sale", "timeout")
    house.use_cases.approve_order(house.order_supplier, an_approved_order())
    house.tasks.run_next()
    by_hand(house, key="upstock:northwind:UP-1001")
    with pytest.raises(SaleInTheWay, match="SO-00001 was made for order UP-1001 and holds goods"):
        link(house, by_hand(house))


def test_an_empty_header_that_cin7_refuses_to_void_is_named(house: House) -> None:
    house.fault("POST", "sale/order", REFUSED)
    house.approve(an_approved_order())
    sale = by_hand(house)
    house.fault("DELETE", "sale", REFUSED)
    order = link(house, sale)
    assert order.state is OrderState.CREATED
    assert "Sale SO-00001 was made for it and holds nothing; void it in Cin7 (Not now)" in order.notes


def test_an_order_of_which_nothing_was_ever_composed_is_compared_as_it_was_approved(house: House) -> None:
    lines = [an_order_line(sku="NW-999"), an_order_line()]
    house.approve(an_approved_order(lines=lines, customer=a_buyer("Harbour Café")))
    order = link(house, by_hand(house))
    assert "NW-999 is not on the sale; the order has 12" in order.notes
    with house.use_cases.work() as store:
        drift = store.drift.get(order.key)
    assert drift is not None
    assert order.totals is not None
    assert (drift.value, order.totals.order) == (order.totals.order, order.totals.order)
