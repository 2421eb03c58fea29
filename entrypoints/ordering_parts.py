"""What takes an order from approval to its sale, put together from what the container has."""

from dataclasses import dataclass

from application.ordering.approve_order import ApproveOrder
from application.ordering.check_sale import CheckSale
from application.ordering.compose import Compose
from application.ordering.gather import Gather
from application.ordering.ignore_order import IgnoreOrder
from application.ordering.ledger import OrderLedger
from application.ordering.link_order import LinkOrder
from application.ordering.place_order import PlaceOrder
from application.ordering.retry_orders import RetryOrders
from application.ordering.sale_links import SaleLinks
from application.ordering.send_sale import SendSale
from application.ordering.spare_sales import SpareSales
from application.ports.clock import Clock
from application.ports.inventory import InventoryDirectory
from application.ports.storage.unit_of_work import Work
from application.running.hold_crashed import HoldCrashed
from domain.attempt import Patience


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderingParts:
    """Those of the use cases that are about single orders; each field is one of `UseCases`."""

    approve_order: ApproveOrder
    place_order: PlaceOrder
    retry_orders: RetryOrders
    link_order: LinkOrder
    ignore_order: IgnoreOrder
    sale_links: SaleLinks
    hold_crashed: HoldCrashed


def ordering_parts(  # noqa: PLR0913 -- what a composition is made of is named, not bundled
    *,
    work: Work,
    directory: InventoryDirectory,
    ledger: OrderLedger,
    gather: Gather,
    compose: Compose,
    clock: Clock,
    patience: Patience,
) -> OrderingParts:
    """Put ordering together: what is in doubt is checked before anything is sent."""
    spare_sales = SpareSales(clock=clock, patience=patience)
    return OrderingParts(
        approve_order=ApproveOrder(work=work, ledger=ledger, clock=clock),
        place_order=PlaceOrder(
            work=work,
            directory=directory,
            ledger=ledger,
            check=CheckSale(clock=clock, patience=patience),
            send=SendSale(compose=compose, clock=clock, patience=patience),
            clock=clock,
        ),
        retry_orders=RetryOrders(work=work, ledger=ledger, clock=clock),
        link_order=LinkOrder(
            work=work, directory=directory, gather=gather, ledger=ledger, spare_sales=spare_sales, clock=clock
        ),
        ignore_order=IgnoreOrder(work=work, directory=directory, ledger=ledger, spare_sales=spare_sales, clock=clock),
        sale_links=SaleLinks(directory=directory),
        hold_crashed=HoldCrashed(work=work, ledger=ledger, clock=clock, patience=patience),
    )
