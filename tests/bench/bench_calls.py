"""How many calls to Cin7 things cost, by lane, as the connector's own metric counts them.

On the whole connector with a standing clock, so that the figures are the same on every machine. The floor is what
cannot be done with fewer: two writes for a sale, a page of products and one of customers, one document of a sale that
moved. The first poll after an order reads its sale's document, which says what the answers to the writes leave out.
Source: B10; architecture §4.6, §10.1, §10.3, §10.4.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from domain.call_budget import Lane
from tests.bench.bench_shipping import HOUR, approved, opened
from tests.bench.figures import Figure, Size
from tests.bench.running import alone
from tests.house import House

ORDERS = {Size.QUICK: 20, Size.USUAL: 50, Size.FULL: 200}
AN_ORDER, A_SYNC, A_SIGHTING, A_SHIPMENT = 2.0, 3.0, 1.0, 1.0
SYNCS = HOUR / timedelta(minutes=15)
DAY = timedelta(days=1)
OF_AN_ORDER = "calls of the orders' lane for an order"
OF_A_SIGHTING = "calls more for an order whose sale is seen for the first time"
OF_A_SHIPMENT = "calls more for an order that ships"
OF_WAITING = "calls of an account while goods wait for shipment"
OF_A_QUIET_DAY = "calls of an account where nothing happens"
WAREHOUSE = ("pick", "pack", "ship")


def calls(house: House) -> Counter[Lane]:
    """Answer the calls so far, by lane."""
    found: Counter[Lane] = Counter()
    for metric in house.container.instruments().cin7_calls.collect():
        for sample in metric.samples:
            found[Lane[sample.labels["lane"].upper()]] += int(sample.value)
    return found


def made_while(house: House, passes: timedelta) -> Counter[Lane]:
    """Count the calls while this time passes."""
    before = calls(house)
    house.time_passes(passes)
    return calls(house) - before


def figures(size: Size) -> Iterator[Figure]:
    """Count an hour without orders, orders, an hour in which their sales wait, and their shipments."""
    orders = ORDERS[size]
    with opened() as house:
        house.time_passes(HOUR)
        yield from told_syncs(made_while(house, HOUR), made_while(house, DAY))
        before = calls(house)
        approved(house, orders)
        taken = calls(house) - before
        notes = (f"{orders} orders; {said(taken)}",)
        value = taken[Lane.ORDERS] / orders
        yield Figure(name=OF_AN_ORDER, value=value, unit="calls", floor=2, goal=AN_ORDER, notes=notes)
        first, waiting = made_while(house, HOUR), made_while(house, HOUR)
        value = (first[Lane.SHIPMENTS] - waiting[Lane.SHIPMENTS]) / orders
        yield Figure(name=OF_A_SIGHTING, value=value, unit="calls", floor=1, goal=A_SIGHTING)
        for number in range(orders):
            for action in WAREHOUSE:
                house.cin7("POST", f"/_fake/sales/upstock:northwind:UP-{number}/{action}")
        shipping = made_while(house, HOUR)
        told_at = [house.order(f"UP-{number}").shipped_at for number in range(orders)]
        value = (shipping[Lane.SHIPMENTS] - waiting[Lane.SHIPMENTS]) / orders
        notes = (f"{sum(map(bool, told_at))} of {orders} were told within the hour",)
        yield Figure(name=OF_A_SHIPMENT, value=value, unit="calls", floor=1, goal=A_SHIPMENT, notes=notes)
        yield Figure(name=OF_WAITING, value=waiting[Lane.SHIPMENTS] * 24, unit="calls/day")


def told_syncs(hour: Counter[Lane], day: Counter[Lane]) -> Iterator[Figure]:
    """Answer what looking for changes costs where nothing changed."""
    name, notes = "calls of one sync of an account where nothing changed", (f"an hour: {said(hour)}",)
    yield Figure(name=name, value=hour.total() / SYNCS, unit="calls", floor=2, goal=A_SYNC, notes=notes)
    notes = (f"with its night's sweeps: {said(day)}",)
    yield Figure(name=OF_A_QUIET_DAY, value=day.total(), unit="calls/day", notes=notes)


def said(counted: Counter[Lane]) -> str:
    """Answer the lanes as words."""
    return ", ".join(f"{lane.name.lower()} {counted[lane]}" for lane in Lane if counted[lane]) or "none"


if __name__ == "__main__":
    sys.exit(alone(figures, __doc__))
