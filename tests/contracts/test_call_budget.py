"""Every promise of the call budget, on both databases."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random

import pytest
import sqlalchemy as sa

from adapters.sql import SqlCallBudget, make_engine
from application.ports.call_budget import CallBudget
from domain.call_budget import PERIOD, SLACK, Lane
from entrypoints.clock import SystemClock
from tests.fakes.clock import StandingClock

KEY, OTHER_KEY = "3f1c2a9e-key", "another-key"
LIMIT = 8


@pytest.fixture
def budget(engine: sa.Engine) -> CallBudget:
    return SqlCallBudget(engine, SystemClock(), LIMIT)


def spend(budget: CallBudget, calls: int, lane: Lane = Lane.ORDERS) -> None:
    assert [budget.acquire(KEY, lane) for _ in range(calls)] == [0.0] * calls


def test_calls_go_until_the_limit_and_then_wait_until_the_first_no_longer_counts(budget: CallBudget) -> None:
    spend(budget, LIMIT)
    assert PERIOD - 10 < budget.acquire(KEY, Lane.ORDERS) <= PERIOD


def test_a_call_that_must_wait_is_not_counted(budget: CallBudget) -> None:
    spend(budget, LIMIT)
    budget.acquire(KEY, Lane.ORDERS)
    assert budget.usage(KEY).used == LIMIT


def test_every_key_has_a_budget_of_its_own(budget: CallBudget) -> None:
    spend(budget, LIMIT)
    assert budget.acquire(OTHER_KEY, Lane.ORDERS) == 0.0


def test_imports_leave_room_for_orders(budget: CallBudget) -> None:
    spend(budget, 1, Lane.IMPORTS)
    assert budget.acquire(KEY, Lane.IMPORTS) > 0
    spend(budget, 1)


def test_a_lower_lane_lets_a_waiting_order_go_first(budget: CallBudget) -> None:
    spend(budget, LIMIT)
    waits = budget.acquire(KEY, Lane.ORDERS)
    assert budget.acquire(KEY, Lane.PRICES) > waits


def test_a_blocked_key_waits_as_long_as_it_was_told(budget: CallBudget) -> None:
    budget.block(KEY, 30.0, "Cin7 said 429")
    assert 20 < budget.acquire(KEY, Lane.ORDERS) <= 30
    assert budget.acquire(OTHER_KEY, Lane.ORDERS) == 0.0


def test_a_shorter_block_does_not_end_a_longer_one(budget: CallBudget) -> None:
    budget.block(KEY, 60.0, "Cin7 said 429")
    budget.block(KEY, 5.0, "bare 503")
    usage = budget.usage(KEY)
    assert usage.blocked_why == "Cin7 said 429"
    assert usage.blocked_until is not None
    assert usage.blocked_until > datetime.now(UTC) + timedelta(seconds=40)


def test_usage_of_a_key_nobody_used_is_empty(budget: CallBudget) -> None:
    usage = budget.usage(KEY)
    assert (usage.limit, usage.used, usage.blocked_until, usage.blocked_why) == (LIMIT, 0, None, "")
    assert usage.used_by_lane == dict.fromkeys(Lane, 0)
    assert usage.free_in == dict.fromkeys(Lane, 0.0)


def test_usage_says_who_called_and_when_each_lane_may_call_next(budget: CallBudget) -> None:
    spend(budget, 3)
    spend(budget, 1, Lane.IMPORTS)
    usage = budget.usage(KEY)
    assert usage.used == 4
    assert usage.used_by_lane == {Lane.ORDERS: 3, Lane.SHIPMENTS: 0, Lane.PRICES: 0, Lane.IMPORTS: 1}
    assert usage.free_in[Lane.ORDERS] == 0.0
    assert usage.free_in[Lane.IMPORTS] > 0


def test_asking_for_the_usage_counts_nothing(budget: CallBudget) -> None:
    spend(budget, 1)
    assert budget.usage(KEY).used == budget.usage(KEY).used == 1


def test_a_call_that_took_long_counts_from_its_end(budget: CallBudget) -> None:
    spend(budget, LIMIT)
    budget.took(KEY, Lane.ORDERS, 0.0)
    usage = budget.usage(KEY)
    assert (usage.used, usage.used_by_lane[Lane.ORDERS]) == (LIMIT, LIMIT)
    assert usage.window.hits[-1][0] > max(at for at, _ in usage.window.hits[:-1])


def test_usage_foretells_when_orders_will_have_gone(budget: CallBudget) -> None:
    spend(budget, LIMIT - 1)
    usage = budget.usage(KEY)
    assert usage.orders_through_in(1) == 0
    assert PERIOD - 10 < usage.orders_through_in(2) <= PERIOD
    assert PERIOD - 10 < usage.orders_through_in(LIMIT) <= PERIOD < usage.orders_through_in(LIMIT + 2)


def granted(url: str) -> int:
    """Ask from three threads of this process and answer how many calls may go."""
    engine = make_engine(url)
    budget = SqlCallBudget(engine, SystemClock(), LIMIT)
    with ThreadPoolExecutor(3) as threads:
        waits = list(threads.map(lambda _: budget.acquire(KEY, Lane.ORDERS), range(20)))
    engine.dispose()
    return waits.count(0.0)


def test_machines_together_never_exceed_the_limit(database_url: str) -> None:
    with ThreadPoolExecutor(2) as machines:
        assert sum(machines.map(granted, [database_url] * 2)) == LIMIT


@pytest.mark.slow
def test_processes_together_never_exceed_the_limit(database_url: str) -> None:
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as processes:
        assert sum(processes.map(granted, [database_url] * 2)) == LIMIT


def test_no_sixty_seconds_ever_hold_more_calls_than_the_limit(sqlite_url: str) -> None:
    clock, engine = StandingClock(), make_engine(sqlite_url)
    budget = SqlCallBudget(engine, clock, LIMIT)
    calls: list[datetime] = []
    lanes = count()
    while clock.now() < StandingClock().now() + timedelta(minutes=5):
        if budget.acquire(KEY, Lane(next(lanes) % 3)) == 0.0:
            calls.append(clock.now())
        clock.advance(timedelta(seconds=1.7))
    engine.dispose()
    in_a_minute = [sum(at <= call < at + timedelta(seconds=60) for call in calls) for at in calls]
    assert max(in_a_minute) <= LIMIT
    assert len(calls) > 3 * LIMIT


def test_a_cin7_that_is_slow_and_quick_in_turn_never_sees_more_calls_than_the_limit(sqlite_url: str) -> None:
    clock, engine, chance = StandingClock(), make_engine(sqlite_url), Random(7)  # noqa: S311 -- chance that can be repeated, no secret
    budget = SqlCallBudget(engine, clock, LIMIT)
    arrivals: list[datetime] = []
    under_way: list[tuple[datetime, float, Lane]] = []
    while clock.now() < StandingClock().now() + timedelta(minutes=6):
        clock.advance(timedelta(seconds=chance.uniform(0.2, 3)))
        for ended in sorted(call for call in under_way if call[0] <= clock.now()):
            under_way.remove(ended)
            if ended[1] > SLACK:
                budget.took(KEY, ended[2], ended[1])
        lane = chance.choice(list(Lane))
        if len(under_way) < 4 and budget.acquire(KEY, lane) == 0.0:
            takes = chance.choice([0.2, 2.0, 20.0, 40.0])
            arrivals.append(clock.now() + timedelta(seconds=chance.uniform(0, takes)))
            under_way.append((clock.now() + timedelta(seconds=takes), takes, lane))
    engine.dispose()
    assert max(sum(at <= other < at + timedelta(seconds=60) for other in arrivals) for at in arrivals) <= LIMIT
    assert len(arrivals) > 2 * LIMIT


def test_machines_with_wrong_clocks_share_postgresqls(postgres_url: str) -> None:
    engine = make_engine(postgres_url)
    past = SqlCallBudget(engine, StandingClock(datetime(2001, 1, 1, tzinfo=UTC)), LIMIT)
    future = SqlCallBudget(engine, StandingClock(datetime(2091, 1, 1, tzinfo=UTC)), LIMIT)
    spend(past, LIMIT // 2)
    spend(future, LIMIT // 2)
    assert past.acquire(KEY, Lane.ORDERS) > 0
    assert future.acquire(KEY, Lane.ORDERS) > 0
    engine.dispose()


def test_only_a_digest_of_the_key_is_kept(engine: sa.Engine, budget: CallBudget) -> None:
    spend(budget, 1)
    budget.block(KEY, 1.0, "told to wait")
    with engine.connect() as connection:
        rows = connection.execute(sa.text("SELECT * FROM call_budgets")).all()
    assert len(rows) == 1
    assert KEY not in str(rows)
