"""Messages as Upstock would get them, written by hand: nothing of the sender is used."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
KEY = b"made up for these tests alone"
SECRET = "whsec_" + base64.b64encode(KEY).decode()


def signed(message: str, body: bytes, *, at: datetime = NOW, key: bytes = KEY) -> dict[str, str]:
    stamp = str(int(at.timestamp()))
    signature = hmac.new(key, message.encode() + b"." + stamp.encode() + b"." + body, hashlib.sha256).digest()
    return {
        "webhook-id": message,
        "webhook-timestamp": stamp,
        "webhook-signature": "v1," + base64.b64encode(signature).decode(),
    }


def order(number: str = "10248", state: str = "created", **more: Any) -> dict[str, Any]:
    sale = {"id": "s-1", "number": "SO-00045"}
    return {"number": number, "state": state, "sale": sale, "tracking": None, "parcels": [], **more}


def price_list(*, part: int = 1, parts: int = 1, version: int = 1, **more: Any) -> dict[str, Any]:
    head = {"id": "l-1", "name": "Wholesale", "currency": "USD", "version": version, "part": part, "parts": parts}
    entry = {"product_id": f"p-{part}", "sku": f"NW-{part}", "price": "14.00"}
    return {**head, "customers": [f"c-{part}"], "entries": [entry], **more}


def product(name: str = "Chai", **more: Any) -> dict[str, Any]:
    return {"id": "p-1", "sku": "NW-1", "name": name, "description": "", "category": "", "images": [], **more}


def contact(name: str = "Harbour Café", **more: Any) -> dict[str, Any]:
    terms = {"price_tier": "List", "discount_percent": "0", "terms": "30 days", "active": True, "credit_hold": False}
    return {"id": "c-1", "name": name, "people": [], "addresses": [], **terms, **more}


class Teller:
    """Tells one event after another, each with an id of its own and a minute later."""

    def __init__(self, client: FlaskClient) -> None:
        self.client, self.told = client, 0

    def __call__(
        self, kind: str, data: object, *, message: str = "", minute: int | None = None, supplier: str = "northwind"
    ) -> TestResponse:
        self.told += 1
        at = f"2026-05-04T11:{self.told if minute is None else minute:02}:00Z"
        body = json.dumps({"type": kind, "supplier": supplier, "timestamp": at, "data": data}).encode()
        return self.client.post("/events", data=body, headers=signed(message or f"m-{self.told}", body))

    def status(self, kind: str, data: object, **how: Any) -> int:
        return self(kind, data, **how).status_code
