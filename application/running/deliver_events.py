"""The outbox on its way to Upstock."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from application.ports.clock import Clock
from application.ports.storage.publishing import Failure, Head, Silence
from application.ports.storage.unit_of_work import UnitOfWork, Work
from application.ports.storefront import Answer, Reception, Storefront
from application.telling import Teller
from domain.identifiers import SupplierId

EVENTS: Final = 200
TIME: Final = timedelta(seconds=20)
IN_VAIN: Final = 3  # different events in a row that nobody heard: then it is not their fault
FIRST_WAIT: Final = timedelta(seconds=5)
LONGEST_WAIT: Final = timedelta(hours=1)
LONGEST_SILENCE: Final = timedelta(minutes=1)


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

    def is_over(self, now: datetime) -> bool:
        return self.events >= EVENTS or now >= self.ends_at


class DeliverEvents:
    """Tells one event after another; what came of each is a commit of its own, and nothing is open while it calls.

    Source: B2, B18; architecture §6.6, §11 (11). Orders' events go first. A subject that fails waits alone; when
    nobody hears anything the whole supplier waits, and one event a minute tries again for all. After 200 events or
    20 s the next run is enqueued with the last record, so that one supplier never keeps a worker.
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
                self._record(store, run, head, answer)
                head = self._next(store, run, head)

    def _next(self, store: UnitOfWork, run: _Run, last: Head | None = None) -> Head | None:
        """Answer what to tell next, or None once somebody else is to go on, who is then enqueued."""
        now, silence = self._clock.now(), store.outbox.silence(run.supplier)
        if silence and silence.until and silence.until > now:
            because = f"silence:{silence.until}"
            self._teller.deliver(store, run.supplier, because=because, delay=silence.until - now)
            return None
        head = store.outbox.due(run.supplier, now)
        if head and last and run.is_over(now):
            self._teller.deliver(store, run.supplier, because=f"after:{last.notice.id}:{last.tries}")
            return None
        later = None if head else store.outbox.soonest(run.supplier)
        if later and later.due_at:
            because = f"again:{later.notice.id}:{later.tries}:{later.due_at}"
            self._teller.deliver(store, run.supplier, because=because, delay=later.due_at - now)
        return head

    def _record(self, store: UnitOfWork, run: _Run, head: Head, answer: Answer) -> None:
        run.events += 1
        if answer.reception is Reception.NOT_HEARD:
            due_at = self._unheard(store, run, head, answer)
        else:
            self._listens(store, run)
            due_at = self._clock.now() + max(wait(head.tries + 1), answer.retry_after)
        if answer.reception is Reception.HEARD:
            store.outbox.delivered(head.notice.id, self._clock.now())
            return
        stopped = answer.reception is Reception.GONE
        store.outbox.failed(
            head.notice.id,
            Failure(
                at=self._clock.now(),
                outcome=answer.reception.value,
                detail=answer.detail,
                due_at=None if stopped else due_at,
            ),
        )

    def _listens(self, store: UnitOfWork, run: _Run) -> None:
        if silence := store.outbox.silence(run.supplier):
            store.outbox.end_silence(run.supplier)
            if silence.until:
                store.outbox.hasten(run.supplier, self._clock.now())

    def _unheard(self, store: UnitOfWork, run: _Run, head: Head, answer: Answer) -> datetime:
        """Answer when to try this one again; an event that fails a second time says nothing about the others."""
        now, before = self._clock.now(), store.outbox.silence(run.supplier) or Silence()
        in_vain = before.in_vain + (head.tries == 0 or before.until is not None)
        if in_vain < IN_VAIN:
            store.outbox.note_silence(run.supplier, Silence(in_vain=in_vain))
            return now + max(wait(head.tries + 1), answer.retry_after)
        until = now + max(wait(in_vain - IN_VAIN + 1, LONGEST_SILENCE), answer.retry_after)
        store.outbox.note_silence(run.supplier, Silence(in_vain=in_vain, until=until))
        return until
