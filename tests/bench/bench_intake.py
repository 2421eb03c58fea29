"""How many orders a second are accepted over HTTP, and how long the slowest of a hundred waits for its answer.

Eight callers, each on a connection of its own, each calling again as soon as it was answered; nobody works meanwhile.
The floor is the smallest Flask and waitress handler that makes one durable insert, called in the same way. One
process is bound by one processor, so on PostgreSQL several are called as well, each by its share of the callers.
Source: R10; architecture §13.
"""

import http.client
import json
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import cycle
from urllib.parse import urlsplit

from tests.bench.databases import KINDS
from tests.bench.figures import Figure, Size
from tests.bench.many_suppliers import Place, cpu_of, place
from tests.bench.running import alone
from tests.chaos.town import Running, settings, token
from tests.entrypoints.http.callers import an_order

CALLERS = 8
SECONDS = {Size.QUICK: 2.0, Size.USUAL: 6.0, Size.FULL: 30.0}
WARM = 0.5  # seconds that do not count, at first
THROUGHPUT, SLOWEST = 0.5, 3.0  # times the floor
SEVERAL_ON = "postgresql"
SIDE_BY_SIDE, MORE = 3, 1.2  # web processes, and times what one takes: callers and database have the same processors
FLOOR = (sys.executable, "-u", "-m", "tests.bench.bench_intake_children")


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What a server took. Units: orders a second, ms, share of a processor."""

    rate: float
    slowest: float
    median: float
    processor: float


def called(url: str, suppliers: Sequence[str], headers: dict[str, str], seconds: float, name: str) -> list[float]:
    """Approve orders one after the other, and answer when each was sent and answered, but for the first ones."""
    connection, found = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60), []
    begun, turn = time.monotonic(), 0
    while (at := time.monotonic()) < begun + WARM + seconds:
        number, supplier = f"{name}-{turn}", suppliers[turn % len(suppliers)]
        body = json.dumps(an_order(number))
        connection.request("PUT", f"/v1/suppliers/{supplier}/orders/{number}", body, headers)
        answer = connection.getresponse()
        text = answer.read()
        assert answer.status == 202, text
        if at >= begun + WARM:
            found.append(time.monotonic() - at)
        turn += 1
    connection.close()
    return found


def under_load(servers: Sequence[Running], suppliers: Sequence[str], headers: dict[str, str], seconds: float) -> Load:
    """Let everybody call at once, each one server."""
    headers, urls = headers | {"Content-Type": "application/json"}, cycle([server.url for server in servers])
    pids = [server.pid for server in servers]
    used, begun = cpu_of(pids), time.monotonic()
    with ThreadPoolExecutor(CALLERS) as callers:
        names = [f"I{len(servers)}-{caller}" for caller in range(CALLERS)]
        runs = [callers.submit(called, next(urls), suppliers, headers, seconds, name) for name in names]
        waits = sorted(wait for run in runs for wait in run.result())
    processor = (cpu_of(pids) - used) / (time.monotonic() - begun)
    return Load(
        rate=len(waits) / seconds,
        slowest=waits[round(0.99 * (len(waits) - 1))] * 1000,
        median=waits[len(waits) // 2] * 1000,
        processor=processor,
    )


def ours(here: Place, seconds: float, processes: int = 1) -> Load:
    """Load the connector."""
    environment = settings(here.world.database_url, here.cin7, SECRET_KEYS="a key of these tests")
    serve = ("serve", "--no-worker", "--port", "0")
    with ExitStack() as running:
        connectors = []
        for number in range(processes):
            connectors.append(Running(here.folder, f"serve-{processes}-{number}", *serve, environment=environment))
            running.callback(connectors[-1].stop)
        headers = {"Authorization": f"Bearer {token(environment)}"}
        return under_load(connectors, here.suppliers, headers, seconds)


def floor(here: Place, seconds: float) -> Load:
    """Load the smallest handler there is, on the same database."""
    server = Running(here.folder, "floor", here.world.database_url, environment={}, command=FLOOR)
    try:
        return under_load([server], here.suppliers, {}, seconds)
    finally:
        server.stop()


def figures(size: Size) -> Iterator[Figure]:
    """Measure on both databases."""
    for kind in KINDS:
        with place(4, kind) as here:
            least, load = floor(here, SECONDS[size]), ours(here, SECONDS[size])
        yield from _told(f"orders accepted, {CALLERS} callers at once, {kind}", load, least)
    with place(4, SEVERAL_ON) as here:
        one, load = ours(here, SECONDS[size]), ours(here, SECONDS[size], SIDE_BY_SIDE)
    name = f"orders accepted, {CALLERS} callers at once, {SEVERAL_ON}, {SIDE_BY_SIDE} web processes beside one"
    yield from _told(name, load, one, throughput=MORE, slowest=1)


def _told(
    name: str, load: Load, least: Load, *, throughput: float = THROUGHPUT, slowest: float = SLOWEST
) -> Iterator[Figure]:
    notes = (f"of a processor: {load.processor:.0%}, the floor {least.processor:.0%}",)
    yield Figure(
        name=name,
        value=load.rate,
        unit="orders/s",
        floor=least.rate,
        goal=throughput,
        judged="ratio",
        better="higher",
        notes=notes,
    )
    notes = (f"median: {load.median:.1f} ms, the floor's {least.median:.1f} ms",)
    value, name = load.slowest, f"{name}: slowest of a hundred"
    yield Figure(name=name, value=value, unit="ms", floor=least.slowest, goal=slowest, judged="ratio", notes=notes)


if __name__ == "__main__":
    sys.exit(alone(figures, __doc__))
