import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from dbos import DBOS, DBOSClient

from adapters.sql.engine import make_engine
from adapters.tasks import task_engine
from adapters.tasks.engine import DbosTaskEngine
from adapters.tasks.executor import VERSION
from application.ports.storage.unit_of_work import UnitOfWork
from application.ports.tasks import Task
from tests.contracts.task_engines import DbosRig
from tests.looking_often import look_often
from tests.waiting import until


class NotSql(UnitOfWork):
    @property
    def transaction(self) -> object:
        return "a transaction of something else"

    def __enter__(self) -> "NotSql":
        return self

    def __exit__(self, *_: object) -> None:
        return None


@pytest.fixture
def idle(sqlite_url: str) -> Iterator[DbosRig]:
    """An engine that only enqueues."""
    rig = DbosRig(make_engine(sqlite_url))
    yield rig
    rig.database.dispose()


@pytest.fixture(scope="module")
def at_work(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DbosRig]:
    """One engine that works for all tests of this module: starting one takes a second."""
    file = shutil.copyfile(sqlite_template, tmp_path_factory.mktemp("tasks") / "tasks.sqlite3")
    rig = DbosRig(make_engine(f"sqlite:///{file}"))
    with pytest.MonkeyPatch.context() as patch:
        look_often(patch)
        rig.start()
    yield rig
    rig.engine.stop()
    rig.database.dispose()


@pytest.fixture
def working(at_work: DbosRig) -> DbosRig:
    at_work.begin_test()
    return at_work


def test_importing_the_package_does_not_import_dbos() -> None:
    """So that commands that touch no task start a third of a second sooner."""
    code = "import sys, adapters.tasks; sys.exit('dbos' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 -- our own words


def test_enqueuing_needs_no_launch_and_stores_the_subject_readably(idle: DbosRig) -> None:
    threads = threading.active_count()
    idle.enqueue("order 10248", key="k")
    assert threading.active_count() == threads
    (stored,) = DBOSClient(system_database_engine=idle.database).list_workflows()
    assert (stored.name, stored.queue_name, stored.status) == ("place_order", "orders", "ENQUEUED")
    with idle.database.connect() as connection:
        (inputs,) = connection.exec_driver_sql("SELECT inputs FROM workflow_input").one()
    assert "order 10248" in inputs


def test_a_unit_of_work_of_another_storage_is_refused(idle: DbosRig) -> None:
    with pytest.raises(TypeError, match=r"NotSql\.transaction"):
        idle.engine.enqueue(NotSql(), Task.PLACE_ORDER, account="a", key="k", subject="s")


def test_a_database_without_tables_is_unhealthy_and_says_what_to_do(empty_database_url: str) -> None:
    database = make_engine(empty_database_url)
    engine = task_engine(database, on_crash=lambda *_: None)
    trouble = engine.healthy()
    assert trouble is not None
    assert "upstock-cin7 db upgrade" in trouble
    engine.prepare()
    assert engine.healthy() is None
    database.dispose()


def test_a_database_that_does_not_answer_is_unhealthy_without_telling_where_it_is() -> None:
    engine = task_engine(make_engine("postgresql+psycopg://somebody:secret@127.0.0.1:9/none"), on_crash=lambda *_: None)
    trouble = engine.healthy()
    assert trouble is not None
    assert "OperationalError" in trouble
    assert not any(told in trouble for told in ("secret", "127.0.0.1", "somebody"))


def test_running_work_survives_a_release_because_the_version_is_ours(working: DbosRig) -> None:
    working.enqueue("order")
    working.until_idle()
    (ran,) = DBOS.list_workflows(name="place_order", limit=1, sort_desc=True)
    assert ran.app_version == VERSION == "1"


def test_a_process_runs_one_engine_at_a_time(working: DbosRig, idle: DbosRig) -> None:
    with pytest.raises(RuntimeError, match="already runs the tasks of sqlite"):
        idle.start()
    assert working.engine.healthy() is None


def test_a_crash_in_the_minute_is_reported_and_the_next_minute_comes(working: DbosRig) -> None:
    working.behaviour["every minute"] = _crash
    working.minute()
    until(lambda: len(working.crashes) >= 1, "the crash reported")
    working.minute()
    until(lambda: len(working.crashes) >= 2, "the next minute")  # that of the clock may come as well
    assert working.crashes[0] == (None, "every minute", "a bug of ours")


def test_an_engine_that_starts_nothing_for_three_minutes_is_unhealthy(working: DbosRig) -> None:
    executor = _engine(working)._executor
    assert executor is not None
    DBOS.delete_workflows([tick.workflow_id for tick in DBOS.list_workflows(name="tick")])
    launched_at = executor.launched_at
    executor.launched_at = datetime.now(UTC) - timedelta(minutes=4)
    assert "started nothing for three minutes" in str(working.engine.healthy())
    working.minute()
    until(lambda: working.ticks >= 1, "a minute noticed")
    assert working.engine.healthy() is None
    executor.launched_at = launched_at


def _engine(rig: DbosRig) -> DbosTaskEngine:
    assert isinstance(rig.engine, DbosTaskEngine)
    return rig.engine


def _crash() -> None:
    raise LookupError("a bug of ours")
