"""A header that Cin7 refuses to change is voided while it is empty, and another is made; nothing is ever doubled."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from application.ordering.ledger import OrderLedger
from domain.attempt import Step
from domain.connection import Credentials
from domain.events import Evidence
from domain.order import Order, OrderState
from domain.sale import SaleRef
from domain.sale_options import SaleOptions, SaleType, ShipBySource
from tests.application.ordering.test_place_order import assert_one_complete_sale, living
from tests.builders import an_approved_order
from tests.dying_ledger import Killed, dying
from tests.house import Document, House

REFUSED = {"status": 400, "body": '[{"ErrorCode":400,"Exception":"Lines is invalid"}]'}
UNCHANGEABLE = {"status": 400, "body": '[{"ErrorCode":400,"Exception":"Sale cannot be changed"}]'}
NOTHING_COMES_BACK = ["commit_then_timeout", "timeout", "html_200", {"status": 500}]


def with_another_header_wanted(house: House) -> None:
    """Leave an empty header behind, and want another ship-by date on it."""
    house.fault("POST", "sale/order", REFUSED)
    house.approve(an_approved_order())
    assert house.order("UP-1001").state is OrderState.HELD
    house.choose(SaleOptions(ship_by_source=ShipBySource.NONE))


def statuses(house: House) -> list[str]:
    return sorted(str(sale["Status"]) for sale in house.sales())


def test_a_header_that_may_be_changed_is_put_right(house: House) -> None:
    with_another_header_wanted(house)
    house.retry("UP-1001")
    assert_one_complete_sale(house)
    assert statuses(house) == ["ORDERED"]
    assert "Expected delivery: 8 May 2026" in str(living(house)[0]["ShippingNotes"])


def test_a_header_that_cin7_refuses_to_change_is_voided_and_another_is_made(house: House) -> None:
    with_another_header_wanted(house)
    house.fault("PUT", "sale", UNCHANGEABLE)
    house.retry("UP-1001")
    assert_one_complete_sale(house)
    assert statuses(house) == ["ORDERED", "VOIDED"]
    assert "Expected delivery: 8 May 2026" in str(living(house)[0]["ShippingNotes"])
    *_, said = [piece.document for piece in house.evidence("UP-1001") if piece.kind == "decided"]
    assert (said["verdict"], said["because"]) == (
        "Cin7 refuses to change SO-00001, so it is voided while it is empty, and another is made",
        "Sale cannot be changed",
    )


def test_the_type_of_a_header_cannot_be_changed_so_another_is_made(house: House) -> None:
    with_another_header_wanted(house)
    house.choose(SaleOptions(type=SaleType.ADVANCED))
    house.retry("UP-1001")
    assert_one_complete_sale(house)
    assert living(house)[0]["Type"] == "Advanced Sale"
    assert statuses(house) == ["ORDERED", "VOIDED"]


class Meanwhile(OrderLedger):
    """Lets something happen in Cin7 once it is written down that a header is to be voided."""

    happens: Callable[[], object] | None = None

    def write(
        self,
        order: Order,
        *evidence: Evidence,
        beside: tuple[SaleRef, ...] = (),
        opened_with: Credentials | None = None,
        known: Order | None = None,
    ) -> Order:
        saved = super().write(order, *evidence, beside=beside, opened_with=opened_with, known=known)
        if self.happens and order.attempts and order.attempts[-1].step is Step.REPLACING:
            happens, self.happens = self.happens, None
            happens()
        return saved


def test_a_header_that_somebody_fills_this_instant_is_not_voided(house: House) -> None:
    with_another_header_wanted(house)
    house.fault("PUT", "sale", UNCHANGEABLE)
    container, [header] = house.container, house.sales()
    ledger = Meanwhile(work=container.work, tasks=house.tasks, clock=house.clock, teller=container.teller())
    line = {"SKU": "NW-001", "Quantity": 12, "Price": 14, "Tax": 16.8, "TaxRule": "GST on Income", "Total": 168}
    body: Document = {"SaleID": header["ID"], "Memo": "", "Status": "AUTHORISED", "Lines": [line]}
    ledger.happens = lambda: house.cin7("POST", "/ExternalApi/v2/sale/order", body)
    house.exchange(container.ledger, ledger)
    house.retry("UP-1001")
    assert_one_complete_sale(house)
    assert statuses(house) == ["ORDERED"]


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
@pytest.mark.parametrize("action", NOTHING_COMES_BACK, ids=str)
def test_no_usable_answer_to_a_change_or_a_void_still_makes_one_sale(house: House, method: str, action: object) -> None:
    with_another_header_wanted(house)
    if method == "DELETE":
        house.fault("PUT", "sale", UNCHANGEABLE, times=2)
    house.fault(method, "sale", action)
    house.retry("UP-1001")
    house.settle(timedelta(minutes=30))
    assert_one_complete_sale(house)
    assert "Expected delivery: 8 May 2026" in str(living(house)[0]["ShippingNotes"])


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("commit", range(1, 7))  # found, claimed, replacing, voided, opened, placed
def test_a_kill_around_any_commit_still_makes_one_sale(house: House, commit: int, after: bool) -> None:
    ledger = dying(house)
    with_another_header_wanted(house)
    house.fault("PUT", "sale", UNCHANGEABLE, times=2)
    ledger.die(at=commit, after=after)
    with pytest.raises(Killed):
        house.retry("UP-1001")
    house.time_passes(timedelta(minutes=10))
    assert_one_complete_sale(house)
    assert "Expected delivery: 8 May 2026" in str(living(house)[0]["ShippingNotes"])


def test_a_kill_before_a_header_was_put_right_does_not_leave_it_wrong(house: House) -> None:
    ledger = dying(house)
    with_another_header_wanted(house)
    ledger.die(at=2, after=True)  # claimed
    with pytest.raises(Killed):
        house.retry("UP-1001")
    house.time_passes(timedelta(minutes=10))
    assert_one_complete_sale(house)
    assert "Expected delivery: 8 May 2026" in str(living(house)[0]["ShippingNotes"])
