"""Closing the gap: what a person who asks for it makes go again, and a complete order whose sale is no longer there."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from domain.attempt import Outcome
from domain.order import Order
from domain.order_state import OrderState
from domain.shipment import ShipmentStatus

ABSENT_FOR: Final = timedelta(minutes=10)
"""How long the document of a sale must not be found before the sale is believed to be gone."""

GOES_AGAIN: Final = (OrderState.ACCEPTED, OrderState.WAITING, OrderState.HELD)


def can_be_made_anew(order: Order) -> bool:
    """Answer whether a sale that is gone may be made again: it was made by us, and nothing of it had left.

    Source: B9. What a person linked, and what was shipped in part, only a person can judge.
    """
    made_by_us = order.attempt is not None and order.attempt.outcome is Outcome.PLACED
    nothing_left = order.shipment.status is ShipmentStatus.NOT_SHIPPED
    return order.state is OrderState.CREATED and made_by_us and nothing_left


def replayed(order: Order, at: datetime, *, absent_since: datetime | None = None) -> Order:
    """Answer the order as it goes again; the same order where nothing is to be done, or somebody does it already.

    Only states are set: a look into Cin7 comes before anything is sent, as always. A sale that was not found is
    looked for once more when enough time has passed to believe that it is gone.

    Source: B9; architecture §10.6.
    """
    if order.created_at and order.state in GOES_AGAIN[:2]:
        return order
    if order.state in GOES_AGAIN:
        return order.retried(at)
    if order.state is OrderState.CHECKING:
        return replace(order, next_attempt_at=at, trying_since=at, run=order.run + 1)
    if absent_since is None or not can_be_made_anew(order):
        return order
    return replace(
        order,
        state=OrderState.ACCEPTED,
        next_attempt_at=max(at, absent_since + ABSENT_FOR),
        trying_since=at,
        run=order.run + 1,
        tries=0,
    )


def there_again(order: Order) -> Order:
    """Answer the order as it was: its sale is in Cin7, whatever a list said. Source: B9."""
    order.must_be("found again", OrderState.ACCEPTED)
    return replace(order, state=OrderState.CREATED, next_attempt_at=None, tries=0)


def to_be_made_anew(order: Order, at: datetime) -> Order:
    """Answer the order without the sale that is gone, so that another is made. Source: B9."""
    order.must_be("made anew", OrderState.ACCEPTED)
    return replace(order, sale=None, sale_status="", totals=None, created_at=None, next_attempt_at=at)
