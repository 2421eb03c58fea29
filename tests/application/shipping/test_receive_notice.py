"""What a webhook leads to: a reading of the sale it points at, soon and once, and never a belief."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from application.ports.storage.mirror import Stream
from application.ports.storage.notices import StoredHint
from application.ports.tasks import Task
from domain.connection import ConnectionStatus
from domain.notices import HintKind, Subscription
from domain.order import Order
from domain.order_state import OrderState
from tests.builders import SUPPLIER, a_loss, an_approved_order
from tests.house import OPERATOR, House

TOKEN = "a webhook's token"
SECONDS = timedelta(seconds=1)
STEPS = ("pick", "pack", "ship")


@pytest.fixture
def listening(house: House) -> House:
    """A connected house whose account was given a token."""
    with house.use_cases.work() as store:
        store.subscriptions.save(Subscription(supplier=SUPPLIER).aimed_at("https://x.example", fresh_token=TOKEN))
    return house


def told(house: House, document: Any, *, token: str = TOKEN, supplier: str = "northwind") -> StoredHint | None:
    payload = document if isinstance(document, bytes) else json.dumps(document).encode()
    return house.use_cases.receive_notice(supplier, token, payload)


def understood(house: House, document: Any) -> StoredHint:
    hint = told(house, document)
    assert hint is not None
    return hint


def shipped(order: Order, **changes: str) -> dict[str, str]:
    assert order.sale is not None
    keys = {"SaleTaskID": order.sale.id.upper(), "OrderNumber": order.sale.number}
    return {**keys, "EventType": "Sale/ShipmentAuthorised", **changes}


def leave(house: House, number: str = "UP-1001") -> None:
    for step in STEPS:
        house.cin7("POST", f"/_fake/sales/upstock:northwind:{number}/{step}")


def readings(house: House) -> int:
    """Count the sales that were read since the last time somebody asked."""
    made = [path for method, path in house.calls() if (method, path) == ("GET", "sale")]
    house.forget_calls()
    return len(made)


def records_read(house: House) -> list[str]:
    """Let the next minute's tick come, and answer which records were read because of it."""
    before = len(house.calls())
    house.tasks.tick()
    house.run_now()
    return [path for _, path in house.calls()[before:] if path in ("product", "customer")]


def reads_waiting(house: House) -> list[float]:
    now = house.clock.now()
    return [(task.due - now).total_seconds() for task in house.tasks.pending() if task.task is Task.READ_SALE]


def test_a_shipped_sale_is_read_back_three_seconds_later(listening: House) -> None:
    order = listening.approve(an_approved_order())
    leave(listening)
    hint = understood(listening, shipped(order))
    assert (hint.kind, hint.order, hint.event) == (HintKind.SALE, "UP-1001", "Sale/ShipmentAuthorised")
    assert listening.order("UP-1001").state is OrderState.CREATED
    listening.pass_time(3 * SECONDS)
    assert listening.order("UP-1001").state is OrderState.SHIPPED


def test_what_a_webhook_says_is_not_believed(listening: House) -> None:
    order = listening.approve(an_approved_order())
    understood(listening, shipped(order))
    listening.pass_time(3 * SECONDS)
    assert readings(listening) == 1
    assert listening.order("UP-1001").state is OrderState.CREATED


def test_several_that_come_together_cost_one_reading(listening: House) -> None:
    order = listening.approve(an_approved_order())
    listening.forget_calls()
    for _ in range(4):
        understood(listening, shipped(order))
        listening.pass_time(SECONDS / 2)
    listening.pass_time(10 * SECONDS)
    assert readings(listening) == 1
    with listening.use_cases.work() as store:
        assert store.hints.counts(SUPPLIER).by_kind == {HintKind.SALE: 4}


def test_one_that_repeats_another_word_for_word_counts_all_the_same(listening: House) -> None:
    order = listening.approve(an_approved_order())
    listening.forget_calls()
    for _ in range(2):
        understood(listening, shipped(order))
        listening.pass_time(3 * SECONDS)
    assert readings(listening) == 2


def test_a_reading_that_was_put_off_is_not_waited_for(listening: House) -> None:
    order = listening.approve(an_approved_order())
    listening.fault("GET", "sale", {"status": 404, "body": "<html></html>"})
    understood(listening, shipped(order))
    listening.pass_time(3 * SECONDS)
    assert min(reads_waiting(listening)) > 60
    leave(listening)
    understood(listening, shipped(order))
    listening.pass_time(3 * SECONDS)
    assert listening.order("UP-1001").state is OrderState.SHIPPED
    listening.forget_calls()
    listening.pass_time(timedelta(hours=2))
    assert readings(listening) == 0


