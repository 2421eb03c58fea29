"""A year of many suppliers, reckoned from what was measured: calls, rows, size of the database, workers.

python -m tests.bench.year                  from the figures that are kept beside this file
python -m tests.bench.year out.json         from those of `python -m tests.bench --full --json out.json`
"""

import json
import math
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tests.bench import bench_calls, bench_storage
from tests.bench.bench_drain import OF_AN_ORDER as PROCESSOR_OF_AN_ORDER
from tests.bench.bench_idle import of_idle

MEASURED: Final = Path(__file__).with_name("measured.json")
GIGABYTE: Final = 1024 * 1024  # kilobytes

Values = Mapping[tuple[str, str], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumed:
    """What no measure says: who the suppliers are, and how they work. Source: architecture §13."""

    suppliers: int = 10_000
    orders_a_day: float = 20
    working_days: int = 250
    awaiting: float = 0.6  # of the suppliers, with goods that wait for shipment
    products: int = 2_000
    customers: int = 500
    passes_kept: int = 14  # days
    busiest: float = 0.15  # of a day's orders, in its busiest hour
    call_seconds: float = 0.7  # of Cin7 itself
    idle_measured_with: int = 1_000
    full: float = 0.5  # of what a processor and a worker's threads can do, kept for peaks and failures
    threads: int = 16  # of a worker's for orders and shipments, the narrower of its queues


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """What comes of it. Units: a year; calls a second and processors in the busiest hour; gigabytes at its end."""

    orders: float
    calls: float
    calls_a_second: float
    rows: float
    gigabytes_of_orders: float
    gigabytes_of_passes: float
    gigabytes_of_catalogues: float
    processors: float
    database_processors: float
    workers: int


def year_of(values: Values, assumed: Assumed) -> Year:
    """Reckon a year."""
    orders = assumed.suppliers * assumed.orders_a_day * assumed.working_days
    an_hour = assumed.suppliers * assumed.orders_a_day * assumed.busiest
    parts = (bench_calls.OF_AN_ORDER, bench_calls.OF_A_SIGHTING, bench_calls.OF_A_SHIPMENT)
    for_an_order = sum(values["calls", part] for part in parts)
    a_day = assumed.suppliers * (
        values["calls", bench_calls.OF_A_QUIET_DAY] + values["calls", bench_calls.OF_WAITING] * assumed.awaiting
    )
    calls_a_second = a_day / 86_400 + for_an_order * an_hour / 3600
    quiet = assumed.suppliers / assumed.idle_measured_with / 60
    share_of_polls = (
        1 + values["calls", bench_calls.OF_WAITING] * assumed.awaiting / values["calls", bench_calls.OF_A_QUIET_DAY]
    )
    busy = {
        party: values["idle", of_idle(assumed.idle_measured_with, each)] * quiet * share_of_polls
        + values["drain", f"{PROCESSOR_OF_AN_ORDER}, {drained}"] / 1000 * an_hour / 3600
        for party, each, drained in (("workers", "worker", "workers"), ("database", "database", "database"))
    }
    by_processor = busy["workers"] / assumed.full
    by_threads = calls_a_second * assumed.call_seconds / (assumed.threads * assumed.full)
    kept = {name: values["storage", f"{name}: kept"] / GIGABYTE for name in bench_storage.KEPT}
    return Year(
        orders=orders,
        calls=a_day * 365 + for_an_order * orders,
        calls_a_second=calls_a_second,
        rows=values["storage", f"{bench_storage.OF_AN_ORDER}: rows"] * orders
        + values["storage", f"{bench_storage.OF_A_DAY}: rows"] * assumed.suppliers * 365,
        gigabytes_of_orders=kept[bench_storage.OF_AN_ORDER] * orders,
        gigabytes_of_passes=kept[bench_storage.OF_A_DAY] * assumed.suppliers * assumed.passes_kept,
        gigabytes_of_catalogues=assumed.suppliers
        * (kept[bench_storage.OF_A_PRODUCT] * assumed.products + kept[bench_storage.OF_A_CUSTOMER] * assumed.customers),
        processors=busy["workers"],
        database_processors=busy["database"],
        workers=math.ceil(max(by_processor, by_threads)),
    )


def values_of(document: Mapping[str, Any]) -> Values:
    """Answer each measured value by benchmark and name."""
    return {(each["bench"], each["name"]): float(each["value"]) for each in document["figures"]}


def table(year: Year, assumed: Assumed) -> str:
    """Answer the year as Markdown."""
    size = year.gigabytes_of_orders + year.gigabytes_of_passes + year.gigabytes_of_catalogues
    parts = (
        f"orders and their evidence {year.gigabytes_of_orders:,.0f}, passes of two weeks"
        f" {year.gigabytes_of_passes:,.0f}, catalogues {year.gigabytes_of_catalogues:,.0f}"
    )
    rows = (
        ("orders", f"{year.orders / 1e6:,.0f} million"),
        ("calls to Cin7", f"{year.calls / 1e6:,.0f} million; {year.calls_a_second:,.0f} a second in the busiest hour"),
        ("rows written for good or for two weeks", f"{year.rows / 1e6:,.0f} million"),
        ("database at the year's end", f"{size:,.0f} GB: {parts}"),
        (
            "busy in the busiest hour",
            f"{year.processors:.1f} processors in workers, {year.database_processors:.1f} in the database",
        ),
        ("workers", f"{year.workers} processes, on as many processors"),
    )
    head = f"| a year of {assumed.suppliers:,} suppliers | |\n| --- | --- |\n"
    return head + "\n".join(f"| {what} | {how} |" for what, how in rows)


def assumptions(assumed: Assumed) -> str:
    """Answer in words what was assumed."""
    return (
        f"Assumed: {assumed.orders_a_day:.0f} orders a day and supplier on {assumed.working_days} days,"
        f" {assumed.busiest:.0%} of them in the busiest hour; {assumed.awaiting:.0%} of the suppliers always have goods"
        f" waiting for shipment; {assumed.products:,} products and {assumed.customers:,} customers each; Cin7 takes"
        f" {assumed.call_seconds} s a call; a worker is filled to {assumed.full:.0%}; a poll for shipments costs"
        " what an import without changes does. Not in it: what Upstock is told, the engine's rows of the last day, and"
        " nightly sweeps beyond their first page."
    )


def main(given: list[str]) -> int:
    """Print the year."""
    parser = ArgumentParser(description=__doc__, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("figures", nargs="?", type=Path, default=MEASURED, help="JSON that the benchmarks wrote")
    parser.add_argument("--suppliers", type=int, default=Assumed().suppliers)
    parser.add_argument("--orders-a-day", type=float, default=Assumed().orders_a_day, help="of one supplier")
    asked = parser.parse_args(given)
    assumed = Assumed(suppliers=asked.suppliers, orders_a_day=asked.orders_a_day)
    values = values_of(json.loads(asked.figures.read_text(encoding="utf-8")))
    sys.stdout.write(f"{table(year_of(values, assumed), assumed)}\n\n{assumptions(assumed)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
