"""The contract's table of calls, line by line, as a stranger would try it who knows nothing but the names in it.

Source: contract, "The outside surface". What holds for every call alike is in `test_app` and `test_bad_input`.
"""

from dataclasses import dataclass
from typing import Any

from werkzeug.test import TestResponse

from tests.entrypoints.http.callers import Api, Document, an_order, credentials
from tests.small_account import CAFE, SMALL_ACCOUNT

CONNECTION = {"supplier", "status", "company", "base_currency", "connected_at", "warnings"}
OPTIONS = {"status", "type", "creation_mode", "ship_by_source", "freight", "address_field", "version"}
LIST = {"items", "next_cursor"}
JOB = {"id", "what", "state", "done", "total", "started_at", "finished_at"}
ORDER = {
    *("number", "state", "sale", "problems", "notes", "totals", "shipment", "options_version"),
    *("accepted_at", "created_at", "shipped_at", "next_attempt_at"),
}
PREVIEW = {"calls", "hash", "origins", "problems"}
PROBLEM = {"type", "title", "status", "detail", "instance", "problems"}
WHOLE_OPTIONS = {
    "status": "authorised",
    "type": "simple",
    "creation_mode": "auto_pick_pack_ship",
    "ship_by_source": "none",
    "freight": {"description": "Freight", "tax_rule": None},
    "address_field": None,
}
WHOLE_ORDER = {
    "number": "10248",
    "reference": "PO-77",
    "currency": "AUD",
    "customer": {"contact_id": CAFE, "name": "Harbour Café"},
    "order_date": "2026-07-04",
    "delivery_date": "2026-08-01",
    "comments": [{"text": "Leave at the back door", "author": "Paul", "at": "2026-07-04T03:12:00Z"}],
    "custom_fields": {"Delivery address": "59 rue de l'Abbaye"},
    "lines": [
        {
            "sku": "NW-001",
            "product_id": None,
            "quantity": "12",
            "unit_price": "14.00",
            "discount_percent": "0",
            "comment": None,
        }
    ],
    "charges": [{"description": "Freight", "amount": "32.38"}],
    "approved_at": "2026-07-04T03:15:00Z",
}
IN_NUMBERS = {**WHOLE_ORDER, "lines": [{"sku": "NW-001", "quantity": 12, "unit_price": 14.0, "discount_percent": 0}]}
OTHERWISE = {**WHOLE_ORDER, "reference": "PO-78"}


@dataclass(frozen=True, slots=True)
class Call:
    """One line: what is asked, with which status it is answered, and which fields its document has."""

    method: str
    path: str
    body: object
    status: int
    fields: set[str] = frozenset()  # type: ignore[assignment]  # nothing that a test could change


BEFORE = (  # nothing is ordered yet
    Call("GET", "./connection", None, 200, CONNECTION),
    Call("PUT", "./connection", credentials(location="Main Warehouse"), 200, CONNECTION),
    Call("GET", "./sale-options", None, 200, OPTIONS),
    Call("PUT", "./sale-options", WHOLE_OPTIONS, 200, OPTIONS),
    Call("PUT", "./sale-options", {**WHOLE_OPTIONS, "type": "advanced"}, 422, PROBLEM),
    Call("PUT", "./sale-options", {"status": "authorised", "creation_mode": "no_pick"}, 200, OPTIONS),
    Call("GET", "./sale-options/versions", None, 200, LIST),
    Call("POST", "./sale-options/preview", {"status": "draft"}, 200),
    Call("POST", "./contacts/import", None, 202, {"job"}),
    Call("POST", "./products/import", {"skus": ["NW-001"]}, 202, {"job"}),
    Call("POST", "./products/import", {"all": True}, 202, {"job"}),
    Call("POST", "./sync", {"what": ["products", "contacts", "prices", "shipments"]}, 202, {"job"}),
    Call("GET", "./products?state=importable&limit=1", None, 200, LIST),
    Call("GET", "./products?state=imported&q=chai", None, 200, LIST),
    Call("GET", "./products?state=excluded", None, 200, LIST),
    Call("GET", "./contacts?q=harbour", None, 200, LIST),
    Call("GET", "./price-lists", None, 200, LIST),
    Call("GET", f"./prices/explain?contact={CAFE}&sku=NW-001", None, 200),
    Call("POST", "./orders/preview", WHOLE_ORDER, 200, PREVIEW),
    Call("PUT", "./orders/10248", WHOLE_ORDER, 202, ORDER),
    Call("PUT", "./orders/10248", WHOLE_ORDER, 200, ORDER),
    Call("PUT", "./orders/10248", {**WHOLE_ORDER, "lines": IN_NUMBERS["lines"]}, 200, ORDER),
    Call("PUT", "./orders/10248", OTHERWISE, 409, PROBLEM),
    Call("PUT", "./orders/10248", {"number": "10248"}, 422, PROBLEM),
    Call("PUT", "./orders/10249", an_order("10249", lines=[{"sku": "X", "quantity": 1, "unit_price": 1}]), 202, ORDER),
)
AFTER = (  # 10248 is a sale, 10249 is held, and price lists were told
    Call("GET", "./price-lists/tier-2", None, 200, {"id", "name", "currency", "customers", "entries"}),
    Call("GET", "./orders?state=held&q=10249", None, 200, LIST),
    Call("GET", "./orders/10248", None, 200, ORDER),
    Call("GET", "./orders/10248/evidence", None, 200),
    Call("POST", "./orders/10248/retry", None, 409, PROBLEM),
    Call("POST", "./orders/10249/link", {"sale_id": "nothing"}, 422, PROBLEM),
    Call("POST", "./orders/10249/retry", None, 202, ORDER),
    Call("POST", "./orders/retry", {"numbers": ["10249"]}, 202, {"items", "problems"}),
    Call("POST", "./orders/10249/ignore", {"note": "sold at the door"}, 200, ORDER),
    Call("GET", "./gap", None, 200),
    Call("POST", "./gap/replay", None, 202, {"job"}),
    Call("GET", "./drift", None, 200, LIST),
    Call("GET", "./rate-budget", None, 200),
    Call("DELETE", "./connection", None, 204),
    Call("GET", "./connection", None, 200, CONNECTION),
    Call("GET", "/healthz", None, 200),
    Call("GET", "/openapi.json", None, 200),
)


