"""What was in hand of a process that died: told with how often, kept back where somebody says so, else run again."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from dbos import DBOSClient, EnqueueOptions

from adapters.sql import make_engine
from adapters.tasks.orphans import Orphans
from application.ports.tasks import Task

DEAD = "slot-7"


class Grave:
    """What a dead process left in the engine's own table."""

    def __init__(self, database: sa.Engine) -> None:
        self.client = DBOSClient(system_database_engine=database)
        self._database = database
        schema = "dbos" if database.dialect.name == "postgresql" else None
        columns = ("workflow_uuid", "status", "executor_id", "recovery_attempts")
        self._table = sa.table("workflow_status", *map(sa.column, columns), schema=schema)

    def left(self, subject: str, *, name: str = Task.PLACE_ORDER.value, times: int = 1, by: str = DEAD) -> None:
        self.client.enqueue(EnqueueOptions(workflow_name=name, queue_name="orders", workflow_id=subject), subject)
        row = sa.update(self._table).where(self._table.c.workflow_uuid == subject)
        with self._database.begin() as connection:
            connection.execute(row.values(status="PENDING", executor_id=by, recovery_attempts=times))

    def states(self) -> dict[str, str]:
        return {run.workflow_id: run.status for run in self.client.list_workflows()}


@pytest.fixture
def grave(database_url: str) -> Iterator[Grave]:
    database = make_engine(database_url)
    yield Grave(database)
    database.dispose()


def test_each_is_told_with_how_often_it_was_in_hand_and_kept_back_where_somebody_says_so(grave: Grave) -> None:
    told: list[tuple[Task, str, int]] = []

    def on_orphan(task: Task, subject: str, times: int) -> bool:
        told.append((task, subject, times))
        return times > 2

    grave.left("northwind:UP-1", times=3)
    grave.left("northwind:UP-2")
    grave.left("northwind", name=Task.POLL_SALES.value, times=2)
    grave.left("of the living", by="slot-8", times=9)
    grave.left("the minute's own", name="tick", times=9)
    Orphans(grave.client, on_orphan).sort_out(DEAD)
    assert sorted(told, key=str) == [
        (Task.PLACE_ORDER, "northwind:UP-1", 3),
        (Task.PLACE_ORDER, "northwind:UP-2", 1),
        (Task.POLL_SALES, "northwind", 2),
    ]
    kept = {subject for subject, state in grave.states().items() if state == "CANCELLED"}
    assert kept == {"northwind:UP-1"}


def test_what_cannot_be_sorted_out_is_taken_up_again_and_logged(grave: Grave, caplog: pytest.LogCaptureFixture) -> None:
    def on_orphan(_task: Task, _subject: str, _times: int) -> bool:
        raise RuntimeError("the hook's own bug")

    grave.left("northwind:UP-1", times=9)
    Orphans(grave.client, on_orphan).sort_out(DEAD)
    assert grave.states() == {"northwind:UP-1": "PENDING"}
    assert "the hook's own bug" in caplog.text
