from typing import Any

import pytest

from adapters.cin7_core.allowed_calls import CUSTOMERS, PRICE_TIERS, PRODUCTS
from adapters.cin7_core.mapping_records import product_from
from adapters.cin7_core.pages import MOST_PAGES, batch_of, every_record
from application.ports.errors import UnexpectedReply
from tests.adapters.cin7_core.scripted import Bench, Told, scripted, told


def products(*numbers: int, total: int, **headers: str) -> Told:
    rows = [{"ID": f"id-{number}", "SKU": f"NW-{number}", "Name": "Chai"} for number in numbers]
    return told({"Total": total, "Page": 1, "Products": rows}, **headers)


def skus(bench: Bench) -> list[str]:
    return [record["SKU"] for record in every_record(bench.client(), PRODUCTS) if isinstance(record, dict)]


def test_a_list_is_read_to_its_end_also_when_pages_are_shorter_than_asked() -> None:
    bench = scripted(products(1, 2, total=5), products(3, 4, total=5), products(5, total=5))
    assert skus(bench) == ["NW-1", "NW-2", "NW-3", "NW-4", "NW-5"]
    assert [bench.transport.query(call)["Page"] for call in range(3)] == ["1", "2", "3"]
    assert bench.transport.query(0)["Limit"] == "1000"


def test_a_list_that_shrinks_while_it_is_read_ends_at_an_empty_page() -> None:
    assert skus(scripted(products(1, 2, total=5), products(total=5))) == ["NW-1", "NW-2"]


def test_no_more_pages_are_asked_for_than_somebody_needs() -> None:
    bench = scripted(products(1, 2, total=2000))
    assert next(iter(every_record(bench.client(), PRODUCTS)))
    assert len(bench.transport.seen) == 1


def test_a_list_without_a_total_is_one_page() -> None:
    bench = scripted(told({"PriceTiers": [{"Code": 1, "Name": "Retail"}]}))
    assert len(list(every_record(bench.client(), PRICE_TIERS))) == 1


def test_a_list_that_is_null_is_empty_and_one_that_is_missing_is_unexpected() -> None:
    assert not list(every_record(scripted(told({"Total": 0, "CustomerList": None})).client(), CUSTOMERS))
    with pytest.raises(UnexpectedReply, match="CustomerList"):
        list(every_record(scripted(told({"Total": 0, "Customers": []})).client(), CUSTOMERS))


def test_a_question_that_is_ignored_for_fifty_pages_is_given_up() -> None:
    bench = scripted(*(products(1, total=99_999) for _ in range(MOST_PAGES)))
    with pytest.raises(UnexpectedReply, match="ignored"):
        skus(bench)


def batches(bench: Bench) -> list[Any]:
    client, position, found = bench.client(), None, []
    while True:
        found.append(batch_of(client, PRODUCTS, (), position, product_from))
        position = found[-1].position
        if position is None:
            return found


def test_a_stream_says_how_much_there_is_and_where_it_goes_on() -> None:
    found = batches(scripted(products(1, 2, total=3), products(3, total=3)))
    assert [[item.sku for item in batch.items] for batch in found] == [["NW-1", "NW-2"], ["NW-3"]]
    assert {batch.total for batch in found} == {3}


def test_a_stream_is_dated_by_the_other_sides_clock() -> None:
    found = batches(scripted(products(1, total=1, Date="Mon, 04 May 2026 11:59:58 GMT")))
    assert found[0].asked_at.isoformat() == "2026-05-04T11:59:58+00:00"


def test_a_broken_record_is_named_and_breaks_nothing() -> None:
    rows: list[object] = [
        {"ID": "id-1", "SKU": "NW-1"},
        {"ID": "id-2", "Name": "Chang", "SKU": " "},
        "text",
        {"SKU": "A"},
    ]
    batch = batches(scripted(told({"Total": 4, "Products": rows})))[0]
    assert [item.sku for item in batch.items] == ["NW-1"]
    assert batch.unreadable == (
        "Chang id-2: Product “Chang” has no SKU.",
        "a nameless record: a product without an id",
        "A: a product without an id",
    )


def test_an_empty_stream_ends_at_once() -> None:
    assert batches(scripted(products(total=0)))[0].position is None
