from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from domain.call_budget import (
    LONGEST_BLOCK,
    MEMORY,
    PERIOD,
    SHARE,
    SLACK,
    CallWindow,
    Lane,
    admit,
    counted_late,
)

LIMIT = 60
LANES = st.sampled_from(Lane)
STEPS = st.lists(st.tuples(st.floats(0, 4), LANES), max_size=250)


def run(steps: list[tuple[float, Lane]], limit: int) -> list[tuple[float, Lane]]:
    """Ask at each step and answer when calls departed."""
    window, now, departed = CallWindow(), 0.0, []
    for pause, lane in steps:
        now += pause
        window, wait = admit(window, lane, now, limit)
        if wait == 0:
            departed.append((now, lane))
    return departed


@given(STEPS, st.integers(1, 60))
def test_there_are_never_more_departures_than_the_limit_in_any_period(
    steps: list[tuple[float, Lane]], limit: int
) -> None:
    times = [at for at, _ in run(steps, limit)]
    assert all(sum(start <= at < start + PERIOD for at in times) <= limit for start in times)


@given(STEPS)
def test_a_lane_never_fills_the_budget_beyond_its_share(steps: list[tuple[float, Lane]]) -> None:
    departed = run(steps, LIMIT)
    for index, (at, lane) in enumerate(departed):
        within = sum(other > at - PERIOD for other, _ in departed[: index + 1])
        assert within <= max(1, int(LIMIT * SHARE[lane]))


@given(STEPS, LANES)
def test_who_comes_back_after_the_told_wait_is_let_through_unless_somebody_came_between(
    steps: list[tuple[float, Lane]], lane: Lane
) -> None:
    window, now = CallWindow(), 0.0
    for pause, other in steps:
        now += pause
        window, _ = admit(window, other, now, LIMIT)
    window, wait = admit(window, lane, now, LIMIT)
    _, again = admit(window, lane, now + wait + 0.001, LIMIT) if wait else (window, 0.0)
    assert again == 0


@given(STEPS)
def test_asking_in_vain_counts_no_call(steps: list[tuple[float, Lane]]) -> None:
    window, now = CallWindow(), 0.0
    for pause, lane in steps:
        now += pause
        before = window
        window, wait = admit(before, lane, now, LIMIT)
        still_counting = tuple(hit for hit in before.hits if hit[0] > now - PERIOD)
        assert window.hits == (still_counting if wait else (*still_counting, (now, lane)))


def test_a_free_budget_lets_an_order_through_at_once() -> None:
    window, wait = admit(CallWindow(), Lane.ORDERS, 100.0, LIMIT)
    assert wait == 0
    assert window.hits == ((100.0, Lane.ORDERS),)


def test_a_full_budget_waits_until_the_oldest_call_no_longer_counts() -> None:
    full = CallWindow(hits=tuple((float(second), Lane.ORDERS) for second in range(LIMIT)))
    window, wait = admit(full, Lane.ORDERS, 59.0, LIMIT)
    assert wait == PERIOD - 59.0
    assert window.waiting == ((59.0 + wait + MEMORY, Lane.ORDERS),)


def test_a_lower_lane_waits_while_an_order_waits() -> None:
    window = CallWindow(waiting=((30.0, Lane.ORDERS),))
    assert admit(window, Lane.PRICES, 10.0, LIMIT)[1] == 20.0
    assert admit(window, Lane.PRICES, 30.0, LIMIT)[1] == 0
    assert admit(window, Lane.ORDERS, 10.0, LIMIT)[1] == 0


def test_imports_are_spaced_evenly_over_the_period() -> None:
    window, _ = admit(CallWindow(), Lane.IMPORTS, 0.0, LIMIT)
    assert admit(window, Lane.IMPORTS, 0.0, LIMIT)[1] == PERIOD / 30
    assert admit(window, Lane.ORDERS, 0.0, LIMIT)[1] == 0


def test_nobody_calls_while_the_key_is_blocked() -> None:
    window = CallWindow(blocked_until=40.0)
    assert admit(window, Lane.ORDERS, 10.0, LIMIT)[1] == 30.0
    assert admit(window, Lane.ORDERS, 40.0, LIMIT)[1] == 0


def test_a_limit_of_one_still_serves_every_lane() -> None:
    for lane in Lane:
        assert admit(CallWindow(), lane, 0.0, 1)[1] == 0


HOURS = st.floats(-7200, 0)


