"""How a person settles an order that does not become a sale by itself: it is this sale, or it is to be left alone."""

from dataclasses import replace
from datetime import datetime

from domain.attempt import Outcome, closed, settled
from domain.errors import IllegalTransition, InvalidValue
from domain.order import Order
from domain.order_state import IGNORABLE, LINKABLE, OrderState
from domain.remote_sale import RemoteSale
from domain.sale import sale_key
from domain.totals import Totals

LONGEST_REASON = 1000


def reason_of(note: str) -> str:
    """Read why an order is left alone. Source: B8. Raises: InvalidValue for a note that says nothing, or too much."""
    reason = note.strip()
    if not 0 < len(reason) <= LONGEST_REASON:
        raise InvalidValue(f"Say why it is ignored, in 1 to {LONGEST_REASON} characters.", pointer="/note")
    return reason


def linked(
    order: Order, remote: RemoteSale, account_id: str, *, totals: Totals, notes: tuple[str, ...], at: datetime
) -> Order:
    """Answer the order as the sale that a person named, after it was looked at.

    Source: B8; architecture §4.2. Raises: IllegalTransition.
    """
    order.must_be("linked", *LINKABLE)
    is_ours = remote.key == sale_key(order.key.supplier, order.key.number)
    return replace(
        order,
        state=OrderState.CREATED,
        sale=remote.ref,
        sale_status=remote.status,
        account_id=account_id,
        totals=totals,
        notes=(*order.notes, *notes),
        problems=(),
        created_at=at,
        next_attempt_at=None,
        tries=0,
        attempts=closed(order.attempts, Outcome.FOUND, at) if is_ours else settled(order.attempts, at),
    )


def ignored(order: Order, *notes: str, looked_at: datetime | None = None) -> Order:
    """Answer the order as one to leave alone, with the reason; one in doubt only after a look for its sale.

    Source: B8; architecture §4.2. Raises: IllegalTransition.
    """
    order.must_be("ignored", *IGNORABLE)
    if order.in_doubt and looked_at is None:
        raise IllegalTransition(f"Order {order.key.number} is in doubt: look for its sale before ignoring it.")
    return replace(
        order,
        state=OrderState.IGNORED,
        notes=(*order.notes, *notes),
        problems=(),
        attempts=settled(order.attempts, looked_at) if looked_at else order.attempts,
        next_attempt_at=None,
    )
