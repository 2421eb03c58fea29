"""A town at war: many suppliers' orders, every fault of the imitated Cin7 in turn, processes killed at random.

The other side and the listener live in the test's own process, so that what they saw can be counted exactly.
"""

import itertools
import random
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Self, cast

from adapters.fake_cin7 import Universe, make_server
from adapters.fake_cin7.control.snapshot import whole_account
from adapters.fake_upstock import Inbox
from adapters.fake_upstock import make_server as make_upstock
from adapters.fake_upstock.faults import read_fault
from tests.builders import NUMBER
from tests.chaos.town import HURRIED, KEY, Document, Running, Upstock
from tests.small_account import SMALL_ACCOUNT
from tests.waiting import until

PACE = 8.0  # seconds from one kill to the next, half of it or half as much again
SHARE = 0.2  # of the calls that a fault is meant for
FATES: Sequence[tuple[str, str, object]] = (
    ("*", "sale*", "commit_then_timeout"),
    ("*", "sale*", "reset"),
    ("*", "sale*", {"status": 500}),
    ("*", "*", "html_200"),
    ("*", "sale*", "commit_then_reset"),
    ("*", "*", {"slow": 0.5}),
    ("*", "sale*", "timeout"),
    ("*", "*", {"status": 503}),
    ("POST", "sale*", {"status": 400}),
    ("*", "*", {"status": 502}),
    ("*", "sale*", {"status": 403}),
    ("*", "*", {"status": 504}),
    ("*", "*", {"status": 429}),
)
"""Every kind of fault. A refused read would be Cin7 saying that the sale is not there, so only writes are refused; and
only calls about sales hang, lest a catalogue be read for minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much of everything. Units: `lull` is the seconds between two kinds of fault."""

    orders: int
    suppliers: int
    kills: int
    lull: float

    @classmethod
    def read(cls, text: str, *, lull: float) -> Self:
        """Read ``orders/suppliers/kills``."""
        orders, suppliers, kills = map(int, text.split("/"))
        return cls(orders=orders, suppliers=suppliers, kills=kills, lull=lull)


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplier:
    """One supplier: its name here, its account and key in Cin7."""

    name: str
    account: str
    key: str


@dataclass(slots=True, kw_only=True)
class Front:
    """The processes of the connector; those that are killed may come back."""

    web: Running
    workers: list[Running] = field(default_factory=list)
    dead_for_good: int = 0

    @property
    def everybody(self) -> list[Running]:
        """Answer whoever may be killed."""
        return [self.web, *self.workers]

    def kill_one(self, chance: random.Random) -> None:
        """Kill any of them; a worker that leaves two others behind sometimes stays dead."""
        victim = chance.choice(self.everybody)
        victim.kill()
        if victim is not self.web and len(self.workers) > 2 and chance.random() < 0.5:
            self.workers.remove(victim)
            self.dead_for_good += 1
            return
        victim.start()

    def stop(self) -> None:
        """Stop them all."""
        for process in self.everybody:
            process.stop()


