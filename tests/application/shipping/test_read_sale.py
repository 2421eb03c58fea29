"""What a document that was read leads to, where only an account in memory can be brought to say it."""

from datetime import timedelta

import pytest

from application.ports.errors import PortError, Throttled, Unavailable, UnexpectedReply
from domain.order import OrderState
from domain.shipment import Concern, ShipmentStatus
from tests.application.shipping.scene import Scene
from tests.builders.shipping import a_fulfilment, a_shipped_fulfilment
from tests.dying_ledger import Killed
from tests.house import House


@pytest.fixture
def scene(empty_house: House) -> Scene:
    return Scene(empty_house)


def test_what_left_is_told_and_the_proof_is_kept(scene: Scene) -> None:
    order = scene.approve()
    scene.ship(order, a_shipped_fulfilment())
    scene.poll()
    assert scene.house.order("UP-1001").state is OrderState.SHIPPED
    assert scene.told(order) == ["order.sale_created", "order.shipped"]
    kinds = [piece.kind for piece in scene.house.evidence("UP-1001")]
    assert kinds[-3:] == ["exchange", "shipment", "state"]


def test_a_list_that_says_shipped_is_never_believed_and_raises_an_alarm_at_the_second_reading(scene: Scene) -> None:
    order = scene.approve()
    scene.account.stored(scene.ref(order)).says_shipped = True
    scene.ship(order, a_fulfilment())
    scene.house.time_passes(timedelta(minutes=5))
    assert (scene.watch(order).doubts, scene.alarms(order)) == (1, [])
    scene.poll(2)
    shown = scene.house.order("UP-1001")
    assert (shown.state, shown.shipment.concern) == (OrderState.CREATED, Concern.LIST_SAYS_SHIPPED)
    assert scene.told(order) == ["order.sale_created"]
    assert scene.alarms(order) == ["shipment_unclear"]
    scene.calls()
    scene.poll(3)
    assert "sale" not in scene.calls()


def test_the_alarm_ends_once_the_document_says_it_too(scene: Scene) -> None:
    order = scene.approve()
    scene.account.stored(scene.ref(order)).says_shipped = True
    scene.poll(3)
    scene.ship(order, a_shipped_fulfilment())
    scene.poll()
    assert scene.house.order("UP-1001").state is OrderState.SHIPPED
    assert scene.alarms(order) == []


def test_a_sale_that_is_gone_is_believed_gone_only_when_it_stays_so(scene: Scene) -> None:
    order = scene.approve()
    scene.poll()
    gone = scene.account.sales.pop()
    scene.house.pass_time(timedelta(hours=24))
    scene.poll()
    assert scene.watch(order).absent_since is not None
    assert scene.house.order("UP-1001").state is OrderState.CREATED
    scene.account.sales.append(gone)
    scene.house.time_passes(timedelta(minutes=20))
    assert scene.watch(order).absent_since is None
    assert scene.told(order) == ["order.sale_created"]


def test_a_sale_that_stays_gone_ends_its_order_with_a_note(scene: Scene) -> None:
    order = scene.approve()
    scene.poll()
    scene.account.sales.clear()
    scene.house.pass_time(timedelta(hours=24))
    scene.house.time_passes(timedelta(minutes=30))
    shown = scene.house.order("UP-1001")
    assert shown.state is OrderState.VOIDED
    assert shown.notes[-1].endswith("is no longer in Cin7: somebody deleted it there")
    assert scene.told(order) == ["order.sale_created", "order.voided"]


def test_a_shipped_sale_that_is_gone_stays_shipped_and_raises_an_alarm(scene: Scene) -> None:
    order = scene.approve()
    scene.ship(order, a_shipped_fulfilment())
    scene.poll()
    scene.account.sales.clear()
    scene.have_read(order)
    scene.house.time_passes(timedelta(minutes=30))
    shown = scene.house.order("UP-1001")
    assert (shown.state, shown.shipment.status) == (OrderState.SHIPPED, ShipmentStatus.SHIPPED)
    assert scene.alarms(order) == ["sale_gone"]
    assert scene.told(order) == ["order.sale_created", "order.shipped"]


@pytest.mark.parametrize(
    ("error", "within"),
    [
        (Unavailable("Cin7 did not answer."), timedelta(minutes=2)),
        (Throttled("Too many calls.", retry_after=timedelta(seconds=60)), timedelta(minutes=3)),
        (UnexpectedReply("Cin7 answered with a poem."), timedelta(minutes=70)),
    ],
)
def test_a_sale_that_cannot_be_read_delays_no_other_and_is_read_later(
    scene: Scene, error: PortError, within: timedelta
) -> None:
    first, second = scene.approve("UP-1"), scene.approve("UP-2")
    for order in (first, second):
        scene.ship(order, a_shipped_fulfilment())
    scene.account.fail("sale", error)
    scene.poll()
    states = {number: scene.house.order(number).state for number in ("UP-1", "UP-2")}
    assert sorted(state.value for state in states.values()) in (["created", "shipped"], ["shipped", "shipped"])
    scene.house.time_passes(within)
    assert scene.house.order("UP-1").state is scene.house.order("UP-2").state is OrderState.SHIPPED
    assert scene.watch(first).error == scene.watch(second).error == ""


def test_an_empty_sale_with_the_same_key_is_voided(scene: Scene) -> None:
    order = scene.approve()
    scene.poll()
    other = scene.another_sale(order, is_empty=True)
    scene.poll(2)
    assert scene.account.stored(other).remote.is_voided
    assert scene.alarms(order) == []
    verdicts = [piece.document["verdict"] for piece in scene.house.evidence("UP-1001") if piece.kind == "other_sale"]
    assert verdicts == [
        f"{other.number} carried the same key and held nothing: it was voided",
        f"{other.number} is void, or another order's",
    ]


def test_a_full_sale_with_the_same_key_is_shown_until_somebody_voids_it(scene: Scene) -> None:
    order = scene.approve()
    scene.poll()
    other = scene.another_sale(order)
    scene.poll()
    assert scene.alarms(order) == ["several_sales"]
    assert not scene.account.stored(other).remote.is_voided
    scene.account.change(other, at=scene.house.clock.now(), is_voided=True, status="VOIDED")
    scene.poll()
    assert scene.alarms(order) == []
    scene.ship(order, a_shipped_fulfilment())
    scene.poll()
    assert scene.told(order) == ["order.sale_created", "order.shipped"]


def test_a_hint_that_comes_while_the_document_is_read_has_it_read_again(scene: Scene) -> None:
    order = scene.approve()
    scene.poll()
    scene.calls()
    scene.account.while_reading = lambda: scene.have_read(order)
    scene.have_read(order)
    scene.poll()
    assert scene.calls().count("sale") == 2


def test_nothing_is_read_that_nobody_asked_for(scene: Scene) -> None:
    order = scene.approve()
    scene.poll()
    scene.calls()
    scene.house.use_cases.read_sale(order.key.text)
    scene.house.use_cases.read_sale("northwind:UP-9999")
    assert scene.calls() == []


def test_a_kill_before_an_empty_double_is_voided_leaves_the_reading_due(scene: Scene) -> None:
    order = scene.approve()
    scene.poll()
    double = scene.another_sale(order, is_empty=True)
    scene.account.fail("void_empty", Killed())
    with pytest.raises(Killed):
        scene.poll()
    scene.poll()
    assert scene.account.stored(double).remote.is_voided
    assert scene.watch(order).due_at is None
