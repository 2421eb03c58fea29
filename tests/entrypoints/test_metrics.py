"""What one process counts, and what several of one machine count together."""

import subprocess
import sys
from pathlib import Path

from entrypoints.instruments import Instruments
from entrypoints.metrics import Metrics
from tests.entrypoints.cli.processes import REPOSITORY, ours
from tests.entrypoints.exposition import samples
from tests.entrypoints.test_gauges import gauges
from tests.house import House

COUNTS = """
from entrypoints.instruments import Instruments
Instruments().unclear.inc({times})
"""

TELLS = """
import sys
from prometheus_client.registry import Collector
from entrypoints.instruments import Instruments
from entrypoints.metrics import Metrics
class Nothing(Collector):
    def collect(self): return []
sys.stdout.buffer.write(Metrics(Instruments(), Nothing()).exposed())
"""


def test_what_was_counted_stands_beside_how_everything_is(empty_house: House) -> None:
    instruments = Instruments()
    instruments.cin7_calls.labels("POST sale", "ok", "orders").inc()
    instruments.order_seconds.observe(3)
    found = samples(Metrics(instruments, gauges(empty_house)).exposed())
    assert found["cin7_calls_total{POST sale,orders,ok}"] == 1
    assert (found["order_seconds_bucket<=2.0"], found["order_seconds_bucket<=5.0"]) == (0, 1)
    assert found["orders{held}"] == 0
    assert found["process_resident_memory_bytes"] > 0


def test_doubled_sales_are_there_before_the_first_so_that_it_is_seen_to_come(empty_house: House) -> None:
    found = samples(Metrics(Instruments(), gauges(empty_house)).exposed())
    assert found["duplicates_total{full}"] == 0


def python(code: str, folder: Path) -> bytes:
    shared = ours(PROMETHEUS_MULTIPROC_DIR=str(folder))
    command = [sys.executable, "-c", code]
    return subprocess.run(command, env=shared, cwd=REPOSITORY, capture_output=True, check=True, timeout=60).stdout  # noqa: S603 -- our own words


def test_any_process_of_a_machine_tells_what_all_of_them_counted(tmp_path: Path) -> None:
    for times in (1, 2):
        python(COUNTS.format(times=times), tmp_path)
    assert samples(python(TELLS, tmp_path))["unclear_total"] == 3
