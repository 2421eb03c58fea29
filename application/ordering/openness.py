"""Whether an order may go to the supplier's account now, as a problem when it may not."""

from datetime import datetime

from domain.connection import Connection, ConnectionStatus
from domain.identifiers import SupplierId
from domain.order import Order
from domain.problems import Cure, Problem


def connection_cure(supplier: SupplierId) -> Cure:
    """Name what releases orders of a supplier that was never connected. Source: B8."""
    return Cure.of("connection", supplier)


def account_cure(account_id: str) -> Cure:
    """Name what releases orders that wait for this account and no other. Source: R4, B8."""
    return Cure.of("account", account_id)


def why_closed(connection: Connection | None, supplier: SupplierId) -> Problem | None:
    """Answer what keeps every order of this supplier back, or None. Source: R4, B7."""
    if connection is None:
        detail = f"Supplier {supplier} was never connected to Cin7 Core."
        return Problem(code="not_connected", detail=detail, cures=(connection_cure(supplier),))
    if connection.status is ConnectionStatus.CONNECTED:
        return None
    named, cures = connection.company.name, (account_cure(connection.account_id),)
    if connection.loss:
        detail = f"The link to {named} is lost since {_instant(connection.loss.at)}: {connection.loss.said}"
        return Problem(code="connection_lost", detail=detail, cures=cures)
    since = f" since {_instant(connection.disconnected_at)}" if connection.disconnected_at else ""
    return Problem(code="disconnected", detail=f"The link to {named} is disconnected{since}.", cures=cures)


def why_not_there(connection: Connection, order: Order, *, former: str = "another company") -> Problem | None:
    """Answer what keeps this order from the company that is connected: that it was approved for the `former` one.

    Source: R4.
    """
    if not order.account_id or connection.is_of(order.account_id):
        return None
    detail = (
        f"The order was approved for {former}, account {order.account_id}; connected is {connection.company.name} now."
    )
    return Problem(code="other_company", detail=detail, cures=(account_cure(order.account_id),))


def why_held_back(connection: Connection | None, order: Order) -> Problem | None:
    """Answer what keeps this order back at the moment, whatever it says itself. Source: R4, B7."""
    closed = why_closed(connection, order.key.supplier)
    return closed or (why_not_there(connection, order) if connection else None)


def _instant(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"
