"""How many orders a minute one, two and three processes send, and what gives way first.

The budget of calls is lifted and Cin7 is imitated on the same machine, which shares its processors with everything
else. The floor of more processes is what one did in the same run.
Source: B18; architecture §13.
"""

import sys
from collections.abc import Iterator

from tests.bench.figures import Figure, Size
from tests.bench.many_suppliers import Place, cpu_of, place, wait_for
from tests.bench.running import alone

SUPPLIERS = 60
ORDERS = {Size.QUICK: 120, Size.USUAL: 300, Size.FULL: 3000}
OF_AN_ORDER = "processor time of an order"
GOAL = 300  # orders a minute of one process: ten suppliers at the full sixty calls a minute
LEAST_GAIN = 0.9  # more processes may bring nothing where two processors do everything, but must not cost much


def drained(here: Place, processes: int, orders: int, run: int) -> tuple[float, dict[str, float]]:
    """Answer orders a minute, and the share of one processor that each party used meanwhile."""
    for number in range(orders):
        here.approve(here.suppliers[number % len(here.suppliers)], f"D{run}-{number}")
    before = here.created()
    with here.working(processes) as workers:
        wait_for(lambda: here.created() > before)
        begun, first = {name: cpu_of(pids) for name, pids in parties(here, workers).items()}, here.created()
        took = wait_for(lambda: here.created() >= before + orders)
        used = {name: (cpu_of(pids) - begun[name]) / took for name, pids in parties(here, workers).items()}
    return (before + orders - first) / took * 60, used


def parties(here: Place, workers: list[int]) -> dict[str, list[int]]:
    """Name the processes that take part."""
    return {"workers": workers, "database": [here.postmaster], "imitated Cin7": [here.cin7.pid]}


def figures(size: Size) -> Iterator[Figure]:
    """Let one, two and three processes send the same number of orders."""
    alone_rate, orders = None, ORDERS[size]
    with place(SUPPLIERS) as here:
        for run, processes in enumerate((1, 2, 3), 1):
            rate, used = drained(here, processes, orders, run)
            most = max(used, key=lambda name: used[name])
            shares = ", ".join(f"{name} {share:.0%}" for name, share in used.items())
            notes = (f"{orders} orders of {SUPPLIERS} suppliers; of a processor: {shares}; most: {most}",)
            name = f"orders sent by {processes} process{'es' if processes > 1 else ''}"
            yield Figure(
                name=name,
                value=rate,
                unit="orders/min",
                floor=alone_rate,
                goal=LEAST_GAIN if alone_rate else GOAL,
                judged="ratio" if alone_rate else "value",
                better="higher",
                notes=notes,
            )
            if alone_rate is None:
                alone_rate = rate
                for party, share in used.items():
                    yield Figure(name=f"{OF_AN_ORDER}, {party}", value=share * 60_000 / rate, unit="ms")


if __name__ == "__main__":
    sys.exit(alone(figures, __doc__))
