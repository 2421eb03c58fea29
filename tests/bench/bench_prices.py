"""What telling a whole catalogue costs: first of all, when nothing changed, and when one price did.

On SQLite. The mirror is filled directly, so that Cin7 and its imitation cost nothing; ten tiers, fourteen price lists.
Source: architecture §4.4, §13: a run with nothing changed takes seconds and tells nothing, memory is flat.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

from domain.contact import Contact
from domain.product import Product
from tests.application.catalogue.counter import ANA, Counter
from tests.bench.figures import Figure, Size
from tests.bench.running import alone
from tests.builders import SUPPLIER, a_contact, a_product
from tests.house import House
from tests.plugins.databases import migrated

SIZES: Final = {
    Size.QUICK: (10_000, 5_000),
    Size.USUAL: (100_000, 50_000),
    Size.FULL: (100_000, 50_000),
}  # products, customers
DISCOUNTS: Final = 7
NOTHING, MEGABYTES = 5.0, 220.0  # s of processor time; of the whole process, with everything it imports


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one run cost, and how many events it told. Units: seconds of processor time, peak megabytes so far."""

    name: str
    seconds: float
    megabytes: float
    told: int


def products(count: int) -> Iterator[Product]:
    """Make so many products with a price in each of ten tiers."""
    for n in range(count):
        yield a_product(f"SKU-{n:06}", id=f"p{n:06}", tier_prices=[f"{10 + n % 90}.{tier}" for tier in range(10)])


def contacts(count: int) -> Iterator[Contact]:
    """Make so many customers on two tiers and with seven discounts."""
    for n in range(count):
        tier = ("Retail", "Wholesale")[n % 2]
        yield a_contact(f"Customer {n}", id=f"c{n:06}", price_tier=tier, discount=n % DISCOUNTS)


def measured(counter: Counter, name: str, run: Callable[[], object]) -> Step:
    """Run it, and answer what it cost."""
    before, began = _told(counter), time.process_time()
    run()
    seconds = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Step(name=name, seconds=seconds, megabytes=peak, told=_told(counter) - before)


def steps(url: str, size: tuple[int, int]) -> Iterator[Step]:
    """Take a catalogue of this size through its three runs."""
    house = House(migrated(url))
    counter = Counter(house)
    with counter.work() as store:
        store.mirror.put_products(SUPPLIER, products(size[0]), house.clock.now())
        store.mirror.put_contacts(SUPPLIER, contacts(size[1]), house.clock.now())
    house.clock.advance(timedelta(minutes=10))
    house.use_cases.import_contacts(SUPPLIER, ANA)
    house.use_cases.import_products(SUPPLIER, None, ANA)
    yield measured(counter, "everything for the first time", house.run_now)
    house.clock.advance(timedelta(minutes=10))
    yield measured(counter, "nothing changed", lambda: house.use_cases.catalogue_changed(SUPPLIER))
    house.clock.advance(timedelta(minutes=10))
    with counter.work() as store:
        one = a_product("SKU-000000", id="p000000", tier_prices=["10.0", "99"])
        store.mirror.put_products(SUPPLIER, [one], house.clock.now())
    yield measured(counter, "one price of one tier changed", lambda: house.use_cases.catalogue_changed(SUPPLIER))
    house.close()


def figures(size: Size) -> Iterator[Figure]:
    """Take one catalogue through its three runs."""
    products, customers = SIZES[size]
    about = f"price lists of {products:,} products and {customers:,} customers"
    with tempfile.TemporaryDirectory() as folder:
        for step in steps(f"sqlite:///{Path(folder) / 'prices.sqlite3'}", SIZES[size]):
            is_idle, notes = step.name == "nothing changed", (f"peak memory {step.megabytes:.0f} MB",)
            goal, name = NOTHING if is_idle else None, f"{about}: {step.name}"
            yield Figure(name=name, value=step.seconds, unit="s of processor", goal=goal, notes=notes)
            yield Figure(name=f"{name}, told", value=step.told, unit="events", goal=0 if is_idle else None)
        yield Figure(name=f"{about}: peak memory", value=step.megabytes, unit="MB", goal=MEGABYTES)


def _told(counter: Counter) -> int:
    with counter.work() as store:
        return store.outbox.tally(SUPPLIER).pending


if __name__ == "__main__":
    sys.exit(alone(figures, __doc__))
