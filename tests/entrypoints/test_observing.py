"""What adapters report becomes a line of the log and a number."""

from datetime import timedelta

import pytest
from prometheus_client import generate_latest
from structlog.testing import capture_logs

from application.ports.storage.publishing import Notice
from application.ports.storefront import Answer, Reception, Storefront
from domain.call_budget import Lane
from domain.events import OrderShipped
from entrypoints.instruments import Instruments
from entrypoints.observing import Observer, WatchedStorefront, watched
from tests.builders import NOON, a_notice, a_product_event, an_order_event
from tests.entrypoints.exposition import samples
from tests.fakes.clock import StandingClock


def counted(instruments: Instruments) -> dict[str, float]:
    return samples(generate_latest(instruments.registry))


def test_a_tick_that_is_late_is_told() -> None:
    with capture_logs() as lines:
        Observer(Instruments()).late(95.04)
    assert lines == [{"event": "tick.late", "log_level": "warning", "seconds": 95.0}]


@pytest.mark.parametrize(
    ("call", "outcome", "level"),
    [
        ("GET sale", "ok", "debug"),
        ("POST sale", "ok", "info"),
        ("GET sale", "unavailable", "info"),
        ("POST sale/order", "unclear", "warning"),
    ],
)
def test_a_call_is_told_as_loudly_as_it_matters(call: str, outcome: str, level: str) -> None:
    instruments = Instruments()
    with capture_logs() as lines:
        Observer(instruments).called(call, Lane.ORDERS, outcome=outcome, status=200, seconds=0.25, detail="")
    (line,) = lines
    assert (line["event"], line["log_level"], line["call"], line["ms"]) == ("cin7.call", level, call, 250.0)
    found = counted(instruments)
    assert found[f"cin7_calls_total{{{call},orders,{outcome}}}"] == 1
    assert found[f"cin7_call_seconds_count{{{call}}}"] == 1
    assert found["unclear_total"] == (outcome == "unclear")


def test_a_voided_empty_sale_is_counted_and_one_that_could_not_be_voided_is_not() -> None:
    instruments = Instruments()
    for outcome in ("ok", "refused"):
        Observer(instruments).called("DELETE sale", Lane.ORDERS, outcome=outcome, status=200, seconds=0, detail="")
    assert counted(instruments)["duplicates_total{empty}"] == 1


def test_waits_blocks_and_adoptions_are_counted() -> None:
    instruments = Instruments()
    observer = Observer(instruments)
    with capture_logs() as lines:
        observer.waited(Lane.IMPORTS, 4)
        observer.blocked("throttled", 60)
        observer.adopted("slot-7", 3)
    assert [line["event"] for line in lines] == ["cin7.throttled", "task.adopted"]
    found = counted(instruments)
    assert (found["budget_wait_seconds_sum{imports}"], found["budget_blocked_total{throttled}"]) == (4, 1)
    assert found["adopted_total"] == 3


class Deaf(Storefront):
    """An Upstock that takes everything in one way."""

    def __init__(self, reception: Reception) -> None:
        self.reception = reception

    def deliver(self, notice: Notice) -> Answer:  # noqa: ARG002 -- the port's signature
        return Answer(reception=self.reception, detail="as it is")


def told(notice: Notice, reception: Reception) -> tuple[list[tuple[object, object]], dict[str, float]]:
    """Tell something five minutes after it was written; answer the log and the numbers."""
    instruments, clock = Instruments(), StandingClock(NOON + timedelta(minutes=5))
    with capture_logs() as lines:
        assert WatchedStorefront(Deaf(reception), instruments=instruments, clock=clock).deliver(notice).detail
    return [(line["event"], line["log_level"]) for line in lines], counted(instruments)


def test_an_orders_event_is_told_and_how_long_shipped_goods_waited_for_it() -> None:
    lines, found = told(a_notice(an_order_event(kind=OrderShipped)), Reception.HEARD)
    assert lines == [("event.delivered", "info")]
    assert found["deliveries_total{heard,order.shipped}"] == 1
    assert found["shipment_lag_seconds_sum"] == 300


def test_a_catalogue_is_told_in_a_whisper() -> None:
    lines, found = told(a_notice(a_product_event()), Reception.HEARD)
    assert lines == [("event.delivered", "debug")]
    assert found["shipment_lag_seconds_count"] == 0


@pytest.mark.parametrize("reception", [Reception.NOT_HEARD, Reception.REFUSED, Reception.GONE])
def test_what_was_not_heard_is_told_with_the_reason(reception: Reception) -> None:
    lines, found = told(a_notice(), reception)
    assert lines == [("event.refused", "warning")]
    assert found[f"deliveries_total{{{reception.value},order.sale_created}}"] == 1


def test_where_nobody_listens_nobody_is_watched() -> None:
    assert watched(None, Instruments(), StandingClock()) is None
