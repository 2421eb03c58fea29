"""What adapters report while they work: each thing becomes a line of the log and a number.

Source: architecture §15. The core does neither: it does not know that anybody looks.
"""

from typing import Final

from application.ports.clock import Clock
from application.ports.storage.jobs import Job, JobState
from application.ports.storage.publishing import Notice
from application.ports.storefront import Answer, Reception, Storefront
from domain.call_budget import Lane
from domain.events import Evidence, OrderPartlyShipped, OrderShipped
from domain.order import Order, OrderState
from entrypoints import logs
from entrypoints.instruments import Instruments

MADE = "ok"
UNCLEAR = "unclear"
VOIDS = "DELETE sale"

ODD = (UNCLEAR, "unexpected_reply")
"""Outcomes that deserve a look by themselves; what others mean, the order or pass that they happened to says."""


ENDED: Final = {
    JobState.DONE: logs.JOB_FINISHED,
    JobState.FAILED: logs.JOB_FAILED,
    JobState.CANCELLED: logs.JOB_CANCELLED,
}
"""What is logged of a job that came to this end."""


class Observer:
    """Hears of calls to Cin7, of steps of orders and of jobs, and of work that is late or was taken over.

    Shape: fulfils what `adapters.cin7_core`, `adapters.sql`, `adapters.tasks` and the order ledger ask of a watcher.
    """

    def __init__(self, instruments: Instruments) -> None:
        self._instruments = instruments

    def holds(self, secret: str) -> None:
        """Hear of a secret that this task or request works with."""
        logs.conceal(secret)

    def called(self, call: str, lane: Lane, *, outcome: str, status: int | None, seconds: float, detail: str) -> None:
        """Hear how one call went; reads that went well are for whoever debugs."""
        self._instruments.cin7_calls.labels(call, outcome, lane.name.lower()).inc()
        self._instruments.cin7_call_seconds.labels(call).observe(seconds)
        if outcome == UNCLEAR:
            self._instruments.unclear.inc()
        if (call, outcome) == (VOIDS, MADE):
            self._instruments.duplicates.labels("empty").inc()
        is_quiet = outcome == MADE and call.startswith("GET ")
        told = logs.warning if outcome in ODD else logs.debug if is_quiet else logs.info
        said = {"detail": detail} if detail else {}
        told(
            logs.CIN7_CALL,
            call=call,
            lane=lane.name.lower(),
            outcome=outcome,
            status=status,
            ms=round(seconds * 1000, 1),
            **said,
        )

    def waited(self, lane: Lane, seconds: float) -> None:
        """Hear how long a call waited for the budget."""
        self._instruments.budget_wait.labels(lane.name.lower()).observe(seconds)

    def blocked(self, why: str, seconds: float) -> None:
        """Hear that a key is left alone for a while."""
        self._instruments.budget_blocked.labels(why).inc()
        logs.warning(logs.CIN7_THROTTLED, why=why, seconds=round(seconds, 1))

    def stepped(self, before: Order | None, after: Order, evidence: tuple[Evidence, ...]) -> None:
        """Hear of one step of an order; where it stands at the end of its task is told then."""
        if after.attempt:
            logs.go_on(attempt=after.attempt.number)
        about = {"sale": after.sale.number} if after.sale else {}
        if after.state is OrderState.CREATING and (before is None or before.state is not OrderState.CREATING):
            logs.info(logs.ORDER_CLAIMED, until=after.next_attempt_at, **about)
        elif after.state is OrderState.CREATING and before and before.sale is None and after.sale:
            logs.info(logs.ORDER_OPENED, **about)
        for piece in evidence:
            if piece.kind == "looked":
                logs.info(logs.ORDER_LOOKED, verdict=piece.document["verdict"], **about)

    def stored(self, job: Job, *, is_new: bool) -> None:
        """Hear of a job that was started, got further, or ended."""
        about = {"supplier": job.supplier, "job": job.id, "kind": job.kind, "done": job.done, "total": job.total}
        if job.state is not JobState.RUNNING:
            told = logs.warning if job.state is JobState.FAILED else logs.info
            told(ENDED[job.state], error=job.error, **about)
        elif is_new:
            logs.info(logs.JOB_STARTED, what=list(job.what), actor=job.actor, **about)
        elif job.done:
            logs.info(logs.JOB_PAGE, **about)

    def late(self, seconds: float) -> None:
        """Hear that the minute's tick began late."""
        logs.warning(logs.TICK_LATE, seconds=round(seconds, 1))

    def adopted(self, executor: str, tasks: int) -> None:
        """Hear that the work of a dead process was taken over."""
        self._instruments.adopted.inc(tasks)
        logs.warning(logs.TASK_ADOPTED, executor=executor, tasks=tasks)


def watched(storefront: Storefront | None, instruments: Instruments, clock: Clock) -> Storefront | None:
    """Answer Upstock with somebody who watches, where there is one."""
    return storefront and WatchedStorefront(storefront, instruments=instruments, clock=clock)


class WatchedStorefront(Storefront):
    """Upstock, with every delivery logged and counted on its way."""

    def __init__(self, storefront: Storefront, *, instruments: Instruments, clock: Clock) -> None:
        self._storefront, self._instruments, self._clock = storefront, instruments, clock

    def deliver(self, notice: Notice) -> Answer:
        """Tell it once, and say how it was taken."""
        answer = self._storefront.deliver(notice)
        event, outcome = notice.event, answer.reception.value
        self._instruments.deliveries.labels(event.type, outcome).inc()
        about = {"supplier": notice.supplier, "event_id": notice.id, "type": event.type, "subject": event.subject}
        if answer.reception is not Reception.HEARD:
            logs.warning(logs.EVENT_REFUSED, outcome=outcome, detail=answer.detail, **about)
            return answer
        if isinstance(event, OrderShipped | OrderPartlyShipped):
            self._instruments.shipment_lag.observe((self._clock.now() - notice.at).total_seconds())
        told = logs.info if event.goes_first else logs.debug  # catalogues are told by the hundred thousand
        told(logs.EVENT_DELIVERED, **about)
        return answer
