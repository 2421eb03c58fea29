"""What a change of an order means to Upstock: one event, or none."""

from domain.events import (
    Event,
    OrderEvent,
    OrderPartlyShipped,
    OrderShipped,
    OrderTrackingChanged,
    OrderVoided,
    order_held,
    sale_created,
)
from domain.order import Order, OrderState


def event_of(order: Order, before: Order | None) -> Event | None:
    """Answer what Upstock is told of an order that was `before` and is stored now.

    Nothing is told twice: each state is entered once, and what left is told once for every parcel.

    Source: R14, R31, B4, B7; contract, "What we tell Upstock".
    """
    was = before.state if before else None
    if order.state is OrderState.HELD and (
        before is None or was is not order.state or before.problems != order.problems
    ):
        return order_held(order)
    is_new_sale = before is None or before.created_at is None  # else the same one was only looked for
    if order.state is OrderState.CREATED and was is not OrderState.CREATED and is_new_sale:
        return sale_created(order)
    if before is None or (kind := _of_shipment(order, before)) is None:
        return None
    return kind(
        number=order.key.number,
        state=order.state.value,
        sale=order.sale,
        tracking=order.shipment.tracking,
        parcels=order.shipment.parcels,
    )


def _of_shipment(order: Order, before: Order) -> type[OrderEvent] | None:
    state, is_new = order.state, order.state is not before.state
    if state is OrderState.VOIDED:
        return OrderVoided if is_new else None
    if state is OrderState.SHIPPED and is_new:
        return OrderShipped
    if state is OrderState.PARTLY_SHIPPED and set(order.shipment.told) - set(before.shipment.told):
        return OrderPartlyShipped
    if state in (OrderState.PARTLY_SHIPPED, OrderState.SHIPPED) and _can_be_followed_anew(order, before):
        return OrderTrackingChanged
    return None


def _can_be_followed_anew(order: Order, before: Order) -> bool:
    """Answer whether there is a way to follow it that was not there before; none that ends is told. Source: R31."""
    now, then = order.shipment, before.shipment
    return bool(now.trackings - then.trackings) or (now.tracking is not None and now.tracking != then.tracking)
