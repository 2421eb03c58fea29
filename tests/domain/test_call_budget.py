from hypothesis import given
from hypothesis import strategies as st

from domain.call_budget import MEMORY, PERIOD, SHARE, CallWindow, Lane, admit

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
