from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from dbos import DBOSClient, EnqueueOptions

from adapters.sql.engine import make_engine
from adapters.tasks import retention

NOW = datetime.now(UTC)


@pytest.fixture
def client(database_url: str) -> DBOSClient:
    return DBOSClient(system_database_engine=make_engine(database_url))


def a_task(client: DBOSClient, key: str, *, status: str, created: timedelta, completed: timedelta | None) -> None:
    """Enqueue one, then say in the engine's own table that it is so old."""
    client.enqueue(EnqueueOptions(workflow_name="place_order", queue_name="orders", workflow_id=key), key)
    row = _table(client, "workflow_status")
    then = {"status": status, "created_at": _ms(created), "completed_at": None if completed is None else _ms(completed)}
    with client._sys_db.engine.begin() as connection:
        connection.execute(sa.update(row).where(row.c.workflow_uuid == key).values(then))


def test_tasks_that_ended_more_than_a_day_ago_are_forgotten_and_no_others(client: DBOSClient) -> None:
    day, hour = timedelta(days=1), timedelta(hours=1)
    a_task(client, "done long ago", status="SUCCESS", created=day + 2 * hour, completed=day + hour)
    a_task(client, "failed long ago", status="ERROR", created=day + 2 * hour, completed=day + hour)
    a_task(client, "done just now", status="SUCCESS", created=day + 2 * hour, completed=hour)
    a_task(client, "still waiting", status="ENQUEUED", created=30 * day, completed=None)
    a_task(client, "still running", status="PENDING", created=30 * day, completed=None)

    retention.forget_finished(client)

    left = {task.workflow_id for task in client.list_workflows()}
    assert left == {"done just now", "still waiting", "still running"}
    assert _rows(client, "workflow_input") == 3


def test_more_than_one_bite_is_forgotten_in_one_pass(client: DBOSClient) -> None:
    day = timedelta(days=2)
    for number in range(5):
        a_task(client, f"old {number}", status="SUCCESS", created=day, completed=day)
    retention.forget_finished(client, bite=2)
    assert client.list_workflows() == []


def test_a_forgotten_key_may_be_enqueued_again(client: DBOSClient) -> None:
    day = timedelta(days=2)
    a_task(client, "k", status="SUCCESS", created=day, completed=day)
    retention.forget_finished(client)
    client.enqueue(EnqueueOptions(workflow_name="place_order", queue_name="orders", workflow_id="k"), "k")
    assert [task.status for task in client.list_workflows()] == ["ENQUEUED"]


def _ms(ago: timedelta) -> int:
    return int((NOW - ago).timestamp() * 1000)


def _rows(client: DBOSClient, table: str) -> int:
    with client._sys_db.engine.connect() as connection:
        return len(connection.execute(sa.select(_table(client, table))).all())


def _table(client: DBOSClient, name: str) -> sa.Table:
    schema = None if client._sys_db.engine.dialect.name == "sqlite" else "dbos"
    return sa.Table(name, sa.MetaData(), schema=schema, autoload_with=client._sys_db.engine)
