"""Whatever somebody sends: a problem document that names the place and the remedy, and nothing is stored or sent."""

import json
from io import BytesIO
from typing import Any

import pytest

from tests.entrypoints.http.callers import Api, Document, an_order, wrong

LINE: Document = {"sku": "NW-001", "quantity": "12", "unit_price": "16.20"}


def with_line(**changes: object) -> Document:
    return an_order(lines=[{**LINE, **changes}])


def without(field: str) -> Document:
    return {name: value for name, value in an_order().items() if name != field}


VALUES: list[tuple[str, Document, list[tuple[str, str]]]] = [
    ("no number", without("number"), [("missing_field", "/number")]),
    ("no currency", without("currency"), [("missing_field", "/currency")]),
    ("no customer", without("customer"), [("missing_field", "/customer")]),
    ("no day", without("order_date"), [("missing_field", "/order_date")]),
    ("no lines", without("lines"), [("missing_field", "/lines")]),
    ("nothing at all", {}, [("missing_field", f"/{name}") for name in an_order()]),
    ("an unknown field", an_order(discount="5"), [("unknown_field", "/discount")]),
    ("an unknown field of a line", with_line(tax="1"), [("unknown_field", "/lines/0/tax")]),
    ("an unknown field with a slash", {**an_order(), "a/b~c": 1}, [("unknown_field", "/a~1b~0c")]),
    ("lines that are none", an_order(lines="NW-001"), [("invalid_value", "/lines")]),
    ("an empty list of lines", an_order(lines=[]), [("invalid_value", "/lines")]),
    ("too many lines", an_order(lines=[LINE] * 1001), [("invalid_value", "/lines")]),
    ("a line that is none", an_order(lines=[None]), [("invalid_value", "/lines/0")]),
    ("a line without product", an_order(lines=[{**LINE, "sku": None}]), [("invalid_value", "/lines/0/sku")]),
    ("a line with a blank product", with_line(sku="  "), [("invalid_value", "/lines/0/sku")]),
    ("a negative quantity", with_line(quantity="-1"), [("invalid_value", "/lines/0/quantity")]),
    ("no quantity", with_line(quantity="0.00"), [("invalid_value", "/lines/0/quantity")]),
    ("five decimal places", with_line(quantity="1.00001"), [("invalid_value", "/lines/0/quantity")]),
    ("a price of five places", with_line(unit_price="1.00001"), [("invalid_value", "/lines/0/unit_price")]),
    ("a negative price", with_line(unit_price="-0.01"), [("invalid_value", "/lines/0/unit_price")]),
    ("a discount above all", with_line(discount_percent="100.01"), [("invalid_value", "/lines/0/discount_percent")]),
    ("a negative discount", with_line(discount_percent=-1), [("invalid_value", "/lines/0/discount_percent")]),
    ("a quantity in words", with_line(quantity="twelve"), [("invalid_value", "/lines/0/quantity")]),
    ("a quantity with a comma", with_line(quantity="1,5"), [("invalid_value", "/lines/0/quantity")]),
    ("a padded quantity", with_line(quantity=" 1"), [("invalid_value", "/lines/0/quantity")]),
    ("Arabic digits", with_line(quantity="١٢"), [("invalid_value", "/lines/0/quantity")]),
    ("a true quantity", with_line(quantity=True), [("invalid_value", "/lines/0/quantity")]),
    ("a quantity in a list", with_line(quantity=["1"]), [("invalid_value", "/lines/0/quantity")]),
    ("a null quantity", with_line(quantity=None), [("invalid_value", "/lines/0/quantity")]),
    ("a quantity that is no number", with_line(quantity="NaN"), [("invalid_value", "/lines/0/quantity")]),
    ("a huge quantity", with_line(quantity="99999999999999999999"), [("invalid_value", "/lines/0/quantity")]),
    ("a line too dear", with_line(quantity="9999999", unit_price="9999999"), [("invalid_value", "/lines/0/quantity")]),
    ("a day that does not exist", an_order(order_date="2026-02-29"), [("invalid_value", "/order_date")]),
    ("a day with a time", an_order(order_date="2026-05-04T00:00:00"), [("invalid_value", "/order_date")]),
    ("a day as a number", an_order(order_date=20260504), [("invalid_value", "/order_date")]),
    ("a day the other way round", an_order(delivery_date="31.07.2026"), [("invalid_value", "/delivery_date")]),
    ("a week", an_order(order_date="2026-W19"), [("invalid_value", "/order_date")]),
    ("an instant without offset", an_order(approved_at="2026-05-04T12:00:00"), [("invalid_value", "/approved_at")]),
    ("an instant out of time", an_order(approved_at="0001-01-01T00:00:00+01:00"), [("invalid_value", "/approved_at")]),
    ("a twenty-fifth hour", an_order(approved_at="2026-05-04T25:00:00Z"), [("invalid_value", "/approved_at")]),
    ("a currency in small letters", an_order(currency="aud"), [("invalid_value", "/currency")]),
    ("a currency that is none", an_order(currency="A$"), [("invalid_value", "/currency")]),
    ("a nameless customer", an_order(customer={}), [("invalid_value", "/customer")]),
    ("a blank customer", an_order(customer={"name": " "}), [("invalid_value", "/customer")]),
    ("a customer in a text", an_order(customer="Harbour Café"), [("invalid_value", "/customer")]),
    ("a number as a number", an_order(1001), [("invalid_value", "/number")]),  # type: ignore[arg-type]  # that is the point
    ("a padded number", an_order(" UP-1001"), [("invalid_value", "/number")]),
    ("a number with a slash", an_order("UP/1001"), [("invalid_value", "/number")]),
    ("a number too long", an_order("9" * 129), [("invalid_value", "/number")]),
    ("a reference too long", an_order(reference="9" * 257), [("invalid_value", "/reference")]),
    ("a NUL in a comment", an_order(comments=[{"text": "a\x00b"}]), [("invalid_value", "/comments/0/text")]),
    ("a NUL in a name", an_order(custom_fields={"a\x00": "b"}), [("invalid_value", "/custom_fields/a\x00")]),
    ("a comment without text", an_order(comments=[{"author": "Paul"}]), [("missing_field", "/comments/0/text")]),
    ("a number in a custom field", an_order(custom_fields={"Floor": 3}), [("invalid_value", "/custom_fields/Floor")]),
    ("a charge without amount", an_order(charges=[{}]), [("missing_field", "/charges/0/amount")]),
    ("a charge of five places", an_order(charges=[{"amount": "0.00001"}]), [("invalid_value", "/charges/0/amount")]),
]


