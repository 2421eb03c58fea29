"""Finding by key where Cin7 ignores what it is asked: nothing that the list shows is missed."""

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.cin7_core.finding import sales_with
from adapters.cin7_core.reading import as_instant
from tests.adapters.cin7_core.scripted import Bench, ScriptedTransport, Told, scripted, told
from tests.fakes.clock import NOON

KEY = "upstock:northwind:UP-1001"
SINCE = NOON
OLD, NEW = as_instant(NOON - timedelta(days=1)), as_instant(NOON + timedelta(minutes=1))


def row(number: int, *, key: str | None = None, updated: str | None = NEW) -> dict[str, Any]:
    return {"SaleID": f"id-{number}", "OrderNumber": f"SO-{number:05d}", "ExternalID": key, "Updated": updated}


def page(*rows: dict[str, Any], total: int | None = None) -> Told:
    return told({"Total": len(rows) if total is None else total, "Page": 1, "SaleList": list(rows)})


def found(bench: Bench) -> list[str]:
    return [ref.id for ref in sales_with(bench.client(), KEY, SINCE)]


def pages_read(bench: Bench) -> list[int]:
    return [int(bench.transport.query(call)["Page"]) for call in range(len(bench.transport.seen))]


def test_one_call_is_enough_where_the_question_is_honoured() -> None:
    bench = scripted(page(row(1, key=KEY)))
    assert found(bench) == ["id-1"]
    assert bench.transport.query() == {
        "ExternalID": KEY,
        "CreatedSince": "2026-05-04T12:00:00.000",
        "Page": "1",
        "Limit": "1000",
    }


def test_nothing_found_is_one_call_too() -> None:
    bench = scripted(page())
    assert found(bench) == []
    assert pages_read(bench) == [1]


@pytest.mark.parametrize("other", [KEY + "0", KEY[:-1], KEY.upper(), "", None])
def test_keys_are_compared_exactly(other: str | None) -> None:
    assert found(scripted(page(row(1, key=other), row(2, key=KEY)))) == ["id-2"]


def test_a_list_sorted_by_number_is_read_from_its_end_backwards() -> None:
    bench = scripted(
        page(row(1, updated=OLD), row(2, updated=OLD), total=8),
        page(row(7), row(8, key=KEY), total=8),
        page(row(5, updated=OLD), row(6), total=8),
        page(row(3, updated=OLD), row(4, updated=OLD), total=8),
    )
    assert found(bench) == ["id-8"]
    assert pages_read(bench) == [1, 4, 3, 2]


def test_reading_stops_at_the_first_page_that_holds_nothing_recent() -> None:
    bench = scripted(
        page(row(1, updated=OLD), total=9),
        page(row(9, key=KEY), total=9),
        page(row(8, updated=OLD), total=9),
    )
    assert found(bench) == ["id-9"]
    assert pages_read(bench) == [1, 9, 8]


def test_a_list_sorted_the_other_way_is_read_forwards() -> None:
    bench = scripted(
        page(row(9), total=9),
        page(row(1, updated=OLD), total=9),
        page(row(8, key=KEY), total=9),
        page(row(7, updated=OLD), total=9),
    )
    assert found(bench) == ["id-8"]
    assert pages_read(bench) == [1, 9, 2, 3]


def test_a_sale_that_shows_up_twice_is_one() -> None:
    assert found(scripted(page(row(1, key=KEY), row(1, key=KEY)))) == ["id-1"]


def test_a_row_without_a_readable_moment_counts_as_recent() -> None:
    bench = scripted(
        page(row(1, updated=OLD), total=3), page(row(3, updated=None), total=3), page(row(2, key=KEY), total=3)
    )
    assert found(bench) == ["id-2"]


@given(old=st.integers(0, 12), new=st.integers(1, 12), size=st.integers(1, 5), data=st.data(), ascending=st.booleans())
def test_a_sale_that_the_list_shows_is_found(
    old: int, new: int, size: int, data: st.DataObject, *, ascending: bool
) -> None:
    wanted = data.draw(st.integers(old, old + new - 1))
    rows = [row(n, key=KEY if n == wanted else None, updated=OLD if n < old else NEW) for n in range(old + new)]
    rows = rows if ascending else rows[::-1]
    bench = scripted()
    pages = [page(*rows[begin : begin + size], total=len(rows)) for begin in range(0, len(rows), size)]
    bench.transport = Paged(pages)
    assert found(bench) == [f"id-{wanted}"]


class Paged(ScriptedTransport):
    """Answers the page that is asked for, as often as it is asked."""

    def send(self, request: Any, *_: Any, **__: Any) -> Any:
        number = int(dict(parse_qsl(urlsplit(request.url).query))["Page"])
        self.answers.insert(0, self.answers[number - 1])
        return super().send(request)
