"""The outbox on its way to Upstock."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from application.ports.clock import Clock
from application.ports.storage.publishing import Failure, Head, Pause
from application.ports.storage.unit_of_work import UnitOfWork, Work
from application.ports.storefront import Answer, Reception, Storefront
from application.telling import Teller
from domain.identifiers import SupplierId

EVENTS: Final = 200
TIME: Final = timedelta(seconds=20)
IN_VAIN: Final = 3  # attempts in a row that nobody heard: then it is not the events' fault
FIRST_WAIT: Final = timedelta(seconds=5)
LONGEST_WAIT: Final = timedelta(hours=1)
LONGEST_PAUSE: Final = timedelta(minutes=1)


def wait(tries: int, longest: timedelta = LONGEST_WAIT) -> timedelta:
    """Answer how long to wait after so many tries in vain: five seconds, doubling. Source: architecture §6.6."""
    doublings = min(tries - 1, 20)  # more than enough to reach any longest wait, few enough to compute
    return min(FIRST_WAIT * (1 << doublings), longest)


@dataclass(slots=True)
class _Run:
    """What one run did so far."""

    supplier: SupplierId
    ends_at: datetime
    events: int = 0
    in_vain: int = 0  # in a row

    def is_over(self, now: datetime) -> bool:
        return self.events >= EVENTS or now >= self.ends_at


class DeliverEvents:
    """Tells one event after another; what came of each is a commit of its own, and nothing is open while it calls.

    Source: B2, B18; architecture §6.6, §11 (11). Orders' events go first. A subject that fails waits alone; when
    nobody hears anything the whole supplier pauses, and one event tries again for all. After 200 events or 20 s the
    next run is enqueued with the last record, so that one supplier never keeps a worker.
    """

    def __init__(self, *, work: Work, storefront: Storefront | None, teller: Teller, clock: Clock) -> None:
        self._work, self._storefront = work, storefront
        self._teller, self._clock = teller, clock

    def __call__(self, subject: str) -> None:
        """Tell what is due for the supplier of this id."""
        if self._storefront is None:  # the address was taken away after this was enqueued
            return
        run = _Run(SupplierId(subject), ends_at=self._clock.now() + TIME)
        with self._work() as store:
            head = self._next(store, run)
        while head:
            answer = self._storefront.deliver(head.notice)
            with self._work() as store:
                if answer.reception is Reception.HEARD:
                    self._heard(store, run, head)
                else:
                    self._not_heard(store, run, head, answer)
                head = self._next(store, run, head)

    def _next(self, store: UnitOfWork, run: _Run, last: Head | None = None) -> Head | None:
        """Answer what to tell next, or None once somebody else is to go on, who is then enqueued."""
        now, pause = self._clock.now(), store.outbox.pause(run.supplier)
        if pause and pause.until > now:
            self._teller.deliver(store, run.supplier, because=f"pause:{pause.until}", delay=pause.until - now)
            return None
        head = store.outbox.due(run.supplier, now)
        if head and last and run.is_over(now):
            self._teller.deliver(store, run.supplier, because=f"after:{last.notice.id}:{last.tries}")
            return None
        later = None if head else store.outbox.soonest(run.supplier)
        if later and later.due_at:
            because = f"again:{later.notice.id}:{later.tries}"
            self._teller.deliver(store, run.supplier, because=because, delay=later.due_at - now)
        return head

    def _heard(self, store: UnitOfWork, run: _Run, head: Head) -> None:
        store.outbox.delivered(head.notice.id, self._clock.now())
        self._somebody_listens(store, run)

    def _not_heard(self, store: UnitOfWork, run: _Run, head: Head, answer: Answer) -> None:
        now, gone = self._clock.now(), answer.reception is Reception.GONE
        due_at = None if gone else now + max(wait(head.tries + 1), answer.retry_after)
        failure = Failure(at=now, outcome=answer.reception.value, detail=answer.detail, due_at=due_at)
        store.outbox.failed(head.notice.id, failure)
        if answer.reception is Reception.NOT_HEARD:
            self._nobody_listens(store, run, answer)
        else:
            self._somebody_listens(store, run)

    def _somebody_listens(self, store: UnitOfWork, run: _Run) -> None:
        run.events, run.in_vain = run.events + 1, 0
        if pause := store.outbox.pause(run.supplier):
            store.outbox.end_pause(run.supplier)
            if pause.tries > 1:  # it was an outage, and no few events that fail by themselves
                store.outbox.hasten(run.supplier, self._clock.now())

    def _nobody_listens(self, store: UnitOfWork, run: _Run, answer: Answer) -> None:
        run.events, run.in_vain = run.events + 1, run.in_vain + 1
        before = store.outbox.pause(run.supplier)
        if before or run.in_vain == IN_VAIN:
            tries = before.tries + 1 if before else 1
            until = self._clock.now() + max(wait(tries, LONGEST_PAUSE), answer.retry_after)
            store.outbox.begin_pause(run.supplier, Pause(until=until, tries=tries))
