"""How many orders a minute one, two and three processes send, and what gives way first.

`python -m tests.bench.bench_drain [orders]` prints the table; the exit code says whether every floor holds. The budget
of calls is lifted and Cin7 is imitated on the same machine, which shares its processors with everything else.
Source: B18; architecture §13.
"""

import os
import sys

from tests.bench.many_suppliers import Place, cpu_of, place, wait_for

ORDERS, SUPPLIERS = 300, 60
FLOOR = 300  # orders a minute of one process: ten suppliers at the full sixty calls a minute
LEAST_GAIN = 1.0  # more processes may bring nothing where two processors do everything, but must not cost


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


def main(orders: int) -> int:
    """Print the table and answer the exit code."""
    alone, missed = 0.0, 0
    print(f"{orders} orders of {SUPPLIERS} suppliers on PostgreSQL, {os.cpu_count()} processors")  # noqa: T201
    with place(SUPPLIERS) as here:
        for run, processes in enumerate((1, 2, 3), 1):
            rate, used = drained(here, processes, orders, run)
            alone = alone or rate
            floor = FLOOR if processes == 1 else alone * LEAST_GAIN
            missed += rate < floor * 0.9
            most = max(used, key=lambda name: used[name])
            shares = ", ".join(f"{name} {share:.0%}" for name, share in used.items())
            print(  # noqa: T201
                f"{processes} process(es): {rate:6.0f} orders/min  floor {floor:6.0f}  ratio to one {rate / alone:4.2f}"
                f"  of a processor: {shares}; most: {most}"
            )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else ORDERS))
