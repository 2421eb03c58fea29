"""One click closes the gap: what is not in Cin7 goes again, and what Upstock has not heard is told."""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from typing import Final

from application.jobs.steps import advance_job, end_job, start_job
from application.ordering.ledger import OrderLedger
from application.ports.clock import Clock
from application.ports.identities import NewId
from application.ports.storage.gap import EVENTS, ORDERS, MissingOrder
from application.ports.storage.jobs import Job, JobState
from application.ports.storage.operations import AuditEntry
from application.ports.storage.unit_of_work import LostRace, UnitOfWork, Work
from application.ports.tasks import Task, TaskEngine
from application.reporting.cured_orders import CuredOrders
from application.telling import Teller
from domain.access import Actor
from domain.identifiers import OrderNumber, SupplierId
from domain.replay import replayed

KIND: Final = "replay"
"""The kind of this job: one runs for a supplier."""

TURN: Final = timedelta(seconds=10)
"""How long one task makes orders go before the supplier's other work has its turn."""

AT_ONCE: Final = 100


class ReplayGap:
    """Asks for the gap to be closed; a second request while it is done joins the job.

    Source: B9; architecture §10.6.
    """

    def __init__(self, *, work: Work, cured: CuredOrders, tasks: TaskEngine, clock: Clock, new_id: NewId) -> None:
        self._work, self._cured, self._tasks = work, cured, tasks
        self._clock, self._new_id = clock, new_id

    def __call__(self, supplier: SupplierId, actor: Actor) -> Job:
        """Answer the job that does it; asking again has it go on, should its task have been lost."""
        now, cured = self._clock.now(), self._cured(supplier)
        with self._work() as store:
            events = sum(store.gap.unheard(supplier).values())
            asked = Job(
                id=self._new_id(),
                supplier=supplier,
                kind=KIND,
                what=(ORDERS, EVENTS),
                actor=actor.name,
                started_at=now,
                total=store.gap.count(supplier, cured) + events,
            )
            job, is_new = start_job(store, asked)
            self._tasks.enqueue(
                store,
                Task.CLOSE_GAP,
                account=supplier,
                key=f"gap:{job.id}:{self._new_id()}",
                subject=supplier,
            )
            if is_new:
                detail = f"{asked.total} orders and events"
                entry = AuditEntry(actor=actor.name, supplier=supplier, action="gap.replayed", detail=detail, at=now)
                store.audit.add(entry)
            return job


class CloseGap:
    """Makes each order of the gap go again in a commit of its own, and then every event due.

    Source: B9. Only states are set: each order looks into Cin7 before it sends, and each event keeps its id. What a
    stop leaves undone is done by the same task again, which finds what was done before it by its time.
    """

    def __init__(
        self, *, work: Work, cured: CuredOrders, ledger: OrderLedger, teller: Teller, tasks: TaskEngine, clock: Clock
    ) -> None:
        self._work, self._cured, self._ledger = work, cured, ledger
        self._teller, self._tasks, self._clock = teller, tasks, clock

    def __call__(self, subject: str) -> None:
        """Take the supplier's replay further, if one runs."""
        supplier, until = SupplierId(subject), self._clock.now() + TURN
        cured = self._cured(supplier)
        with self._work() as store:
            job = _running(store, supplier)
        cursor: str | None = None
        while job:
            cursor = self._some(job, cured, cursor)
            if cursor is None:
                return self._tell(supplier)
            if self._clock.now() > until:
                return self._go_on_later(supplier)
            with self._work() as store:
                job = _running(store, supplier)
        return None

    def _some(self, job: Job, cured: Collection[OrderNumber], cursor: str | None) -> str | None:
        """Make some orders go, and answer where the next ones begin."""
        with self._work() as store:
            page = store.gap.orders(job.supplier, cured, cursor=cursor, limit=AT_ONCE)
        went = sum(self._replay(job, missing) for missing in page.items)
        with self._work() as store:
            if running := _running(store, job.supplier):
                done = running.done + went
                advance_job(store, running, done=done, total=max(running.total or 0, done))
        return page.next_cursor

    def _replay(self, job: Job, missing: MissingOrder) -> bool:
        """Make one order go again; one that somebody changes this instant is left to them."""
        try:
            with self._work() as store:
                watch, order = store.shipping.watch_to_change(missing.key), store.orders.get(missing.key)
                if order is None or order.trying_since > job.started_at:
                    return False
                after = replayed(order, self._clock.now(), absent_since=missing.absent_since)
                if after is not order:
                    self._ledger.write_in(store, after)
                    if missing.absent_since:
                        store.shipping.save_watches([replace(watch.there(), due_at=None)])
        except LostRace:
            return False
        return after is not order

    def _tell(self, supplier: SupplierId) -> None:
        now = self._clock.now()
        with self._work() as store:
            job = _running(store, supplier)
            if job is None:
                return
            store.outbox.end_silence(supplier)
            store.outbox.resume(supplier, now)
            self._teller.deliver(store, supplier, because=f"replay:{job.id}:{now.isoformat()}")
            end_job(store, replace(job, done=max(job.total or 0, job.done)), JobState.DONE, now)

    def _go_on_later(self, supplier: SupplierId) -> None:
        with self._work() as store:
            if job := _running(store, supplier):
                key = f"gap:{job.id}:{job.done}:{self._clock.now().isoformat()}"
                self._tasks.enqueue(store, Task.CLOSE_GAP, account=supplier, key=key, subject=supplier)


def _running(store: UnitOfWork, supplier: SupplierId) -> Job | None:
    return next((job for job in store.jobs.running(supplier) if job.kind == KIND), None)