@given(STEPS, HOURS, st.floats(0, 600))
def test_a_clock_that_was_put_back_lets_nobody_wait_for_it_to_come_round(
    steps: list[tuple[float, Lane]], back: float, block: float
) -> None:
    window, now = CallWindow(), 10_000.0
    for pause, lane in steps:
        now += pause
        window, _ = admit(window, lane, now, LIMIT)
    blocked = replace(window, blocked_until=now + block)
    for lane in Lane:
        assert admit(window, lane, now + back, LIMIT)[1] <= PERIOD + len(Lane) * MEMORY
        assert admit(blocked, lane, now + back, LIMIT)[1] <= LONGEST_BLOCK + len(Lane) * MEMORY


@given(STEPS, HOURS)
def test_a_clock_that_was_put_back_forgets_no_call_that_counts(steps: list[tuple[float, Lane]], back: float) -> None:
    window, now = CallWindow(), 10_000.0
    for pause, lane in steps:
        now += pause
        window, _ = admit(window, lane, now, LIMIT)
    put_back = window.at(now + back)
    assert len(put_back.hits) == len(window.at(now).hits)
    assert put_back.at(now + back + PERIOD).hits == ()


TRIP = st.tuples(st.floats(0, 3), st.floats(0, 60), st.floats(0, 1), LANES)


@given(st.lists(TRIP, max_size=150), st.integers(1, 12))
def test_cin7_never_sees_more_arrivals_than_its_limit_however_slow_it_is(
    trips: list[tuple[float, float, float, Lane]], limit: int
) -> None:
    """A call may arrive at any moment between its departure and its end, and calls overlap as they like."""
    window, now = CallWindow(), 0.0
    arrivals: list[float] = []
    under_way: list[tuple[float, float, Lane]] = []
    for pause, takes, arrives, lane in trips:
        now += pause
        for ended in sorted(call for call in under_way if call[0] <= now):
            under_way.remove(ended)
            if ended[1] > SLACK:
                window = counted_late(window, ended[2], ended[0], ended[1])
        window, wait = admit(window, lane, now, limit)
        if wait == 0:
            arrivals.append(now + takes * arrives)
            under_way.append((now + takes, takes, lane))
    assert all(sum(start <= at < start + 60 for at in arrivals) <= limit for start in arrivals)


def test_a_long_call_counts_once_and_from_its_end() -> None:
    window, _ = admit(CallWindow(), Lane.ORDERS, 100.0, LIMIT)
    window, _ = admit(window, Lane.SHIPMENTS, 101.0, LIMIT)
    late = counted_late(window, Lane.ORDERS, 140.0, 40.0)
    assert late.hits == ((101.0, Lane.SHIPMENTS), (140.0, Lane.ORDERS))


def test_a_call_that_outlasted_the_window_counts_again() -> None:
    window, _ = admit(CallWindow(), Lane.ORDERS, 100.0, LIMIT)
    assert counted_late(window, Lane.ORDERS, 190.0, 90.0).hits == ((190.0, Lane.ORDERS),)


def importing(seconds: float) -> tuple[CallWindow, float]:
    """Answer the window after so long a full import that takes every call it may, and the time then."""
    window, now = CallWindow(), 0.0
    while now < seconds:
        window, wait = admit(window, Lane.IMPORTS, now, LIMIT)
        now += wait or 0.001
    return window, now


@given(st.floats(0, 300), st.lists(st.floats(0, 2), min_size=30, max_size=30))
def test_while_everything_is_imported_thirty_calls_a_minute_for_orders_wait_for_nothing(
    seconds: float, pauses: list[float]
) -> None:
    window, now = importing(seconds)
    for pause in pauses:
        now += pause
        window, wait = admit(window, Lane.ORDERS, now, LIMIT)
        assert wait == 0
        window, _ = admit(window, Lane.IMPORTS, now, LIMIT)


@given(st.floats(0, 300), st.integers(1, 100))
def test_no_import_departs_while_an_order_waits(seconds: float, calls: int) -> None:
    window, now = importing(seconds)
    for _ in range(calls):
        window, wait = admit(window, Lane.ORDERS, now, LIMIT)
        if wait:
            window, kept = admit(window, Lane.IMPORTS, now, LIMIT)
            assert kept > wait
            now += wait + 1e-6
            window, wait = admit(window, Lane.ORDERS, now, LIMIT)
            assert wait == 0
