"""A database that is away: nothing is accepted that is not stored, and the caller is told to come again."""

from entrypoints.http.app import create_app
from tests.entrypoints.http.callers import Api, Caller, an_order, wrong
from tests.house import House


def test_without_a_database_callers_are_told_to_come_again(empty_sqlite_url: str) -> None:
    house = House(empty_sqlite_url)
    caller = Caller(
        create_app(
            house.use_cases, house.container.readiness(), house.container.console(), house.container.metrics()
        ).test_client(),
        "uc7_a_b",
    )
    answer = caller("GET", "./connection")
    assert (answer.status_code, wrong(answer)) == (503, [("storage_unavailable", "")])
    assert int(answer.headers["Retry-After"]) > 0
    house.close()


def test_an_order_that_cannot_be_stored_is_not_accepted(api: Api) -> None:
    with api.house.container.engine().begin() as connection:
        connection.exec_driver_sql("ALTER TABLE orders RENAME TO lost")
    answer = api.upstock("PUT", "./orders/UP-1", an_order("UP-1"))
    assert (answer.status_code, wrong(answer)) == (503, [("storage_unavailable", "")])
    with api.house.container.engine().begin() as connection:
        connection.exec_driver_sql("ALTER TABLE lost RENAME TO orders")
    assert api.upstock("GET", "./orders/UP-1").status_code == 404
    assert api.house.tasks.pending() == ()
