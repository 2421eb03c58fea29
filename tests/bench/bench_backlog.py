"""How much later orders become sales while one supplier has a long queue.

`python -m tests.bench.bench_backlog [suppliers [queue]]` prints the table; the exit code says whether the goal is met.
Source: B18: one supplier's backlog never delays another's orders.
"""

import statistics
import sys

from tests.bench.many_suppliers import Place, place, wait_for

SUPPLIERS, QUEUE = 200, 2000
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


def main(suppliers: int, queue: int) -> int:
    """Print the table and answer the exit code."""
    with place(suppliers) as here:
        with here.working(1):
            measured(here, "WARM-1")
            alone = measured(here, "ALONE-1")
        for number in range(queue):
            here.approve(here.suppliers[0], f"Q-{number:05d}")
        with here.working(1):
            measured(here, "WARM-2")
            beside = measured(here, "BESIDE-1")
            left = here.left_of(here.suppliers[0])
    late = 0
    for name, at in (("median", 0.5), ("slowest of twenty", 0.95)):
        without, with_queue = (values[int(at * (len(values) - 1))] for values in (alone, beside))
        later = with_queue - without
        late += later > GOAL
        print(f"{name}: {without:.2f} s alone, {with_queue:.2f} s beside the queue: {later:+.2f} s  goal {GOAL} s")  # noqa: T201
    print(f"{suppliers - 1} suppliers with one order each, {left} of {queue} still queued at the end")  # noqa: T201
    print(f"mean {statistics.fmean(alone):.2f} s alone, {statistics.fmean(beside):.2f} s beside the queue")  # noqa: T201
    return 1 if late else 0


if __name__ == "__main__":
    given = [int(text) for text in sys.argv[1:]]
    sys.exit(main(*(given + [SUPPLIERS, QUEUE][len(given) :])))
