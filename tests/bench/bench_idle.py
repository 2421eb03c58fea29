"""What connected suppliers cost while nothing happens: processor, memory, rows, tasks and calls, a minute.

One `worker` on PostgreSQL, the imitated Cin7 beside it. Every supplier was imported and awaits no shipment, so that
only what comes again for everybody comes: its changes every quarter of an hour. The floor is the same worker without
any supplier. A night's sweep is spread over the day, so that every hour costs the same.
Source: B18; architecture §10.8, §13.
"""

import math
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import requests
import sqlalchemy as sa

from adapters.sql.codecs.running import stream_run_row
from adapters.sql.naming import table_of
from adapters.sql.statements import values_of
from adapters.sql.tables import StreamRunRow
from application.ports.storage.due import Chore, Due
from application.ports.storage.mirror import Stream
from application.running.chores import first_chores
from domain.due_times import next_turn
from domain.identifiers import SupplierId
from tests.bench.figures import Figure, Size
from tests.bench.many_suppliers import BLOCK, Place, cpu_of, place
from tests.bench.running import alone
from tests.chaos.town import Running, settings

SUPPLIERS = {Size.QUICK: (100,), Size.USUAL: (1_000,), Size.FULL: (1_000, 10_000)}
MINUTES = {Size.QUICK: 1, Size.USUAL: 1, Size.FULL: 3}
WARM = 30.0  # seconds in which a process loads what it loads once
CATCH_UP = 600.0  # seconds for what came due while everything was set up
LOOK = 5.0  # seconds between two looks at what waits
TURNS: Final = 4 / 60  # a minute and supplier
ASLEEP: Final = (Chore.SHIPMENTS, Chore.SWEEP_PRODUCTS, Chore.SWEEP_CONTACTS)
REMEMBERED: Final = 24  # turns of each stream; a day has four times as many, which are found in the same way
PROCESSOR, MEMORY = 0.25, 300.0  # of one processor for a thousand suppliers, MB
CALLS: Final = 3 * TURNS  # a minute and supplier
ROWS: Final = 50.0  # a minute and supplier

READ = "SELECT sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)) FROM pg_stat_user_tables"
WRITTEN = "SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_user_tables"
REMEMBER = """
    INSERT INTO dbos.workflow_status
    SELECT (jsonb_populate_record(one, jsonb_build_object('workflow_uuid', one.workflow_uuid || ':' || n))).*
    FROM dbos.workflow_status AS one, generate_series(1, :tasks) AS n
    WHERE one.workflow_uuid = (SELECT min(workflow_uuid) FROM dbos.workflow_status WHERE status = 'SUCCESS')
"""
TICKED = "SELECT count(*) FROM dbos.workflow_status WHERE status = 'SUCCESS'"
TASKS = "SELECT count(*) FROM dbos.workflow_status WHERE name <> 'tick' AND status = 'SUCCESS'"
WAITING = "SELECT count(*) FROM dbos.workflow_status WHERE status = 'ENQUEUED'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What was used so far, and what a minute uses. Units: seconds of processor, megabytes, counts."""

    worker: float
    database: float
    memory: float
    rows_read: float
    rows_written: float
    tasks: float
    waiting: float
    calls: float


UNITS: Final[Mapping[str, str]] = {
    "worker": "s/min",
    "database": "s/min",
    "memory": "MB",
    "rows_read": "rows/min",
    "rows_written": "rows/min",
    "tasks": "tasks/min",
    "waiting": "tasks",
    "calls": "calls/min",
}
NAMES: Final[Mapping[str, str]] = {
    "worker": "processor time of the worker",
    "database": "processor time of the database",
    "memory": "memory of the worker",
    "rows_read": "rows that the database reads",
    "rows_written": "rows that it writes",
    "tasks": "tasks that ended",
    "waiting": "tasks that wait when fewest do",
    "calls": "calls to Cin7",
}


def settle(here: Place) -> None:
    """Let every supplier stand as one does that was connected yesterday."""
    now = datetime.now(UTC)
    with here.connector.use_cases().work() as store:
        connection = store.connections.get(here.suppliers[0])
        cursors = [store.stream_runs.cursor(here.suppliers[0], stream) for stream in Stream]
    assert connection is not None
    for begin in range(0, len(here.suppliers), BLOCK):
        with here.connector.use_cases().work() as store:
            for name in here.suppliers[begin : begin + BLOCK]:
                chores = first_chores(replace(connection, supplier=name), now)
                store.due.fill(asleep(due, now) if due.chore in ASLEEP else due for due in chores)
                store.mirror.followed(name, now)
                for cursor in filter(None, cursors):
                    store.stream_runs.move_cursor(replace(cursor, supplier=name, changed_since=now))
    remember_readings(here, now)


