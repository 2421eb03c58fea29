from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
import requests

from adapters.cin7_core.allowed_calls import FILL_SALE, ME, OPEN_SALE, PRODUCTS, SALE, VOID_SALE
from adapters.cin7_core.client import as_bytes
from application.ports.errors import BudgetSpent, NotSent, Throttled, Unavailable, Unclear
from application.ports.inventory import Exchange
from domain.call_budget import Lane
from tests.adapters.cin7_core.scripted import OPENS, SOON, Bench, ScriptedTransport, Told, scripted, told
from tests.fakes.budget import ScriptedBudget


def with_waits(*waits: float) -> Bench:
    return Bench(ScriptedTransport([told({"ID": 1})]), budget=ScriptedBudget(waits))


def test_a_call_carries_the_key_of_its_account_and_asks_the_budget_of_its_lane() -> None:
    bench = scripted(told({"Company": "Northwind"}))
    bench.client().call(ME)
    sent = bench.transport.seen[0]
    assert sent.url == "https://cin7.example/ExternalApi/v2/me"
    assert sent.headers["api-auth-accountid"] == OPENS.account_id
    assert sent.headers["api-auth-applicationkey"] == OPENS.application_key
    assert sent.headers["Content-Type"] == "application/json"
    assert bench.budget.asked == [(OPENS.application_key, Lane.ORDERS)]


def test_numbers_are_read_exactly() -> None:
    bench = scripted(Told(body='{"Price": 12.34, "Total": 0.1}'))
    assert bench.client().call(SALE).document == {"Price": Decimal("12.34"), "Total": Decimal("0.1")}


def test_an_answer_is_dated_by_the_other_sides_clock() -> None:
    bench = scripted(told({}, Date="Mon, 04 May 2026 11:59:58 GMT"), told({}))
    client = bench.client()
    assert client.call(SALE).at == datetime(2026, 5, 4, 11, 59, 58, tzinfo=UTC)
    assert client.call(SALE).at == bench.clock.now()


def test_parameters_that_are_never_left_to_chance_are_sent() -> None:
    bench = scripted(told({}))
    bench.client().call(VOID_SALE, (("ID", "x:1 &"),))
    assert bench.transport.query() == {"ID": "x:1 &", "Void": "true"}


def test_a_short_wait_for_the_budget_is_slept_away() -> None:
    bench = with_waits(0.5, 1.2)
    bench.client().call(SALE)
    assert bench.slept == [0.5, 1.2]
    assert len(bench.transport.seen) == 1


@pytest.mark.parametrize("waits", [(2.5,), (1.5, 1.0)])
def test_a_long_wait_for_the_budget_is_the_callers(waits: tuple[float, ...]) -> None:
    bench = with_waits(*waits)
    with pytest.raises(BudgetSpent) as spent:
        bench.client().call(SALE)
    assert spent.value.retry_after == timedelta(seconds=waits[-1])
    assert sum(bench.slept) <= 2
    assert not bench.transport.seen


def test_what_was_reserved_is_used_by_the_next_call_and_counted_once() -> None:
    bench = scripted(told({"ID": 1}), told({"ID": 2}))
    client = bench.client()
    client.reserve()
    client.call(SALE)
    assert len(bench.budget.asked) == 1
    client.call(SALE)
    assert len(bench.budget.asked) == 2


def test_a_throttled_key_is_blocked_for_everybody() -> None:
    bench = scripted(Told(status=429, body="no", headers={"Retry-After": "31 Seconds"}))
    with pytest.raises(Throttled):
        bench.client().call(PRODUCTS)
    assert [block[:2] for block in bench.budget.blocks] == [(OPENS.application_key, 31.0)]


def test_an_answer_that_blames_nobody_blocks_nothing() -> None:
    bench = scripted(Told(status=500, body="no"))
    with pytest.raises(Unavailable):
        bench.client().call(PRODUCTS)
    assert not bench.budget.blocks


def test_nothing_is_sent_while_a_unit_of_work_is_open() -> None:
    def guard() -> None:
        raise AssertionError("a transaction is open")

    bench = scripted(told({}))
    with pytest.raises(AssertionError, match="a transaction is open"):
        bench.client(guard=guard).call(SALE)
    assert not bench.budget.asked


def test_nothing_is_sent_after_its_deadline() -> None:
    bench = scripted(told({}))
    bench.clock.advance(timedelta(microseconds=1))
    with pytest.raises(NotSent) as late:
        bench.client().call(OPEN_SALE, body={}, not_after=SOON)
    assert type(late.value) is NotSent
    assert not bench.transport.seen


def test_waiting_for_the_budget_counts_towards_the_deadline() -> None:
    bench = with_waits(1.0)
    bench.slept = Waking(bench)
    with pytest.raises(NotSent):
        bench.client().call(OPEN_SALE, body={}, not_after=SOON)
    assert not bench.transport.seen


