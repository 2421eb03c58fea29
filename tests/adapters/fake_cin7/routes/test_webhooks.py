import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from adapters.fake_cin7 import Universe
from adapters.fake_cin7.state.hooks import NAMES
from tests.adapters.fake_cin7.company import CAFE, Company, line

URL = "http://127.0.0.1:9/hook"
BODY = {"Type": "Sale/Created", "IsActive": True, "ExternalURL": URL, "ExternalAuthorizationType": "noauth"}


class Listener:
    """Somebody who receives webhooks, and can be out."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, Any]] = []
        self.headers: list[Mapping[str, str]] = []
        self.answer: int | None = 204
        self.attempts = 0

    def __call__(self, url: str, headers: Mapping[str, str], body: bytes) -> int:
        self.attempts += 1
        if self.answer is None:
            raise ConnectionRefusedError
        assert url == URL
        payload = json.loads(body)
        self.heard.append((payload["EventType"] if isinstance(payload, dict) else "array", payload))
        self.headers.append(headers)
        return self.answer

    def events(self) -> list[str]:
        return [kind for kind, _ in self.heard]


def listening(*kinds: str, **switches: str) -> tuple[Company, Listener]:
    listener = Listener()
    company = Company(Universe(sender=listener))
    company.universe.clock.stand_still(company.universe.clock.now())
    company.turn(**switches)
    for kind in kinds:
        company.post("webhooks", {**BODY, "Type": kind})
    return company, listener


def heard(listener: Listener, kind: str) -> Any:
    return next(payload for name, payload in listener.heard if name == kind)


def test_a_webhook_is_registered_listed_replaced_and_removed() -> None:
    company = Company()
    body = {
        **BODY, "Type": "sale/orderauthorised", "ExternalAuthorizationType": "BearerAuth", "ExternalBearerToken": "t",
        "ExternalHeaders": [{"Key": "X-Secret", "Value": "s"}],
    }  # fmt: skip
    made = company.post("webhooks", body)["Webhooks"][0]
    assert (made["Type"], made["Name"]) == ("Sale/OrderAuthorised", "Sale order has been authorised")
    assert made["ExternalBearerToken"] == "t"
    listed = company.get("webhooks")["Webhooks"]
    assert (listed[0]["ExternalBearerToken"], listed[0]["ExternalHeaders"]) == ("", body["ExternalHeaders"])
    company.put("webhooks", {**listed[0], "IsActive": False})
    company.turn(webhook_token_in_get="shown")
    assert company.get("webhooks")["Webhooks"][0]["ExternalBearerToken"] == ""
    assert company.get("webhooks")["Webhooks"][0]["IsActive"] is False
    assert company.delete("webhooks", ID=made["ID"]) == {"Webhooks": []}
    assert company.refusal("DELETE", "webhooks", ID=made["ID"])
    assert company.refusal("PUT", "webhooks", {**body, "ID": made["ID"]})
    assert company.refusal("PUT", "webhooks", body) == ["Required attribute ID is not provided."]


@pytest.mark.parametrize("name", ["Type", "IsActive", "ExternalURL", "ExternalAuthorizationType"])
def test_a_webhook_needs_its_four_fields(name: str) -> None:
    body = {key: value for key, value in BODY.items() if key != name}
    assert Company().refusal("POST", "webhooks", body) == [f"Required attribute {name} is not provided."]


def test_an_unknown_type_is_refused_and_all_documented_ones_are_known() -> None:
    company = Company()
    assert company.refusal("POST", "webhooks", {**BODY, "Type": "Sale/Forgotten"})
    for kind in NAMES:
        company.post("webhooks", {**BODY, "Type": kind})


def test_the_sixth_of_a_type_is_refused_also_by_changing_another() -> None:
    company = Company()
    for _ in range(5):
        company.post("webhooks", BODY)
    assert "limit of 5" in company.refusal("POST", "webhooks", BODY)[0]
    other = company.post("webhooks", {**BODY, "Type": "Sale/Voided"})["Webhooks"][0]
    assert company.refusal("PUT", "webhooks", {**BODY, "ID": other["ID"]})


def test_without_the_module_there_are_no_webhooks() -> None:
    company = Company()
    company.turn(automation_module="off")
    assert "Automation module" in company.refusal("GET", "webhooks")[0]


def test_the_first_attempt_comes_one_minute_after_the_event() -> None:
    company, listener = listening("Sale/Created")
    sale = company.header()
    company.universe.clock.advance(59)
    assert listener.heard == []
    company.universe.clock.advance(1)
    assert heard(listener, "Sale/Created") == {
        "SaleID": sale["ID"].upper(),
        "SaleOrderNumber": "SO-00001",
        "CustomerName": "Sparrow Cafe",
        "CustomerContactName": "Ana Reyes",
        "CustomerContactEmail": "ana@example.com",
        "SaleRepEmail": None,
        "SaleOrderDate": sale["SaleOrderDate"][:10],
        "TaskTypeSign": "0",
        "IsServiceOnly": "0",
        "DownloadLink": None,
        "EventType": "Sale/Created",
    }


def test_six_failures_on_the_documented_schedule_switch_the_webhook_off() -> None:
    company, listener = listening("Sale/Created")
    listener.answer = 500
    company.header()
    made_at = []
    start = company.universe.clock.now()
    for _ in range(80):
        before = listener.attempts
        company.universe.clock.advance(60)
        if listener.attempts > before:
            made_at.append((company.universe.clock.now() - start) // timedelta(minutes=1))
    assert made_at == [1, 6, 16, 31, 51, 76]
    assert company.get("webhooks")["Webhooks"][0]["IsActive"] is False
    company.header()
    company.universe.clock.advance(600)
    assert listener.attempts == 6


def test_all_six_attempts_happen_in_one_leap_of_the_clock() -> None:
    company, listener = listening("Sale/Created", webhook_deactivation="never")
    listener.answer = None
    company.header()
    company.control("POST", "clock", {"advance": 76 * 60})
    assert listener.attempts == 6
    assert company.get("webhooks")["Webhooks"][0]["IsActive"] is True
    deliveries = company.control("GET", f"accounts/{company.account.id}")["deliveries"]
    assert (deliveries[0]["outcome"], deliveries[0]["answers"]) == ("failed", ["ConnectionRefusedError"] * 6)


def test_a_retry_repeats_the_payload_and_stops_once_it_is_heard() -> None:
    company, listener = listening("Sale/OrderAuthorised")
    listener.answer = 503
    sale_id = company.sold()
    company.universe.clock.advance(60)
    listener.answer = 204
    company.delete("sale", ID=sale_id, Void=True)
    company.universe.clock.advance(3600)
    assert [payload["SaleID"] for _, payload in listener.heard] == [sale_id.upper()] * 2
    assert listener.heard[0] == listener.heard[1]


def test_credentials_and_own_headers_travel_with_it() -> None:
    company, listener = listening()
    bearer = {"ExternalAuthorizationType": "bearerauth", "ExternalBearerToken": "secret"}
    basic = {"ExternalAuthorizationType": "basicauth", "ExternalUserName": "u", "ExternalPassword": "p"}
    company.post("webhooks", {**BODY, **bearer, "ExternalHeaders": [{"Key": "X-Shop", "Value": "1"}]})
    company.post("webhooks", {**BODY, **basic})
    company.header()
    company.universe.clock.advance(60)
    assert [headers["Authorization"] for headers in listener.headers] == ["Bearer secret", "Basic dTpw"]
    assert listener.headers[0]["X-Shop"] == "1"
    assert listener.headers[0]["Content-Type"].startswith("application/json")


def test_a_sale_s_way_is_told_event_by_event() -> None:
    kinds = [name for name in NAMES if name.startswith("Sale/")]
    company, listener = listening(*kinds)
    sale_id = company.sold(line("MUG", 2), line("JUG", 5))
    for step in ("pick", "pack", "ship", "invoice"):
        company.universe.clock.advance(1)
        company.work(sale_id, step)
    company.universe.clock.advance(1)
    company.work(sale_id, "pay", partial=True)
    company.work(sale_id, "pay")
    company.work(sale_id, "ship", tracking_number="T7", carrier="DHL")
    company.work(sale_id, "undo", "void")
    company.universe.clock.advance(60)
    assert listener.events() == [
        "Sale/Created", "Sale/OrderAuthorised", "Sale/Backordered", "Sale/PickAuthorised", "Sale/PackAuthorised",
        "Sale/ShipmentAuthorised", "Sale/InvoiceAuthorised", "Sale/PartialPaymentReceived", "Sale/FullPaymentReceived",
        "Sale/ShipmentTrackingNumberChanged", "Sale/Undo", "Sale/Voided",
    ]  # fmt: skip


def test_each_payload_has_its_documented_keys_and_casing() -> None:
    company, listener = listening(
        "Sale/ShipmentAuthorised",
        "Sale/InvoiceAuthorised",
        "Sale/ShipmentTrackingNumberChanged",
        "Sale/PartialPaymentReceived",
    )
    sale_id = company.sold(header={"SaleOrderDate": "2026-05-04"})
    company.work(sale_id, "pick", "pack", "ship", "invoice")
    company.work(sale_id, "pay", partial=True)
    company.work(sale_id, "ship", tracking_number="T7")
    company.universe.clock.advance(60)
    people = {
        "CustomerName": "Sparrow Cafe",
        "CustomerContactName": "Ana Reyes",
        "CustomerContactEmail": "ana@example.com",
    }
    assert heard(listener, "Sale/ShipmentAuthorised") == {
        "SaleTaskID": sale_id.upper(), "TenantID": company.account.id.upper(), "OrderNumber": "SO-00001", **people,
        "EventType": "Sale/ShipmentAuthorised",
    }  # fmt: skip
    tracking = heard(listener, "Sale/ShipmentTrackingNumberChanged")
    assert (tracking["SaleID"], tracking["TaskID"], tracking["TaskTypeSign"]) == (sale_id, sale_id, 0)
    assert (tracking["SaleOrderDate"], tracking["CustomerContact"]) == ("04/05/2026", "Ana Reyes")
    assert set(tracking["Shipments"][0]) == {"ShipmentDate", "TrackingNumber", "TrackingUrl", "Carrier"}
    assert heard(listener, "Sale/InvoiceAuthorised")["InvoiceNumber"] == "INV-00001"
    paid = heard(listener, "Sale/PartialPaymentReceived")
    assert (paid["AmountPercent"], paid["DocumentType"], paid["SaleID"]) == ("50.00", "invoice", sale_id)


def test_the_casing_of_ids_may_be_one_for_all() -> None:
    company, listener = listening("Sale/Created", webhook_guid_case="lower")
    sale_id = company.header()["ID"]
    company.universe.clock.advance(60)
    assert heard(listener, "Sale/Created")["SaleID"] == sale_id


def test_customers_products_and_stock_are_told_in_their_own_shapes() -> None:
    company, listener = listening("Customer/Updated", "Product/Updated", "Stock/AvailableStockLevelChanged")
    company.control("POST", "customers", {"ID": CAFE, "Discount": 5})
    company.control("POST", "products", {"SKU": "JUG", "Name": "Big jug"})
    company.control("POST", "stock", {"SKU": "JUG", "OnHand": 7})
    company.universe.clock.advance(60)
    customer = heard(listener, "Customer/Updated")
    details = customer["CustomerDetailsList"][0]
    assert (customer["NumberOfCustomers"], details["Customer"]["Discount"]) == (1, 5)
    assert not details["Customer"]["LastModifiedOn"].endswith("Z")
    assert {row["CustomerID"] for row in details["Contacts"] + details["Addresses"]} == {CAFE}
    product = heard(listener, "Product/Updated")["ProductDetailsList"][0]
    assert (product["Event"], product["Name"], product["PriceTiers"]["Retail"]) == ("Update", "Big jug", 20)
    stock = heard(listener, "array")
    assert [(row["Location"], row["OnHand"], row["MaxRows"]) for row in stock] == [("Main", 7, 2), ("Second", 50, 2)]


def test_a_change_of_prices_alone_may_be_told_to_nobody() -> None:
    company, listener = listening("Product/Updated", price_change_webhook="not_sent")
    company.control("POST", "products", {"SKU": "JUG", "PriceTier1": 30})
    company.universe.clock.advance(60)
    assert listener.heard == []
    company.control("POST", "products", {"SKU": "JUG", "Barcode": "1"})
    company.universe.clock.advance(60)
    assert listener.events() == ["Product/Updated"]


def test_changed_attributes_are_told_one_by_one() -> None:
    company, listener = listening("Sale/AdditionalAttributesChanged")
    sale_id = company.header(AdditionalAttributes={"AdditionalAttribute1": "a"})["ID"]
    changed = {"AdditionalAttribute1": "b", "AdditionalAttribute2": "c"}
    company.put("sale", {"ID": sale_id, "CustomerID": CAFE, "Location": "Main", "AdditionalAttributes": changed})
    company.universe.clock.advance(60)
    changes = [payload["Changes"] for _, payload in listener.heard]
    assert [(entry["Field"], entry["OldValue"], entry["NewValue"]) for entry in changes] == [
        ("CustomField1", "a", "b"), ("CustomField2", "", "c"),
    ]  # fmt: skip


def test_webhooks_may_be_dropped_doubled_delayed_or_swapped() -> None:
    company, listener = listening("Sale/Created", "Sale/OrderAuthorised", webhook_delivery="drop")
    company.header()
    company.universe.clock.advance(60)
    assert listener.heard == []
    company.turn(webhook_delivery="duplicate")
    company.header()
    company.universe.clock.advance(60)
    assert listener.events() == ["Sale/Created"] * 2
    company.turn(webhook_delivery="reorder", webhook_delay_minutes="2")
    company.sold()
    company.universe.clock.advance(60)
    assert len(listener.heard) == 2
    company.universe.clock.advance(121)
    assert listener.events()[2:] == ["Sale/OrderAuthorised", "Sale/Created"]


def test_a_receiver_may_call_back_while_it_is_told() -> None:
    company = Company()
    seen: list[int] = []

    def call_back(url: str, headers: Mapping[str, str], body: bytes) -> int:
        seen.append(company.call("GET", "sale", ID=json.loads(body)["SaleID"]).status_code)
        return 200

    company.universe.sender = call_back
    company.post("webhooks", BODY)
    company.header()
    company.universe.clock.advance(60)
    assert seen == [200]
