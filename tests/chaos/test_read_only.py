"""A database that fails over to a standby in the middle of the work: orders wait for its promotion, and none is held.

Source: architecture §11, "disk full, database read-only".
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
import sqlalchemy as sa

from tests.chaos.test_deployments import LONG, Town
from tests.waiting import until

pytestmark = [pytest.mark.chaos, pytest.mark.postgres, pytest.mark.timeout(900)]


@pytest.fixture
def admin(postgres_url: str) -> Iterator[sa.Engine]:
    engine = sa.create_engine(sa.make_url(postgres_url).set(database="postgres"), isolation_level="AUTOCOMMIT")
    yield engine
    engine.dispose()


def fail_over(admin: sa.Engine, database: str, *, read_only: str) -> None:
    """Let every session end, and every new one be of this kind."""
    end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :database"
    with admin.connect() as connection:
        connection.exec_driver_sql(f'ALTER DATABASE "{database}" SET default_transaction_read_only = {read_only}')
        connection.execute(sa.text(end), {"database": database})


def test_orders_wait_for_a_database_that_takes_no_writes_and_count_it_against_nobody(
    postgres_url: str, admin: sa.Engine, tmp_path: Path
) -> None:
    database = str(sa.make_url(postgres_url).database)
    town = Town(tmp_path, postgres_url, workers=1, hurry=6)
    try:
        approving = town.approving(15)
        until(lambda: town.states()["created"] >= 8, "8 orders are created", seconds=LONG)
        fail_over(admin, database, read_only="on")
        until(lambda: is_unready(town), "it says that it cannot work", seconds=LONG)
        fail_over(admin, database, read_only="off")
        approving.join()
        town.until_all_are_created()
        town.assert_one_sale_each()
    finally:
        town.close()
    with sa.create_engine(postgres_url).connect() as connection:
        crashed = connection.exec_driver_sql("SELECT count(*) FROM evidence WHERE kind = 'crashed'").scalar()
        alarms = connection.exec_driver_sql("SELECT count(*) FROM alarms WHERE kind = 'connector_failed'").scalar()
    assert (crashed, alarms) == (0, 0)


def is_unready(town: Town) -> bool:
    """Answer whether the connector itself knows that nothing can be stored."""
    return requests.get(f"{town.front.web.url}/readyz", timeout=60).status_code == 503
