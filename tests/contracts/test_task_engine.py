"""Every promise of the task engine's port, on the engine in memory and on DBOS over both databases."""

import shutil
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.sql.engine import make_engine
from adapters.tasks.queues import PLACE
from application.ports.tasks import Task
from tests.contracts.task_engines import DbosRig, MemoryRig, Rig
from tests.looking_often import look_often
from tests.plugins.databases import BOTH, PostgresServer

A_WHILE = timedelta(seconds=0.5)


@pytest.fixture(scope="module", params=["memory", *BOTH])
def working(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rig]:
    """An engine that works for all tests of this module: starting one takes a second."""
    if request.param == "postgres":
        server: PostgresServer = request.getfixturevalue("postgres_server")
        url = server.create(template=request.getfixturevalue("postgres_template"))
    else:
        template: Path = request.getfixturevalue("sqlite_template")
        file = shutil.copyfile(template, tmp_path_factory.mktemp("tasks") / "tasks.sqlite3")
        url = f"sqlite:///{file}"
    database = make_engine(url)
    rig = MemoryRig(database) if request.param == "memory" else DbosRig(database)
    with pytest.MonkeyPatch.context() as patch:
        look_often(patch)
        rig.start()
    yield rig
    rig.engine.stop()
    database.dispose()
    if request.param == "postgres":
        server.drop(url)


@pytest.fixture
def rig(working: Rig) -> Rig:
    working.begin_test()
    return working


def test_a_task_runs_once_for_its_subject_by_its_own_handler(rig: Rig) -> None:
    rig.enqueue("order", task=Task.PLACE_ORDER)
    rig.enqueue("stream", task=Task.FILL_MIRROR)
    rig.until_idle()
    assert rig.task_of == {"order": Task.PLACE_ORDER, "stream": Task.FILL_MIRROR}
    assert sorted(rig.trace) == ["order", "stream"]


def test_a_task_runs_only_after_its_transaction_commits(rig: Rig) -> None:
    with rig.work() as work:
        rig.enqueue("late", account="b", work=work)
        if not rig.one_writer:
            rig.enqueue("early", account="a")
            rig.until_ran("early")
        assert "late" not in rig.trace
    rig.until_ran("late")


def test_nothing_is_left_of_a_task_whose_transaction_rolls_back(rig: Rig) -> None:
    rig.enqueue_and_roll_back("undone")
    rig.until_idle()
    assert rig.trace == []


def test_a_key_rolled_back_is_free_again(rig: Rig) -> None:
    rig.enqueue_and_roll_back("undone", key="k")
    rig.enqueue("done", key="k")
    rig.until_ran("done")


def test_two_tasks_of_one_transaction_both_run(rig: Rig) -> None:
    with rig.work() as work:
        rig.enqueue("one", work=work)
        rig.enqueue("two", work=work)
    rig.until_idle()
    assert sorted(rig.trace) == ["one", "two"]


def test_a_key_that_waits_is_not_enqueued_again(rig: Rig) -> None:
    with rig.work() as work:
        rig.enqueue("first", key="k", work=work)
        rig.enqueue("second", key="k", work=work)
    rig.enqueue("third", key="k")
    rig.until_idle()
    assert rig.trace == ["first"]


def test_a_key_that_ran_is_not_enqueued_again(rig: Rig) -> None:
    rig.enqueue("first", key="k")
    rig.until_ran("first")
    rig.enqueue("again", key="k")
    rig.until_idle()
    assert rig.trace == ["first"]


def test_a_key_whose_run_crashed_is_not_enqueued_again(rig: Rig) -> None:
    rig.behaviour["broken"] = _crash
    rig.enqueue("broken", key="k")
    rig.until_ran("broken")
    rig.enqueue("again", key="k")
    rig.until_idle()
    assert rig.trace == ["broken"]


