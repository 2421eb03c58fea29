"""Beginning a pass over a stream, taking it on, putting it off and ending it: always within the caller's commit."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from application.jobs.steps import end_jobs_after
from application.ports.clock import Clock
from application.ports.errors import BudgetSpent, NotSent, Unavailable
from application.ports.identities import NewId
from application.ports.storage.mirror import Mode, RunOutcome, Stream, StreamCursor, StreamRun
from application.ports.storage.unit_of_work import AlreadyStored, UnitOfWork
from application.ports.tasks import Task, TaskEngine
from domain.attempt import Patience
from domain.identifiers import SupplierId

OVERLAP: Final = timedelta(minutes=5)
"""How much of what was read before is read again: clocks need not agree, and what changes meanwhile comes again."""


class Passes:
    """The only way a pass is stored, so that no change forgets its task, its cursor, its jobs or what follows it.

    Source: R8, R9; architecture §10.3.
    """

    def __init__(self, *, tasks: TaskEngine, clock: Clock, patience: Patience, new_id: NewId) -> None:
        self._tasks, self._clock, self._patience, self._new_id = tasks, clock, patience, new_id

    def begin(
        self, store: UnitOfWork, supplier: SupplierId, stream: Stream, mode: Mode, *, job: str | None = None
    ) -> StreamRun:
        """Start a pass, or answer the one that is under way, which is joined whatever its mode.

        What was never read to its end is read as a sweep.
        """
        cursor, now = store.stream_runs.cursor(supplier, stream), self._clock.now()
        everything = mode is Mode.SWEEP or cursor is None
        run = StreamRun(
            id=self._new_id(),
            supplier=supplier,
            stream=stream,
            started_at=now,
            mode=Mode.SWEEP if everything else Mode.INCREMENTAL,
            job=job,
            changed_since=None if cursor is None or everything else cursor.changed_since,
            next_attempt_at=now,
        )
        while True:
            try:
                store.stream_runs.add(run)
            except AlreadyStored:
                if under_way := store.stream_runs.open(supplier, stream):
                    return under_way
            else:
                store.hints.answer(supplier, stream, now)
                self._enqueue(store, run)
                return run

    def resume(self, store: UnitOfWork, run: StreamRun) -> None:
        """Enqueue a pass whose task was lost. Source: architecture §10.8. Raises: LostRace."""
        again = replace(run, next_attempt_at=self._clock.now(), tries=run.tries + 1)
        store.stream_runs.save(again)
        self._enqueue(store, again)

    def go_on(self, store: UnitOfWork, run: StreamRun, *, in_a_new_task: bool) -> StreamRun:
        """Store what a step achieved, and have the next one done. Raises: LostRace."""
        further = replace(run, batch=run.batch + 1, failures=0, error="", next_attempt_at=self._clock.now())
        store.stream_runs.save(further)
        if in_a_new_task:
            self._enqueue(store, further)
        return further

    def put_off(self, store: UnitOfWork, run: StreamRun, error: NotSent | Unavailable) -> None:
        """Try the same step again later, and say why unless it only waits for its turn. Raises: LostRace."""
        is_turn = isinstance(error, BudgetSpent)
        pause = timedelta(0) if is_turn else self._patience.pause(run.failures, run.id)
        later = replace(
            run,
            tries=run.tries + 1,
            failures=run.failures if is_turn else run.failures + 1,
            next_attempt_at=self._clock.now() + max(error.retry_after, pause),
            error=run.error if is_turn else error.detail,
        )
        store.stream_runs.save(later)
        self._enqueue(store, later)

    def end(self, store: UnitOfWork, run: StreamRun, outcome: RunOutcome, error: str = "") -> None:
        """End a pass, move the cursor when everything was read, and end the jobs that waited for it last.

        Raises: LostRace.
        """
        jobs, now = store.jobs.running(run.supplier), self._clock.now()
        ended = replace(
            run,
            batch=run.batch + 1,
            failures=0,
            finished_at=now,
            outcome=outcome,
            next_attempt_at=None,
            error=error,
        )
        store.stream_runs.save(ended)
        if run.asked_at and outcome in (RunOutcome.DONE, RunOutcome.SUSPICIOUS):
            was_sweep = run.mode is Mode.SWEEP and outcome is RunOutcome.DONE
            since = run.asked_at - OVERLAP
            store.stream_runs.move_cursor(
                StreamCursor(
                    supplier=run.supplier,
                    stream=run.stream,
                    changed_since=since,
                    swept_at=run.started_at if was_sweep else None,
                )
            )
        self._follow_up(store, ended)
        end_jobs_after(store, jobs, ended, now)

    def _follow_up(self, store: UnitOfWork, run: StreamRun) -> None:
        """Have everything done that follows a change, also one that a single look-up found in between."""
        until = store.mirror.followed_until(run.supplier)
        if run.changed or run.gone or store.mirror.has_changed(run.supplier, run.stream, until):
            self._tasks.enqueue(
                store,
                Task.CATALOGUE_CHANGED,
                account=run.supplier,
                key=f"changed:{run.id}",
                subject=run.supplier,
            )

    def _enqueue(self, store: UnitOfWork, run: StreamRun) -> None:
        now = self._clock.now()
        self._tasks.enqueue(
            store,
            Task.CLOSE_SWEEP if run.is_closing else Task.FILL_MIRROR,
            account=run.supplier,
            key=f"fill:{run.id}:{run.batch}:{run.tries}",
            subject=run.id,
            delay=max(run.next_attempt_at or now, now) - now,
        )
