import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.sql.engine import UnusableDatabaseUrl, make_engine, write_ahead


def test_what_is_committed_to_sqlite_is_on_disk_and_read_beside_writers(empty_sqlite_url: str) -> None:
    engine = make_engine(empty_sqlite_url)
    with engine.connect() as connection:
        asked = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        told = [connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one() for pragma in asked]
    engine.dispose()
    assert told == ["wal", 2, 1, 30000]


@pytest.fixture
def somebody_opening(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A process that reads a new file in the very moment in which others open it."""
    somebody = sqlite3.connect(tmp_path / "new.sqlite3", isolation_level=None)
    somebody.execute("CREATE TABLE orders (number TEXT)")
    somebody.execute("BEGIN")
    somebody.execute("SELECT * FROM orders").fetchall()
    yield somebody
    somebody.close()


def test_a_new_file_that_somebody_else_is_opening_is_waited_for(
    somebody_opening: sqlite3.Connection, tmp_path: Path
) -> None:
    connection = sqlite3.connect(tmp_path / "new.sqlite3", timeout=0)
    write_ahead(connection, pause=lambda _seconds: somebody_opening.rollback())
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


def test_a_new_file_that_somebody_never_lets_go_of_is_not_waited_for_without_end(
    somebody_opening: sqlite3.Connection, tmp_path: Path
) -> None:
    connection = sqlite3.connect(tmp_path / "new.sqlite3", timeout=0)
    waited: list[float] = []
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        write_ahead(connection, pause=waited.append)
    assert somebody_opening.in_transaction
    assert sum(waited) == pytest.approx(30)
    connection.close()


def test_a_file_that_is_no_database_is_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "new.sqlite3").write_text("orders of May " * 100)
    connection = sqlite3.connect(tmp_path / "new.sqlite3")
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        write_ahead(connection, pause=lambda _seconds: pytest.fail("waited for a file that never becomes a database"))
    connection.close()


def test_a_writer_on_sqlite_takes_the_lock_when_it_begins(empty_sqlite_url: str) -> None:
    engine = make_engine(empty_sqlite_url)
    with engine.connect() as connection:
        assert connection.connection.dbapi_connection is not None
        assert connection.connection.dbapi_connection.isolation_level == "IMMEDIATE"
    engine.dispose()


def test_postgresql_is_reached_through_psycopg(postgres_url: str) -> None:
    engine = make_engine(postgres_url)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT 1").scalar_one() == 1
    engine.dispose()


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("postgresql://me:secret@host/db", r"write postgresql\+psycopg://"),
        ("postgresql+psycopg2://me:secret@host/db", r"write postgresql\+psycopg://"),
        ("mysql://me:secret@host/db", "not supported"),
        ("postgresql+psycopg://me:secret@host:port/db", "not a URL"),
        ("me:secret@host", "not a URL"),
        ("", "not a URL"),
        ("sqlite://", "name a file"),
        ("sqlite:///:memory:", "name a file"),
        ("sqlite:///file:x?mode=memory&uri=true", "name a file"),
    ],
)
def test_any_other_database_is_refused_with_what_to_write_and_without_its_password(url: str, says: str) -> None:
    with pytest.raises(UnusableDatabaseUrl, match=says) as refused:
        make_engine(url)
    assert "DATABASE_URL" in str(refused.value)
    assert "secret" not in str(refused.value)
