"""How soon Upstock hears of a shipment by Cin7's webhooks, between real processes on SQLite.

A webhook itself comes a minute after the event (ref §9.2); what is measured begins when it is sent and
ends when Upstock's own server has taken `order.shipped`. A poll that happens to come meanwhile may be faster than a
webhook, so only the longest wait has a goal.
Source: B5, R14: seconds after the webhook.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.figures import Figure, Size
from tests.bench.running import alone
from tests.chaos.listening import Neighbours, neighbours
from tests.waiting import until

SAMPLES = 20
LATEST = 5.0  # seconds; three of the first five are waited for on purpose


def heard(living: Neighbours, number: str) -> float:
    """Ship an order, and answer how many seconds after Cin7 sent the webhook Upstock was told."""
    living.ship(number)
    sent_at = time.time()
    living.let_webhooks_come()
    until(lambda: living.told_at("order.shipped", f"order:{number}") is not None, f"{number} is told", seconds=120)
    return (living.told_at("order.shipped", f"order:{number}") or 0) - sent_at


def by_webhook(folder: Path, samples: int) -> list[float]:
    """Let so many orders be shipped, one after the other, and answer how long each took."""
    with neighbours(folder, f"sqlite:///{folder / 'bench.sqlite3'}") as living:
        living.stock("NW-001", 100_000)
        numbers = [f"UP-{number}" for number in range(samples)]
        for number in numbers:
            living.approve(number)
        return [heard(living, number) for number in numbers]


def figures(size: Size) -> Iterator[Figure]:
    """Measure between real processes."""
    with tempfile.TemporaryDirectory() as folder:
        waits = by_webhook(Path(folder), 5 if size is Size.QUICK else SAMPLES)
    about = f"median of {len(waits)}: {statistics.median(waits):.1f} s"
    yield Figure(name="webhook sent until told, longest", value=max(waits), unit="s", goal=LATEST, notes=(about,))


if __name__ == "__main__":
    sys.exit(alone(figures, __doc__))
