"""One SQLAlchemy engine for our tables and the task engine's, on either database."""

import sqlite3
import time
from collections.abc import Callable

import sqlalchemy as sa

from adapters.sql.resting import AskAfterRest
from adapters.sql.writers import WritersTurn

# FULL is what makes "accepted" mean "on disk".
PRAGMAS = ("synchronous=FULL", "busy_timeout=30000", "foreign_keys=ON")

_PAUSE = 0.02
_ASKED_AGAIN = 1500  # 30 s in all, as long as everybody waits for a lock here


class UnusableDatabaseUrl(ValueError):
    """DATABASE_URL names a database that this program does not run on; the message says what to write instead."""


def make_engine(url: str) -> sa.Engine:
    """Make the engine that everything in one process shares; connects on first use.

    Source: architecture §6.3.
    Raises: UnusableDatabaseUrl when `url` is neither a SQLite file nor PostgreSQL through psycopg.
    """
    parsed = _parse(url)
    if parsed.drivername == "postgresql+psycopg":
        # a server that vanished without a word is noticed after 25 s instead of hours
        alive = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3, "tcp_user_timeout": 25_000}
        engine = sa.create_engine(parsed, pool_size=20, max_overflow=20, connect_args=alive)
        AskAfterRest(engine)
        return engine
    engine = sa.create_engine(
        parsed, pool_size=20, max_overflow=20, connect_args={"check_same_thread": False, "timeout": 30}
    )
    sa.event.listen(engine, "connect", _prepare_sqlite)
    WritersTurn().keep_in(engine)
    return engine


def _parse(url: str) -> sa.URL:
    try:
        parsed = sa.make_url(url)
    except (sa.exc.ArgumentError, ValueError):
        # `from None`: the original would print the URL, and with it the password
        raise UnusableDatabaseUrl(
            "DATABASE_URL is not a URL: write sqlite:////folder/file or postgresql+psycopg://…"
        ) from None
    if parsed.drivername in {"sqlite", "sqlite+pysqlite"}:
        if parsed.database in {None, "", ":memory:"} or parsed.query.get("mode") == "memory":
            raise UnusableDatabaseUrl(
                "DATABASE_URL names a SQLite database in memory, which loses accepted orders when the process ends: "
                "name a file, as in sqlite:////folder/upstock-cin7.sqlite3"
            )
        return parsed
    if parsed.drivername == "postgresql+psycopg":
        return parsed
    raise UnusableDatabaseUrl(
        f"DATABASE_URL begins with {parsed.drivername}://, which is not supported: "
        "write postgresql+psycopg://… for PostgreSQL or sqlite:////folder/file for SQLite"
    )


def write_ahead(connection: sqlite3.Connection, pause: Callable[[float], None] = time.sleep) -> None:
    """Have the file log ahead of what it stores, so that readers and the one writer work side by side.

    A new file is switched to that for good by whoever opens it first. For this one statement SQLite does not wait
    until others have finished opening the file: it says no at once, `timeout` or not, so it is asked again here.

    Raises: sqlite3.OperationalError when somebody holds the file for over 30 seconds.
    """
    for _ in range(_ASKED_AGAIN):
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as refused:
            if refused.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:  # the rest of the code says how it is busy
                raise
            pause(_PAUSE)
        else:
            return
    connection.execute("PRAGMA journal_mode=WAL")


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = "IMMEDIATE"  # writers queue up at BEGIN; DBOS requires it of an engine it is given
    write_ahead(connection)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
