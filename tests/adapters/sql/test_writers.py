import threading
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from adapters.sql.engine import make_engine
from tests.waiting import until


@pytest.fixture
def engine(empty_sqlite_url: str) -> Iterator[sa.Engine]:
    made = make_engine(empty_sqlite_url)
    with made.begin() as connection:
        connection.execute(sa.text("CREATE TABLE written (by TEXT)"))
    yield made
    made.dispose()


def write(connection: sa.Connection, by: str) -> None:
    connection.execute(sa.text("INSERT INTO written VALUES (:by)"), {"by": by})


def written(engine: sa.Engine) -> list[str]:
    with engine.connect() as connection:
        return list(connection.scalars(sa.text("SELECT by FROM written ORDER BY rowid")))


def test_a_second_writer_waits_until_the_first_is_done_and_a_reader_does_not(engine: sa.Engine) -> None:
    def write_too() -> None:
        with engine.begin() as connection:
            begun.set()
            write(connection, "second")

    begun, second = threading.Event(), threading.Thread(target=write_too)
    with engine.begin() as connection:
        write(connection, "first")
        second.start()
        assert begun.wait(10)
        assert written(engine) == []
        write(connection, "first again")
    second.join(10)
    assert written(engine) == ["first", "first again", "second"]


def test_a_writer_that_fails_lets_the_next_one_write(engine: sa.Engine) -> None:
    def fail() -> None:
        with engine.begin() as connection:
            write(connection, "failed")
            raise ZeroDivisionError

    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            fail()
    with engine.begin() as connection:
        write(connection, "next")
    assert written(engine) == ["next"]


def test_a_connection_that_is_lost_lets_the_next_one_write(engine: sa.Engine) -> None:
    with engine.connect() as connection:
        write(connection, "lost")
        connection.invalidate()
    with engine.begin() as connection:
        write(connection, "next")
    assert written(engine) == ["next"]


def test_everybody_gets_a_turn_however_many_write(engine: sa.Engine) -> None:
    def write_ten(by: str) -> None:
        for _ in range(10):
            with engine.begin() as connection:
                write(connection, by)

    writers = [threading.Thread(target=write_ten, args=(str(number),)) for number in range(8)]
    for writer in writers:
        writer.start()
    until(lambda: not any(writer.is_alive() for writer in writers), "everything written")
    assert sorted(written(engine)) == sorted(str(number) for number in range(8) for _ in range(10))
