"""Everything that entrypoints may ask for, and which task runs what."""

from collections.abc import Mapping
from dataclasses import dataclass

from application.access.tokens import CheckToken, IssueToken, RevokeToken
from application.catalogue.fill_mirror import FillMirror
from application.connecting.change_sale_options import ChangeSaleOptions
from application.connecting.connect_account import ConnectAccount
from application.connecting.disconnect_account import DisconnectAccount
from application.ordering.approve_order import ApproveOrder
from application.ordering.place_order import PlaceOrder
from application.ordering.preview_order import PreviewOrder
from application.ordering.retry_orders import RetryOrders
from application.ordering.sale_links import SaleLinks
from application.ports.storage.unit_of_work import Work
from application.ports.tasks import Handler, Task
from application.running.deliver_events import DeliverEvents
from application.running.hold_crashed import HoldCrashed
from application.running.run_due import RunDue


@dataclass(frozen=True, slots=True, kw_only=True)
class UseCases:
    """What entrypoints receive; plain reads go through `work`."""

    work: Work
    connect_account: ConnectAccount
    disconnect_account: DisconnectAccount
    change_sale_options: ChangeSaleOptions
    approve_order: ApproveOrder
    preview_order: PreviewOrder
    retry_orders: RetryOrders
    sale_links: SaleLinks
    issue_token: IssueToken
    check_token: CheckToken
    revoke_token: RevokeToken
    place_order: PlaceOrder
    fill_mirror: FillMirror
    deliver_events: DeliverEvents
    run_due: RunDue
    hold_crashed: HoldCrashed


def handlers(use_cases: UseCases) -> Mapping[Task, Handler]:
    """Answer what runs each task; a task without a handler fails a test."""
    return {
        Task.PLACE_ORDER: use_cases.place_order,
        Task.FILL_MIRROR: use_cases.fill_mirror,
        Task.DELIVER_EVENTS: use_cases.deliver_events,
    }