def test_a_task_of_an_advanced_sale_is_found_by_the_sales_number(listening: House) -> None:
    order = listening.approve(an_approved_order())
    hint = understood(listening, shipped(order, SaleTaskID="7d6e0000-0000-4000-8000-0000000000ff"))
    assert (hint.kind, hint.order) == (HintKind.SALE, "UP-1001")


def test_somebody_elses_sale_is_counted_and_ignored(listening: House) -> None:
    listening.approve(an_approved_order())
    foreign = {"SaleID": "7d6e0000-0000-4000-8000-0000000000ff", "SaleOrderNumber": "SO-77777"}
    hint = understood(listening, {**foreign, "EventType": "Sale/Voided"})
    assert (hint.kind, hint.sale, hint.order) == (HintKind.FOREIGN, "SO-77777", None)
    assert reads_waiting(listening) == []


@pytest.mark.parametrize("document", [{"EventType": "Sale/Created", "SaleID": "1"}, [{"SKU": "NW-001"}]])
def test_an_unknown_event_is_counted_and_ignored(listening: House, document: Any) -> None:
    assert understood(listening, document).kind is HintKind.UNKNOWN
    assert listening.tasks.pending() == ()


def test_what_nobody_can_understand_is_kept_in_part_so_that_somebody_can_look(listening: House) -> None:
    hint = understood(listening, b"\xff\x00 no webhook" + b"x" * 5000)
    assert hint.kind is HintKind.UNREADABLE
    with listening.use_cases.work() as store:
        [kept] = store.hints.latest(SUPPLIER, 10)
    assert "no webhook" in kept.excerpt
    assert len(kept.excerpt) == 1000


def test_nothing_of_what_was_understood_is_kept_but_what_it_points_at(listening: House) -> None:
    understood(listening, shipped(listening.approve(an_approved_order()), CustomerName="Ana Reyes"))
    with listening.use_cases.work() as store:
        [kept] = store.hints.latest(SUPPLIER, 10)
    assert "Ana Reyes" not in repr(kept)


@pytest.mark.parametrize(
    ("event", "stream"), [("Product/Updated", Stream.PRODUCTS), ("Customer/Updated", Stream.CONTACTS)]
)
def test_a_changed_record_has_its_stream_read_with_the_next_minute_and_once(
    listening: House, event: str, stream: Stream
) -> None:
    records_read(listening)
    for _ in range(5):
        assert understood(listening, {"EventType": event}).answered_at is None
    assert records_read(listening) == [{Stream.PRODUCTS: "product", Stream.CONTACTS: "customer"}[stream]]
    assert records_read(listening) == []


def test_one_that_comes_while_its_stream_is_read_has_it_read_again(listening: House) -> None:
    records_read(listening)
    understood(listening, {"EventType": "Product/Updated"})
    listening.tasks.tick()
    understood(listening, {"EventType": "Product/Updated"})
    assert records_read(listening) == ["product"]
    assert records_read(listening) == ["product"]
    assert records_read(listening) == []


@pytest.mark.parametrize(
    ("supplier", "token"),
    [("northwind", "another token"), ("northwind", ""), ("nobody", TOKEN), ("nobody", ""), ("no\0body", TOKEN)],
)
def test_a_stranger_is_told_nothing_and_nothing_is_stored(listening: House, supplier: str, token: str) -> None:
    assert told(listening, {"EventType": "Product/Updated"}, supplier=supplier, token=token) is None
    with listening.use_cases.work() as store:
        assert store.hints.counts(SUPPLIER).by_kind == {}


def test_nobody_has_an_empty_token(house: House) -> None:
    assert told(house, {"EventType": "Product/Updated"}, token="") is None


def test_a_supplier_that_is_disconnected_hears_nothing_more(listening: House) -> None:
    listening.use_cases.disconnect_account(SUPPLIER, OPERATOR)
    assert told(listening, {"EventType": "Product/Updated"}) is None


def test_while_the_connection_is_lost_hints_are_kept_and_nothing_is_begun(listening: House) -> None:
    order = listening.approve(an_approved_order())
    with listening.use_cases.work() as store:
        connection = store.connections.get(SUPPLIER)
        assert connection is not None
        store.connections.save(replace(connection, status=ConnectionStatus.LOST, loss=a_loss()))
    assert understood(listening, shipped(order)).kind is HintKind.SALE
    assert understood(listening, {"EventType": "Product/Updated"}).answered_at is not None
    assert reads_waiting(listening) == []
