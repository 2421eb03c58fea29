from dataclasses import replace

import pytest

from domain.alarms import AlarmKind
from domain.order import OrderState
from domain.shipment import Concern, Shipment
from domain.shipment_alarms import alarms_of_shipment
from tests.builders import a_sale_ref, an_order

ORDER = an_order(state=OrderState.SHIPPED, sale=a_sale_ref())


@pytest.mark.parametrize(
    ("concern", "kind", "says"),
    [
        (Concern.UNDONE_AFTER_SHIPPED, AlarmKind.SHIPMENT_UNDONE, "everything left"),
        (Concern.UNDONE_AFTER_PARTLY_SHIPPED, AlarmKind.SHIPMENT_UNDONE, "a part left"),
        (Concern.CHANGED_AFTER_SHIPPED, AlarmKind.SHIPMENT_CHANGED, "more to ship"),
        (Concern.LIST_SAYS_SHIPPED, AlarmKind.SHIPMENT_UNCLEAR, "list of sales"),
        (Concern.SALE_GONE, AlarmKind.SALE_GONE, "no longer in Cin7"),
        (Concern.SEVERAL_SALES, AlarmKind.SEVERAL_SALES, "not the only one"),
    ],
)
def test_each_concern_is_an_alarm_that_names_order_and_sale(concern: Concern, kind: AlarmKind, says: str) -> None:
    (alarm,) = alarms_of_shipment(replace(ORDER, shipment=Shipment(concern=concern)))
    assert (alarm.kind, alarm.subject) == (kind, "order:UP-1001")
    assert says in alarm.detail
    assert "UP-1001" in alarm.detail
    assert "SO-00045" in alarm.detail
    assert alarm.fix


def test_every_concern_is_an_alarm() -> None:
    for concern in Concern:
        assert alarms_of_shipment(replace(ORDER, sale=None, shipment=Shipment(concern=concern)))


def test_a_shipment_without_concern_raises_none() -> None:
    assert alarms_of_shipment(ORDER) == ()