@pytest.mark.parametrize(("body", "expected"), [pytest.param(*case[1:], id=case[0]) for case in VALUES])
def test_a_value_that_cannot_be_is_refused_at_its_place(
    shared_api: Api, body: Document, expected: list[tuple[str, str]]
) -> None:
    answer = shared_api.upstock("PUT", "./orders/UP-1001", body)
    assert answer.status_code == 422
    assert wrong(answer) == expected


def test_everything_that_is_wrong_is_told_at_once(shared_api: Api) -> None:
    body = an_order(
        " UP",
        currency="aud",
        customer={},
        order_date="never",
        colour="red",
        lines=[
            {**LINE, "quantity": "0", "unit_price": "-1", "discount_percent": 101, "tax": "1"},
            {**LINE, "unit_price": "x"},
            {"sku": "NW-001"},
        ],
        charges=[{"amount": "0.00001", "tax": 1}],
    )
    assert set(wrong(shared_api.upstock("PUT", "./orders/UP-1001", body))) == {
        ("invalid_value", "/number"),
        ("invalid_value", "/currency"),
        ("invalid_value", "/customer"),
        ("invalid_value", "/order_date"),
        ("unknown_field", "/colour"),
        ("invalid_value", "/lines/0/quantity"),
        ("invalid_value", "/lines/0/unit_price"),
        ("invalid_value", "/lines/0/discount_percent"),
        ("unknown_field", "/lines/0/tax"),
        ("invalid_value", "/charges/0/amount"),
        ("unknown_field", "/charges/0/tax"),
        ("invalid_value", "/lines/1/unit_price"),
        ("missing_field", "/lines/2/quantity"),
        ("missing_field", "/lines/2/unit_price"),
    }


NUMBERS = [b"1e99", b"1e-99", b"1e999999999", b"-1e999999999999999999999", b"1e-999999999", b"9" * 40]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_of_a_few_characters_never_fills_the_memory(shared_api: Api, number: bytes) -> None:
    body = json.dumps(with_line(quantity=7)).encode().replace(b'"quantity": 7', b'"quantity": ' + number)
    answer = shared_api.upstock("PUT", "./orders/UP-1001", raw=body)
    assert (answer.status_code, wrong(answer)[0][0]) in {(422, "invalid_value"), (400, "malformed_json")}