def remember_readings(here: Place, now: datetime) -> None:
    """Store readings of the day before, as they are kept."""
    with here.connector.use_cases().work() as store:
        runs = [store.stream_runs.latest(here.suppliers[0], stream) for stream in Stream]
    rows = [values_of(stream_run_row(run)) for run in filter(None, runs)]
    with here.connector.engine().begin() as connection:
        for turn in range(1, REMEMBERED + 1):
            at = now - timedelta(days=1) * turn / REMEMBERED
            for row in rows:
                own = row | {"started_at": at, "asked_at": at, "finished_at": at, "job": None}
                each = [own | {"supplier": name, "id": f"{name}:{row['stream']}:{turn}"} for name in here.suppliers]
                connection.execute(sa.insert(table_of(StreamRunRow)), each)


def remember_tasks(here: Place) -> None:
    """Store finished tasks of the day before, as they are kept, and have the database count its rows.

    PostgreSQL reads all of a small table for every question, which costs nothing and looks like much.
    """
    tasks = 2 * REMEMBERED * len(here.suppliers)
    with here.connector.engine().connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        stored = connection.execute(sa.text(REMEMBER), {"tasks": tasks}).rowcount
        connection.execute(sa.text("ANALYZE"))
    if stored != tasks:
        raise AssertionError(f"{stored} finished tasks were stored in the place of {tasks}: none had ended to copy")


def catch_up(here: Place) -> None:
    """Wait until the first minute's tick is over, and nothing waits any more, if that ever comes."""
    until = time.monotonic() + CATCH_UP
    while time.monotonic() < until:
        with here.connector.engine().connect() as connection:
            if connection.scalar(sa.text(TICKED)) and not connection.scalar(sa.text(WAITING)):
                return
        time.sleep(LOOK)


def asleep(due: Due, now: datetime) -> Due:
    """Let it come once a day at any hour: it is nobody's night, and nobody's sales await anything."""
    return replace(due, due_at=next_turn(SupplierId(due.supplier), "asleep", timedelta(days=1), now))


def minute_of(here: Place, minutes: int) -> Cost:
    """Let one worker idle, and answer what a minute costs."""
    environment = settings(
        here.world.database_url, here.cin7, SECRET_KEYS="a key of these tests", CIN7_CALLS_PER_MINUTE="60"
    )
    worker = Running(here.folder, "worker", "worker", environment=environment)
    try:
        time.sleep(WARM)
        catch_up(here)
        remember_tasks(here)
        before = _used(here, worker.pid, waiting=0)
        time.sleep((minutes - 1) * 60)
        after = _used(here, worker.pid, waiting=_fewest_waiting(here, 60))
    finally:
        worker.stop()
    spent = {each.name: (getattr(after, each.name) - getattr(before, each.name)) / minutes for each in fields(Cost)}
    return Cost(**spent | {"memory": after.memory, "waiting": after.waiting})


def _fewest_waiting(here: Place, seconds: float) -> float:
    """Look for so long at what waits: each minute's tick brings a wave, and whoever keeps up sees the end of each."""
    until, fewest = time.monotonic() + seconds, math.inf
    while (left := until - time.monotonic()) > 0:
        time.sleep(min(LOOK, left))
        with here.connector.engine().connect() as connection:
            fewest = min(fewest, float(connection.scalar(sa.text(WAITING)) or 0))
    return fewest


def _used(here: Place, worker: int, *, waiting: float) -> Cost:
    stats = requests.get(f"{here.cin7.url}/_fake/stats", timeout=60).json()
    with here.connector.engine().connect() as connection:
        asked = (READ, WRITTEN, TASKS)
        rows_read, rows_written, tasks = (float(connection.scalar(sa.text(q)) or 0) for q in asked)
    return Cost(
        worker=cpu_of([worker]),
        database=cpu_of([here.postmaster]),
        memory=_memory_of(worker),
        rows_read=rows_read,
        rows_written=rows_written,
        tasks=tasks,
        waiting=waiting,
        calls=float(stats["total"]),
    )


def _memory_of(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in status if line.startswith("VmRSS:")) / 1024


def figures(size: Size) -> Iterator[Figure]:
    """Measure without suppliers, and with each number of them."""
    with place(1) as here:
        nobody = minute_of(here, MINUTES[size])
    for suppliers in SUPPLIERS[size]:
        with place(suppliers) as here:
            settle(here)
            cost = minute_of(here, MINUTES[size])
        yield from told(suppliers, cost, nobody)


def of_idle(suppliers: int, cost: str) -> str:
    """Name the figure of one cost of so many suppliers."""
    return f"{suppliers:,} idle suppliers: {NAMES[cost]}"


def told(suppliers: int, cost: Cost, floor: Cost) -> Iterator[Figure]:
    """Answer each cost beside that of a worker with nobody to work for."""
    goals = {
        "worker": floor.worker + PROCESSOR * 60 * suppliers / 1000,
        "memory": MEMORY,
        "calls": CALLS * suppliers,
        "waiting": 0.0,
        "rows_read": floor.rows_read + ROWS * suppliers,
    }
    for each in fields(Cost):
        yield Figure(
            name=of_idle(suppliers, each.name),
            value=getattr(cost, each.name),
            unit=UNITS[each.name],
            floor=getattr(floor, each.name),
            goal=goals.get(each.name),
        )


if __name__ == "__main__":
    sys.exit(alone(figures, __doc__))
