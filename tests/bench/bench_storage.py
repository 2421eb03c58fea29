"""What the database keeps on PostgreSQL: of an order, of an idle supplier's day, of a catalogue.

On the whole connector with a standing clock; rows are counted, bytes include indexes. The task engine's own rows, which
stay for a day, are not in it.
Source: architecture §12, §13.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa

from adapters.sql.tables import OrderRow
from domain.identifiers import SupplierId
from tests.bench.databases import database
from tests.bench.figures import Figure, Size
from tests.bench.running import alone
from tests.builders import a_contact, a_product, an_approved_order, an_order_line
from tests.house import House
from tests.small_account import SMALL_ACCOUNT

ORDERS = {Size.QUICK: 60, Size.USUAL: 100, Size.FULL: 1_000}
LINES = 3
RECORDS = {Size.QUICK: 1_000, Size.USUAL: 5_000, Size.FULL: 50_000}
DAYS = 3
OF_AN_ORDER, OF_A_DAY = "an order, approved, made and shipped", "an idle supplier's day"
OF_A_PRODUCT, OF_A_CUSTOMER = "a product with ten prices", "a customer"
KEPT = (OF_AN_ORDER, OF_A_DAY, OF_A_PRODUCT, OF_A_CUSTOMER)
WAREHOUSE = ("pick", "pack", "ship")
SUPPLIER = SupplierId("northwind")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What the database holds. Units: rows, kilobytes with indexes."""

    rows: float
    kilobytes: float


def kept(house: House) -> Kept:
    """Weigh our tables, without what updates left behind: a database that is looked after uses that again."""
    size = "SELECT coalesce(sum(pg_total_relation_size(relid)), 0) FROM pg_stat_user_tables WHERE schemaname = 'public'"
    with house.container.engine().connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM FULL")
        tables = OrderRow.metadata.sorted_tables
        rows = [connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0 for table in tables]
        return Kept(rows=sum(rows), kilobytes=float(connection.scalar(sa.text(size)) or 0) / 1024)


def orders(house: House, count: int) -> None:
    """Let so many orders be approved, made and shipped, and Upstock be told."""
    for number in (1, 2, 3):
        house.cin7("POST", "/_fake/stock", {"SKU": f"NW-{number:03d}", "OnHand": 1_000_000})
    lines = [an_order_line(sku=f"NW-{number:03d}") for number in range(1, LINES + 1)]
    for number in range(count):
        approved = an_approved_order(number=f"UP-{number}", reference=f"PO-{number}", lines=lines)
        house.use_cases.approve_order(SUPPLIER, approved)
    house.settle()
    for number in range(count):
        for action in WAREHOUSE:
            house.cin7("POST", f"/_fake/sales/upstock:northwind:UP-{number}/{action}")
    house.time_passes(timedelta(minutes=30))
    late = [number for number in range(count) if house.order(f"UP-{number}").shipped_at is None]
    assert not late, f"{len(late)} of {count} orders were not told as shipped"


def products(house: House, count: int) -> None:
    """Let the mirror hold so many more products."""
    priced = [f"{tier}.50" for tier in range(10, 20)]
    made = (a_product(f"SKU-{n:06}", id=f"p{n:06}", tier_prices=priced) for n in range(count))
    with house.use_cases.work() as store:
        store.mirror.put_products(SUPPLIER, made, house.clock.now())


def contacts(house: House, count: int) -> None:
    """Let the mirror hold so many more customers."""
    with house.use_cases.work() as store:
        made = (a_contact(f"Customer {n}", id=f"c{n:06}") for n in range(count))
        store.mirror.put_contacts(SUPPLIER, made, house.clock.now())


def told(name: str, house: House, do: Callable[[], None], count: int) -> Iterator[Figure]:
    """Answer what each of so many adds."""
    before = kept(house)
    do()
    after = kept(house)
    yield Figure(name=f"{name}: kept", value=(after.kilobytes - before.kilobytes) / count, unit="kB")
    yield Figure(name=f"{name}: rows", value=(after.rows - before.rows) / count, unit="rows")


def figures(size: Size) -> Iterator[Figure]:
    """Weigh each thing after as many of it as make pages full."""
    with database("postgresql") as stored:
        house = House(stored.url)
        house.open_account({**SMALL_ACCOUNT, "switches": {"throttle": "off"}})
        house.connect()
        house.lift_the_budget()
        house.time_passes(timedelta(hours=1))
        yield from told(OF_A_DAY, house, lambda: house.time_passes(timedelta(days=DAYS)), DAYS)
        many = RECORDS[size]
        yield from told(OF_A_PRODUCT, house, lambda: products(house, many), many)
        yield from told(OF_A_CUSTOMER, house, lambda: contacts(house, many), many)
        yield from told(OF_AN_ORDER, house, lambda: orders(house, ORDERS[size]), ORDERS[size])
        house.close()


if __name__ == "__main__":
    sys.exit(alone(figures, __doc__))
