"""How long and how large an import of a whole account is, beside the bare minimum of the same work in the same run.

The floor pages plainly, parses with `json` and inserts with `executemany`; ours is a process with
the real task engine, from its start to its end. Both read the same served fake, which counts nothing. What takes
seconds is done by both in turns, and the middle one counts: from one run to the next, either differs by a fifth.
Source: architecture §13, §17: at most 1.3 times the floor, 150 MB, and after a kill at most one page again.
"""

import json
import sys
import tempfile
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.bench.bench_fake_cin7 import seed_document
from tests.bench.bench_fake_cin7_children import spawned_server
from tests.bench.bench_import_children import PAGES, Cost, databases, killed_half_way, measured
from tests.bench.figures import Figure, Size
from tests.bench.running import alone

SIZES = {  # products and customers of each account
    Size.QUICK: ((10_000, 5_000),),
    Size.USUAL: ((10_000, 5_000), (100_000, 50_000)),
    Size.FULL: ((10_000, 5_000), (100_000, 50_000), (300_000, 150_000)),
}
KINDS = ("sqlite", "postgres")
TIERS = 10
WITH_OWN_PRICES = 20  # one customer in so many
OWN_PRICES = 20
PATHS = {path for path, *_ in PAGES}
RATIO, MEGABYTES, REPEATED = 1.3, 150.0, 1
TURNS, SHORT = 5, 10_000  # so many runs of an account of at most so many products; a larger one averages by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one size on one database came to; `repeated` counts pages that a kill in the middle had read twice."""

    ours: Cost
    floor: Cost
    repeated: int
    spread: tuple[str, ...]


def account_of(products: int, customers: int) -> dict[str, Any]:
    """Return a seed of this size: ten tiers on each product, own prices for one customer in twenty."""
    document = seed_document(products, customers)
    for number, product in enumerate(document["products"]):
        product |= {f"PriceTier{tier}": round(10 + number % 90 + tier / 100, 2) for tier in range(1, TIERS + 1)}
    for number, customer in enumerate(document["customers"]):
        if number % WITH_OWN_PRICES == 0:
            priced = dict.fromkeys((number * 7 + n * 13) % products for n in range(OWN_PRICES))
            customer["ProductPrices"] = [{"ProductSKU": f"SKU-{n:06d}", "Price": 7.5} for n in priced]
    return document


def measure(name: str, port: int, urls: Iterator[str], turns: int) -> Measured:
    """Import by the floor and by ours in turns, then by ours with a kill in the middle, each into a new database."""
    server = f"http://127.0.0.1:{port}"
    floors, all_ours = [], []
    for _ in range(turns):
        floors.append(measured("floor", server, next(urls)))
        before = _pages(server)
        all_ours.append(measured("ours", server, next(urls)))
        needed = _pages(server) - before
    floor, ours = middle(floors), middle(all_ours)
    if ours.rows != floor.rows:
        raise AssertionError(f"{name}: {ours.rows} rows were read, not {floor.rows}")
    database, before = next(urls), _pages(server)
    killed_half_way(server, database, floor.rows // 2)
    resumed = measured("finish", server, database)
    if resumed.rows != floor.rows:
        raise AssertionError(f"{name}: {resumed.rows} rows were read after a kill, not {floor.rows}")
    repeated = _pages(server) - before - needed
    spread = (f"the middle of {turns}: {_range(all_ours)}, the floor's {_range(floors)}",) if turns > 1 else ()
    return Measured(ours=ours, floor=floor, repeated=repeated, spread=spread)


def middle(costs: Sequence[Cost]) -> Cost:
    """Answer the one that took neither long nor short, with the memory of the largest."""
    ordered = sorted(costs, key=lambda cost: cost.seconds)
    return replace(ordered[len(ordered) // 2], megabytes=max(cost.megabytes for cost in costs))


def _range(costs: Sequence[Cost]) -> str:
    seconds = [cost.seconds for cost in costs]
    return f"{min(seconds):.2f} to {max(seconds):.2f} s"


def _pages(server: str) -> int:
    """Answer how many pages were read so far; what else is read may fall due at any time, as at night the books."""
    with urllib.request.urlopen(f"{server}/_fake/requests") as answer:  # noqa: S310 - our own server
        seen = json.load(answer)["requests"]
    return sum(each["path"].rpartition("/")[2].lower() in PATHS for each in seen)


def figures(size: Size) -> Iterator[Figure]:
    """Import accounts of each size into both databases."""
    for products, customers in SIZES[size]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "seed.json"
            path.write_text(json.dumps(account_of(products, customers)), encoding="utf-8")
            with spawned_server("serve", path) as port:
                for kind in KINDS:
                    name = f"import of {products:,} products and {customers:,} customers, {kind}"
                    with databases(kind) as urls:
                        yield from told(name, measure(name, port, urls, TURNS if products <= SHORT else 1))


def told(name: str, got: Measured) -> Iterator[Figure]:
    """Answer the time by the clock and by the processor, the memory, and what a kill half-way made twice."""
    seconds, memory = got.ours.seconds, got.ours.megabytes
    yield Figure(
        name=name, value=seconds, unit="s", floor=got.floor.seconds, goal=RATIO, judged="ratio", notes=got.spread
    )
    busy, least = got.ours.processor, got.floor.processor  # of this process alone: a busy machine lengthens the other
    yield Figure(name=f"{name}: processor", value=busy, unit="s of processor", floor=least)
    yield Figure(name=f"{name}: peak memory", value=memory, unit="MB", floor=got.floor.megabytes, goal=MEGABYTES)
    yield Figure(name=f"{name}: repeated after a kill half-way", value=got.repeated, unit="pages", goal=REPEATED)


if __name__ == "__main__":
    sys.exit(alone(figures, __doc__))
