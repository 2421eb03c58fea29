from datetime import UTC, datetime, timedelta

import freezegun

from entrypoints.clock import SystemClock


def test_the_clock_tells_the_machines_instant_in_utc() -> None:
    with freezegun.freeze_time("2026-05-04T23:30:00+08:00"):
        now = SystemClock().now()
    assert now == datetime(2026, 5, 4, 15, 30, tzinfo=UTC)
    assert now.tzinfo is UTC


def test_the_clock_goes_with_the_machine() -> None:
    clock = SystemClock()
    with freezegun.freeze_time("2026-05-04T12:00:00Z") as frozen:
        before = clock.now()
        frozen.tick(timedelta(minutes=10))
        assert clock.now() - before == timedelta(minutes=10)
