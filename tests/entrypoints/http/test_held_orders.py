import pytest

from tests.entrypoints.http.callers import Api, an_order, wrong
from tests.house import Document

UNKNOWN = [{"sku": "NW-777", "quantity": "1", "unit_price": "1"}]


def hold(api: Api, number: str) -> None:
    api.upstock("PUT", f"./orders/{number}", an_order(number, lines=UNKNOWN))
    api.house.settle()


def test_a_held_order_goes_again_when_a_person_says_so(api: Api) -> None:
    hold(api, "UP-1")
    answer = api.supplier("POST", "./orders/UP-1/retry")
    assert (answer.status_code, answer.get_json()["state"], answer.get_json()["problems"]) == (202, "accepted", [])
    with api.house.use_cases.work() as store:
        entries = store.audit.of(api.house.order_supplier, 1)
    assert [(entry.actor, entry.action, entry.detail) for entry in entries] == [
        ("token:northwind", "order.retried", "UP-1")
    ]


def test_an_order_that_is_done_cannot_go_again(api: Api) -> None:
    api.upstock("PUT", "./orders/UP-1", an_order("UP-1"))
    api.house.settle()
    answer = api.upstock("POST", "./orders/UP-1/retry")
    assert (answer.status_code, wrong(answer)) == (409, [("illegal_transition", "")])


def test_an_order_that_is_not_there_cannot_go_again(shared_api: Api) -> None:
    answer = shared_api.upstock("POST", "./orders/none/retry")
    assert (answer.status_code, wrong(answer)) == (404, [("not_found", "")])


def test_of_several_orders_each_goes_for_itself(api: Api) -> None:
    hold(api, "UP-1")
    hold(api, "UP-3")
    answer = api.upstock("POST", "./orders/retry", {"numbers": ["UP-1", "UP-2", "UP-1", "a/b", "UP-3"]})
    assert answer.status_code == 202
    assert [each["number"] for each in answer.get_json()["items"]] == ["UP-1", "UP-3"]
    assert [(each["code"], each["pointer"]) for each in answer.get_json()["problems"]] == [
        ("not_found", "/numbers/1"),
        ("not_found", "/numbers/3"),
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, [("missing_field", "/numbers")]),
        ({"numbers": []}, [("invalid_value", "/numbers")]),
        ({"numbers": [1]}, [("invalid_value", "/numbers/0")]),
        ({"numbers": ["\x00"]}, [("invalid_value", "/numbers/0")]),
        ({"numbers": ["UP-1"] * 1001}, [("invalid_value", "/numbers")]),
    ],
)
def test_a_list_that_cannot_be_is_refused(shared_api: Api, body: object, expected: list[tuple[str, str]]) -> None:
    answer = shared_api.upstock("POST", "./orders/retry", body)
    assert (answer.status_code, wrong(answer)) == (422, expected)


def by_hand(api: Api, *, customer: int = 1) -> str:
    header = {"CustomerID": f"c0000000-0000-4000-8000-{customer:012d}", "Location": "Main Warehouse", "SkipQuote": True}
    sale_id = str(api.house.cin7("POST", "/ExternalApi/v2/sale", header)["ID"])
    line = {"SKU": "NW-001", "Quantity": 1, "Price": 1, "Tax": 0.1, "TaxRule": "GST on Income", "Total": 1}
    body: Document = {"SaleID": sale_id, "Memo": "", "Status": "AUTHORISED", "Lines": [line]}
    api.house.cin7("POST", "/ExternalApi/v2/sale/order", body)
    return sale_id


def test_a_held_order_is_linked_to_a_sale_that_somebody_entered(api: Api) -> None:
    hold(api, "UP-1")
    sale = by_hand(api)
    answer = api.supplier("POST", "./orders/UP-1/link", {"sale_id": sale})
    shown = answer.get_json()
    assert (answer.status_code, shown["state"], shown["sale"]["id"]) == (200, "created", sale)
    assert shown["sale"]["url"].endswith(sale)
    assert shown["totals"]["cin7"] == "1.10"
    assert api.supplier("GET", "./drift").get_json()["items"][0]["number"] == "UP-1"


def test_a_sale_that_is_not_the_order_is_refused_with_every_reason(api: Api) -> None:
    hold(api, "UP-1")
    sale = by_hand(api, customer=2)
    api.house.cin7("POST", f"/_fake/sales/{sale}/void")
    answer = api.upstock("POST", "./orders/UP-1/link", {"sale_id": sale})
    assert answer.status_code == 409
    assert wrong(answer) == [("sale_is_void", "/sale_id"), ("sale_of_another_customer", "/sale_id")]


def test_a_sale_that_does_not_exist_cannot_be_linked(api: Api) -> None:
    hold(api, "UP-1")
    answer = api.upstock("POST", "./orders/UP-1/link", {"sale_id": "5d0c7a0e-0c6e-4f0c-9a57-3f1f3b0f0a11"})
    assert (answer.status_code, wrong(answer)) == (422, [("unknown_sale", "/sale_id")])


def test_while_cin7_does_not_answer_linking_is_put_off(api: Api) -> None:
    hold(api, "UP-1")
    api.house.fault("GET", "sale", {"status": 429})
    answer = api.upstock("POST", "./orders/UP-1/link", {"sale_id": by_hand(api)})
    assert (answer.status_code, wrong(answer)) == (503, [("try_later", "")])
    assert int(answer.headers["Retry-After"]) >= 5


def test_a_held_order_is_ignored_with_a_note(api: Api) -> None:
    hold(api, "UP-1")
    answer = api.supplier("POST", "./orders/UP-1/ignore", {"note": "sold at the door"})
    shown = answer.get_json()
    assert (answer.status_code, shown["state"], shown["notes"]) == (200, "ignored", ["sold at the door"])
    again = api.supplier("POST", "./orders/UP-1/ignore", {"note": "sold at the door"})
    assert (again.status_code, wrong(again)) == (409, [("illegal_transition", "")])


@pytest.mark.parametrize(
    ("path", "body", "expected"),
    [
        ("link", {}, [("missing_field", "/sale_id")]),
        ("link", {"sale_id": " "}, [("invalid_value", "/sale_id")]),
        ("link", {"sale_id": "1", "force": True}, [("unknown_field", "/force")]),
        ("ignore", {}, [("missing_field", "/note")]),
        ("ignore", {"note": " "}, [("invalid_value", "/note")]),
    ],
)
def test_what_cannot_be_meant_is_refused(
    shared_api: Api, path: str, body: object, expected: list[tuple[str, str]]
) -> None:
    shared_api.upstock("PUT", "./orders/UP-held", an_order("UP-held", lines=UNKNOWN))
    answer = shared_api.upstock("POST", f"./orders/UP-held/{path}", body)
    assert (answer.status_code, wrong(answer)) == (422, expected)


@pytest.mark.parametrize(("path", "body"), [("link", {"sale_id": "1"}), ("ignore", {"note": "x"})])
def test_what_another_supplier_has_is_not_there(shared_api: Api, path: str, body: object) -> None:
    answer = shared_api.other("POST", f"./orders/UP-1/{path}", body)
    assert (answer.status_code, wrong(answer)) == (404, [("not_found", "")])
