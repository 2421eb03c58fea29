"""Which troubles of a database are outages, on the databases themselves; everything else stays what it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from adapters.sql import SqlUnitOfWork, Vault, make_engine
from adapters.sql.outages import outage_of, outages_in_our_words
from application.ports.storage.unit_of_work import StorageUnavailable, TablesMissing
from tests.builders import an_approved_order, an_order

OUTAGES = {
    "25006": "takes no writes",
    "25P03": "ended a session",
    "40P01": "did not answer",
    "42501": "forbids",
    "53100": "is full",
    "53200": "did not answer",
    "53300": "lets nobody in",
    "55P03": "did not answer",
    "57014": "did not answer",
    "57P01": "did not answer",
    "57P02": "did not answer",
    "57P03": "did not answer",
    "58030": "did not answer",
    "XX001": "is damaged",
}
OUR_FAULT = ("22003", "22P02", "23505", "42601", "42883", "XX000")


@pytest.fixture
def postgres(postgres_url: str) -> Iterator[sa.Engine]:
    engine = make_engine(postgres_url)
    yield engine
    engine.dispose()


@pytest.fixture
def sqlite(sqlite_url: str) -> Iterator[sa.Engine]:
    engine = make_engine(sqlite_url)
    yield engine
    engine.dispose()


def write(engine: sa.Engine, vault: Vault) -> None:
    with SqlUnitOfWork(engine, vault) as store:
        store.orders.add(an_order())


def read(engine: sa.Engine, vault: Vault) -> object:
    with SqlUnitOfWork(engine, vault) as store:
        return store.orders.get(an_order().key)


def raised(connection: sa.Connection, state: str) -> sa.exc.DBAPIError:
    """Let the server itself raise this, and answer what arrives."""
    with pytest.raises(sa.exc.DBAPIError) as error:
        connection.exec_driver_sql(f"DO $$ BEGIN RAISE EXCEPTION 'told by a test' USING ERRCODE = '{state}'; END $$")
    connection.rollback()
    return error.value


@pytest.mark.postgres
def test_postgresql_tells_outages_and_our_faults_apart_by_its_codes(postgres: sa.Engine) -> None:
    with postgres.connect() as connection:
        told = {state: outage_of(raised(connection, state)) for state in (*OUTAGES, *OUR_FAULT)}
        missing = outage_of(raised(connection, "42P01"))
    assert [state for state, words in OUTAGES.items() if words not in str(told[state])] == []
    assert [told[state] for state in OUR_FAULT] == [None] * len(OUR_FAULT)
    assert type(missing) is TablesMissing


@pytest.mark.postgres
def test_a_standby_takes_no_writes_and_goes_on_answering(postgres: sa.Engine, vault: Vault) -> None:
    name = postgres.url.database
    with postgres.begin() as connection:
        connection.exec_driver_sql(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
    postgres.dispose()
    with pytest.raises(StorageUnavailable, match="takes no writes"):
        write(postgres, vault)
    assert read(postgres, vault) is None


@pytest.mark.postgres
def test_a_session_that_the_server_ends_is_an_outage(postgres: sa.Engine) -> None:
    with postgres.connect() as connection, pytest.raises(StorageUnavailable), outages_in_our_words():
        connection.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")


@pytest.mark.parametrize("database", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
@pytest.mark.parametrize("damage", ["ALTER TABLE orders RENAME TO lost", "ALTER TABLE orders RENAME COLUMN run TO ran"])
def test_a_database_that_was_not_upgraded_is_told_apart(
    request: pytest.FixtureRequest, vault: Vault, database: str, damage: str
) -> None:
    engine: sa.Engine = request.getfixturevalue(database)
    with engine.begin() as connection:
        connection.exec_driver_sql(damage)
    for use in (write, read):
        with pytest.raises(TablesMissing, match="missing in the database, or older"):
            use(engine, vault)


def test_sqlite_is_full(sqlite: sa.Engine, vault: Vault) -> None:
    @sa.event.listens_for(sqlite, "connect")
    def fill(connection: object, _record: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")  # type: ignore[attr-defined]  # sqlite3's own connection

    def write_much() -> None:
        with SqlUnitOfWork(sqlite, vault) as store:
            for number in range(200):
                store.orders.add(an_order(approved=an_approved_order(number=f"UP-{number}")))

    with pytest.raises(StorageUnavailable, match="disk of the database is full"):
        write_much()


def test_sqlite_is_on_a_disk_that_takes_no_writes(sqlite: sa.Engine, vault: Vault) -> None:
    @sa.event.listens_for(sqlite, "connect")
    def protect(connection: object, _record: object) -> None:
        connection.execute("PRAGMA query_only = 1")  # type: ignore[attr-defined]  # sqlite3's own connection

    assert read(sqlite, vault) is None
    with pytest.raises(StorageUnavailable, match="takes no writes"):
        write(sqlite, vault)


def test_a_file_that_is_no_database_is_damaged(tmp_path: Path, vault: Vault) -> None:
    (tmp_path / "garbage.sqlite3").write_bytes(b"this is no database " * 1000)
    engine = make_engine(f"sqlite:///{tmp_path / 'garbage.sqlite3'}")
    with pytest.raises(StorageUnavailable, match="is damaged"):
        read(engine, vault)
    engine.dispose()


def test_what_is_our_own_fault_stays_what_it_is(sqlite: sa.Engine) -> None:
    with sqlite.connect() as connection, pytest.raises(sa.exc.IntegrityError), outages_in_our_words():
        connection.exec_driver_sql("INSERT INTO tokens (id) VALUES (NULL)")
    assert outage_of(ValueError("readonly database")) is None
    assert outage_of(None) is None