def test_nothing_is_asked_or_counted_once_the_time_for_all_calls_is_over() -> None:
    bench = scripted(told({"ID": 1}))
    client = bench.client(within=timedelta(seconds=10))
    bench.clock.advance(timedelta(seconds=10))
    with pytest.raises(NotSent, match="within 10 s"):
        client.call(SALE)
    with pytest.raises(NotSent):
        client.reserve()
    assert not bench.transport.seen
    assert not bench.budget.asked


def test_each_call_waits_for_its_answer_no_longer_than_what_is_left() -> None:
    bench = scripted(told({"ID": 1}), told({"ID": 2}), told({"ID": 3}))
    client = bench.client(within=timedelta(seconds=10))
    for seconds in (0.0, 3.0, 6.0):
        bench.clock.advance(timedelta(seconds=seconds))
        client.call(SALE)
    assert bench.transport.timeouts == [(5.0, 10.0), (5.0, 7.0), (1.0, 1.0)]


def test_the_budget_is_waited_for_no_longer_than_what_is_left() -> None:
    bench = with_waits(0.8, 0.8)
    client = bench.client(within=timedelta(seconds=10))
    bench.clock.advance(timedelta(seconds=9))
    with pytest.raises(BudgetSpent):
        client.call(SALE)
    assert bench.slept == [0.8]
    assert not bench.transport.seen


def test_without_a_limit_calls_may_take_their_usual_time_for_ever() -> None:
    bench = scripted(told({"ID": 1}))
    client = bench.client()
    bench.clock.advance(timedelta(seconds=100_000))
    client.call(SALE)
    assert bench.transport.timeouts == [(5.0, 40.0)]


class Waking(list[float]):
    """Sleeps that move the clock."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench

    def append(self, seconds: float) -> None:
        super().append(seconds)
        self._bench.clock.advance(timedelta(seconds=seconds))


def test_a_write_is_tried_once_however_it_fails() -> None:
    bench = scripted(Told(instead=requests.ReadTimeout()), told({}))
    with pytest.raises(Unclear):
        bench.client().call(OPEN_SALE, body={}, not_after=SOON)
    assert len(bench.transport.seen) == 1


def test_a_body_travels_with_exact_digits_and_every_character() -> None:
    body = {"Price": 12.34, "Quantity": 3, "Tax": 0.1, "Name": "Café “Ô”", "Odd": "\ud83d"}
    assert as_bytes({"Price": 12.34, "Quantity": 3, "Tax": 0.1}) == b'{"Price":12.34,"Quantity":3,"Tax":0.1}'
    bench = scripted(told({}))
    bench.client().call(FILL_SALE, body=body, not_after=SOON)
    assert bench.transport.body() == body


def test_every_exchange_is_recorded_without_headers_and_key() -> None:
    heard: list[Exchange] = []
    echo = '{"ID": 1, "Price": 12.34, "Said": "your key is KEY-OF-NORTHWIND"}'
    bench = scripted(Told(body=echo), Told(status=500, body="<p>key-of-northwind broke</p>", content_type="text/html"))
    client = bench.client(record=heard.append)
    client.call(SALE, (("ID", "7"),))
    with pytest.raises(Unclear) as unclear:
        client.call(OPEN_SALE, body={"Price": 12.34}, not_after=SOON)
    read, write = heard
    assert (read.method, read.path, read.request, read.status, read.error) == ("GET", "sale?ID=7", None, 200, "")
    assert read.reply == {"ID": 1, "Price": 12.34, "Said": "your key is [key]"}
    assert (write.path, write.request, write.status) == ("sale", {"Price": 12.34}, 500)
    assert write.reply == "<p>[key] broke</p>"
    assert write.error == unclear.value.detail
    assert write.started_at == bench.clock.now()
    assert OPENS.application_key.casefold() not in f"{heard} {unclear.value}".casefold()


def test_a_document_that_happens_to_hold_the_key_is_left_as_it_is() -> None:
    bench = scripted(told({"Name": "key-of-northwind"}))
    assert bench.client().call(SALE).document == {"Name": "key-of-northwind"}


def test_an_exchange_without_an_answer_is_recorded_too() -> None:
    heard: list[Exchange] = []
    bench = scripted(Told(instead=requests.ReadTimeout("slow")))
    with pytest.raises(Unclear):
        bench.client(record=heard.append).call(OPEN_SALE, body={}, not_after=SOON)
    assert (heard[0].status, heard[0].reply) == (None, None)
    assert "ReadTimeout" in heard[0].error


def test_a_call_that_was_not_made_is_not_recorded() -> None:
    heard: list[Exchange] = []
    with pytest.raises(BudgetSpent):
        with_waits(9.0).client(record=heard.append).call(SALE)
    assert not heard
