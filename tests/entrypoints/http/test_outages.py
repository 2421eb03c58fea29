"""A database that is away, full, read-only or not upgraded: nothing is accepted that is not stored, and why is said."""

import pytest
import sqlalchemy as sa

from entrypoints.http.app import create_app
from tests.entrypoints.http.callers import Api, Caller, an_order, api_of, credentials, wrong
from tests.house import House
from tests.small_account import SMALL_ACCOUNT


def test_without_tables_callers_are_told_who_has_to_do_what(empty_sqlite_url: str) -> None:
    house = House(empty_sqlite_url)
    caller = Caller(
        create_app(
            house.use_cases, house.container.readiness(), house.container.console(), house.container.metrics()
        ).test_client(),
        "uc7_a_b",
    )
    answer = caller("GET", "./connection")
    assert (answer.status_code, wrong(answer)) == (503, [("tables_missing", "")])
    assert "upstock-cin7 db upgrade" in answer.get_json()["problems"][0]["fix"]
    assert int(answer.headers["Retry-After"]) > 0
    house.close()


def test_an_order_that_cannot_be_stored_is_not_accepted(api: Api) -> None:
    with api.house.container.engine().begin() as connection:
        connection.exec_driver_sql("ALTER TABLE orders RENAME TO lost")
    answer = api.upstock("PUT", "./orders/UP-1", an_order("UP-1"))
    assert (answer.status_code, wrong(answer)) == (503, [("tables_missing", "")])
    with api.house.container.engine().begin() as connection:
        connection.exec_driver_sql("ALTER TABLE lost RENAME TO orders")
    assert api.upstock("GET", "./orders/UP-1").status_code == 404
    assert api.house.tasks.pending() == ()


@pytest.fixture
def on_postgres(postgres_url: str) -> Api:
    house = House(postgres_url)
    house.open_account(SMALL_ACCOUNT)
    api = api_of(house)
    api.upstock("PUT", "./connection", credentials())
    return api


def let_it_be_read_only(house: House, setting: str) -> None:
    """Do what a fail-over to a standby does, or its promotion: from now on every session is of this kind."""
    engine = house.container.engine()
    admin = sa.create_engine(engine.url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(
            f'ALTER DATABASE "{engine.url.database}" SET default_transaction_read_only = {setting}'
        )
    admin.dispose()
    engine.dispose()


@pytest.mark.postgres
def test_a_database_that_failed_over_to_a_standby_answers_what_it_can_and_accepts_nothing(on_postgres: Api) -> None:
    let_it_be_read_only(on_postgres.house, "on")
    refused = on_postgres.upstock("PUT", "./orders/UP-1", an_order("UP-1"))
    assert (refused.status_code, wrong(refused)) == (503, [("storage_unavailable", "")])
    assert "takes no writes" in refused.get_json()["detail"]
    assert int(refused.headers["Retry-After"]) > 0
    assert on_postgres.upstock("GET", "./connection").status_code == 200
    assert on_postgres.upstock("GET", "./orders/UP-1").status_code == 404
    let_it_be_read_only(on_postgres.house, "off")
    assert on_postgres.upstock("PUT", "./orders/UP-1", an_order("UP-1")).status_code == 202
    on_postgres.house.close()
