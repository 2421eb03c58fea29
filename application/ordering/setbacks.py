"""What a failed conversation means for an order: the table of architecture §11, "not a crash"."""

from datetime import datetime, timedelta

from application.ports.errors import BudgetSpent, NotSent, PortError, SaleRefused, Unavailable, Unclear
from domain.attempt import Patience
from domain.order import Order, OrderState
from domain.problems import Problem

LONGEST_TURN = timedelta(minutes=5)


def queue_up(order: Order, spent: BudgetSpent, *, ahead: int, now: datetime) -> Order:
    """Answer the order after the budget was spent: it comes back about when its turn comes.

    Two calls for each order ahead, so that a long queue is not asked again and again; but never later than in five
    minutes, since those ahead may be held or ignored meanwhile.

    Source: B10, B18.
    """
    turn = spent.retry_after + min(2 * ahead * spent.pace, LONGEST_TURN)
    return order.not_sent(at=now, until=now + turn)


def set_back(order: Order, error: PortError, *, now: datetime, patience: Patience) -> Order:
    """Answer the order after sending it failed.

    Source: B2, B3, B7; architecture §6.2, §11.
    """
    if isinstance(error, Unclear) and order.state is OrderState.CREATING:
        return order.unclear(answered=error.answered, at=now, until=now + patience.pause(0, order.key.text))
    if isinstance(error, (NotSent, Unavailable)):
        return _put_off(order, error, now, patience)
    problem = _refusal(order, error)
    return order.refused((problem,), now) if order.state is OrderState.CREATING else order.held((problem,))


def look_again(
    order: Order,
    *,
    now: datetime,
    patience: Patience,
    not_before: datetime | None = None,
    away: timedelta = timedelta(0),
) -> Order:
    """Answer the order after a look that settled nothing; nobody asks for as long as they were told to stay `away`.

    Source: B3: looking goes on for as long as it takes; B10.
    """
    later = now + max(patience.pause(order.tries, order.key.text), away)
    return order.looked(until=min(later, not_before) if not_before else later)


def _put_off(order: Order, error: NotSent | Unavailable, now: datetime, patience: Patience) -> Order:
    if now - order.trying_since >= patience.tried_for and order.state is not OrderState.CHECKING:
        return _give_up(order, error, now)
    return order.not_sent(at=now, until=now + _wait(order, error, patience))


def _wait(order: Order, error: NotSent | Unavailable, patience: Patience) -> timedelta:
    """Answer how long to wait: where the other system is in trouble, longer with each try."""
    return max(error.retry_after, patience.pause(order.tries, order.key.text))


def _give_up(order: Order, error: PortError, now: datetime) -> Order:
    detail = f"Tried since {order.trying_since:%Y-%m-%d %H:%M} UTC; the last answer was: {error.detail}"
    problem = Problem(code="tried_too_long", detail=detail)
    return order.held((problem,)) if order.state is not OrderState.CREATING else order.refused((problem,), now)


def _refusal(order: Order, error: PortError) -> Problem:
    code = "refused_by_cin7" if isinstance(error, SaleRefused) else "unexpected_reply"
    empty = f" Sale {order.sale.number} exists in Cin7 without lines." if order.sale else ""
    return Problem(code=code, detail=error.detail + empty)
