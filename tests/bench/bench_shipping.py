"""How soon Upstock hears of a shipment, and what that costs in calls, on the whole connector with a standing clock.

Time here is the house's own, so that the figures are the same on every machine.
Source: R14, B10; architecture §10.4: one call per account and five minutes, one more for each sale that moved.
"""

import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from adapters.sql.migrate import migrate
from domain.identifiers import SupplierId
from tests.bench.figures import Figure, Size
from tests.bench.running import alone
from tests.builders import an_approved_order
from tests.house import House
from tests.small_account import SMALL_ACCOUNT

AWAITED = 100
SAMPLES = 24
HOUR = timedelta(hours=1)
SUPPLIER = SupplierId("northwind")
LATEST = 7 * 60  # seconds: a poll's five minutes, the minute's tick before it, and the calls themselves
MOST_IDLE, MOST_AWAITED = 0, 12 + AWAITED * 1.2 / 24


@contextmanager
def opened() -> Iterator[House]:
    """Open a connected house of its own."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.sqlite3'}"
        migrate(url)
        house = House(url)
        house.open_account({**SMALL_ACCOUNT, "switches": {"throttle": "off"}})
        house.connect()
        house.lift_the_budget()
        yield house
        house.close()


def calls_about_sales(house: House, over: timedelta) -> dict[str, int]:
    """Count the calls about sales while this time passes."""
    before = len(house.calls())
    house.time_passes(over)
    made = [path for _, path in house.calls()[before:]]
    return {path: made.count(path) for path in ("saleList", "sale")}


def approved(house: House, count: int) -> None:
    """Approve this many orders, one product each, and let their sales be made."""
    house.cin7("POST", "/_fake/stock", {"SKU": "NW-001", "OnHand": 100_000})
    for number in range(count):
        house.use_cases.approve_order(SUPPLIER, an_approved_order(number=f"UP-{number}", reference=f"PO-{number}"))
    house.settle()


def delays(house: House) -> list[float]:
    """Ship sales at different moments, and answer after how many seconds each was told.

    The house runs what a minute's tick began when the next one comes, so each may be a minute too long.
    """
    found = []
    for number in range(SAMPLES):
        house.time_passes(timedelta(minutes=number % 7 + 1))
        house.pass_time(timedelta(seconds=37 * number % 60))
        for action in ("pick", "pack", "ship"):
            house.cin7("POST", f"/_fake/sales/upstock:northwind:UP-{number}/{action}")
        left_at = house.clock.now()
        while (told_at := house.order(f"UP-{number}").shipped_at) is None:
            house.time_passes(timedelta(minutes=1))
        found.append((told_at - left_at).total_seconds())
    return found


def figures(_: Size) -> Iterator[Figure]:
    """Count calls about sales, and how soon a shipment is told by polling."""
    with opened() as house:
        house.time_passes(HOUR)
        idle = sum(calls_about_sales(house, HOUR).values())
    yield Figure(name="calls about sales of an account without orders", value=idle, unit="calls/h", goal=MOST_IDLE)
    with opened() as house:
        approved(house, AWAITED)
        house.time_passes(HOUR)
        day = calls_about_sales(house, 24 * HOUR)
        waits = delays(house)
    yield Figure(
        name=f"calls about {AWAITED} sales that wait for shipment",
        value=sum(day.values()) / 24,
        unit="calls/h",
        goal=MOST_AWAITED,
        notes=(f"over a day: {day['saleList']} × saleList, {day['sale']} × sale",),
    )
    yield told(waits)


def told(waits: Sequence[float]) -> Figure:
    """Answer how long a shipment took to be told by polling, at the longest."""
    about = f"median of {len(waits)}: {statistics.median(waits):.0f} s"
    return Figure(
        name="shipped until told, by polling, longest", value=max(waits), unit="s", goal=LATEST, notes=(about,)
    )


if __name__ == "__main__":
    sys.exit(alone(figures, __doc__))
