"""What benchmarks of many suppliers stand on: a database, an imitated Cin7, suppliers, and processes that work."""

import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import sqlalchemy as sa

from adapters.sql.naming import table_of
from adapters.sql.tables import DueRow, OrderRow
from domain.identifiers import SupplierId
from domain.order import OrderState
from entrypoints.container import Container
from tests.bench.databases import database
from tests.builders import an_approved_order
from tests.chaos.mortal import World, composed
from tests.chaos.town import KEY, FakeCin7, Running, settings
from tests.house import House
from tests.plugins.storefronts import SECRET
from tests.small_account import SMALL_ACCOUNT

_ORDERS = table_of(OrderRow)
_IS_CREATED = _ORDERS.c.state == OrderState.CREATED.value
_CREATED = sa.select(sa.func.count()).select_from(_ORDERS).where(_IS_CREATED)
BLOCK = 200  # suppliers that are connected in one commit


@dataclass(slots=True, kw_only=True)
class Place:
    """An installation without limits of calls, whose suppliers share one account, each with a key of its own.

    Only we can be the bottleneck, and not by what production never sees: every call within a minute of one key is
    counted in one row, which is short with sixty of them and long with the calls of all suppliers.
    """

    world: World
    connector: Container
    cin7: FakeCin7
    suppliers: Sequence[SupplierId]
    postmaster: int
    folder: Path

    def approve(self, supplier: SupplierId, number: str) -> None:
        """Approve an order."""
        self.connector.use_cases().approve_order(supplier, an_approved_order(number=number))

    def forget_what_is_due(self) -> None:
        """Let nothing come again for anybody until something plans it anew, as an order does."""
        with self.connector.engine().begin() as connection:
            connection.execute(sa.delete(table_of(DueRow)))

    def created(self) -> int:
        """Count the orders whose sales are complete."""
        with self.connector.engine().connect() as connection:
            return int(connection.scalar(_CREATED) or 0)

    def left_of(self, supplier: SupplierId) -> int:
        """Count the orders of one supplier that are no sales yet."""
        with self.connector.use_cases().work() as store:
            counts = store.orders.counts(supplier)
        return sum(counts.values()) - counts[OrderState.CREATED]

    def waits(self, number: str) -> list[float]:
        """Answer how long each order of this number took from approval to sale, the shortest first. Units: seconds."""
        asked = sa.select(_ORDERS.c.accepted_at, _ORDERS.c.created_at).where(_IS_CREATED, _ORDERS.c.number == number)
        with self.connector.engine().connect() as connection:
            return sorted((created - accepted).total_seconds() for accepted, created in connection.execute(asked))

    @contextmanager
    def working(self, processes: int) -> Iterator[list[int]]:
        """Let so many `worker` processes work while the block runs; answers their ids."""
        environment = settings(self.world.database_url, self.cin7, SECRET_KEYS="a key of these tests")
        workers: list[Running] = []
        try:
            for number in range(processes):
                workers.append(Running(self.folder, f"worker-{number}", "worker", environment=environment))  # noqa: PERF401 -- those that started are stopped
            yield [worker.pid for worker in workers]
        finally:
            for worker in workers:
                worker.kill()


@contextmanager
def place(suppliers: int, kind: str = "postgresql") -> Iterator[Place]:
    """Set one up with so many connected suppliers."""
    with tempfile.TemporaryDirectory() as folder, database(kind) as stored:
        names = [SupplierId(f"supplier-{number:05d}") for number in range(suppliers)]
        connect(stored.url, names)
        keys = {"application_keys": [KEY, *map(_key, names)]}
        cin7 = FakeCin7(Path(folder), an_old_account() | keys | {"switches": {"throttle": "off"}})
        world = World(
            database_url=stored.url,
            cin7_url=f"{cin7.url}/ExternalApi/v2/",
            upstock_url="",
            upstock_secret=SECRET,
            hurry=1,
        )
        connector = composed(world)
        try:
            yield Place(
                world=world,
                connector=connector,
                cin7=cin7,
                suppliers=names,
                postmaster=stored.pid or 0,
                folder=Path(folder),
            )
        finally:
            connector.engine().dispose()
            cin7.stop()


def an_old_account() -> dict[str, object]:
    """Answer the small account as one in which nothing was changed since yesterday."""
    yesterday = {"LastModifiedOn": (datetime.now(UTC) - timedelta(days=1)).isoformat()}
    kept = {name: cast("list[dict[str, object]]", SMALL_ACCOUNT[name]) for name in ("products", "customers")}
    return SMALL_ACCOUNT | {name: [record | yesterday for record in records] for name, records in kept.items()}


def connect(url: str, names: Sequence[SupplierId]) -> None:
    """Connect one supplier as people do, and give the others what it has, in blocks."""
    house = House(url)
    house.clock.at = datetime.now(UTC)
    house.open_account(SMALL_ACCOUNT)
    house.connect(names[0])
    with house.use_cases.work() as store:
        connection, books = store.connections.get(names[0]), store.mirror.books(names[0])
        products = store.mirror.products(names[0], ids=(), skus=[f"NW-{number:03d}" for number in range(1, 6)])  # type: ignore[misc]  # plain texts
        contacts = store.mirror.contacts_named(names[0], "Harbour Café")
    assert connection is not None
    assert books is not None
    for begin in range(1, len(names), BLOCK):
        with house.use_cases.work() as store:
            for name in names[begin : begin + BLOCK]:
                own = replace(connection.opened(), application_key=_key(name))
                store.connections.save(replace(connection, supplier=name, version=0, credentials=own))
                store.mirror.put_books(name, books.record, books.at)
                store.mirror.put_products(name, [product.record for product in products], books.at)
                store.mirror.put_contacts(name, [contact.record for contact in contacts], books.at)
    house.close()


def _key(name: SupplierId) -> str:
    """Answer the application key of a supplier's own."""
    return f"a key of {name}"


def wait_for(happened: Callable[[], bool], *, look: float = 0.05) -> float:
    """Answer how many seconds passed until it happened; looks every so many seconds."""
    begun = time.monotonic()
    while not happened():
        time.sleep(look)
    return time.monotonic() - begun


def cpu_of(pids: Sequence[int]) -> float:
    """Answer the seconds of processor that these processes and their children have used so far."""
    used = 0.0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:  # it ended this instant
            continue
        if int(stat.parent.name) in pids or int(fields[1]) in pids:
            used += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return used
