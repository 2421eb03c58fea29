"""What somebody pastes is understood as the API understands it, and every mistake has its place in the text."""

import json

import pytest

from entrypoints.http.pasted import understood, written
from tests.builders import a_buyer, a_charge, a_comment, an_approved_order, an_order_line
from tests.entrypoints.http.callers import an_order

RIGHT = json.dumps(an_order(), ensure_ascii=False, indent=2)


def test_an_order_without_mistakes_is_understood() -> None:
    pasted = understood("\ufeff" + RIGHT)
    assert pasted.slips == ()
    assert pasted.approved is not None
    assert pasted.approved.number == "UP-1001"


def test_a_slip_of_the_pen_is_found_where_it_is() -> None:
    (slip,) = understood('{\n  "number": "1",\n  "currency" "USD"\n}').slips
    assert (slip.line, slip.column) == (3, 14)
    assert slip.excerpt == ('  "currency" ', '"USD"', "")
    assert slip.detail == "Expecting ':' delimiter."


def test_every_value_that_cannot_be_is_found_where_it_is() -> None:
    text = json.dumps({**an_order(), "colour": "red", "order_date": "never"}, indent=1).replace('"12"', '"-12"')
    lines = text.split("\n")
    found = {
        slip.place: lines[(slip.line or 0) - 1][(slip.column or 0) - 1 :].rstrip(",") for slip in understood(text).slips
    }
    assert found == {"/order_date": '"never"', "/lines/0/quantity": '"-12"', "/colour": '"red"'}


def test_a_long_line_is_cut_around_its_mistake() -> None:
    text = json.dumps({**an_order(), "reference": "x" * 500, "zone": "y" * 500})
    (_, slip) = understood(text).slips
    assert len("".join(slip.excerpt)) == 72
    assert slip.excerpt[1].startswith('"yyy')


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "[",
        "[]",
        "7",
        '"x"',
        "{",
        "NaN",
        '{"a": NaN}',
        '{"a": 1, "a": 2}',
        "[" * 5000,
        "9" * 5000,
        '{"a": "\ud800"}',
    ],
    ids=lambda text: repr(text[:12]),
)
def test_whatever_is_pasted_is_told_apart_from_an_order(text: str) -> None:
    pasted = understood(text)
    assert pasted.approved is None
    assert pasted.slips
    assert all(slip.detail and slip.fix for slip in pasted.slips)
    assert all(len("".join(slip.excerpt)) <= 72 for slip in pasted.slips)


def test_a_stored_order_is_written_as_upstock_would_send_it() -> None:
    order = an_approved_order(
        customer=a_buyer("Harbour Café"),
        comments=[a_comment()],
        charges=[a_charge()],
        lines=[an_order_line(), an_order_line(sku="NW-002", comment="cold")],
    )
    text = written(order)
    again = understood(text).approved
    assert again is not None
    assert (again.content_hash, again.approved_at) == (order.content_hash, order.approved_at)
    assert "+00:00" not in text
    assert '""' not in text
    assert "null" not in text