class World:
    """Cin7 with an account for every supplier, and Upstock, which hears everything."""

    def __init__(self, suppliers: int, *, like_the_house: bool = False) -> None:
        self.universe, self.inbox = Universe(), Inbox()
        self.suppliers = [
            Supplier(
                name=f"supplier-{number:03d}",
                account=f"7d6e0000-0000-4000-8000-{number:012d}",
                key=KEY if like_the_house else f"7d6e0000-0000-4000-9000-{number:012d}",
            )
            for number in range(1, suppliers + 1)
        ]
        for each in self.suppliers:
            given = {"account_id": each.account, "application_keys": [each.key], **SMALL_ACCOUNT}
            self.universe.add_account(given)
        self._cin7, self._upstock = make_server(self.universe), make_upstock(self.inbox)
        self.cin7_url, self.upstock_url = f"{self._cin7.url}/ExternalApi/v2/", self._upstock.url
        for server in (self._cin7, self._upstock):
            Thread(target=server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """End it."""
        self._cin7.shutdown()
        self._upstock.shutdown()

    def sales(self, supplier: Supplier) -> list[Document]:
        """Answer every sale of an account, voided ones included."""
        with self.universe.lock:
            return cast("list[Document]", whole_account(self.universe.account(supplier.account))["sales"])

    def highest_in_a_minute(self) -> int:
        """Answer the most calls that any key made in any sixty seconds."""
        return max(traffic.highest for traffic in self.universe.log.by_key.values())

    @contextmanager
    def storm(self, lull: float) -> Iterator[None]:
        """Let every kind of fault have its turn, again and again, while the block runs."""
        over = threading.Event()
        weather = Thread(target=self._rage, args=(over, lull), daemon=True)
        weather.start()
        yield
        over.set()
        weather.join()
        with self.universe.lock:
            self.universe.faults.clear()

    def _rage(self, over: threading.Event, lull: float) -> None:
        for turn, (method, path, action) in enumerate(itertools.cycle(FATES)):
            with self.universe.lock:
                self.universe.faults.clear()
                match = {"method": method, "path": path}
                self.universe.add_fault({"match": match, "action": action, "rate": SHARE, "seed": turn})
            if turn % len(FATES) == 0:
                self.inbox.faults.append(read_fault({"action": "commit_then_reset", "times": 2}))
                self.inbox.faults.append(read_fault({"action": {"status": 503}, "times": 2}))
            if over.wait(lull):
                return


def settings_of(world: World, database_url: str, *, hurry: float) -> dict[str, str]:
    """Answer the environment of every process: production's, but for how fast doubt is settled."""
    return {
        "DATABASE_URL": database_url,
        "CIN7_URL": world.cin7_url,
        "UPSTOCK_URL": world.upstock_url,
        "UPSTOCK_SIGNING_SECRET": world.inbox.secret,
        "SECRET_KEYS": "a passphrase of this test",
        "LOG_LEVEL": "WARNING",
        "CHAOS_HURRY": str(hurry),
    }


def running(folder: Path, environment: dict[str, str], name: str, *arguments: str) -> Running:
    """Start one process of the connector."""
    return Running(folder, name, *arguments, environment=environment, command=HURRIED)


def front(folder: Path, environment: dict[str, str], *, workers: int) -> Front:
    """Start the connector: one process that does everything, or one that answers and others that work."""
    if not workers:
        return Front(web=running(folder, environment, "serve", "serve", "--port", "0"))
    web = running(folder, environment, "serve", "serve", "--port", "0", "--no-worker")
    return Front(web=web, workers=[running(folder, environment, f"worker-{n}", "worker") for n in range(workers)])


def connect_everybody(world: World, upstock: Upstock) -> None:
    """Connect every supplier, several at a time."""

    def connect(supplier: Supplier) -> None:
        key = {"account_id": supplier.account, "application_key": supplier.key}
        until(lambda: upstock.put(f"{supplier.name}/connection", key) in (200, 201), supplier.name, seconds=300)

    with ThreadPoolExecutor(4) as people:
        list(people.map(connect, world.suppliers))


def approve_everything(upstock: Upstock, orders: Sequence[tuple[Supplier, Document]], pace: float) -> None:
    """Approve each order, again and again until it is answered, spread over so many seconds."""
    begun = time.monotonic()
    for sent, (supplier, order) in enumerate(orders, 1):
        path = f"{supplier.name}/orders/{order['number']}"
        until(lambda: upstock.put(path, order) in (200, 202), path, seconds=900)  # noqa: B023 - called at once
        due = begun + pace * sent / len(orders)
        threading.Event().wait(max(0.0, due - time.monotonic()))


def fight(
    front_line: Front, upstock: Upstock, orders: Sequence[tuple[Supplier, Document]], kills: int, chance: random.Random
) -> None:
    """Approve everything while processes are killed, and go on killing until it was often enough."""
    pace = PACE * kills
    approving = Thread(target=approve_everything, args=(upstock, orders, pace), daemon=True)
    approving.start()
    for _ in range(kills):
        threading.Event().wait(PACE * (0.5 + chance.random()))
        front_line.kill_one(chance)
    approving.join()


def have_shipments_read(world: World, upstock: Upstock) -> None:
    """Ask for it as people do, for every supplier."""
    for supplier in world.suppliers:
        until(lambda: upstock.post(f"{supplier.name}/sync", {"what": ["shipments"]}) == 202, supplier.name)  # noqa: B023 - at once


def orders_for(world: World, count: int) -> list[tuple[Supplier, Document]]:
    """Make orders for all suppliers in turn; of ten, one is in a wrong currency and one is of an unknown product."""
    return [(world.suppliers[number % len(world.suppliers)], _order(number)) for number in range(count)]


def _order(number: int) -> Document:
    sku = "NW-999" if number % 10 == 7 else f"NW-00{1 + number % 3}"
    lines = [{"sku": sku, "quantity": str(1 + number % 5), "unit_price": "14.00"}]
    if number % 4 == 0:
        lines.append({"sku": "NW-005", "quantity": "1", "unit_price": "2.50"})
    return {
        "number": f"{NUMBER[:3]}{number:05d}",
        "currency": "EUR" if number % 10 == 3 else "AUD",
        "customer": {"name": "Harbour Café"},
        "order_date": "2026-05-04",
        "lines": lines,
    }


WRONG = {3: "order_currency", 7: "unknown_product"}
"""What holds an order whose number ends like this."""


def is_wrong(number: str) -> bool:
    """Answer whether an order can never become a sale."""
    return int(number[-1]) in WRONG
