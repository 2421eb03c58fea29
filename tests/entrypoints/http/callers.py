"""Somebody who calls the API."""

import json
from dataclasses import dataclass
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.house import ACCOUNT, KEY, House
from tests.switchboard import line_to

SUPPLIER = "northwind"
HOME = f"/v1/suppliers/{SUPPLIER}"
JSON = "application/json"

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Caller:
    """Calls with one token; an empty one is a stranger's."""

    client: FlaskClient
    token: str = ""

    def __call__(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        raw: bytes | None = None,
        content_type: str | None = JSON,
        headers: dict[str, str] | None = None,
    ) -> TestResponse:
        """Call; paths that begin with a dot are below the supplier."""
        sent = raw if raw is not None else json.dumps(body).encode() if body is not None else b""
        return self.client.open(
            HOME + path[1:] if path.startswith(".") else path,
            method=method,
            data=sent,
            content_type=content_type if sent else None,
            headers={**({"Authorization": f"Bearer {self.token}"} if self.token else {}), **(headers or {})},
        )


@dataclass(frozen=True, slots=True)
class Api:
    """The API of a house, and its callers: Upstock, a supplier, another one, a stranger."""

    house: House
    upstock: Caller
    supplier: Caller
    other: Caller
    stranger: Caller


def api_of(house: House) -> Api:
    """Open a house to callers."""
    client = line_to(house)

    def caller(supplier: str | None) -> Caller:
        issued = house.use_cases.issue_token(supplier or "upstock", supplier)  # type: ignore[arg-type]  # a plain text is fine here
        return Caller(client, issued.text)

    return Api(house, caller(None), caller(SUPPLIER), caller("eastwind"), Caller(client))


def an_order(number: str = "UP-1001", **changes: object) -> Document:
    """Answer an approved order as Upstock sends it."""
    return {
        "number": number,
        "currency": "AUD",
        "customer": {"name": "Harbour Café"},
        "order_date": "2026-05-04",
        "lines": [{"sku": "NW-001", "quantity": "12", "unit_price": "16.20"}],
        **changes,
    }


def credentials(**changes: object) -> Document:
    """Answer what opens the house's account."""
    return {"account_id": ACCOUNT, "application_key": KEY, **changes}


def wrong(answer: TestResponse) -> list[tuple[str, str]]:
    """Answer code and place of everything that a problem document names."""
    assert answer.content_type == "application/problem+json", answer.text
    document = answer.get_json()
    assert document["status"] == answer.status_code
    assert all(each["detail"] and each["fix"] for each in document["problems"])
    return [(each["code"], each["pointer"] or each["parameter"] or "") for each in document["problems"]]
