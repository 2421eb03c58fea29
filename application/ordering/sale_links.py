"""Where people see the sale of an order."""

from application.ports.inventory import InventoryDirectory
from domain.call_budget import Lane
from domain.connection import Connection, ConnectionStatus
from domain.order import Order


class SaleLinks:
    """Asks the inventory system's own adapter, because only it knows the system's pages. No call.

    Source: contract, "What GET …/orders/{number} answers".
    """

    def __init__(self, *, directory: InventoryDirectory) -> None:
        self._directory = directory

    def __call__(self, connection: Connection | None, order: Order) -> str | None:
        """Answer the page of this order's sale; None without one, or when it lies in another account than today's."""
        if order.sale is None or connection is None or connection.status is not ConnectionStatus.CONNECTED:
            return None
        if order.account_id.casefold() != connection.account_id.casefold():
            return None
        account = self._directory.open(connection.system, connection.opened(), lane=Lane.ORDERS)
        return account.sale_url(order.sale)
