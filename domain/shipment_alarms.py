"""What a person should look at because goods went another way than Upstock and a customer were told."""

from domain.alarms import Alarm, AlarmKind
from domain.order import Order
from domain.shipment import Concern

_KINDS = {
    Concern.UNDONE_AFTER_SHIPPED: AlarmKind.SHIPMENT_UNDONE,
    Concern.UNDONE_AFTER_PARTLY_SHIPPED: AlarmKind.SHIPMENT_UNDONE,
    Concern.CHANGED_AFTER_SHIPPED: AlarmKind.SHIPMENT_CHANGED,
    Concern.LIST_SAYS_SHIPPED: AlarmKind.SHIPMENT_UNCLEAR,
    Concern.SALE_GONE: AlarmKind.SALE_GONE,
    Concern.SEVERAL_SALES: AlarmKind.SEVERAL_SALES,
}

_TOLD = {
    Concern.UNDONE_AFTER_SHIPPED: "was undone in Cin7 after the customer had been told that everything left.",
    Concern.UNDONE_AFTER_PARTLY_SHIPPED: "was undone in Cin7 after the customer had been told that a part left.",
    Concern.CHANGED_AFTER_SHIPPED: "has more to ship in Cin7 than the customer has been told of.",
    Concern.LIST_SAYS_SHIPPED: "is shipped in Cin7's list of sales, but not all of the order is in its own document.",
    Concern.SALE_GONE: "is no longer in Cin7, though the customer has been told that everything left.",
    Concern.SEVERAL_SALES: "is not the only one in Cin7 with this order's key that holds goods.",
}


def alarms_of_shipment(order: Order) -> tuple[Alarm, ...]:
    """Answer what is wrong with an order's shipment, at most one thing. Source: B4, B13; architecture §4.5."""
    concern = order.shipment.concern
    if concern is None:
        return ()
    sale = order.sale.number if order.sale else "The sale"
    detail = f"Order {order.key.number}: {sale} {_TOLD[concern]}"
    return (Alarm(kind=_KINDS[concern], subject=f"order:{order.key.number}", detail=detail),)
