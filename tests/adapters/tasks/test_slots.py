"""Adoption by the engine's underscored call: what a new release of DBOS would break first."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from dbos import DBOS

from adapters.sql.engine import make_engine
from adapters.tasks.executor import VERSION
from adapters.tasks.ownership import OwnershipLost
from adapters.tasks.slots import NAMESPACE, ExecutorSlot
from tests.contracts.task_engines import DbosRig
from tests.waiting import until


@pytest.fixture
def database(postgres_url: str) -> Iterator[sa.Engine]:
    engine = make_engine(postgres_url)
    yield engine
    engine.dispose()


def test_work_of_the_dead_is_adopted_and_work_of_the_living_is_not(database: sa.Engine) -> None:
    adoptions: list[tuple[str, int]] = []
    rig = DbosRig(database, on_adopted=lambda *adoption: adoptions.append(adoption))
    alive = ExecutorSlot(database)
    left_by = {"of the dead": "slot-7", "from a copied file": "embedded", "of the living": alive.take()}
    for subject, executor_id in left_by.items():
        rig.enqueue(subject, account=executor_id)
        _say_it_runs(database, subject, executor_id)
    rig.start()
    try:
        rig.until_ran("of the dead", "from a copied file")
        left = [row.executor_id for row in DBOS.list_workflows(status="PENDING") if row.executor_id in left_by.values()]
        assert left == [left_by["of the living"]]  # the minute's own tick may run beside it
        assert sorted(adoptions) == [("embedded", 1), ("slot-7", 1)]
    finally:
        rig.engine.stop()
        alive.give_back()


def test_no_two_processes_have_the_same_id_not_even_one_after_the_other(database: sa.Engine) -> None:
    slot = ExecutorSlot(database)
    ids = [slot.take() for _ in range(3)]
    slot.give_back()
    assert len(set(ids)) == 3


def test_a_slot_is_free_as_soon_as_it_is_given_back(database: sa.Engine) -> None:
    slot = ExecutorSlot(database)
    slot.take()
    assert _held(database) == 1
    slot.give_back()
    until(lambda: _held(database) == 0, "the slot is free")  # the server notices the closed session a moment later


@pytest.mark.slow
def test_a_process_that_stands_still_loses_its_slot_and_notices(database: sa.Engine) -> None:
    slot = ExecutorSlot(database, silence=1)
    slot.take()
    until(lambda: _held(database) == 0, "the slot is free")
    with pytest.raises(OwnershipLost):
        slot.tend()
    slot.give_back()


def test_a_slot_without_its_session_is_lost(database: sa.Engine) -> None:
    slot = ExecutorSlot(database)
    slot.take()
    with database.connect() as connection:
        connection.execute(sa.text(f"SELECT pg_terminate_backend(pid) {HELD}"), {"space": NAMESPACE})
    with pytest.raises(OwnershipLost, match="session"):
        slot.tend()
    slot.give_back()
    with pytest.raises(OwnershipLost, match="no executor slot"):
        slot.tend()


HELD = "FROM pg_locks WHERE locktype = 'advisory' AND classid = :space AND granted"


def _held(database: sa.Engine) -> int:
    with database.connect() as connection:
        return int(connection.execute(sa.text(f"SELECT count(*) {HELD}"), {"space": NAMESPACE}).scalar_one())


def _say_it_runs(database: sa.Engine, subject: str, executor_id: str) -> None:
    row = sa.Table("workflow_status", sa.MetaData(), schema="dbos", autoload_with=database)
    running = {"status": "PENDING", "executor_id": executor_id, "application_version": VERSION}
    with database.begin() as connection:
        connection.execute(sa.update(row).where(row.c.workflow_uuid.endswith(subject)).values(running))
