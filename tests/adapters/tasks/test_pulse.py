"""How the work goes, as anybody sees it who shares the database."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from dbos import DBOSClient, EnqueueOptions

from adapters.sql.engine import make_engine
from adapters.tasks.pulse import pulse_of
from adapters.tasks.slots import ExecutorSlot
from application.ports.tasks import Backlog, Task
from tests.contracts.task_engines import DbosRig
from tests.waiting import until

NOW = datetime.now(UTC).replace(microsecond=0)
HOUR = timedelta(hours=1)


@pytest.fixture
def idle(database_url: str) -> Iterator[DbosRig]:
    """An engine that only enqueues."""
    rig = DbosRig(make_engine(database_url))
    yield rig
    rig.database.dispose()


def say(rig: DbosRig, key: str, **values: object) -> None:
    """Change what the engine's own table says of a task."""
    client = DBOSClient(system_database_engine=rig.database)
    rows = client._sys_db.tables.workflow_status
    with client._sys_db.engine.begin() as connection:  # which knows where the engine's tables are
        connection.execute(sa.update(rows).where(rows.c.workflow_uuid.endswith(key)).values(**values))


def ms(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def a_tick(rig: DbosRig, *, at: datetime) -> None:
    client = DBOSClient(system_database_engine=rig.database)
    client.enqueue(EnqueueOptions(workflow_name="tick", queue_name="_dbos_internal_queue", workflow_id=str(at)), "x")
    say(rig, str(at), created_at=ms(at), started_at_epoch_ms=ms(at), status="SUCCESS")


def test_where_nothing_waits_every_queue_says_so(idle: DbosRig) -> None:
    pulse = pulse_of(idle.database)
    assert pulse.ticked_at is None
    assert {*pulse.queues} == {"orders", "upstock", "bulk"}
    assert set(pulse.queues.values()) == {Backlog(tasks=0, oldest_at=None)}


def test_what_may_run_is_counted_from_when_it_might_have_been_taken_up(idle: DbosRig) -> None:
    for key in ("first", "second", "running", "put off"):
        idle.enqueue(key, task=Task.PLACE_ORDER, account=key)
    idle.enqueue("later", delay=HOUR)
    idle.enqueue("an import", task=Task.FILL_MIRROR)
    say(idle, "first", created_at=ms(NOW - 2 * HOUR))
    say(idle, "second", created_at=ms(NOW - HOUR))
    say(idle, "running", created_at=ms(NOW - 9 * HOUR), status="PENDING")
    say(idle, "put off", created_at=ms(NOW - 9 * HOUR), delay_until_epoch_ms=ms(NOW - HOUR))
    queues = pulse_of(idle.database).queues
    assert queues["orders"] == Backlog(tasks=3, oldest_at=NOW - 2 * HOUR)
    assert (queues["bulk"].tasks, queues["upstock"].tasks) == (1, 0)


def test_the_latest_tick_is_told_and_one_of_long_ago_is_none(idle: DbosRig) -> None:
    a_tick(idle, at=NOW - 2 * HOUR)
    assert pulse_of(idle.database).ticked_at is None
    for minutes in (9, 3, 5):
        a_tick(idle, at=NOW - timedelta(minutes=minutes))
    assert pulse_of(idle.database).ticked_at == NOW - timedelta(minutes=3)


def test_processes_that_work_are_counted_where_they_hold_a_slot(postgres_url: str) -> None:
    database = make_engine(postgres_url)
    slots = [ExecutorSlot(database), ExecutorSlot(database)]
    for slot in slots:
        slot.take()
    assert pulse_of(database).workers == 2
    for slot in slots:
        slot.give_back()
    until(lambda: pulse_of(database).workers == 0, "the slots are free")
    database.dispose()


def test_on_a_sqlite_file_nobody_can_tell_whether_a_process_works(sqlite_url: str) -> None:
    database = make_engine(sqlite_url)
    assert pulse_of(database).workers is None
    database.dispose()
