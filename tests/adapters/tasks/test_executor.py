import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from adapters.sql.engine import make_engine
from adapters.tasks import executor as executor_module
from adapters.tasks.engine import DbosTaskEngine
from adapters.tasks.executor import Executor
from adapters.tasks.file_lock import EXECUTOR_ID, ExecutorFile
from adapters.tasks.ownership import Ownership, OwnershipLost, SortOut, leave_all
from adapters.tasks.workflows import Workflows
from application.ports.tasks import ExecutorTaken, Task
from tests.contracts.task_engines import DbosRig
from tests.looking_often import OFTEN, look_often
from tests.waiting import until


class Unlucky(Ownership):
    """Is lost once, and then cannot be taken at first, for a reason that nobody thought of.

    `told` has what the executor said was wrong, each time that it was taken.
    """

    def __init__(self) -> None:
        self.lost, self.taken = False, 0
        self.told: list[str | None] = []
        self.trouble: Callable[[], str | None] = lambda: None

    def take(self) -> str:
        self.taken += 1
        self.told.append(self.trouble())
        if self.taken == 2:
            raise LookupError("of a kind that nobody expects here")
        return f"slot-{self.taken}"

    def tend(self, sort_out: SortOut = leave_all) -> None:  # noqa: ARG002 -- the signature is the port's
        if not self.lost:
            self.lost = True
            raise OwnershipLost("as told")

    def give_back(self) -> None:
        """Give nothing back: nobody else is after it."""


@pytest.fixture(autouse=True)
def attentive(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let an executor look after itself so often that no test waits for it."""
    monkeypatch.setattr(executor_module, "TEND_EVERY", OFTEN)
    look_often(monkeypatch)


@pytest.fixture
def database(sqlite_url: str) -> Iterator[sa.Engine]:
    engine = make_engine(sqlite_url)
    yield engine
    engine.dispose()


def test_an_executor_that_could_not_launch_leaves_the_database_to_others(empty_sqlite_url: str) -> None:
    without_tables = DbosRig(make_engine(empty_sqlite_url))
    with pytest.raises(sa.exc.OperationalError, match="no such table"):
        without_tables.start()
    other = ExecutorFile(_path(without_tables.database))
    assert other.take() == EXECUTOR_ID
    other.give_back()


@pytest.mark.slow
def test_ownership_is_kept_while_a_task_outlasts_the_patience_of_stopping(database: sa.Engine) -> None:
    """Otherwise another process would run a second time what still runs here."""
    begun, released, ended = threading.Event(), threading.Event(), threading.Event()

    def outlast(_subject: str) -> None:
        begun.set()
        released.wait(20)
        ended.set()

    rig = DbosRig(database)
    file = ExecutorFile(_path(database))
    client = DbosTaskEngine(database, ownership=file, on_crash=rig.note_crash)._client
    workflows = Workflows(dict.fromkeys(Task, outlast), every_minute={}, on_crash=rig.note_crash)
    executor = Executor(database, client, ownership=file, workflows=workflows, patience=1)
    executor.start()
    rig.enqueue("slow")
    assert begun.wait(10)
    executor.stop()
    with pytest.raises(ExecutorTaken):
        ExecutorFile(_path(database)).take()
    released.set()
    assert ended.wait(10)
    file.give_back()


def test_an_executor_that_cannot_start_again_at_first_says_so_and_tries_on_whatever_the_reason(
    database: sa.Engine,
) -> None:
    """Otherwise a process would live on and never work again."""
    rig, unlucky, ran = DbosRig(database), Unlucky(), threading.Event()
    client = DbosTaskEngine(database, ownership=unlucky, on_crash=rig.note_crash)._client
    workflows = Workflows(dict.fromkeys(Task, lambda _: ran.set()), every_minute={}, on_crash=rig.note_crash)
    executor = Executor(database, client, ownership=unlucky, workflows=workflows, patience=1)
    unlucky.trouble = lambda: executor.trouble
    executor.start()
    try:
        until(lambda: unlucky.taken == 3 and executor.trouble is None, "it started again")
        rig.enqueue("afterwards")
        assert ran.wait(10)
    finally:
        executor.stop()
    again = "tasks wait until this process can start again, which failed just now (LookupError)"
    assert unlucky.told == [None, "as told", again]


@pytest.mark.slow
def test_work_whose_end_could_not_be_stored_holds_up_its_account_for_a_while_and_not_for_ever(
    database: sa.Engine, caplog: pytest.LogCaptureFixture
) -> None:
    rig, file, ran = DbosRig(database), ExecutorFile(_path(database)), Counter[str]()
    client = DbosTaskEngine(database, ownership=file, on_crash=rig.note_crash)._client

    def run(subject: str) -> None:
        ran[subject.rpartition(" ")[2]] += 1

    workflows = Workflows(dict.fromkeys(Task, run), every_minute={}, on_crash=rig.note_crash)
    executor = Executor(database, client, ownership=file, workflows=workflows, patience=1, forgotten_after=1)
    when = "BEFORE UPDATE ON workflow_status WHEN NEW.status = 'SUCCESS'"
    with database.begin() as connection:
        connection.execute(sa.text(f"CREATE TRIGGER full {when} BEGIN SELECT RAISE(ABORT, 'the disk is full'); END"))
    executor.start()
    try:
        rig.enqueue("unlucky")
        until(lambda: "the disk is full" in caplog.text, "it ended, and nobody could write that down")
        rig.enqueue("behind")
        with database.begin() as connection:
            connection.execute(sa.text("DROP TRIGGER full"))
        until(lambda: ran["behind"] > 0 and ran["unlucky"] > 1, "it ran again, and so did what waited behind it")
    finally:
        executor.stop()


def _path(database: sa.Engine) -> Path:
    return Path(str(database.url.database))