def test_a_crash_is_reported_with_task_and_subject_and_holds_up_nothing(rig: Rig) -> None:
    rig.behaviour["broken"] = _crash
    rig.enqueue("broken")
    rig.enqueue("after")
    rig.until_idle()
    assert sorted(rig.trace) == ["after", "broken"]
    assert rig.crashes == [(Task.PLACE_ORDER, "broken", "a bug of ours")]


def test_a_delayed_task_runs_no_sooner(rig: Rig) -> None:
    asked = rig.now()
    began = []
    rig.behaviour["later"] = lambda: began.append(rig.now())
    rig.enqueue("later", delay=A_WHILE)
    rig.enqueue("sooner")
    rig.until_ran("later")
    assert rig.trace == ["sooner", "later"]
    assert began[0] - asked >= A_WHILE


def test_tasks_of_one_account_run_one_at_a_time_and_other_accounts_meanwhile(rig: Rig) -> None:
    other_ran = threading.Event()

    def outlast_the_other() -> None:
        rig.hold(other_ran)
        rig.trace.append("a1 done")

    rig.behaviour = {"a1": outlast_the_other, "b1": other_ran.set}
    with rig.work() as work:
        rig.enqueue("a1", account="a", work=work)
        rig.enqueue("a2", account="a", work=work)
        rig.enqueue("b1", account="b", work=work)
    rig.until_ran("a2", "b1")
    assert rig.crashes == []
    assert rig.trace.index("a1 done") < rig.trace.index("a2")
    assert rig.trace.index("b1") < rig.trace.index("a2")


def test_a_long_row_of_one_account_does_not_delay_another(rig: Rig) -> None:
    with rig.work() as work:
        for number in range(5):
            rig.enqueue(f"busy {number}", account="busy", work=work)
        rig.enqueue("quiet", account="quiet", work=work)
    rig.until_ran("quiet")
    assert len(rig.trace) <= 3


def test_a_task_may_enqueue_the_next(rig: Rig) -> None:
    rig.behaviour["first"] = lambda: rig.enqueue("next")
    rig.enqueue("first")
    rig.until_ran("next")


def test_every_minute_is_called_once_a_minute(rig: Rig) -> None:
    before = rig.ticks
    rig.minute()
    rig.drive(lambda: rig.ticks > before, "a minute noticed")


def test_preparing_again_loses_nothing(rig: Rig) -> None:
    rig.enqueue("waits")
    rig.engine.prepare()
    rig.until_ran("waits")


def test_an_engine_at_work_is_healthy(rig: Rig) -> None:
    assert rig.engine.healthy() is None


def test_stopping_lets_what_is_in_hand_finish_and_leaves_the_rest_for_the_next_start(rig: Rig) -> None:
    def stop_then_finish() -> None:
        rig.begin_stop()
        rig.trace.append("in hand finished")

    rig.behaviour["a in hand"] = stop_then_finish
    with rig.work() as work:
        rig.enqueue("a in hand", work=work)
        rig.enqueue("b waiting", work=work)
    rig.drive(lambda: "in hand finished" in rig.trace, "what was in hand finished")
    rig.end_stop()
    assert rig.trace == ["a in hand", "in hand finished"]

    rig.enqueue("while stopped", account="b")
    assert rig.engine.healthy() is None
    rig.start()
    rig.until_ran("b waiting", "while stopped")
    assert rig.trace.count("a in hand") == 1


def test_a_task_without_a_handler_is_noticed_before_any_is_run(rig: Rig) -> None:
    with pytest.raises(ValueError, match="fill_mirror"):
        rig.engine.run({Task.PLACE_ORDER: lambda _: None}, lambda: None)


def _crash() -> None:
    raise LookupError("a bug of ours")


def test_the_pulse_names_every_queue_and_nothing_waits_where_everything_ran(rig: Rig) -> None:
    assert {*rig.engine.pulse().queues} == {place.queue for place in PLACE.values()}
    rig.enqueue("first")
    rig.until_idle()
    assert [backlog.tasks for backlog in rig.engine.pulse().queues.values()] == [0, 0, 0]
