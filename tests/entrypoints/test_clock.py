from datetime import UTC, datetime

from entrypoints.clock import SystemClock


def test_the_machines_clock_tells_aware_instants_in_utc() -> None:
    before, now = datetime.now(UTC), SystemClock().now()
    assert before <= now <= datetime.now(UTC)
    assert now.tzinfo is UTC
