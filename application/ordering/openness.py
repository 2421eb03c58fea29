"""Whether a supplier's account can be used, as a problem when it cannot."""

from domain.connection import Connection, ConnectionStatus
from domain.identifiers import SupplierId
from domain.problems import Cure, Problem

_CODES = {ConnectionStatus.DISCONNECTED: "disconnected", ConnectionStatus.LOST: "connection_lost"}


def connection_cure(supplier: SupplierId) -> Cure:
    """Name what releases orders that wait for a connection. Source: B8."""
    return Cure.of("connection", supplier)


def why_closed(connection: Connection | None, supplier: SupplierId) -> Problem | None:
    """Answer what keeps every order of this supplier back, or None. Source: R4, B7."""
    cures = (connection_cure(supplier),)
    if connection is None:
        return Problem(
            code="not_connected", detail=f"Supplier {supplier} was never connected to Cin7 Core.", cures=cures
        )
    if connection.status is ConnectionStatus.CONNECTED:
        return None
    since = f" since {connection.disconnected_at:%Y-%m-%d %H:%M} UTC" if connection.disconnected_at else ""
    return Problem(
        code=_CODES[connection.status],
        detail=f"The link to {connection.company.name} is {connection.status.value}{since}.",
        cures=cures,
    )
