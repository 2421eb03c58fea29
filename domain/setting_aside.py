"""An order that was in hand when its process ended."""

from dataclasses import replace
from datetime import datetime

from domain.order import GOES_BY_ITSELF, Order, OrderState


def set_aside(order: Order, until: datetime) -> Order:
    """Leave an order until later that may be what ended the process; what was being sent is looked for first.

    Source: B2, B18; architecture §6.5, "a poison task". Raises: IllegalTransition for one that does not go by itself.
    """
    order.must_be("set aside", *GOES_BY_ITSELF)
    state = OrderState.CHECKING if order.state is OrderState.CREATING else order.state
    return replace(order, state=state, next_attempt_at=until, run=order.run + 1, tries=order.tries + 1)
