"""The truth table, and that nothing it answers goes back."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.asked import as_approved
from domain.events import OrderPartlyShipped, OrderShipped
from domain.fulfilment import Fulfilment, Progress
from domain.identifiers import ProductId
from domain.order import Order, OrderState
from domain.order_events import event_of
from domain.parcels import Tracking, TrackingKind
from domain.remote_sale import OrderStage, RemoteSale
from domain.sale import Sale
from domain.shipment import NOTHING_SHIPPED, Concern, Shipment, ShipmentStatus, shipment_of
from tests.builders import (
    CHAI_ID,
    NOON,
    a_remote_line,
    a_remote_sale,
    a_sale,
    a_sale_line,
    an_approved_order,
    an_order,
    an_order_line,
)
from tests.builders.shipping import CHANG_ID, a_fulfilment, a_ship_line, a_shipped_fulfilment, some_goods

CHANG_LINE = a_sale_line(product_id=CHANG_ID, sku="NW-002", quantity=2)
CHANG = some_goods(2, product_id=CHANG_ID, sku="NW-002", box="Box 2")
ONE, TWO = a_sale(), a_sale(lines=[a_sale_line(), CHANG_LINE])
SECOND = "7a000000-0000-4000-8000-000000000002"
PARTLY_TWO_BOXES = a_fulfilment(
    packed=[some_goods(), CHANG],
    ship=Progress.PARTLY,
    lines=[a_ship_line("Box 1"), a_ship_line("Box 2", has_left=False)],
)

NOT, PARTLY, SHIPPED = ShipmentStatus.NOT_SHIPPED, ShipmentStatus.PARTLY_SHIPPED, ShipmentStatus.SHIPPED


def document(*tasks: Fulfilment, of: Sale = ONE, stage: OrderStage = OrderStage.AUTHORISED) -> RemoteSale:
    return replace(a_remote_sale(of, stage=stage), fulfilments=tasks)


def number(value: str) -> Tracking:
    return Tracking(kind=TrackingKind.NUMBER, value=value)


@pytest.mark.parametrize(
    ("asked", "tasks", "status"),
    [
        pytest.param(ONE, [], NOT, id="no fulfilment"),
        pytest.param(ONE, [a_fulfilment(packed=[])], NOT, id="an empty fulfilment"),
        pytest.param(ONE, [a_fulfilment(picked=[some_goods()], packed=[])], NOT, id="picked"),
        pytest.param(ONE, [a_fulfilment()], NOT, id="packed"),
        pytest.param(ONE, [a_fulfilment(ship=Progress.DRAFT, lines=[a_ship_line()])], NOT, id="a draft shipment"),
        pytest.param(ONE, [a_shipped_fulfilment()], SHIPPED, id="everything in one"),
        pytest.param(ONE, [a_shipped_fulfilment(), a_fulfilment(id=SECOND, packed=[])], SHIPPED, id="one more, empty"),
        pytest.param(ONE, [a_shipped_fulfilment(some_goods(11))], PARTLY, id="one piece is missing"),
        pytest.param(ONE, [a_shipped_fulfilment(some_goods(13))], SHIPPED, id="more than ordered"),
        pytest.param(TWO, [a_shipped_fulfilment()], PARTLY, id="one line is missing"),
        pytest.param(TWO, [PARTLY_TWO_BOXES], PARTLY, id="one box of two"),
        pytest.param(
            TWO, [a_shipped_fulfilment(), a_fulfilment(id=SECOND, packed=[CHANG])], PARTLY, id="one fulfilment of two"
        ),
        pytest.param(
            TWO, [a_shipped_fulfilment(), a_shipped_fulfilment(CHANG, id=SECOND)], SHIPPED, id="both fulfilments"
        ),
        pytest.param(
            ONE,
            [a_shipped_fulfilment(), a_fulfilment(id=SECOND, packed=[some_goods(1)])],
            PARTLY,
            id="everything, and one more fulfilment with goods",
        ),
        pytest.param(
            ONE,
            [a_shipped_fulfilment(), a_fulfilment(id=SECOND, packed=[some_goods(1)], is_voided=True)],
            SHIPPED,
            id="everything, and a voided fulfilment",
        ),
        pytest.param(
            ONE,
            [a_shipped_fulfilment(lines=[a_ship_line(has_left=False)])],
            NOT,
            id="a shipped stage whose line says that it has not left",
        ),
    ],
)
def test_the_truth_table(asked: Sale, tasks: list[Fulfilment], status: ShipmentStatus) -> None:
    assert shipment_of(asked, document(*tasks, of=asked), NOTHING_SHIPPED).status is status


def test_something_on_backorder_is_not_wholly_shipped() -> None:
    waits = replace(document(a_shipped_fulfilment()), lines=(a_remote_line(backordered=1),))
    assert shipment_of(ONE, waits, NOTHING_SHIPPED).status is PARTLY


def test_an_order_that_is_no_longer_authorised_is_not_wholly_shipped() -> None:
    drafted = document(a_shipped_fulfilment(), stage=OrderStage.DRAFT)
    assert shipment_of(ONE, drafted, NOTHING_SHIPPED).status is PARTLY


def test_what_the_supplier_took_off_the_sale_is_still_missing_from_the_order() -> None:
    fewer = document(a_shipped_fulfilment(), of=ONE)
    assert shipment_of(TWO, fewer, NOTHING_SHIPPED).status is PARTLY


def test_what_the_supplier_added_to_the_sale_has_to_leave_too() -> None:
    more = document(a_shipped_fulfilment(), of=TWO)
    assert shipment_of(ONE, more, NOTHING_SHIPPED).status is PARTLY


def test_a_sale_that_a_person_made_has_shipped_once_all_that_was_approved_has() -> None:
    made = document(a_shipped_fulfilment())
    chai, chang = an_order_line(), an_order_line(sku="nw-002", quantity=2)
    for approved, status in (((chai,), SHIPPED), ((chai, chang), PARTLY)):
        asked = as_approved(an_approved_order(lines=approved), made)
        assert shipment_of(asked, made, NOTHING_SHIPPED).status is status


def test_services_hold_nothing_back_and_are_no_goods() -> None:
    services = {ProductId(CHANG_ID.upper())}
    left, packed_alone = a_shipped_fulfilment(), a_fulfilment(id=SECOND, packed=[CHANG])
    assert shipment_of(TWO, document(left, packed_alone, of=TWO), NOTHING_SHIPPED, services).status is SHIPPED
    alone = a_sale(lines=[CHANG_LINE])
    only = document(a_shipped_fulfilment(CHANG), of=alone)
    assert shipment_of(alone, only, NOTHING_SHIPPED, services) == NOTHING_SHIPPED


def test_goods_are_matched_by_id_else_by_sku() -> None:
    by_sku = a_shipped_fulfilment(some_goods(product_id="", sku="nw-001"))
    assert shipment_of(ONE, document(by_sku), NOTHING_SHIPPED).status is SHIPPED
    by_case = a_shipped_fulfilment(some_goods(product_id=CHAI_ID.upper(), sku="RENAMED"))
    assert shipment_of(ONE, document(by_case), NOTHING_SHIPPED).status is SHIPPED


@pytest.mark.parametrize(
    ("lines", "tracking"),
    [
        ([a_ship_line()], None),
        ([a_ship_line(number=" 1Z1 ")], number("1Z1")),
        ([a_ship_line("Box 1", number="1Z1"), a_ship_line("Box 2", number="1Z2")], number("1Z1")),
        (
            [a_ship_line("Box 1", number="1Z1"), a_ship_line("Box 2", number="1Z2", url="https://t/2")],
            Tracking(kind=TrackingKind.URL, value="https://t/2"),
        ),
    ],
)
def test_tracking_is_the_first_address_else_the_first_number(lines: list[object], tracking: Tracking | None) -> None:
    task = a_shipped_fulfilment(some_goods(), CHANG, lines=lines)  # type: ignore[arg-type]  # ship lines
    assert shipment_of(TWO, document(task, of=TWO), NOTHING_SHIPPED).tracking == tracking


def test_every_parcel_keeps_its_carrier_day_boxes_and_contents() -> None:
    lines = [a_ship_line("Box 1", number="1Z1"), a_ship_line("Box 2", carrier="DHL", shipped_on=None)]
    shipment = shipment_of(
        TWO, document(a_shipped_fulfilment(some_goods(), CHANG, lines=lines), of=TWO), NOTHING_SHIPPED
    )
    first, second = shipment.parcels
    assert (first.carrier, first.tracking, first.boxes) == ("AusPost", number("1Z1"), "Box 1")
    assert [(packed.sku, packed.quantity) for packed in first.contents] == [("NW-001", Decimal(12))]
    assert (second.carrier, second.tracking, second.shipped_on) == ("DHL", None, None)
    assert [packed.sku for packed in second.contents] == ["NW-002"]


def test_what_was_known_of_a_parcel_is_never_emptied() -> None:
    before = shipment_of(ONE, document(a_shipped_fulfilment(lines=[a_ship_line(number="1Z1")])), NOTHING_SHIPPED)
    bare = a_ship_line(carrier="", shipped_on=None)
    assert shipment_of(ONE, document(a_shipped_fulfilment(lines=[bare])), before) == before
    renamed = shipment_of(ONE, document(a_shipped_fulfilment(lines=[a_ship_line("Crate")])), before)
    assert renamed.tracking == number("1Z1")


def test_tracking_that_changes_is_replaced() -> None:
    before = shipment_of(ONE, document(a_shipped_fulfilment(lines=[a_ship_line(number="1Z1")])), NOTHING_SHIPPED)
    after = shipment_of(ONE, document(a_shipped_fulfilment(lines=[a_ship_line(number="1Z2")])), before)
    assert (after.status, after.tracking) == (SHIPPED, number("1Z2"))


WHOLE = shipment_of(ONE, document(a_shipped_fulfilment(lines=[a_ship_line(number="1Z1")])), NOTHING_SHIPPED)
HALF = shipment_of(TWO, document(PARTLY_TWO_BOXES, of=TWO), NOTHING_SHIPPED)


def test_undone_after_shipping_keeps_what_was_told_and_raises_a_concern() -> None:
    undone = shipment_of(ONE, document(stage=OrderStage.DRAFT), WHOLE)
    assert (undone.status, undone.concern) == (ShipmentStatus.UNDONE, Concern.UNDONE_AFTER_SHIPPED)
    assert (undone.parcels, undone.tracking) == (WHOLE.parcels, WHOLE.tracking)
    again = shipment_of(ONE, document(a_shipped_fulfilment()), undone)
    assert (again.status, again.concern) == (SHIPPED, None)


def test_a_line_added_after_shipping_leaves_it_shipped_and_raises_a_concern() -> None:
    more = document(a_shipped_fulfilment(), of=TWO)
    after = shipment_of(ONE, more, WHOLE)
    assert (after.status, after.concern) == (SHIPPED, Concern.CHANGED_AFTER_SHIPPED)


def test_undone_after_a_part_left_raises_a_concern() -> None:
    undone = shipment_of(TWO, document(of=TWO, stage=OrderStage.DRAFT), HALF)
    assert (undone.status, undone.concern) == (ShipmentStatus.UNDONE, Concern.UNDONE_AFTER_PARTLY_SHIPPED)
    other_box = replace(PARTLY_TWO_BOXES, ship_lines=(a_ship_line("Box 2"), a_ship_line("Box 1", has_left=False)))
    swapped = shipment_of(TWO, document(other_box, of=TWO), HALF)
    assert (swapped.status, swapped.concern) == (PARTLY, Concern.UNDONE_AFTER_PARTLY_SHIPPED)


def test_a_draft_before_anything_left_is_nothing_shipped() -> None:
    assert shipment_of(ONE, document(stage=OrderStage.DRAFT), NOTHING_SHIPPED) == NOTHING_SHIPPED


@pytest.mark.parametrize("before", [NOTHING_SHIPPED, HALF, WHOLE])
def test_a_voided_sale_is_voided_at_any_time_and_keeps_what_left(before: Shipment) -> None:
    voided = shipment_of(ONE, a_remote_sale(ONE, is_voided=True), before)
    assert voided == replace(before, status=ShipmentStatus.VOIDED)


texts = st.sampled_from(["", "1Z1", "1Z2"])
boxes = st.sampled_from(["", "Box 1", "Box 2", "Box 1, Box 2"])
ship_lines = st.builds(
    a_ship_line, boxes, number=texts, url=texts, carrier=texts, has_left=st.sampled_from([True, True, None, False])
)
goods = st.builds(
    some_goods,
    st.sampled_from([2, 6, 12]),
    product_id=st.sampled_from([CHAI_ID, CHAI_ID, ""]),
    box=st.sampled_from(["Box 1", "Box 2", ""]),
)
chang = st.just(CHANG) | st.just(replace(CHANG, quantity=Decimal(1)))
tasks = st.builds(
    a_fulfilment,
    id=st.sampled_from(["t-1", "t-2"]),
    picked=st.lists(goods, max_size=1),
    packed=st.lists(goods | chang, max_size=3),
    ship=st.sampled_from([*Progress, Progress.DONE, Progress.DONE]),
    lines=st.lists(ship_lines, max_size=2),
    is_voided=st.sampled_from([False, False, False, True]),
)
remote_lines = st.sampled_from([a_remote_line(), a_remote_line(backordered=1), a_remote_line(CHANG_LINE)])
documents = st.builds(
    lambda stage, lines, found, void: replace(
        a_remote_sale(TWO, stage=stage, lines=lines, is_voided=void), fulfilments=tuple(found)
    ),
    st.sampled_from([OrderStage.AUTHORISED, OrderStage.AUTHORISED, OrderStage.DRAFT]),
    st.lists(remote_lines, max_size=2),
    st.lists(tasks, max_size=3),
    st.sampled_from([False] * 9 + [True]),
)


def is_wholly_shipped(sale: Sale, remote: RemoteSale) -> bool:
    """Say it another way: everything that either side wants, and everything that is in a box, has left."""
    if remote.is_voided or remote.stage is not OrderStage.AUTHORISED or any(line.backordered for line in remote.lines):
        return False
    gone: Counter[str] = Counter()
    for task in remote.fulfilments:
        carried = [] if task.is_voided else list(task.packed or task.picked)
        if carried and (task.ship is not Progress.DONE or any(line.has_left is False for line in task.ship_lines)):
            return False
        for each in carried:
            gone[each.sku] += int(each.quantity)
    asked, shown = Counter[str](), Counter[str]()
    for line in sale.lines:
        asked[line.sku] += int(line.quantity)
    for row in remote.lines:
        shown[row.sku] += int(row.quantity)
    return all(gone[sku] >= max(asked[sku], shown[sku]) for sku in asked | shown)


@given(st.lists(documents, min_size=1, max_size=6))
def test_whatever_is_seen_nothing_is_told_twice_and_shipped_only_when_everything_left(seen: list[RemoteSale]) -> None:
    order: Order = replace(an_order(state=OrderState.CREATED), next_attempt_at=None)
    told, marks = [], list[str]()
    for remote in seen:
        if order.state is OrderState.VOIDED:
            break
        before = order
        order = before.shipment_seen(shipment_of(TWO, remote, before.shipment), NOON)
        event = event_of(order, before)
        told.append(type(event))
        if event is not None and isinstance(event, OrderShipped):
            assert is_wholly_shipped(TWO, remote)
        if is_wholly_shipped(TWO, remote):
            assert order.state is OrderState.SHIPPED
        if isinstance(event, OrderPartlyShipped):
            new = set(order.shipment.told) - set(before.shipment.told)
            assert new
            marks += new
        assert set(before.shipment.told) <= set(order.shipment.told)
        assert not before.shipment.tracking or order.shipment.tracking
        assert before.shipment.was_whole <= order.shipment.was_whole
    assert told.count(OrderShipped) <= 1
    assert len(marks) == len(set(marks))
