"""The smallest handler that takes an order durably: Flask, waitress, one insert, one commit. Nothing is checked."""

import sqlite3
import sys
import threading
from collections.abc import Callable

import psycopg
import sqlalchemy as sa
from flask import Flask, request

from entrypoints.cli.web import WebServer
from tests.bench.running import let_go_on_sigterm

THREADS = 16
TABLE = "CREATE TABLE floor (supplier TEXT, number TEXT, document {}, PRIMARY KEY (supplier, number))"

Insert = Callable[[str, str, str], None]

_thread = threading.local()


def on_sqlite(path: str) -> Insert:
    """Insert through one connection a thread, as durably as production does."""

    def connected() -> sqlite3.Connection:
        connection = sqlite3.connect(path, timeout=30, isolation_level="IMMEDIATE")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        return connection

    def insert(*row: str) -> None:
        if not hasattr(_thread, "sqlite"):
            _thread.sqlite = connected()
        _thread.sqlite.execute("INSERT INTO floor VALUES (?, ?, ?)", row)
        _thread.sqlite.commit()

    connected().execute(TABLE.format("TEXT"))
    return insert


def on_postgresql(url: str) -> Insert:
    """Insert through one connection a thread."""

    def insert(*row: str) -> None:
        if not hasattr(_thread, "postgresql"):
            _thread.postgresql = psycopg.connect(url)
        _thread.postgresql.execute("INSERT INTO floor VALUES (%s, %s, %s)", row)
        _thread.postgresql.commit()

    with psycopg.connect(url) as connection:
        connection.execute(TABLE.format("JSONB"))
    return insert


def application(insert: Insert) -> Flask:
    """Answer the application."""
    app = Flask(__name__)

    @app.put("/v1/suppliers/<supplier>/orders/<number>")
    def take(supplier: str, number: str) -> tuple[dict[str, object], int]:
        document = request.get_json()
        insert(supplier, number, request.get_data(as_text=True))
        return document, 202

    return app


def main(database: str) -> None:
    """Serve until told to end, and say where."""
    url = sa.make_url(database)
    is_file = url.drivername == "sqlite"
    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
    insert = on_sqlite(str(url.database)) if is_file else on_postgresql(plain)
    let_go_on_sigterm()
    with WebServer(application(insert), host="127.0.0.1", port=0, threads=THREADS) as server:
        sys.stdout.write(f"listening on {server.url}\n")
        sys.stdout.flush()
        threading.Event().wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