def test_every_call_is_answered_as_the_contract_says(api: Api) -> None:
    assert deviations(api, BEFORE) == []
    api.house.settle()
    assert deviations(api, AFTER) == []


def test_a_suppliers_own_token_does_the_same(api: Api) -> None:
    assert api.supplier("PUT", "./orders/10248", WHOLE_ORDER).status_code == 202
    assert api.supplier("GET", "./orders/10248").get_json()["number"] == "10248"


def test_a_job_is_followed_by_the_id_that_it_was_begun_with(api: Api) -> None:
    begun = api.upstock("POST", "./sync", {"what": ["products"]}).get_json()["job"]
    assert set(begun) >= JOB
    api.house.settle()
    ended = api.upstock("GET", f"./jobs/{begun['id']}").get_json()
    assert (ended["id"], ended["state"], ended["what"]) == (begun["id"], "done", ["products"])
    assert ended["finished_at"].endswith("Z")


def test_the_first_connection_is_created_and_the_key_is_never_answered(new_api: Api) -> None:
    new_api.house.open_account(SMALL_ACCOUNT)
    answer = new_api.upstock("PUT", "./connection", credentials())
    assert answer.status_code == 201
    assert credentials()["application_key"] not in answer.text
    assert new_api.upstock("PUT", "./connection", credentials()).status_code == 200


def test_what_was_previewed_is_what_is_sent_and_every_field_of_it_says_why(api: Api) -> None:
    preview = api.upstock("POST", "./orders/preview", WHOLE_ORDER).get_json()
    assert [(call["method"], call["path"]) for call in preview["calls"]] == [("POST", "sale"), ("POST", "sale/order")]
    assert all(set(origin) >= {"rule", "from"} for origin in preview["origins"].values())
    assert set(preview["origins"]) == set(leaves("", preview["calls"]))
    api.upstock("PUT", "./orders/10248", WHOLE_ORDER)
    api.house.settle()
    assert api.upstock("GET", "./orders/10248").get_json()["hash"] == preview["hash"]


def test_an_order_that_became_a_sale_says_so_in_the_contracts_words(api: Api) -> None:
    api.upstock("PUT", "./orders/10248", WHOLE_ORDER)
    api.house.settle()
    order = api.upstock("GET", "./orders/10248").get_json()
    assert order["state"] == "created"
    assert set(order["sale"]) >= {"id", "number", "status", "url"}
    assert set(order["totals"]) >= {"order", "cin7", "difference"}
    assert order["totals"]["difference"] == "0.00"
    assert order["shipment"].items() >= {"state": "not_shipped", "tracking": None, "parcels": []}.items()


def test_differences_are_problems_each_with_its_place(api: Api) -> None:
    api.upstock("PUT", "./orders/10248", WHOLE_ORDER)
    refused = api.upstock("PUT", "./orders/10248", OTHERWISE)
    assert refused.content_type == "application/problem+json"
    (difference,) = refused.get_json()["problems"]
    assert set(difference) >= {"code", "pointer", "detail", "fix"}
    assert difference["pointer"] == "/reference"


def deviations(api: Api, calls: tuple[Call, ...]) -> list[tuple[str, str, object]]:
    """Make the calls one after the other; answer what was not as it is written."""
    found: list[tuple[str, str, object]] = []
    for call in calls:
        answer = api.upstock(call.method, call.path, call.body)
        if answer.status_code != call.status:
            found.append((call.method, call.path, (answer.status_code, answer.text[:200])))
        elif missing := call.fields - set(document(answer)):
            found.append((call.method, call.path, sorted(missing)))
        elif kind(answer) != media(call.status):
            found.append((call.method, call.path, answer.content_type))
    return found


def document(answer: TestResponse) -> Document:
    """Answer the document of an answer, an empty one where it has none."""
    found: Any = answer.get_json(silent=True, force=True)
    return found if isinstance(found, dict) else {}


def kind(answer: TestResponse) -> str:
    """Answer what an answer says that it is."""
    return (answer.content_type or "").partition(";")[0] if answer.status_code != 204 else ""


def media(status: int) -> str:
    """Answer what a document with this status is. Source: RFC 9457."""
    if status == 204:
        return ""
    return "application/json" if status < 400 else "application/problem+json"


def leaves(pointer: str, calls: list[Document]) -> list[str]:
    """Answer the pointer of every value in the bodies of these calls."""

    def inside(at: str, value: object) -> list[str]:
        if isinstance(value, dict):
            return [leaf for name, each in value.items() for leaf in inside(f"{at}/{name}", each)]
        if isinstance(value, list):
            return [leaf for place, each in enumerate(value) for leaf in inside(f"{at}/{place}", each)]
        return [at]

    return [leaf for place, call in enumerate(calls) for leaf in inside(f"{pointer}/calls/{place}/body", call["body"])]
