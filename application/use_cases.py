"""Everything that entrypoints may ask for, and which task runs what."""

from collections.abc import Mapping
from dataclasses import dataclass

from application.access.tokens import CheckToken, IssueToken, RevokeToken
from application.catalogue.catalogue_changed import CatalogueChanged
from application.catalogue.close_sweep import CloseSweep
from application.catalogue.fill_mirror import FillMirror
from application.catalogue.import_contacts import ImportContacts
from application.catalogue.import_products import ImportProducts
from application.catalogue.match_contact import ChooseContact, FindContact
from application.catalogue.read_books import ReadBooks
from application.connecting.change_sale_options import ChangeSaleOptions
from application.connecting.connect_account import ConnectAccount
from application.connecting.disconnect_account import DisconnectAccount
from application.connecting.doubt_connection import DoubtConnection
from application.connecting.preview_sale_options import PreviewSaleOptions
from application.connecting.watch_notices import WatchNotices
from application.ordering.approve_order import ApproveOrder
from application.ordering.ignore_order import IgnoreOrder
from application.ordering.link_order import LinkOrder
from application.ordering.place_order import PlaceOrder
from application.ordering.preview_order import PreviewOrder
from application.ordering.preview_sample import PreviewSample
from application.ordering.retry_orders import RetryOrders
from application.ordering.sale_links import SaleLinks
from application.ports.storage.unit_of_work import Work
from application.ports.tasks import Handler, Task
from application.pricing.explain_price import ExplainPrice
from application.pricing.show_price_list import ShowPriceList
from application.reporting.gather_evidence import GatherEvidence
from application.reporting.replay_gap import CloseGap, ReplayGap
from application.reporting.report_drift import ReportDrift
from application.reporting.show_budget import ShowBudget
from application.reporting.show_gap import ShowGap
from application.reporting.show_status import ShowStatus
from application.running.after_restore import AfterRestore
from application.running.deliver_events import DeliverEvents
from application.running.follow_job import CancelJob, FollowJob
from application.running.hold_crashed import HoldCrashed
from application.running.note_crash import NoteCrash
from application.running.prune import Prune
from application.running.request_job import RequestJob
from application.running.run_due import RunDue
from application.shipping.poll_sales import PollSales
from application.shipping.read_sale import ReadSale
from application.shipping.receive_notice import ReceiveNotice


@dataclass(frozen=True, slots=True, kw_only=True)
class UseCases:
    """What entrypoints receive; plain reads go through `work`."""

    work: Work
    connect_account: ConnectAccount
    disconnect_account: DisconnectAccount
    doubt_connection: DoubtConnection
    change_sale_options: ChangeSaleOptions
    preview_sale_options: PreviewSaleOptions
    approve_order: ApproveOrder
    preview_order: PreviewOrder
    preview_sample: PreviewSample
    retry_orders: RetryOrders
    link_order: LinkOrder
    ignore_order: IgnoreOrder
    sale_links: SaleLinks
    issue_token: IssueToken
    check_token: CheckToken
    revoke_token: RevokeToken
    place_order: PlaceOrder
    fill_mirror: FillMirror
    close_sweep: CloseSweep
    read_books: ReadBooks
    catalogue_changed: CatalogueChanged
    import_contacts: ImportContacts
    import_products: ImportProducts
    find_contact: FindContact
    choose_contact: ChooseContact
    explain_price: ExplainPrice
    show_price_list: ShowPriceList
    request_job: RequestJob
    follow_job: FollowJob
    cancel_job: CancelJob
    report_drift: ReportDrift
    gather_evidence: GatherEvidence
    show_budget: ShowBudget
    show_gap: ShowGap
    replay_gap: ReplayGap
    close_gap: CloseGap
    show_status: ShowStatus
    deliver_events: DeliverEvents
    poll_sales: PollSales
    read_sale: ReadSale
    watch_notices: WatchNotices
    receive_notice: ReceiveNotice
    run_due: RunDue
    hold_crashed: HoldCrashed
    note_crash: NoteCrash
    prune: Prune
    after_restore: AfterRestore


def handlers(use_cases: UseCases) -> Mapping[Task, Handler]:
    """Answer what runs each task; a task without a handler fails a test."""
    return {
        Task.PLACE_ORDER: use_cases.place_order,
        Task.FILL_MIRROR: use_cases.fill_mirror,
        Task.DELIVER_EVENTS: use_cases.deliver_events,
        Task.CLOSE_SWEEP: use_cases.close_sweep,
        Task.READ_BOOKS: use_cases.read_books,
        Task.CATALOGUE_CHANGED: use_cases.catalogue_changed,
        Task.POLL_SALES: use_cases.poll_sales,
        Task.READ_SALE: use_cases.read_sale,
        Task.WATCH_NOTICES: use_cases.watch_notices,
        Task.PRUNE: use_cases.prune,
        Task.DOUBT_CONNECTION: use_cases.doubt_connection,
        Task.CLOSE_GAP: use_cases.close_gap,
    }
