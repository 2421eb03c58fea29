from hypothesis import given
from hypothesis import strategies as st

from domain.call_budget import PERIOD, CallWindow, Lane, admit
from domain.call_usage import CallUsage, calls_of, pages_left

STEPS = st.lists(st.tuples(st.floats(0, 4), st.sampled_from(Lane)), max_size=120)


def usage_of(window: CallWindow, now: float, limit: int = 60) -> CallUsage:
    return CallUsage(limit=limit, window=window, now=now)


def full(limit: int = 60) -> CallWindow:
    return CallWindow(hits=tuple((float(second), Lane.ORDERS) for second in range(limit)))


@given(STEPS, st.integers(1, 200), st.integers(1, 60), st.floats(0, 600))
def test_the_forecast_of_orders_is_what_comes_when_they_go_as_they_may(
    steps: list[tuple[float, Lane]], calls: int, limit: int, block: float
) -> None:
    window, now = CallWindow(), 1000.0
    for pause, lane in steps:
        now += pause
        window, _ = admit(window, lane, now, limit)
    window = CallWindow(hits=window.hits, blocked_until=now + block)
    foretold, at = usage_of(window, now, limit).orders_through_in(calls), now
    for _ in range(calls):
        window, wait = admit(window, Lane.ORDERS, at, limit)
        if wait:
            at += wait + 1e-6  # the smallest of clocks has passed the moment
            window, wait = admit(window, Lane.ORDERS, at, limit)
            assert wait == 0
    assert abs(foretold - (at - now)) < 0.01


def test_without_orders_there_is_nothing_to_foretell() -> None:
    assert usage_of(full(), 60.0).orders_through_in(0) == 0


def test_calls_are_counted_by_lane_as_long_as_they_count() -> None:
    window = CallWindow(hits=((0.0, Lane.IMPORTS), (10.0, Lane.ORDERS), (20.0, Lane.ORDERS)))
    early, late = usage_of(window, 20.0), usage_of(window, PERIOD + 5)
    assert (early.used, early.used_by_lane[Lane.IMPORTS], early.used_by_lane[Lane.ORDERS]) == (3, 1, 2)
    assert (late.used, late.used_by_lane[Lane.IMPORTS], late.used_by_lane[Lane.PRICES]) == (2, 0, 0)


def test_a_block_is_told_only_while_it_lasts() -> None:
    window = CallWindow(blocked_until=100.0)
    assert usage_of(window, 99.0).blocked_until is not None
    assert usage_of(window, 100.0).blocked_until is None


def test_a_full_import_is_no_quicker_than_its_share_and_no_earlier_than_the_orders() -> None:
    usage = usage_of(CallWindow(), 0.0)
    assert usage.reading_through_in(Lane.IMPORTS, pages=11, pace=0.1, after=0.0) == 10 * PERIOD / 30
    assert usage.reading_through_in(Lane.IMPORTS, pages=11, pace=5.0, after=20.0) == 70.0
    assert usage.reading_through_in(Lane.PRICES, pages=11, pace=0.5, after=0.0) == 5.0
    assert usage.reading_through_in(Lane.IMPORTS, pages=0, pace=5.0, after=0.0) == 0.0


def test_an_order_takes_two_calls_and_one_that_is_begun_takes_one() -> None:
    assert (calls_of(0, begun=0), calls_of(3, begun=0), calls_of(3, begun=1)) == (0, 6, 5)


def test_pages_left_are_as_full_as_those_before() -> None:
    assert pages_left(done=2000, total=10_000, pages=2) == 8
    assert pages_left(done=2000, total=10_001, pages=2) == 9
    assert pages_left(done=10_000, total=10_000, pages=10) == 0
    assert pages_left(done=10_005, total=10_000, pages=10) == 0


def test_before_the_first_page_nobody_can_tell_how_many_are_left() -> None:
    assert pages_left(done=0, total=None, pages=0) is None
    assert pages_left(done=0, total=500, pages=0) is None
    assert pages_left(done=5, total=None, pages=1) is None
