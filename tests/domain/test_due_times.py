from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.due_times import (
    FOLLOWED_EVERY,
    INCREMENTAL,
    POLLED_EVERY,
    is_early,
    next_import,
    next_poll,
    next_sweep,
    next_turn,
    next_watch,
    put_back_for,
)
from domain.identifiers import SupplierId
from tests.builders import NOON, SUPPLIER

suppliers = st.text(max_size=10).map(SupplierId)
instants = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the strategy adds the zone
zones = st.sampled_from(["Australia/Perth", "America/Los_Angeles", "Pacific/Apia", "Europe/London", "Asia/Kolkata"])


@given(suppliers, instants)
def test_an_import_comes_within_a_quarter_of_an_hour_and_then_every_quarter(
    supplier: SupplierId, after: datetime
) -> None:
    due = next_import(supplier, after)
    assert after < due <= after + INCREMENTAL
    assert next_import(supplier, due) == due + INCREMENTAL
    assert due.utcoffset() == timedelta(0)


def test_suppliers_share_the_quarter_evenly() -> None:
    due = [next_import(SupplierId(f"supplier-{n}"), NOON) - NOON for n in range(900)]
    of_minute = [sum(minute < (at.total_seconds() - 1) // 60 + 1 <= minute + 1 for at in due) for minute in range(15)]
    assert sum(of_minute) == 900
    assert min(of_minute) > 30
    assert max(of_minute) < 100


def test_each_kind_of_work_has_a_place_of_its_own() -> None:
    assert len({next_turn(SUPPLIER, work, INCREMENTAL, NOON) for work in ("import", "poll", "watch")}) == 3


@given(suppliers, zones, instants)
def test_a_sweep_comes_within_a_day_in_the_suppliers_night(supplier: SupplierId, zone: str, after: datetime) -> None:
    due = next_sweep(supplier, zone, after)
    assert after < due <= after + timedelta(hours=26)
    assert 0 <= due.astimezone(ZoneInfo(zone)).hour <= 6
    assert due.utcoffset() == timedelta(0)


@given(suppliers, zones, instants)
def test_sweeps_are_a_night_apart(supplier: SupplierId, zone: str, after: datetime) -> None:
    first = next_sweep(supplier, zone, after)
    assert timedelta(hours=22) <= next_sweep(supplier, zone, first) - first <= timedelta(hours=26)


def test_a_sweep_is_found_from_an_instant_of_any_zone() -> None:
    in_perth = NOON.astimezone(timezone(timedelta(hours=8)))
    assert next_sweep(SUPPLIER, "Europe/London", in_perth) == next_sweep(SUPPLIER, "Europe/London", NOON)


@pytest.mark.parametrize("zone", ["", "AUS Eastern Standard Time", "Nowhere/None", "../etc/passwd", "Australia", "\0"])
def test_a_zone_that_nobody_knows_is_utc(zone: str) -> None:
    assert next_sweep(SUPPLIER, zone, NOON) == next_sweep(SUPPLIER, "UTC", NOON)


@pytest.mark.parametrize(
    ("awaiting", "shipped_ago", "every"),
    [
        (True, None, POLLED_EVERY),
        (True, timedelta(days=30), POLLED_EVERY),
        (False, timedelta(0), POLLED_EVERY),
        (False, timedelta(hours=23), POLLED_EVERY),
        (False, timedelta(hours=25), FOLLOWED_EVERY),
        (False, timedelta(days=13), FOLLOWED_EVERY),
        (False, timedelta(days=14), None),
        (False, None, None),
    ],
)
def test_sales_are_looked_at_as_often_as_they_matter(
    awaiting: bool, shipped_ago: timedelta | None, every: timedelta | None
) -> None:
    shipped_at = None if shipped_ago is None else NOON - shipped_ago
    due = next_poll(SUPPLIER, awaiting=awaiting, shipped_at=shipped_at, after=NOON)
    assert due == (next_turn(SUPPLIER, "shipments", every, NOON) if every else None)


def test_webhooks_are_looked_after_every_hour_at_an_instant_of_the_suppliers_own() -> None:
    first, second = (next_watch(SupplierId(name), NOON) for name in ("northwind", "eastwind"))
    assert NOON < first <= NOON + timedelta(hours=1)
    assert first != second
    assert next_watch(SupplierId("northwind"), first) == first + timedelta(hours=1)


@pytest.mark.parametrize(
    ("seconds", "early"), [(-60, False), (0, False), (1, False), (2, False), (2.1, True), (600, True)]
)
def test_what_is_early_by_less_than_clocks_differ_is_not_early(seconds: float, early: bool) -> None:
    assert is_early(NOON + timedelta(seconds=seconds), NOON) is early
    assert not is_early(None, NOON)


def test_what_came_too_soon_is_put_back_until_our_clock_has_caught_up_with_the_one_that_handed_it_out() -> None:
    for skew in (timedelta(seconds=3), timedelta(seconds=90), timedelta(minutes=2)):
        due = NOON + skew  # by the other clock it is due now
        wait = put_back_for(due, NOON)
        assert wait is not None
        due_by_the_other = NOON + wait  # it is ahead of ours by the skew, so for us it comes that much sooner
        assert due_by_the_other - skew == due


def test_what_comes_long_before_its_time_has_another_task_that_does_not() -> None:
    assert put_back_for(NOON + timedelta(minutes=2, seconds=1), NOON) is None
