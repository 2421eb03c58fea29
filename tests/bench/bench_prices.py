"""What telling a whole catalogue costs: first of all, when nothing changed, and when one price did.

`python -m tests.bench.bench_prices [small|whole …]` prints the table on SQLite; the exit code says whether every goal
is met. The mirror is filled directly, so that Cin7 and its imitation cost nothing; ten tiers, fourteen price lists.
Source: architecture §4.4, §13: a run with nothing changed takes seconds and tells nothing, memory is flat.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

from domain.contact import Contact
from domain.product import Product
from tests.application.catalogue.counter import ANA, Counter
from tests.builders import SUPPLIER, a_contact, a_product
from tests.house import House
from tests.plugins.databases import migrated

SIZES: Final = {"small": (10_000, 5_000), "whole": (100_000, 50_000)}
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


def met(step: Step) -> bool:
    """Say whether a run reached its goals."""
    is_quick = step.name != "nothing changed" or (step.told == 0 and step.seconds <= NOTHING)
    return is_quick and step.megabytes <= MEGABYTES


def main(arguments: Sequence[str]) -> int:
    """Measure what is asked for, everything by default, and print a row for each run."""
    out, missed = sys.stdout.write, False
    out(f"{'run':<48}{'processor':>12}{'peak MB':>9}{'events':>9}\n")
    for name in [size for size in SIZES if size in arguments] or list(SIZES):
        with tempfile.TemporaryDirectory() as folder:
            for step in steps(f"sqlite:///{Path(folder) / 'prices.sqlite3'}", SIZES[name]):
                missed |= not met(step)
                label = f"{SIZES[name][0]:,} × {SIZES[name][1]:,}: {step.name}"
                out(f"{label:<48}{step.seconds:>10.1f} s{step.megabytes:>9.0f}{step.told:>9}")
                out("\n" if met(step) else "  MISSED\n")
                sys.stdout.flush()
    return 1 if missed else 0


def _told(counter: Counter) -> int:
    with counter.work() as store:
        return store.outbox.tally(SUPPLIER).pending


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
