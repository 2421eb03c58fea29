"""What telling a whole catalogue costs: first of all, when nothing changed, when one price did, and with own prices.

On SQLite. The mirror is filled directly, so that Cin7 and its imitation cost nothing; ten tiers, fourteen price lists.
Then some customers get prices of their own for twenty products each, so that each has a list of its own, told whole.
Source: architecture §4.4, §13: a run with nothing changed takes seconds and tells nothing, memory is flat.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

from application.pricing.publish_price_lists import PublishPriceLists
from domain.contact import Contact
from domain.product import Product
from tests.application.catalogue.counter import ANA, Counter
from tests.bench.figures import Figure, Size
from tests.bench.running import alone
from tests.builders import SUPPLIER, a_contact, a_product
from tests.house import House
from tests.plugins.databases import migrated


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """How much there is of everything; `own` counts the customers that get prices of their own at the end."""

    products: int
    customers: int
    own: int


SIZES: Final = {
    Size.QUICK: Account(products=10_000, customers=5_000, own=10),
    Size.USUAL: Account(products=100_000, customers=50_000, own=50),
    Size.FULL: Account(products=100_000, customers=50_000, own=500),
}
DISCOUNTS: Final = 7
OWN_PRICES: Final = 20
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


def contacts(count: int, own_price: int = 0) -> Iterator[Contact]:
    """Make so many customers on two tiers and with seven discounts, each with this own price for twenty products."""
    for n in range(count):
        tier, own = ("Retail", "Wholesale")[n % 2], {f"p{97 * n + i:06}": own_price for i in range(OWN_PRICES)}
        yield a_contact(
            f"Customer {n}",
            id=f"c{n:06}",
            price_tier=tier,
            discount=n % DISCOUNTS,
            own_prices=own if own_price else None,
        )


def measured(counter: Counter, name: str, run: Callable[[], object]) -> Step:
    """Run it, and answer what it cost."""
    before, began = _told(counter), time.process_time()
    run()
    seconds = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Step(name=name, seconds=seconds, megabytes=peak, told=_told(counter) - before)


def steps(url: str, size: Account) -> Iterator[Step]:
    """Take a catalogue of this size through its runs."""
    house = House(migrated(url))
    counter = Counter(house)
    with counter.work() as store:
        store.mirror.put_products(SUPPLIER, products(size.products), house.clock.now())
        store.mirror.put_contacts(SUPPLIER, contacts(size.customers), house.clock.now())
    yield from _first_steps(counter)

    def changed(name: str, *, products: Iterable[Product] = (), contacts: Iterable[Contact] = ()) -> Step:
        house.clock.advance(timedelta(minutes=10))
        with counter.work() as store:
            store.mirror.put_products(SUPPLIER, products, house.clock.now())
            store.mirror.put_contacts(SUPPLIER, contacts, house.clock.now())
        return measured(counter, name, lambda: house.use_cases.catalogue_changed(SUPPLIER))

    yield changed("nothing changed")
    one = a_product("SKU-000000", id="p000000", tier_prices=["10.0", "99"])
    yield changed("one price of one tier changed", products=[one])
    own = f"{size.own} customers"
    yield changed(f"{own} got {OWN_PRICES} own prices each, and left their lists", contacts=contacts(size.own, 7))
    yield changed(f"own prices of {own} changed", contacts=contacts(size.own, 8))
    house.close()


def _first_steps(counter: Counter) -> Iterator[Step]:
    """Tell everything for the first time: the price lists between the products and the customers, to be alone."""
    house = counter.house
    publish = PublishPriceLists(work=counter.work, teller=house.container.teller(), clock=house.clock)
    house.clock.advance(timedelta(minutes=10))
    house.use_cases.import_products(SUPPLIER, None, ANA)
    parts = [measured(counter, "for the first time, products", house.run_now)]
    house.use_cases.import_contacts(SUPPLIER, ANA)
    parts.append(measured(counter, "for the first time, price lists", lambda: publish(SUPPLIER)))
    parts.append(measured(counter, "for the first time, customers", house.run_now))
    yield Step(
        name="everything for the first time",
        seconds=sum(part.seconds for part in parts),
        megabytes=parts[-1].megabytes,
        told=sum(part.told for part in parts),
    )
    yield from parts


def figures(size: Size) -> Iterator[Figure]:
    """Take one catalogue through its runs."""
    account = SIZES[size]
    about = f"price lists of {account.products:,} products and {account.customers:,} customers"
    with tempfile.TemporaryDirectory() as folder:
        for step in steps(f"sqlite:///{Path(folder) / 'prices.sqlite3'}", account):
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
