import json
from collections.abc import Mapping
from datetime import timedelta

from tests.adapters.fake_cin7.company import Company
from tests.adapters.fake_cin7.listener import BODY, heard, listening


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
