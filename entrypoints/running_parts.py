"""What goes on by the clock, put together from what the container has."""

from dataclasses import dataclass

from application.catalogue.passes import Passes
from application.connecting.doubts import Doubts
from application.ordering.compose import Compose
from application.ordering.ledger import OrderLedger
from application.ports.call_budget import CallBudget
from application.ports.clock import Clock
from application.ports.identities import NewId
from application.ports.inventory import InventoryDirectory
from application.ports.storage.unit_of_work import Work
from application.ports.storefront import Storefront
from application.ports.tasks import TaskEngine
from application.reporting.call_outlook import CallOutlooks
from application.reporting.cured_orders import CuredOrders
from application.reporting.replay_gap import CloseGap, ReplayGap
from application.reporting.report_drift import ReportDrift
from application.reporting.show_budget import ShowBudget
from application.reporting.show_gap import ShowGap
from application.reporting.show_status import ShowStatus
from application.running.after_restore import AfterRestore
from application.running.chores import DoChores
from application.running.deliver_events import DeliverEvents
from application.running.note_crash import NoteCrash
from application.running.prune import Prune
from application.running.run_due import RunDue
from application.shipping.poll_sales import PollSales
from application.shipping.read_sale import ReadSale
from application.shipping.receive_notice import ReceiveNotice
from application.shipping.sale_reads import SaleReads
from application.telling import Teller
from application.turns import Turns
from domain.attempt import Patience
from domain.retention import Periods


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningParts:
    """Those of the use cases that begin by themselves, and what they find; each field is one of `UseCases`."""

    note_crash: NoteCrash
    poll_sales: PollSales
    read_sale: ReadSale
    receive_notice: ReceiveNotice
    prune: Prune
    after_restore: AfterRestore
    report_drift: ReportDrift
    show_gap: ShowGap
    replay_gap: ReplayGap
    close_gap: CloseGap
    show_budget: ShowBudget
    show_status: ShowStatus
    deliver_events: DeliverEvents
    run_due: RunDue


def running_parts(  # noqa: PLR0913 -- what a composition is made of is named, not bundled
    *,
    work: Work,
    compose: Compose,
    new_id: NewId,
    directory: InventoryDirectory,
    ledger: OrderLedger,
    passes: Passes,
    tasks: TaskEngine,
    teller: Teller,
    clock: Clock,
    patience: Patience,
    public_url: str,
    periods: Periods,
    doubts: Doubts,
    storefront: Storefront | None,
    budget: CallBudget,
    chunk: int,
) -> RunningParts:
    """Put together what the minute's tick begins; `chunk` is how much one transaction begins or removes at most."""
    reads = SaleReads(tasks=tasks, clock=clock, patience=patience)
    turns = Turns(tasks=tasks, public_url=public_url)
    chores = DoChores(work=work, passes=passes, reads=reads, turns=turns, clock=clock, chunk=chunk)
    cured = CuredOrders(work=work, compose=compose)
    outlooks = CallOutlooks(work=work, budget=budget, clock=clock)
    return RunningParts(
        note_crash=NoteCrash(work=work, passes=passes, reads=reads, teller=teller, clock=clock, patience=patience),
        poll_sales=PollSales(work=work, directory=directory, reads=reads, tasks=tasks, clock=clock),
        read_sale=ReadSale(work=work, directory=directory, ledger=ledger, reads=reads, clock=clock),
        receive_notice=ReceiveNotice(work=work, directory=directory, reads=reads, clock=clock),
        after_restore=AfterRestore(work=work, reads=reads, clock=clock, chunk=chunk),
        prune=Prune(work=work, tasks=tasks, clock=clock, periods=periods, chunk=chunk),
        show_budget=ShowBudget(work=work, outlooks=outlooks),
        show_status=ShowStatus(work=work, tasks=tasks, outlooks=outlooks, clock=clock),
        report_drift=ReportDrift(work=work, clock=clock),
        show_gap=ShowGap(work=work, cured=cured),
        replay_gap=ReplayGap(work=work, cured=cured, tasks=tasks, clock=clock, new_id=new_id),
        close_gap=CloseGap(work=work, cured=cured, ledger=ledger, teller=teller, tasks=tasks, clock=clock),
        deliver_events=DeliverEvents(work=work, storefront=storefront, teller=teller, clock=clock),
        run_due=RunDue(
            work=work,
            ledger=ledger,
            passes=passes,
            teller=teller,
            others=(doubts.take_up, chores),
            clock=clock,
        ),
    )
