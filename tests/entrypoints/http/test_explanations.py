from typing import cast

import pytest

from tests.entrypoints.http.callers import Api, Document, an_order, wrong


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


def evidence(api: Api, number: str = "UP-1001") -> Document:
    answer = api.supplier("GET", f"./orders/{number}/evidence")
    assert answer.status_code == 200, answer.text
    return cast("Document", answer.get_json())


def test_the_evidence_is_one_document_about_everything_that_was_done(api: Api) -> None:
    api.upstock("PUT", "./orders/UP-1001", an_order(reference="PO-77"))
    api.house.settle()
    shown = evidence(api)
    assert (shown["supplier"], shown["number"], shown["approved"]["reference"]) == ("northwind", "UP-1001", "PO-77")
    assert (shown["order"]["state"], [used["version"] for used in shown["options"]]) == ("created", [0])
    assert [piece["kind"] for piece in shown["timeline"]] == ["approved", "planned", "exchange", "exchange", "state"]
    assert [event["type"] for event in shown["told"]] == ["order.sale_created"]
    [attempt] = shown["attempts"]
    assert (attempt["outcome"], attempt["sent_as_planned"]) == ("placed", True)
    assert attempt["planned_hash"] == attempt["sent_hash"] == shown["timeline"][1]["document"]["hash"]


def test_the_preview_in_the_evidence_is_the_one_that_was_promised(api: Api) -> None:
    promised = api.upstock("POST", "./orders/preview", an_order()).get_json()
    api.upstock("PUT", "./orders/UP-1001", an_order())
    api.house.settle()
    planned = evidence(api)["timeline"][1]["document"]
    assert planned["calls"] == promised["calls"]
    told = {field: (each["rule"], each["from"]) for each in planned["origins"] for field in each["fields"]}
    assert told == {field: (origin["rule"], origin["from"]) for field, origin in promised["origins"].items()}


def test_the_evidence_may_be_kept_as_a_file(api: Api) -> None:
    api.upstock("PUT", "./orders/UP-1%2001", an_order("UP-1 01"))
    plain = api.upstock("GET", "./orders/UP-1%2001/evidence")
    assert "Content-Disposition" not in plain.headers
    kept = api.upstock("GET", "./orders/UP-1%2001/evidence?download=1")
    assert kept.headers["Content-Disposition"] == "attachment; filename=evidence-northwind-UP-1-01.json"
    assert kept.get_json()["number"] == "UP-1 01"


def test_nobody_sees_the_evidence_of_another_supplier(shared_api: Api) -> None:
    shared_api.upstock("PUT", "./orders/UP-evidence", an_order("UP-evidence"))
    assert wrong(shared_api.other("GET", "./orders/UP-evidence/evidence")) == [("not_found", "")]


@pytest.mark.parametrize("number", ["none", "%00"])
def test_what_does_not_exist_has_no_evidence(shared_api: Api, number: str) -> None:
    assert wrong(shared_api.upstock("GET", f"./orders/{number}/evidence")) == [("not_found", "")]
