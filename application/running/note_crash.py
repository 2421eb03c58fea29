"""What a failure of our own costs: the piece of work that failed, and nothing beside it."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from application.catalogue.passes import Passes
from application.jobs.steps import fail_jobs_after_poll
from application.ports.clock import Clock
from application.ports.errors import Unavailable, UnexpectedReply
from application.ports.storage.due import Chore
from application.ports.storage.mirror import RunOutcome
from application.ports.storage.publishing import Failure
from application.ports.storage.unit_of_work import LostRace, UnitOfWork, Work
from application.ports.tasks import Task
from application.shipping.sale_reads import SaleReads
from application.telling import Teller
from domain.alarms import Alarm, AlarmKind
from domain.attempt import Patience
from domain.identifiers import SupplierId
from domain.order import OrderKey

CRASHES = 10
"""How often in a row the same step is tried: then its pass ends, and its document is read once an hour."""

DIED = "the process ended"
SELDOM = timedelta(hours=1)
"""When sales are polled again after that ended the process."""

_PASSES = (Task.FILL_MIRROR, Task.CLOSE_SWEEP)


class NoteCrash:
    """Puts off what crashed, longer each time, and raises an alarm, which ends when the same work succeeds.

    Source: B13, B18; architecture §6.5, "a poison task". Nothing is given up that an order or an event depends on;
    orders themselves are held by `HoldCrashed`.
    """

    def __init__(
        self, *, work: Work, passes: Passes, reads: SaleReads, teller: Teller, clock: Clock, patience: Patience
    ) -> None:
        self._work, self._passes, self._reads, self._teller = work, passes, reads, teller
        self._clock, self._patience = clock, patience
        self._put_off: Mapping[Task, Callable[[UnitOfWork, str, str], None]] = {
            Task.FILL_MIRROR: self._pass,
            Task.CLOSE_SWEEP: self._pass,
            Task.READ_SALE: self._reading,
            Task.DELIVER_EVENTS: self._delivery,
            Task.POLL_SALES: self._poll,
        }

    def __call__(self, task: Task, subject: str, error: str, reference: str) -> None:
        """Note one crash; `error` names its kind and holds no data."""
        detail = f"The connector itself failed ({error}); the reference in its log is {reference}."
        try:
            with self._work() as store:
                supplier, about = _place(store, task, subject)
                if supplier is None:
                    return
                if task in self._put_off:
                    self._put_off[task](store, subject, detail)
                alarm = Alarm(kind=AlarmKind.CONNECTOR_FAILED, subject=about, detail=detail)
                store.alarms.settle(supplier, [about], [alarm], self._clock.now())
        except LostRace:  # it went on or was ended this instant
            return

    def died(self, task: Task, subject: str, reference: str) -> None:
        """Note that a process ended, again, with this work in hand. Source: B18."""
        self(task, subject, DIED, reference)
        if task is Task.POLL_SALES:  # nothing else puts it off: it comes with the account's turn
            with self._work() as store:
                store.due.move(SupplierId(subject), Chore.SHIPMENTS, self._clock.now() + SELDOM)

    def over(self, task: Task, subject: str) -> None:
        """Note a success: whatever was wrong with this work is over."""
        with self._work() as store:
            supplier, about = _place(store, task, subject)
            if supplier and about in store.alarms.open_subjects(supplier, about):
                store.alarms.settle(supplier, [about], [], self._clock.now())

    def _pass(self, store: UnitOfWork, subject: str, detail: str) -> None:
        run = store.stream_runs.get(subject)
        if run is None or run.finished_at:
            return
        if run.failures + 1 < CRASHES:
            self._passes.put_off(store, run, Unavailable(detail))
        else:  # the next one begins by itself at its time
            self._passes.end(store, run, RunOutcome.FAILED, detail)

    def _reading(self, store: UnitOfWork, subject: str, detail: str) -> None:
        watch = store.shipping.watch(OrderKey.parse(subject))
        if watch.due_at is not None:
            seldom = watch.tries + 1 >= CRASHES
            self._reads.put_off(store, watch, UnexpectedReply(detail) if seldom else Unavailable(detail))

    def _delivery(self, store: UnitOfWork, subject: str, detail: str) -> None:
        """Let the event that was in hand wait alone, and everything else be told."""
        supplier, now = SupplierId(subject), self._clock.now()
        head = store.outbox.due(supplier, now)
        if head:
            due_at = now + self._patience.pause(head.tries, head.notice.id)
            failure = Failure(at=now, outcome="crashed", detail=detail, due_at=due_at)
            store.outbox.failed(head.notice.id, failure)
            self._teller.deliver(store, supplier, because=f"crashed:{head.notice.id}:{head.tries}")

    def _poll(self, store: UnitOfWork, subject: str, detail: str) -> None:
        fail_jobs_after_poll(store, SupplierId(subject), self._clock.now(), detail)


def _place(store: UnitOfWork, task: Task, subject: str) -> tuple[SupplierId | None, str]:
    """Answer whose work it is, None when nobody's any more or everybody's, and what an alarm about it is about."""
    if task is Task.PRUNE:
        return None, ""
    if task in _PASSES:
        run = store.stream_runs.get(subject)
        return (run.supplier, f"task:{task.value}:{run.stream.value}") if run else (None, "")
    if task is Task.READ_SALE:
        key = OrderKey.parse(subject)
        return key.supplier, f"task:{task.value}:{key.number}"
    return SupplierId(subject), f"task:{task.value}"
