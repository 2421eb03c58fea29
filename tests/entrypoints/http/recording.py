"""Plays a supplier's whole day through the API and records what was asked and answered, for the OpenAPI document.

`python -m tests.entrypoints.http.recording` writes the recording anew; a test holds it against the program.
"""

import base64
import json
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from werkzeug.test import TestResponse

from adapters.sql.repositories.cursors import cursor_of
from adapters.upstock.mapping import body_of
from domain.catalogue_events import ContactPublished, PriceListPublished
from domain.events import (
    Event,
    OrderHeld,
    OrderPartlyShipped,
    OrderSaleCreated,
    OrderShipped,
    OrderTrackingChanged,
    OrderVoided,
)
from tests.builders import a_notice, every_event
from tests.entrypoints.http.callers import Api, an_order, api_of, credentials
from tests.house import House
from tests.small_account import CAFE, SMALL_ACCOUNT

FILE: Final = Path(__file__).parents[3] / "entrypoints" / "http" / "examples.json"
GUID = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b|\b[0-9a-f]{32}\b", re.I)
OURS = re.compile(r"[acd]0000000-0000-4000-8000-|7d6e0000-")
TOOK = "seconds"
"""How long a call took is different each time."""

ORDER = {
    **an_order("UP-1001"),
    "reference": "PO-77",
    "delivery_date": "2026-05-08",
    "comments": [{"text": "Leave at the back door", "author": "Paul", "at": "2026-05-04T03:12:00Z"}],
    "custom_fields": {"Delivery address": "7 Market Lane"},
    "charges": [{"description": "Freight", "amount": "32.38"}],
    "approved_at": "2026-05-04T03:15:00Z",
}
HELD = an_order("UP-1002", lines=[{"sku": "NW-999", "quantity": "1", "unit_price": "5.00"}])
IGNORED = an_order("UP-1003", lines=[{"sku": "NW-998", "quantity": "1", "unit_price": "5.00"}])


@dataclass(slots=True)
class Recorder:
    """What was asked and answered so far, with every random id replaced by one that is always the same."""

    api: Api
    calls: dict[str, dict[str, Any]] = field(default_factory=dict)
    problems: dict[str, Any] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)

    def __call__(self, method: str, path: str, body: object = None, **asked: Any) -> Any:
        """Ask, and keep the answer as the example of its status; the first of each counts."""
        answer = self.api.upstock(method, path, body, **asked)
        if answer.status_code < 300:
            self._keep(answer, body)
        else:
            self._keep_refusal(answer)
        return answer.get_json(silent=True)

    def stranger(self, method: str, path: str) -> None:
        """Ask without a token."""
        answer = self.api.stranger(method, path)
        self._keep(answer, None) if answer.status_code < 300 else self._keep_refusal(answer)

    def _keep(self, answer: TestResponse, body: object) -> None:
        call = self.calls.setdefault(name_of(self.api, answer), {"answers": {}})
        if body is not None:
            call.setdefault("request", self._steady(body))
        if answer.content_type == "application/json":
            call["answers"].setdefault(str(answer.status_code), self._steady(answer.get_json()))
        shown = {**{name: _number(text) for name, text in answer.request.args.items()}, **view_args(self.api, answer)}
        call.setdefault("parameters", self._steady(shown))

    def _keep_refusal(self, answer: TestResponse) -> None:
        document = answer.get_json()
        self.problems.setdefault(document["problems"][0]["code"], self._steady(document))

    def _steady(self, part: Any) -> Any:
        if isinstance(part, Mapping):
            return {key: self._field(key, value) for key, value in part.items()}
        if isinstance(part, list):
            return [self._steady(each) for each in part]
        return GUID.sub(lambda found: self._id(found[0]), part) if isinstance(part, str) else part

    def _field(self, key: str, value: Any) -> Any:
        if key == "next_cursor" and value:  # opaque to callers, but it may hold an id
            return cursor_of(*self._steady(json.loads(base64.urlsafe_b64decode(value + "=="))))
        return 0.25 if key == TOOK else self._steady(value)

    def _id(self, found: str) -> str:
        if OURS.match(found.lower()):
            return found
        if found.lower() not in self.ids:
            number = len(self.ids) + 1
            self.ids[found.lower()] = f"{number:032d}" if "-" not in found else f"5a1e0000-0000-4000-8000-{number:012d}"
        return self.ids[found.lower()]


