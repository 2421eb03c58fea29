"""The year is reckoned from the figures as the benchmarks name them."""

import pytest

from tests.bench import bench_calls, bench_storage
from tests.bench.bench_idle import of_idle
from tests.bench.publish import kept
from tests.bench.year import Assumed, Values, table, values_of, year_of

MEASURED: Values = {
    ("calls", bench_calls.OF_AN_ORDER): 2,
    ("calls", bench_calls.OF_A_SIGHTING): 1,
    ("calls", bench_calls.OF_A_SHIPMENT): 1,
    ("calls", bench_calls.OF_WAITING): 288,
    ("calls", bench_calls.OF_A_QUIET_DAY): 192,
    ("storage", f"{bench_storage.OF_AN_ORDER}: rows"): 10,
    ("storage", f"{bench_storage.OF_AN_ORDER}: kept"): 20,
    ("storage", f"{bench_storage.OF_A_DAY}: rows"): 200,
    ("storage", f"{bench_storage.OF_A_DAY}: kept"): 70,
    ("storage", f"{bench_storage.OF_A_PRODUCT}: kept"): 1,
    ("storage", f"{bench_storage.OF_A_CUSTOMER}: kept"): 1,
    ("idle", of_idle(1_000, "worker")): 12,
    ("idle", of_idle(1_000, "database")): 6,
    ("drain", "processor time of an order, workers"): 36,
    ("drain", "processor time of an order, database"): 18,
}
SMALL = Assumed(suppliers=1_000, orders_a_day=24, working_days=100, awaiting=0.5, busiest=0.25)


def test_calls_are_those_of_quiet_days_of_waiting_and_of_orders() -> None:
    year = year_of(MEASURED, SMALL)
    assert year.orders == 2_400_000
    assert year.calls == 1_000 * (192 + 144) * 365 + 4 * 2_400_000


def test_the_busiest_hour_decides_how_many_work() -> None:
    year = year_of(MEASURED, SMALL)
    orders_a_second = 1_000 * 24 * 0.25 / 3600
    assert year.calls_a_second == pytest.approx(1_000 * 336 / 86_400 + 4 * orders_a_second)
    assert year.processors == pytest.approx(12 / 60 * (1 + 144 / 192) + 0.036 * orders_a_second)
    assert year.workers == 1
    assert year_of(MEASURED, Assumed()).workers > 5


def test_orders_stay_passes_go_and_catalogues_do_not_grow() -> None:
    year = year_of(MEASURED, SMALL)
    assert year.gigabytes_of_orders == pytest.approx(2_400_000 * 20 / 1024 / 1024)
    assert year.gigabytes_of_passes == pytest.approx(1_000 * 14 * 70 / 1024 / 1024)
    assert year.gigabytes_of_catalogues == pytest.approx(1_000 * 2_500 / 1024 / 1024)


def test_the_kept_figures_make_a_year() -> None:
    assert table(year_of(values_of(kept()), Assumed()), Assumed()).startswith("| a year of 10,000 suppliers | |")
