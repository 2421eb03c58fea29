"""How soon Upstock hears of a shipment: by Cin7's webhooks between real processes, and by polling on a standing clock.

`python -m tests.bench.bench_webhooks [sqlite|postgresql+psycopg://…]` prints the table; the exit code says whether
every goal is met. A webhook itself comes a minute after the event (ref §9.2); what is measured begins when it is sent
and ends when Upstock's own server has taken `order.shipped`. By polling it is the house's own time, so that those
figures are the same on every machine.
Source: B5, R14: seconds after the webhook, and about ten minutes without it. A poll that happens to come meanwhile may
be faster than a webhook, so only the longest wait has a goal.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.bench_shipping import SAMPLES as SAMPLES_OF_POLLING
from tests.bench.bench_shipping import approved, delays, opened
from tests.chaos.listening import Neighbours, neighbours
from tests.waiting import until

SAMPLES = 20
LATEST_HEARD, LATEST_POLLED = 5.0, 7 * 60  # seconds; three of the first five are waited for on purpose


def heard(living: Neighbours, number: str) -> float:
    """Ship an order, and answer how many seconds after Cin7 sent the webhook Upstock was told."""
    living.ship(number)
    sent_at = time.time()
    living.let_webhooks_come()
    until(lambda: living.told_at("order.shipped", f"order:{number}") is not None, f"{number} is told", seconds=120)
    return (living.told_at("order.shipped", f"order:{number}") or 0) - sent_at


def by_webhook(folder: Path, database_url: str) -> list[float]:
    """Measure between real processes."""
    with neighbours(folder, database_url) as living:
        living.stock("NW-001", 100_000)
        numbers = [f"UP-{number}" for number in range(SAMPLES)]
        for number in numbers:
            living.approve(number)
        return [heard(living, number) for number in numbers]


def by_polling() -> list[float]:
    """Measure on the whole connector with a standing clock."""
    with opened() as house:
        approved(house, SAMPLES_OF_POLLING)
        return delays(house)


def main() -> int:
    """Measure, write, and answer whether every goal is met."""
    with tempfile.TemporaryDirectory() as folder:
        given = sys.argv[1] if len(sys.argv) > 1 else f"sqlite:///{Path(folder) / 'bench.sqlite3'}"
        webhooks = by_webhook(Path(folder), given)
    polls = by_polling()
    shape = "{}, {} times: median {:.1f} s, longest {:.1f} s\n"
    for name, found in (("webhook sent until told", webhooks), ("shipped until told by polling", polls)):
        sys.stdout.write(shape.format(name, len(found), statistics.median(found), max(found)))
    goals = (max(webhooks) <= LATEST_HEARD, max(polls) <= LATEST_POLLED)
    sys.stdout.write("every goal is met\n" if all(goals) else f"goals met: {goals}\n")
    return 0 if all(goals) else 1


if __name__ == "__main__":
    sys.exit(main())