def _number(text: str) -> str | int:
    return int(text) if text.isdigit() else text


def name_of(api: Api, answer: TestResponse) -> str:
    """Answer how the call is called that gave this answer."""
    endpoint, _ = matched(api, answer)
    return endpoint.rpartition(".")[2]


def view_args(api: Api, answer: TestResponse) -> dict[str, str]:
    """Answer what stood in the address."""
    _, arguments = matched(api, answer)
    return {name: str(value) for name, value in arguments.items()}


def matched(api: Api, answer: TestResponse) -> tuple[str, Mapping[str, Any]]:
    """Find the rule of the address that was called."""
    request = answer.request
    return api.upstock.client.application.url_map.bind("localhost").match(request.path, method=request.method)


def play(house: House) -> dict[str, Any]:
    """Play everything, and answer the recording."""
    house.open_account(SMALL_ACCOUNT)
    record = Recorder(api_of(house))
    for chapter in (_connecting, _catalogue, _orders, _held, _gap, _reports, _refusals, _leaving):
        chapter(house, record)
    events = {event.type: body_of(a_notice(told_as_it_happens(event))) for event in every_event()}
    calls = {name: record.calls[name] for name in sorted(record.calls)}
    return {"calls": calls, "problems": dict(sorted(record.problems.items())), "events": events}


def told_as_it_happens(event: Event) -> Event:
    """Answer an event as it looks when it happens: nothing left before the sale was made, nor while it is held."""
    nothing = {"tracking": None, "parcels": ()}
    changes: dict[type[Event], dict[str, Any]] = {
        OrderSaleCreated: {"state": "created", **nothing},
        OrderHeld: {"state": "held", "sale": None, **nothing},
        OrderPartlyShipped: {"state": "partly_shipped"},
        OrderShipped: {"state": "shipped"},
        OrderTrackingChanged: {"state": "shipped"},
        OrderVoided: {"state": "voided", **nothing},
        PriceListPublished: {"part": 1, "parts": 1},
        ContactPublished: {"is_active": True, "is_on_credit_hold": False},
    }
    return replace(event, **changes.get(type(event), {}))  # type: ignore[type-var]  # every event is a dataclass


def _connecting(house: House, record: Recorder) -> None:
    record("PUT", "./connection", credentials(location="Main Warehouse"))
    house.settle()
    record("PUT", "./connection", credentials(location="Main Warehouse"))
    house.settle()
    record("GET", "./connection")
    record("GET", "./sale-options")
    record("PUT", "./sale-options", {"address_field": "Delivery address", "freight": {"description": "Delivery"}})


def _catalogue(house: House, record: Recorder) -> None:
    record("POST", "./contacts/import")
    house.settle()
    record("POST", "./products/import", {"skus": ["NW-001", "NW-002", "NW-090"]})
    house.settle()
    record("GET", "./products?limit=2")
    record("GET", "./contacts?limit=1")
    lists = record("GET", "./price-lists")
    ours = next(each for each in lists["items"] if each["currency"] == "AUD")
    record("GET", f"./price-lists/{ours['id']}")
    record("GET", f"./prices/explain?contact={CAFE}&sku=NW-001")
    record("POST", "./contacts/match", {"name": "Harbour Cafe", "email": "ana@example.com"})
    record("PUT", "./contacts/match", {"name": "Harbour Cafe", "contact_id": CAFE})
    house.pass_time(timedelta(minutes=1))
    house.cin7("POST", "/_fake/customers", {"Name": "Sparrow Bakery", "IsOnCreditHold": True})
    job = record("POST", "./sync", {"what": ["products", "contacts", "prices"]})["job"]
    record("DELETE", f"./jobs/{job['id']}")
    house.pass_time(timedelta(minutes=1))
    record("POST", "./sync", {"what": ["contacts"]})
    house.settle()
    record("GET", "./jobs?limit=2")
    record("GET", f"./jobs/{job['id']}")
    record("GET", "./alarms")


