"""Tasks as they run: whose they are, what came of them, how long they took; use cases themselves write no log.

Source: architecture §15.
"""

import time
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from application.ports.storage.mirror import RunOutcome, StreamRun
from application.ports.tasks import Handler, Task
from application.use_cases import UseCases, handlers
from domain.connection import Connection
from domain.identifiers import SupplierId
from domain.order import Order, OrderKey, OrderState
from domain.shipment import Concern
from entrypoints import logs
from entrypoints.instruments import Instruments

STOOD: Final = {
    OrderState.CREATED: logs.ORDER_PLACED,
    OrderState.HELD: logs.ORDER_HELD,
    OrderState.WAITING: logs.ORDER_WAITING,
    OrderState.CHECKING: logs.ORDER_UNCLEAR,
}
"""What is logged when a step of an order left it in this state."""

MOVED: Final = {
    OrderState.PARTLY_SHIPPED: logs.ORDER_PARTLY_SHIPPED,
    OrderState.SHIPPED: logs.ORDER_SHIPPED,
    OrderState.VOIDED: logs.ORDER_VOIDED,
}
"""What is logged when the reading of a sale brought its order into this state."""

ABOUT_AN_ORDER: Final = (Task.PLACE_ORDER, Task.READ_SALE)
ABOUT_A_PASS: Final = (Task.FILL_MIRROR, Task.CLOSE_SWEEP)


class Steps:
    """The handlers of all tasks, watched."""

    def __init__(self, use_cases: UseCases, instruments: Instruments) -> None:
        self._use_cases, self._instruments = use_cases, instruments

    def handlers(self) -> Mapping[Task, Handler]:
        """Answer what runs each task."""
        known = handlers(self._use_cases)
        watched = {
            **dict.fromkeys(ABOUT_AN_ORDER, self._with_order),
            **dict.fromkeys(ABOUT_A_PASS, self._with_pass),
            Task.WATCH_NOTICES: self._with_notices,
            Task.DOUBT_CONNECTION: self._with_doubt,
        }
        return {task: self._timed(task, watched.get(task, _with_supplier), run) for task, run in known.items()}

    def _timed(self, task: Task, run: "Callable[[Task, Handler, str], None]", handler: Handler) -> Handler:
        def step(subject: str) -> None:
            began, outcome = time.perf_counter(), "crashed"
            try:
                run(task, handler, subject)
                outcome = "done"
            finally:
                self._instruments.tasks.labels(task.value, outcome).inc()
                self._instruments.task_seconds.labels(task.value).observe(time.perf_counter() - began)

        return step

    def _with_order(self, task: Task, handler: Handler, subject: str) -> None:
        key = OrderKey.parse(subject)
        logs.during(task=task.value, supplier=key.supplier, order=key.number)
        before = self._order(key)
        if before and before.attempt:
            logs.go_on(attempt=before.attempt.number)
        handler(subject)
        after = self._order(key)
        if before and after and after != before:
            self._tell(before, after)

    def _order(self, key: OrderKey) -> Order | None:
        with self._use_cases.work() as store:
            return store.orders.get(key)

    def _tell(self, before: Order, after: Order) -> None:
        event = MOVED.get(after.state) if after.state is not before.state else None
        event = event or (STOOD.get(after.state) if before.created_at is None else None)
        if event:
            logs.info(
                event,
                supplier=after.key.supplier,
                order=after.key.number,
                attempt=len(after.attempts),
                sale=after.sale.number if after.sale else "",
                problems=[problem.code for problem in after.problems],
            )
        if after.created_at and before.created_at is None:
            self._count_placed(after, after.created_at)
        if _has_rival(after) and not _has_rival(before):
            self._instruments.duplicates.labels("full").inc()
            logs.warning(logs.CIN7_DUPLICATE, sale=after.sale.number if after.sale else "")

    def _count_placed(self, order: Order, created_at: datetime) -> None:
        self._instruments.order_seconds.observe((created_at - order.accepted_at).total_seconds())
        with self._use_cases.work() as store:
            evidence = store.evidence.of(order.key)
        self._instruments.calls_per_order.observe(sum(piece.kind == "exchange" for piece in evidence))
        if order.totals and order.totals.cause:
            self._instruments.total_differences.labels(order.totals.cause).inc()

    def _with_pass(self, task: Task, handler: Handler, subject: str) -> None:
        before = self._pass(subject)
        if before:
            logs.during(task=task.value, supplier=before.supplier, stream=before.stream.value)
        handler(subject)
        after = self._pass(subject)
        if before and after and after != before:
            if before.batch == 0 and before.tries == 0:
                logs.info(logs.STREAM_STARTED, mode=after.mode.value)
            _tell_pass(after)

    def _pass(self, run_id: str) -> StreamRun | None:
        with self._use_cases.work() as store:
            return store.stream_runs.get(run_id)

    def _with_notices(self, task: Task, handler: Handler, subject: str) -> None:
        _with_supplier(task, handler, subject)
        with self._use_cases.work() as store:
            known = store.subscriptions.get(SupplierId(subject))
        if known and known.checked_at:
            told = logs.warning if known.warning else logs.info
            told(logs.NOTICES_WATCHED, supplier=subject, state=known.state.value, detail=known.warning)

    def _with_doubt(self, task: Task, handler: Handler, subject: str) -> None:
        before = self._connection(subject)
        _with_supplier(task, handler, subject)
        after = self._connection(subject)
        if before is None or after is None or before.doubt is None or before.version == after.version:
            return
        if after.loss:
            logs.warning(logs.CONNECTION_LOST, supplier=subject, because=after.loss.said)
        else:
            goes_on = after.doubt is not None
            logs.warning(logs.CONNECTION_DOUBTED, supplier=subject, because=before.doubt.said, goes_on=goes_on)

    def _connection(self, subject: str) -> Connection | None:
        with self._use_cases.work() as store:
            return store.connections.get(SupplierId(subject))


def _with_supplier(task: Task, handler: Handler, subject: str) -> None:
    logs.during(task=task.value, supplier=subject)
    handler(subject)


def _tell_pass(run: StreamRun) -> None:
    if run.finished_at is None:
        if run.job and not run.error:
            logs.info(logs.JOB_PAGE, job=run.job, done=run.done, total=run.total)
        logs.info(logs.STREAM_BATCH, done=run.done, total=run.total, error=run.error)
        return
    is_odd = run.outcome is RunOutcome.SUSPICIOUS
    told = logs.warning if is_odd or run.outcome is RunOutcome.FAILED else logs.info
    told(
        logs.STREAM_SUSPICIOUS if is_odd else logs.STREAM_FINISHED,
        outcome=run.outcome.value if run.outcome else "",
        done=run.done,
        changed=run.changed,
        gone=run.gone,
        error=run.error,
    )


def _has_rival(order: Order) -> bool:
    """Answer whether another sale with its key holds goods, which a person has to look at. Source: B2."""
    is_held = any(problem.code == "several_sales" for problem in order.problems)
    return is_held or order.shipment.concern is Concern.SEVERAL_SALES
