"""How much later orders become sales while one supplier has a long queue.

Both times nothing is due at first but what the orders themselves bring about, so that what an earlier order awaits is
not done in the later half alone.
Source: B18: one supplier's backlog never delays another's orders.
"""

import sys
from collections.abc import Iterator, Sequence

from domain.identifiers import SupplierId
from tests.bench.figures import Figure, Size
from tests.bench.many_suppliers import Place, place, wait_for
from tests.bench.running import alone

SIZES = {Size.QUICK: (60, 400), Size.USUAL: (200, 2000), Size.FULL: (1000, 10_000)}  # suppliers, orders of the queue
GOAL = 2.0  # seconds later than without the queue, at the median and for the slowest of twenty


def measured(here: Place, number: str, others: Sequence[SupplierId]) -> list[float]:
    """Let each of these suppliers have one order approved, all at once, and answer how long each took."""
    here.forget_what_is_due()
    before = here.created()
    for supplier in others:
        here.approve(supplier, number)
    wait_for(lambda: here.created() >= before + len(others) and len(here.waits(number)) == len(others), look=0.5)
    return here.waits(number)


def figures(size: Size) -> Iterator[Figure]:
    """Take the same orders of the others with and without the queue."""
    suppliers, queue = SIZES[size]
    with place(suppliers) as here:
        others = here.suppliers[1:]
        with here.working(1):
            measured(here, "WARM-1", others[:20])
            without = measured(here, "ALONE-1", others)
        for number in range(queue):
            here.approve(here.suppliers[0], f"Q-{number:05d}")
        with here.working(1):
            measured(here, "WARM-2", others[:20])
            beside = measured(here, "BESIDE-1", others)
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