def _orders(house: House, record: Recorder) -> None:
    record("POST", "./orders/preview", ORDER)
    record("PUT", "./orders/UP-1001", ORDER)
    house.settle()
    record("PUT", "./orders/UP-1001", ORDER)
    record("PUT", "./orders/UP-1001", {**ORDER, "reference": "PO-78"})
    record("GET", "./orders/UP-1001")
    record("GET", "./orders?limit=1")
    record("GET", "./orders/UP-1001/evidence")
    record("POST", "./sale-options/preview?last=20", {"status": "draft"})
    record("GET", "./sale-options/versions")


def _held(house: House, record: Recorder) -> None:
    for order in (HELD, IGNORED):
        record("PUT", f"./orders/{order['number']}", order)
        house.settle()
    record("POST", "./orders/UP-1002/retry")
    house.settle()
    record("POST", "./orders/retry", {"numbers": ["UP-1002", "UP-1001"]})
    house.settle()
    record("POST", "./orders/UP-1003/ignore", {"note": "The customer cancelled by telephone."})
    by_hand = house.cin7("POST", "/ExternalApi/v2/sale", {"CustomerID": CAFE, "Location": "Main Warehouse"})
    line = {"SKU": "NW-002", "Quantity": 1, "Price": 5, "Tax": 0.5, "TaxRule": "GST on Income", "Total": 5}
    filled = {"SaleID": by_hand["ID"], "Memo": "", "Status": "AUTHORISED", "Lines": [line]}
    house.cin7("POST", "/ExternalApi/v2/sale/order", filled)
    record("POST", "./orders/UP-1002/link", {"sale_id": by_hand["ID"]})


def _gap(house: House, record: Recorder) -> None:
    house.fault("POST", "sale", {"status": 429})
    record("PUT", "./orders/UP-1004", an_order("UP-1004"))
    house.run_now()
    record("GET", "./rate-budget")
    record("GET", "./gap?limit=1")
    record("POST", "./gap/replay")
    house.settle()


def _reports(house: House, record: Recorder) -> None:
    sale = house.order("UP-1001").sale
    assert sale is not None
    house.cin7("POST", f"/_fake/sales/{sale.id}/void")
    house.time_passes(timedelta(minutes=10))
    record("GET", "./drift")
    for path in ("/healthz", "/readyz", "/problems", "/problems/unknown_product"):
        record.stranger("GET", path)


def _refusals(_house: House, record: Recorder) -> None:
    record.stranger("GET", "./connection")
    record("GET", "./orders/UP-9999")
    record("GET", "/v1/nothing")
    record("PUT", "./orders/UP-1", raw=b'{"number": "UP-1",')
    record("PUT", "./orders/UP-1", raw=b"number=UP-1", content_type="text/plain")
    record("PUT", "./orders/UP-1", {**an_order("UP-1"), "colour": "red"})
    record("PUT", "./orders/UP-1", {name: value for name, value in an_order("UP-1").items() if name != "currency"})
    record("PUT", "./orders/UP-1", an_order("UP-1", currency="dollars"))
    record("PUT", "./sale-options", {"status": "draft", "creation_mode": "auto_pick"})
    record("PUT", "./connection", credentials(application_key="a-wrong-key"))
    record("POST", "./orders/UP-1001/retry")


def _leaving(_house: House, record: Recorder) -> None:
    record("DELETE", "./connection")


def main() -> None:
    """Write the recording anew."""
    with tempfile.TemporaryDirectory() as folder:
        house = House(f"sqlite:///{folder}/recording.sqlite3")
        house.container.upgrade()
        text = json.dumps(play(house), ensure_ascii=False, indent=1)
        house.close()
    FILE.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
