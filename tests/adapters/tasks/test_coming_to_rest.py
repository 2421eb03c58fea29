"""Stopping: what ends at once is waited for in moments, and nothing is claimed any more."""

import threading
from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa
from dbos import DBOSClient

from adapters.sql.engine import make_engine
from adapters.tasks.coming_to_rest import CLAIMS, comes_to_rest
from adapters.tasks.engine import DbosTaskEngine
from adapters.tasks.file_lock import EXECUTOR_ID
from adapters.tasks.queues import QUEUES
from tests.contracts.task_engines import DbosRig
from tests.waiting import until


def those_who_claim() -> list[str]:
    return [thread.name for thread in threading.enumerate() if CLAIMS in thread.name or "queue-worker" in thread.name]


@pytest.fixture
def database(sqlite_url: str) -> Iterator[sa.Engine]:
    engine = make_engine(sqlite_url)
    yield engine
    engine.dispose()


@pytest.fixture
def rig(database: sa.Engine) -> Iterator[DbosRig]:
    rig = DbosRig(database)
    rig.start()
    yield rig
    rig.engine.stop()


def rests(rig: DbosRig, within: float, *, asked: sa.Engine | None = None, executor_id: str = EXECUTOR_ID) -> bool:
    assert isinstance(rig.engine, DbosTaskEngine)
    assert rig.engine._executor is not None
    executor = rig.engine._executor
    assert executor._dbos is not None
    client = DBOSClient(system_database_engine=asked or rig.database, retry_connection_errors=False)
    return comes_to_rest(
        executor._dbos, client, executor_id, in_hand=lambda: executor._workflows.in_hand, within=within
    )


def at_work(rig: DbosRig) -> Callable[[], None]:
    """Have a task at work, and answer what lets it end."""
    begun, released = threading.Event(), threading.Event()

    def outlast() -> None:
        begun.set()
        released.wait(20)

    rig.behaviour["slow"] = outlast
    rig.enqueue("slow")
    assert begun.wait(10)
    return released.set


def test_nothing_is_claimed_any_more(rig: DbosRig) -> None:
    until(lambda: len(those_who_claim()) > len(QUEUES), "one for each queue, and the one that began them")
    assert rests(rig, within=10)
    assert those_who_claim() == []
    rig.enqueue("afterwards")
    assert not rig.is_idle()
    assert rig.trace == []


def test_what_was_claimed_is_waited_for_until_its_end_is_stored(rig: DbosRig) -> None:
    release = at_work(rig)
    assert not rests(rig, within=0.1)
    release()
    assert rests(rig, within=10)
    assert rig.is_idle()


def test_what_is_at_work_is_waited_for_under_whatever_name_it_was_claimed(rig: DbosRig) -> None:
    release = at_work(rig)
    assert not rests(rig, within=0.1, executor_id="of a process that is dead")
    release()
    assert rests(rig, within=10)


def test_a_database_that_cannot_say_leaves_the_waiting_to_others(rig: DbosRig, empty_sqlite_url: str) -> None:
    without_tables = make_engine(empty_sqlite_url)
    assert not rests(rig, within=10, asked=without_tables)
    assert rests(rig, within=10)
    assert rig.trace == []
    without_tables.dispose()