UNREADABLE = [
    ("nothing", b" ", ""),
    ("a word", b"order", ""),
    ("half of it", json.dumps(an_order()).encode()[:-5], ""),
    ("two documents", b"{} {}", ""),
    ("a trailing comma", b'{"number": "1",}', ""),
    ("NaN", b'{"number": NaN}', ""),
    ("Infinity", b'{"number": -Infinity}', ""),
    ("a name twice", b'{"number": "1", "number": "2"}', ""),
    ("a name twice, deep inside", b'{"lines": [{"quantity": 1, "quantity": 2}]}', ""),
    ("a digit too many", b'{"number": ' + b"1" * 65 + b"}", ""),
    ("bytes that are no UTF-8", b'{"number": "\xff"}', ""),
    ("UTF-16", '{"number": "1"}'.encode("utf-16"), ""),
    ("half a character", b'{"comments": [{"text": "\\ud83d"}]}', "/comments/0/text"),
    ("half a character in a name", b'{"custom_fields": {"\\udc00": "x"}}', "/custom_fields"),
    ("a control character", b'{"number": "\x01"}', ""),
    ("a deep list", b'{"number": ' + b"[" * 17 + b"]" * 17 + b"}", "/number" + "/0" * 16),
    ("a bottomless list", b"[" * 400_000, ""),
    ("a bottomless object", b'{"a":' * 150_000, ""),
]


@pytest.mark.parametrize(("raw", "place"), [pytest.param(*case[1:], id=case[0]) for case in UNREADABLE])
def test_a_body_that_does_not_mean_one_thing_is_refused_as_malformed(shared_api: Api, raw: bytes, place: str) -> None:
    answer = shared_api.upstock("PUT", "./orders/UP-1001", raw=raw)
    assert answer.status_code == 400
    assert wrong(answer) == [("malformed_json", place)]


@pytest.mark.parametrize("document", ["[]", '"{}"', "1", "null", "true"])
def test_a_body_is_one_object(shared_api: Api, document: str) -> None:
    answer = shared_api.upstock("PUT", "./orders/UP-1001", raw=document.encode())
    assert (answer.status_code, wrong(answer)) == (422, [("invalid_value", "")])


@pytest.mark.parametrize("content_type", [None, "text/plain", "application/xml", "multipart/form-data", "application/"])
def test_a_body_is_declared_as_json(shared_api: Api, content_type: str | None) -> None:
    raw = json.dumps(an_order()).encode()
    answer = shared_api.upstock("PUT", "./orders/UP-1001", raw=raw, content_type=content_type)
    assert (answer.status_code, wrong(answer)) == (415, [("not_json", "")])


def test_a_compressed_body_is_refused_rather_than_misread(shared_api: Api) -> None:
    answer = shared_api.upstock("PUT", "./orders/UP-1001", raw=b"x", headers={"Content-Encoding": "gzip"})
    assert (answer.status_code, wrong(answer)) == (415, [("not_json", "")])


def test_a_body_of_ten_megabytes_is_refused_by_its_size(shared_api: Api) -> None:
    answer = shared_api.upstock("PUT", "./orders/UP-1001", raw=b" " * 10_000_000)
    assert (answer.status_code, wrong(answer)) == (413, [("too_large", "")])


def test_a_body_that_hides_its_size_is_refused_by_it_too(shared_api: Api) -> None:
    answer = shared_api.upstock.client.put(
        "/v1/suppliers/northwind/orders/UP-1001",
        input_stream=BytesIO(b" " * 1_000_001),
        content_type="application/json",
        headers={"Authorization": f"Bearer {shared_api.upstock.token}"},
        environ_overrides={"wsgi.input_terminated": True},
    )
    assert (answer.status_code, wrong(answer)) == (413, [("too_large", "")])


def test_a_byte_order_mark_is_no_reason_to_refuse(shared_api: Api) -> None:
    raw = b"\xef\xbb\xbf" + json.dumps(an_order("UP-BOM")).encode()
    assert shared_api.upstock("PUT", "./orders/UP-BOM", raw=raw).status_code == 202


STRANGE = "🛒 שלום \u202eevil\u202c é e\u0301 \U0010ffff \u2028 'quote' \"; -- <script> {0} %s"


def test_every_text_may_hold_whatever_people_write(shared_api: Api) -> None:
    body: dict[str, Any] = an_order(
        "UP-☕",
        reference=STRANGE,
        customer={"name": STRANGE, "contact_id": STRANGE},
        comments=[{"text": STRANGE, "author": STRANGE}],
        custom_fields={STRANGE: STRANGE},
        charges=[{"description": STRANGE, "amount": "1"}],
        lines=[{**LINE, "sku": STRANGE, "comment": STRANGE}],
    )
    assert shared_api.upstock("PUT", "./orders/UP-☕", body).status_code == 202
    assert shared_api.upstock("GET", "./orders/UP-☕").get_json()["reference"] == STRANGE
    evidence = shared_api.upstock("GET", "./orders/UP-☕/evidence").get_json()
    assert evidence["approved"]["custom_fields"] == {STRANGE: STRANGE}


def test_equal_lines_are_one_order_all_the_same(shared_api: Api) -> None:
    assert shared_api.upstock("PUT", "./orders/UP-2X", an_order("UP-2X", lines=[LINE, LINE])).status_code == 202
