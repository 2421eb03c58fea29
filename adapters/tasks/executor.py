"""One process's share of the work: claiming while it owns the right to, starting again when it lost that right."""

import logging
import threading
from datetime import UTC, datetime
from typing import ClassVar, Final

import sqlalchemy as sa
from dbos import DBOS, DBOSClient, DBOSConfig, DBOSPortableJSONSerializer

from adapters.tasks.coming_to_rest import comes_to_rest
from adapters.tasks.ownership import Ownership, OwnershipLost, SortOut, leave_all
from adapters.tasks.queues import QUEUES
from adapters.tasks.roll_call import RollCall
from adapters.tasks.workflows import TICK, Workflows

NAME: Final = "upstock-cin7"
# Of the shape of our workflows, not of the program. By default it would be a hash of the source, and what an
# older release left running would be neither adopted nor finished.
VERSION: Final = "1"
PATIENCE: Final = 20  # seconds for what is in hand to finish
TEND_EVERY: Final = 2.0  # seconds
FORGOTTEN_AFTER: Final = 30.0  # seconds in which work that is stored as running was not in hand

_logger = logging.getLogger(__name__)


class Executor:
    """Claims and runs tasks from `start` to `stop`; at most one in a process, since DBOS is one per process."""

    _running: ClassVar["Executor | None"] = None

    def __init__(  # noqa: PLR0913 -- what it is made of is named, not bundled
        self,
        engine: sa.Engine,
        client: DBOSClient,
        *,
        ownership: Ownership,
        workflows: Workflows,
        sort_out: SortOut = leave_all,
        patience: int = PATIENCE,
        forgotten_after: float = FORGOTTEN_AFTER,
    ) -> None:
        self.database = repr(engine.url)  # without its password
        self._engine = engine
        self._client = client
        self._ownership = ownership
        self._workflows, self._sort_out = workflows, sort_out
        self._patience = patience
        self._roll_call = RollCall(client, workflows, every=forgotten_after)
        self._executor_id = ""
        self._dbos: DBOS | None = None
        self._stopping = threading.Event()
        self._tender = threading.Thread(target=self._tend, name="task-engine-tender", daemon=True)
        self.trouble: str | None = None
        self.launched_at = datetime.now(UTC)

    def start(self) -> None:
        """Take ownership and claim.

        Raises: ExecutorTaken when the database allows one executor and has it.
        """
        if Executor._running is not None:
            raise RuntimeError(f"this process already runs the tasks of {Executor._running.database}: stop that first")
        self._take_up()
        self._tender.start()

    def stop(self) -> None:
        """Claim nothing more and wait, but not for ever; the rest is taken up by whoever works next."""
        self._stopping.set()
        self._workflows.wait_no_longer()
        self._tender.join()
        self._lay_down()

    def _take_up(self) -> None:
        self._executor_id = self._ownership.take()
        Executor._running = self
        try:
            # before the launch, else the first second passes without them
            for name, queue in QUEUES.items():
                self._client.register_queue(
                    name,
                    partition_concurrency=1,
                    worker_concurrency=queue.workers,
                    polling_interval_sec=queue.poll_seconds,
                )
            self._client.apply_schedules([{"schedule_name": TICK, "workflow_name": TICK, "schedule": "* * * * *"}])
            self._sort_out(self._executor_id)  # launching takes up what an earlier process of this id left
            self._launch(self._executor_id)
        except BaseException:
            self._lay_down()
            raise
        self.launched_at, self.trouble = datetime.now(UTC), None

    def _launch(self, executor_id: str) -> None:
        config = DBOSConfig(
            name=NAME,
            system_database_url=self._engine.url.render_as_string(hide_password=False),
            system_database_engine=self._engine,
            application_version=VERSION,
            executor_id=executor_id,
            serializer=DBOSPortableJSONSerializer(),
            run_migrations=False,
            use_listen_notify=False,
            notification_listener_polling_interval_sec=0.1,  # for what we never use, yet stopping waits for its end
            log_level="WARNING",
        )
        self._dbos = DBOS(config=config)
        self._workflows.register()
        DBOS.launch()

    def _lay_down(self) -> None:
        if Executor._running is not self:
            return
        rests = self._dbos is not None and comes_to_rest(
            self._dbos, self._client, self._executor_id, in_hand=lambda: self._workflows.in_hand
        )
        DBOS.destroy(destroy_registry=True, workflow_completion_timeout_sec=0 if rests else self._patience)
        Executor._running, self._dbos = None, None
        if self._workflows.in_hand:
            # ownership then ends with the process, so that nobody repeats what may still be running
            running = len(self._workflows.in_hand)
            _logger.warning("%d tasks still run after %d seconds; not waiting", running, self._patience)
        else:
            self._ownership.give_back()

    def _tend(self) -> None:
        while True:
            try:
                self._ownership.tend(self._sort_out)
                self._roll_call.hold(self._executor_id)
            except OwnershipLost as lost:
                self._start_again(lost)
            except Exception as crash:  # noqa: BLE001 -- an outermost loop: reported, and tried again in two seconds
                self._workflows.report(None, "adopting the work of dead processes", crash)
            if self._stopping.wait(TEND_EVERY):
                return

    def _start_again(self, lost: OwnershipLost) -> None:
        self.trouble = str(lost)
        _logger.warning("starting again: %s (%s)", lost, lost.__cause__)
        while True:
            try:
                self._lay_down()
                self._take_up()
            except Exception as again:  # noqa: BLE001 -- whatever it was: given up, this process would stay idle for ever
                _logger.warning("cannot start again yet: %s", again)
                self.trouble = (
                    f"tasks wait until this process can start again, which failed just now ({type(again).__name__})"
                )
            else:
                return
            if self._stopping.wait(TEND_EVERY):
                return
