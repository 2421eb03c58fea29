import json

import pytest

from tests.entrypoints.http.callers import Api, an_order, wrong
from tests.house import KEY


def test_a_preview_shows_the_very_calls_and_why_and_sends_nothing(shared_api: Api) -> None:
    before = shared_api.house.calls()
    answer = shared_api.upstock("POST", "./orders/preview", an_order("UP-P", reference="PO-77"))
    assert answer.status_code == 200
    shown = answer.get_json()
    assert [(call["method"], call["path"]) for call in shown["calls"]] == [("POST", "sale"), ("POST", "sale/order")]
    assert shown["calls"][0]["body"]["CustomerReference"] == "PO-77"
    assert len(shown["hash"]) == 64
    assert set(shown["origins"]["/calls/0/body/CustomerReference"]) == {"rule", "from", "read_at"}
    assert (shown["problems"], shown["totals"]["order"]) == ([], "213.84")
    assert shared_api.house.calls() == before
    assert shared_api.upstock("GET", "./orders/UP-P").status_code == 404


def test_every_field_of_the_calls_has_an_origin(shared_api: Api) -> None:
    shown = shared_api.upstock("POST", "./orders/preview", an_order("UP-P")).get_json()
    assert all(origin["rule"] and origin["from"] for origin in shown["origins"].values())
    named = {
        f"/calls/{place}/body/{name}"
        for place, call in enumerate(shown["calls"])
        for name, value in call["body"].items()
        if value != []  # an empty list says nothing
    }
    assert [name for name in named if not any(pointer.startswith(name) for pointer in shown["origins"])] == []


def test_a_preview_says_all_that_keeps_the_order_back(shared_api: Api) -> None:
    body = an_order("UP-P", currency="EUR", lines=[{"sku": "NOPE", "quantity": "1", "unit_price": "1"}])
    shown = shared_api.upstock("POST", "./orders/preview", body).get_json()
    assert (shown["calls"], shown["hash"], shown["origins"], shown["totals"]) == ([], None, {}, None)
    assert {each["code"] for each in shown["problems"]} == {"order_currency", "unknown_product"}


def test_a_supplier_that_is_not_connected_previews_just_that(shared_api: Api) -> None:
    shown = shared_api.upstock("POST", "/v1/suppliers/nobody/orders/preview", an_order("UP-P")).get_json()
    assert [each["code"] for each in shown["problems"]] == ["not_connected"]


def test_a_preview_refuses_what_an_order_would_be_refused_for(shared_api: Api) -> None:
    assert wrong(shared_api.upstock("POST", "./orders/preview", {**an_order("UP-P"), "order_date": "x"})) == [
        ("invalid_value", "/order_date")
    ]


def test_the_hash_of_a_preview_is_that_of_what_is_sent(api: Api) -> None:
    promised = api.upstock("POST", "./orders/preview", an_order()).get_json()["hash"]
    api.upstock("PUT", "./orders/UP-1001", an_order())
    api.house.settle()
    assert api.house.order("UP-1001").attempts[-1].hash == promised


def test_evidence_holds_every_call_and_no_secret(api: Api) -> None:

    api.upstock("PUT", "./orders/UP-1001", an_order())
    api.house.settle()
    answer = api.supplier("GET", "./orders/UP-1001/evidence")
    pieces = answer.get_json()["items"]
    assert [piece["kind"] for piece in pieces] == ["approved", "exchange", "exchange"]
    assert [piece["document"]["path"] for piece in pieces[1:]] == ["sale", "sale/order"]
    assert KEY not in json.dumps(pieces)


@pytest.mark.parametrize("number", ["none", "%00"])
def test_what_does_not_exist_has_no_evidence(shared_api: Api, number: str) -> None:
    assert wrong(shared_api.upstock("GET", f"./orders/{number}/evidence")) == [("not_found", "")]
