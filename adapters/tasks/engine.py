"""The task engine on DBOS: tasks are rows beside ours, stored in the caller's transaction."""

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import uuid4

import sqlalchemy as sa
from dbos import DBOS, DBOSClient, DBOSPortableJSONSerializer, EnqueueOptions

from adapters.tasks import CrashHook, LateHook, OrphanHook, in_time, taken_up_again
from adapters.tasks.executor import NAME, Executor
from adapters.tasks.orphans import Orphans
from adapters.tasks.ownership import Ownership
from adapters.tasks.pulse import pulse_of
from adapters.tasks.queues import PLACE
from adapters.tasks.retention import forget_finished
from adapters.tasks.workflows import TICK, Workflows
from application.ports.storage.unit_of_work import StorageUnavailable, UnitOfWork
from application.ports.tasks import Handler, Pulse, Task, TaskEngine

SILENCE: Final = timedelta(minutes=3)  # without a tick: the engine counts as stuck

_logger = logging.getLogger(__name__)


class DbosTaskEngine(TaskEngine):
    """Enqueues anywhere, through a client that costs nothing; runs tasks through an Executor."""

    def __init__(
        self,
        engine: sa.Engine,
        *,
        ownership: Ownership,
        on_crash: CrashHook,
        on_late: LateHook = in_time,
        on_orphan: OrphanHook = taken_up_again,
    ) -> None:
        # where nobody handles its log, DBOS prints it to the console, past everybody's redaction
        logging.getLogger("dbos").addHandler(logging.NullHandler())
        self._engine = engine
        self._ownership = ownership
        self._on_crash, self._on_late, self._on_orphan = on_crash, on_late, on_orphan
        self._executor: Executor | None = None
        self._client = DBOSClient(
            system_database_engine=engine,
            application_name=NAME,
            serializer=DBOSPortableJSONSerializer(),  # the default, pickle, runs what it reads
            lazy=True,
            retry_connection_errors=False,
        )

    def prepare(self) -> None:
        """Create the engine's tables or bring them up to date; nothing else ever does."""
        DBOS.migrate(self._engine.url.render_as_string(hide_password=False))

    def enqueue(
        self, work: UnitOfWork, task: Task, *, account: str, key: str, subject: str, delay: timedelta = timedelta(0)
    ) -> None:
        """Insert the task's row in the transaction of `work`."""
        if not isinstance(work.transaction, sa.Connection):
            raise TypeError(f"{type(work).__name__}.transaction is no SQL connection, but tasks are stored with SQL")
        self._store(work.transaction, task, account=account, key=key, subject=subject, delay=delay)

    def run(self, handlers: Mapping[Task, Handler], every_minute: Callable[[], None]) -> None:
        """Work on threads of our own, alone on a SQLite file and beside others on PostgreSQL.

        Raises: ExecutorTaken when another process has the file; ValueError when a task has no handler.
        """
        chores = {"every minute": every_minute, "forgetting finished tasks": lambda: forget_finished(self._client)}
        workflows = Workflows(handlers, every_minute=chores, on_crash=self._on_crash, on_late=self._on_late)
        orphans = Orphans(self._client, self._on_orphan)
        executor = Executor(
            self._engine, self._client, ownership=self._ownership, workflows=workflows, sort_out=orphans.sort_out
        )
        executor.start()
        self._executor = executor

    def stop(self) -> None:
        """Stop the executor; enqueuing goes on working."""
        if self._executor is not None:
            self._executor.stop()
            self._executor = None

    def healthy(self) -> str | None:
        """Store a task and take it back; where tasks run, ask also when the engine last did anything.

        The answer is shown to strangers, so what the database said is in the log alone.
        """
        try:
            with self._engine.connect() as transaction:
                probe = f"probe:{uuid4()}"
                self._store(transaction, Task.PLACE_ORDER, account=probe, key=probe, subject=probe, delay=timedelta(0))
                transaction.rollback()
            return None if self._executor is None else self._executor.trouble or self._silence(self._executor)
        except sa.exc.SQLAlchemyError as refused:
            return _why_not_stored(refused)

    def pulse(self) -> Pulse:
        """Answer how the work goes, read from the engine's own table. Raises: StorageUnavailable."""
        try:
            return pulse_of(self._engine)
        except sa.exc.SQLAlchemyError as refused:
            raise StorageUnavailable(_why_not_stored(refused)) from refused

    def _silence(self, executor: Executor) -> str | None:
        since = datetime.now(UTC) - SILENCE
        if executor.launched_at > since:
            return None
        ticks = self._client.list_workflows(
            name=TICK,
            start_time=since.isoformat(),
            dequeued_after=since.isoformat(),
            limit=1,
            load_input=False,
            load_output=False,
        )
        return None if ticks else "the task engine has started nothing for three minutes: restart this process"

    def _store(
        self, transaction: sa.Connection, task: Task, *, account: str, key: str, subject: str, delay: timedelta
    ) -> None:
        options = EnqueueOptions(
            workflow_name=task.value,
            queue_name=PLACE[task].queue,
            workflow_id=key,
            queue_partition_key=account,
            priority=PLACE[task].priority,
        )
        if delay > timedelta(0):
            options["delay_seconds"] = delay.total_seconds()
        self._client.enqueue_in_transaction(transaction, options, subject)


def _why_not_stored(refused: sa.exc.SQLAlchemyError) -> str:
    _logger.warning("a task could not be stored: %s", refused)
    if "workflow_status" in str(getattr(refused, "orig", "")):
        return "the task engine's tables are missing or old: run `upstock-cin7 db upgrade`"
    return f"tasks cannot be stored, because the database fails ({type(refused).__name__}): see the log"
