"""How much later orders become sales while one supplier has a long queue.

Source: B18: one supplier's backlog never delays another's orders.
"""

import sys
from collections.abc import Iterator

from tests.bench.figures import Figure, Size
from tests.bench.many_suppliers import Place, place, wait_for
from tests.bench.running import alone

SIZES = {Size.QUICK: (60, 400), Size.USUAL: (200, 2000), Size.FULL: (1000, 10_000)}  # suppliers, orders of the queue
GOAL = 2.0  # seconds later than without the queue, at the median and for the slowest of twenty


def measured(here: Place, number: str) -> list[float]:
    """Let every supplier but the first have one order approved, and answer how long each took."""
    others = here.suppliers[1:]
    before = here.waits(others)
    for supplier in others:
        here.approve(supplier, number)
    wait_for(lambda: len(here.waits(others)) == len(before) + len(others))
    with here.connector.use_cases().work() as store:
        orders = [store.orders.page(each, state=None, search=number, cursor=None, limit=1).items[0] for each in others]
    return sorted((order.created_at - order.accepted_at).total_seconds() for order in orders if order.created_at)


def figures(size: Size) -> Iterator[Figure]:
    """Take the same orders of the others with and without the queue."""
    suppliers, queue = SIZES[size]
    with place(suppliers) as here:
        with here.working(1):
            measured(here, "WARM-1")
            without = measured(here, "ALONE-1")
        for number in range(queue):
            here.approve(here.suppliers[0], f"Q-{number:05d}")
        with here.working(1):
            measured(here, "WARM-2")
            beside = measured(here, "BESIDE-1")
            left = here.left_of(here.suppliers[0])
    about = f"{suppliers - 1} suppliers with one order each, {left} of {queue} still queued at the end"
    for name, at in (("median", 0.5), ("slowest of twenty", 0.95)):
        floor, value = (values[int(at * (len(values) - 1))] for values in (without, beside))
        yield Figure(
            name=f"others' orders beside one supplier's queue, {name}",
            value=value,
            unit="s",
            floor=floor,
            goal=GOAL,
            judged="excess",
            notes=(about,),
        )


if __name__ == "__main__":
    sys.exit(alone(figures, __doc__))
