import json
from decimal import Decimal

import pytest

from tests.entrypoints.http.callers import Api, an_order, wrong

AT = "2026-05-04T12:02:02.100000Z"


def test_an_order_is_accepted_first_and_known_when_it_comes_again(api: Api) -> None:
    first, again = (api.upstock("PUT", "./orders/UP-1001", an_order()) for _ in range(2))
    assert (first.status_code, again.status_code) == (202, 200)
    assert first.get_json()["state"] == again.get_json()["state"] == "accepted"


def test_the_answer_is_the_contracts_document_once_the_sale_is_complete(api: Api) -> None:
    api.upstock("PUT", "./orders/UP-1001", an_order(reference="PO-77"))
    api.house.settle()
    shown = api.upstock("GET", "./orders/UP-1001").get_json()
    sale = shown.pop("sale")
    assert (sale["number"], sale["status"]) == ("SO-00001", "ORDERED")
    assert sale["url"].endswith(f"/Sale#{sale['id']}")
    assert len(shown.pop("hash")) == 64
    assert shown == {
        "number": "UP-1001",
        "state": "created",
        "reference": "PO-77",
        "customer": "Harbour Café",
        "currency": "AUD",
        "problems": [],
        "notes": [],
        "totals": {"order": "213.84", "cin7": "213.84", "difference": "0.00", "cause": None},
        "shipment": {"state": "not_shipped", "tracking": None, "parcels": [], "alarm": None},
        "options_version": 0,
        "accepted_at": AT,
        "created_at": AT,
        "shipped_at": None,
        "next_attempt_at": None,
    }


def test_other_content_under_a_known_number_is_a_conflict_that_names_every_difference(api: Api) -> None:
    api.upstock("PUT", "./orders/UP-1001", an_order())
    other = an_order(reference="PO-78", lines=[{"sku": "NW-001", "quantity": "13", "unit_price": "16.20"}])
    answer = api.upstock("PUT", "./orders/UP-1001", other)
    assert answer.status_code == 409
    assert wrong(answer) == [("approved_differently", "/reference"), ("approved_differently", "/lines/0/quantity")]
    assert "Approved as “12”, now “13”." in answer.text


@pytest.mark.parametrize(("price", "status"), [(b"16.2", 202), (b"1.62e1", 202), (b"16.20000000000000001", 422)])
def test_amounts_may_be_numbers_and_are_read_digit_for_digit(shared_api: Api, price: bytes, status: int) -> None:
    number = f"UP-{price.decode()}"
    body = json.dumps(an_order(number, lines=[{"sku": "NW-001", "quantity": 12, "unit_price": 0}])).encode()
    answer = shared_api.upstock(
        "PUT", f"./orders/{number}", raw=body.replace(b'"unit_price": 0', b'"unit_price": ' + price)
    )
    assert answer.status_code == status
    if status == 202:
        assert shared_api.house.order(number).approved.lines[0].unit_price == Decimal("16.2")


def test_an_order_of_a_supplier_that_is_not_connected_is_kept_and_held(new_api: Api) -> None:
    answer = new_api.upstock("PUT", "./orders/UP-1001", an_order())
    assert answer.status_code == 202
    assert answer.get_json()["state"] == "held"
    assert [each["code"] for each in answer.get_json()["problems"]] == ["not_connected"]


def test_a_held_order_shows_every_problem_with_its_remedy_and_candidates(api: Api) -> None:
    lines = [{"sku": sku, "quantity": "1", "unit_price": "1"} for sku in ("NOPE-1", "NOPE-2")]
    api.upstock("PUT", "./orders/UP-1001", an_order(lines=lines))
    api.house.settle()
    shown = api.upstock("GET", "./orders/UP-1001").get_json()
    assert (shown["state"], shown["sale"], shown["totals"]) == ("held", None, None)
    assert [(each["code"], each["pointer"]) for each in shown["problems"]] == [
        ("unknown_product", "/lines/0/sku"),
        ("unknown_product", "/lines/1/sku"),
    ]
    assert all(each["fix"] and each["who"] == "supplier" for each in shown["problems"])


def test_the_number_in_the_address_and_in_the_body_are_the_same(shared_api: Api) -> None:
    assert wrong(shared_api.upstock("PUT", "./orders/UP-1002", an_order())) == [("invalid_value", "/number")]


def test_a_number_may_hold_whatever_an_address_can_carry(shared_api: Api) -> None:
    assert shared_api.upstock("PUT", "./orders/№ 7%23%3F;é", an_order("№ 7#?;é")).status_code == 202
    assert shared_api.upstock("GET", "./orders/№ 7%23%3F;é").get_json()["number"] == "№ 7#?;é"


@pytest.mark.parametrize("number", ["UP-9", "%00", "%0A", "%20", "x" * 400, "%ED%A0%80"])
def test_an_order_that_is_not_there_is_not_found_whatever_its_number(shared_api: Api, number: str) -> None:
    assert wrong(shared_api.upstock("GET", f"./orders/{number}")) == [("not_found", "")]


def test_lists_are_walked_by_cursor_the_latest_first(api: Api) -> None:
    for place in range(5):
        api.upstock("PUT", f"./orders/UP-{place}", an_order(f"UP-{place}"))
    seen, cursor = [], ""
    for _ in range(3):
        page = api.upstock("GET", f"./orders?limit=2{cursor}").get_json()
        seen += [each["number"] for each in page["items"]]
        cursor = f"&cursor={page['next_cursor']}"
    assert (sorted(seen), page["next_cursor"]) == ([f"UP-{place}" for place in range(5)], None)


def test_lists_are_narrowed_by_state_and_search(api: Api) -> None:
    api.upstock("PUT", "./orders/UP-1", an_order("UP-1", reference="spring"))
    api.house.settle()
    api.upstock("PUT", "./orders/UP-2", an_order("UP-2"))
    listed = {
        query: [each["number"] for each in api.upstock("GET", f"./orders?{query}").get_json()["items"]]
        for query in ("state=created", "state=accepted", "q=spring", "q=SO-00001", "q=nothing")
    }
    assert listed == {
        "state=created": ["UP-1"],
        "state=accepted": ["UP-2"],
        "q=spring": ["UP-1"],
        "q=SO-00001": ["UP-1"],
        "q=nothing": [],
    }


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("limit=0", [("invalid_value", "limit")]),
        ("limit=201", [("invalid_value", "limit")]),
        ("limit=many", [("invalid_value", "limit")]),
        ("state=lost", [("invalid_value", "state")]),
        ("cursor=zz", [("invalid_value", "cursor")]),
        ("q=%00", [("invalid_value", "q")]),
        ("page=2&limit=x", [("invalid_value", "limit"), ("unknown_field", "page")]),
    ],
)
def test_parameters_that_cannot_be_are_named(shared_api: Api, query: str, expected: list[tuple[str, str]]) -> None:
    answer = shared_api.upstock("GET", f"./orders?{query}")
    assert (answer.status_code, wrong(answer)) == (422, expected)


def test_a_sale_has_no_page_while_the_supplier_is_disconnected(api: Api) -> None:
    api.upstock("PUT", "./orders/UP-1001", an_order())
    api.house.settle()
    api.upstock("DELETE", "./connection")
    assert api.upstock("GET", "./orders/UP-1001").get_json()["sale"]["url"] is None
