from dataclasses import replace
from datetime import timedelta

import pytest

from domain.order import Order, OrderState
from domain.order_events import event_of
from domain.parcels import Parcel, Tracking, TrackingKind
from domain.replay import there_again, to_be_made_anew
from domain.shipment import Shipment, ShipmentStatus, tracking_of
from tests.builders import NOON, a_parcel, a_problem, a_sale_ref, an_order

LATER = NOON + timedelta(minutes=1)
CREATED = replace(an_order(state=OrderState.CREATED, sale=a_sale_ref()), next_attempt_at=None)


def a_shipment(status: ShipmentStatus, *parcels: Parcel) -> Shipment:
    marks = tuple(parcel.mark for parcel in parcels)
    return Shipment(status=status, parcels=parcels, told=marks, tracking=tracking_of(parcels))


def box(name: str, tracking: str = "") -> Parcel:
    followed = Tracking(kind=TrackingKind.NUMBER, value=tracking) if tracking else None
    return replace(a_parcel(), mark=name, boxes=name, tracking=followed)


def told(before: Order, *shipments: Shipment) -> list[str | None]:
    heard: list[str | None] = []
    for shipment in shipments:
        order = before.shipment_seen(shipment, LATER)
        event = event_of(order, before)
        heard.append(event.type if event else None)
        before = order
    return heard


PARTLY, SHIPPED, UNDONE = ShipmentStatus.PARTLY_SHIPPED, ShipmentStatus.SHIPPED, ShipmentStatus.UNDONE


def test_an_order_that_becomes_a_sale_or_is_held_is_told_once() -> None:
    held = an_order().held((a_problem(),))
    assert event_of(CREATED, an_order()) is not None
    assert event_of(CREATED, CREATED) is None
    assert event_of(held, an_order()) is not None
    assert event_of(held, held) is None
    assert event_of(replace(held, problems=()), held) is not None
    assert event_of(an_order(), None) is None


def test_a_sale_that_was_looked_for_and_is_there_is_not_told_again_and_another_one_is() -> None:
    looked_for = replace(CREATED, state=OrderState.ACCEPTED, created_at=NOON)
    assert event_of(there_again(looked_for), looked_for) is None
    anew = to_be_made_anew(looked_for, NOON)
    assert event_of(CREATED, anew) is not None


@pytest.mark.parametrize(
    ("shipments", "heard"),
    [
        ([a_shipment(ShipmentStatus.NOT_SHIPPED)], [None]),
        ([a_shipment(SHIPPED, box("1")), a_shipment(SHIPPED, box("1"))], ["order.shipped", None]),
        ([a_shipment(PARTLY, box("1")), a_shipment(PARTLY, box("1"))], ["order.partly_shipped", None]),
        (
            [a_shipment(PARTLY, box("1")), a_shipment(PARTLY, box("1"), box("2"))],
            ["order.partly_shipped", "order.partly_shipped"],
        ),
        (
            [a_shipment(PARTLY, box("1")), a_shipment(PARTLY, box("1", "1Z"))],
            ["order.partly_shipped", "order.tracking_changed"],
        ),
        (
            [a_shipment(SHIPPED, box("1")), a_shipment(SHIPPED, box("1", "1Z"))],
            ["order.shipped", "order.tracking_changed"],
        ),
        (
            [a_shipment(SHIPPED, box("1", "1Z")), a_shipment(SHIPPED, box("1", "2Z"))],
            ["order.shipped", "order.tracking_changed"],
        ),
        (
            [a_shipment(SHIPPED, box("1", "1Z"), box("2")), a_shipment(SHIPPED, box("1", "1Z"), box("2", "2Z"))],
            ["order.shipped", "order.tracking_changed"],
        ),
        ([a_shipment(SHIPPED, box("1", "1Z")), a_shipment(UNDONE, box("1", "1Z"))], ["order.shipped", None]),
        (
            [a_shipment(SHIPPED, box("1")), a_shipment(UNDONE, box("1")), a_shipment(SHIPPED, box("1"))],
            ["order.shipped", None, None],
        ),
        ([a_shipment(SHIPPED), a_shipment(ShipmentStatus.VOIDED)], ["order.shipped", "order.voided"]),
    ],
)
def test_each_thing_is_told_once(shipments: list[Shipment], heard: list[str | None]) -> None:
    assert told(CREATED, *shipments) == heard


def test_what_is_told_says_the_state_the_sale_and_every_parcel() -> None:
    order = CREATED.shipment_seen(a_shipment(SHIPPED, box("1", "1Z")), LATER)
    event = event_of(order, CREATED)
    assert event is not None
    assert (event.subject, event.type) == ("order:UP-1001", "order.shipped")
    shown = {name: getattr(event, name) for name in ("state", "sale", "tracking", "parcels")}
    assert shown == {
        "state": "shipped",
        "sale": a_sale_ref(),
        "tracking": order.shipment.tracking,
        "parcels": order.shipment.parcels,
    }
