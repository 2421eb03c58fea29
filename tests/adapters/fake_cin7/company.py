"""One small company behind the WSGI application, and short words for calling it."""

import json
from collections.abc import Mapping
from typing import Any

from werkzeug.test import Client, TestResponse

from adapters.fake_cin7 import Universe, create_app
from adapters.fake_cin7.state.account import Account

Json = dict[str, Any]

CAFE = "c0000000-0000-4000-8000-000000000001"
QUAY = "d0000000-0000-4000-8000-000000000001"
MUG = "a0000000-0000-4000-8000-000000000001"
KEY = "b0000000-0000-4000-8000-000000000001"
OTHER_KEY = "b0000000-0000-4000-8000-000000000002"
NO_LIMIT = {"throttle": "off"}

DOCUMENT: Json = {
    "application_keys": [KEY, OTHER_KEY],
    "me": {"Company": "Acme", "Currency": "AUD", "DefaultSaleTaxRuleName": "GST", "TimeZone": "Australia/Perth"},
    "price_tiers": ["Retail", "Wholesale"],
    "tax_rules": [{"Name": "GST", "TaxPercent": 10}, {"Name": "Free", "TaxPercent": 0}],
    "locations": [{"Name": "Main", "IsDefault": True}, "Second"],
    "payment_terms": [{"Name": "30 days", "Duration": 30, "IsDefault": True}, {"Name": "Gone", "IsActive": False}],
    "carriers": ["AusPost"],
    "sales_representatives": ["Nancy"],
    "contacts": [{"Name": "Billy", "Type": "Billing"}],
    "products": [
        {"ID": MUG, "SKU": "MUG", "Name": "Mug", "Category": "Pots", "PriceTier1": 12.5, "AverageCost": 4.2},
        {"SKU": "JUG", "Name": "Jug", "Category": "Pots", "PriceTiers": {"Retail": 20, "Wholesale": "14.4"}},
        {"SKU": "OLD", "Name": "Old pot", "Category": "Pots", "Status": "Deprecated"},
        {"SKU": "FREIGHT", "Name": "Freight", "Type": "Service", "Category": "Services"},
        {"SKU": "TEN", "Name": "Ten mugs", "Category": "Pots", "DropShipMode": "Optional Drop Ship"},
    ],
    "stock": [
        {"SKU": "MUG", "Location": "Main", "OnHand": 10},
        {"SKU": "JUG", "Location": "Main", "OnHand": 3},
        {"SKU": "JUG", "Location": "Second", "OnHand": 50},
    ],
    "customers": [
        {
            "ID": CAFE,
            "Name": "Sparrow Cafe",
            "PriceTier": "Wholesale",
            "Carrier": "AusPost",
            "SalesRepresentative": "Nancy",
            "Location": "Main",
            "Contacts": [
                {"Name": "Bo", "Email": "bo@example.com"},
                {"Name": "Ana Reyes", "Email": "ana@example.com", "Phone": "08 1", "Default": True},
            ],
            "Addresses": [
                {"Line1": "PO Box 9", "City": "Perth", "Country": "Australia", "Type": "Billing"},
                {"ID": QUAY, "Line1": "1 Quay St", "Country": "Australia", "Type": "Shipping", "DefaultForType": True},
                {"Line1": "7 Market Ln", "Country": "Australia", "Type": "Shipping"},
            ],
            "ProductPrices": [{"ProductSKU": "MUG", "Price": 8.25}],
        },
        {"Name": "Quai Ouest", "Currency": "EUR"},
    ],
}


class Company:
    """A universe with one account, reached as a client would reach it."""

    def __init__(self, universe: Universe | None = None, **changes: Any) -> None:
        self.universe = universe or Universe()
        self.account: Account = self.universe.add_account({**DOCUMENT, "switches": NO_LIMIT, **changes})
        self.http = Client(create_app(self.universe))

    @property
    def headers(self) -> dict[str, str]:
        """The credentials of the first key."""
        return {"api-auth-accountid": self.account.id, "api-auth-applicationkey": self.account.keys[0]}

    def call(
        self, method: str, path: str, body: object = None, *, headers: Mapping[str, str] | None = None, **asked: Any
    ) -> TestResponse:
        """Send one call to the imitated API."""
        data = body if isinstance(body, str | bytes) or body is None else json.dumps(body)
        return self.http.open(
            f"/ExternalApi/v2/{path}",
            method=method,
            data=data,
            query_string={name: str(value) for name, value in asked.items()},
            headers=dict(self.headers if headers is None else headers),
        )

    def get(self, path: str, **asked: Any) -> Any:
        """Read something that must be there."""
        return self._good(self.call("GET", path, **asked))

    def post(self, path: str, body: object) -> Any:
        """Write something that must be accepted."""
        return self._good(self.call("POST", path, body))

    def put(self, path: str, body: object) -> Any:
        """Change something that must be accepted."""
        return self._good(self.call("PUT", path, body))

    def delete(self, path: str, **asked: Any) -> Any:
        """Take away something that must be there."""
        return self._good(self.call("DELETE", path, **asked))

    def refusal(self, method: str, path: str, body: object = None, **asked: Any) -> list[str]:
        """Send a call that must be refused with the error array; give its texts."""
        reply = self.call(method, path, body, **asked)
        assert reply.status_code in (400, 404), f"{reply.status_code} {reply.text}"
        return [str(entry["Exception"]) for entry in json.loads(reply.text)]

    def control(self, method: str, path: str, body: object = None, status: int = 200) -> Any:
        """Call the control plane."""
        reply = self.http.open(f"/_fake/{path}", method=method, data=None if body is None else json.dumps(body))
        assert reply.status_code == status, f"{reply.status_code} {reply.text}"
        return json.loads(reply.text)

    def turn(self, **switches: str) -> None:
        """Turn switches of the account."""
        self.account.switches.choose(switches)

    def header(self, **changes: Any) -> Json:
        """Make a sale header."""
        made: Json = self.post("sale", {"CustomerID": CAFE, "Location": "Main", "SkipQuote": True, **changes})
        return made

    def order(self, sale_id: str, *lines: Json, **changes: Any) -> Json:
        """Put an order on a sale, authorised unless told otherwise."""
        body = {"SaleID": sale_id, "Memo": "", "Status": "AUTHORISED", "Lines": list(lines) or [line()], **changes}
        made: Json = self.post("sale/order", body)
        return made

    def sold(self, *lines: Json, header: Json | None = None, **changes: Any) -> str:
        """Make a sale with an authorised order and give its id."""
        sale_id = str(self.header(**(header or {}))["ID"])
        self.order(sale_id, *lines, **changes)
        return sale_id

    def sale(self, sale_id: str) -> Json:
        """Read a sale."""
        found: Json = self.get("sale", ID=sale_id)
        return found

    def row(self, sale_id: str) -> Json:
        """Read a sale's row of the list."""
        rows: list[Json] = self.get("saleList", Limit=1000)["SaleList"]
        return next(row for row in rows if row["SaleID"] == sale_id)

    def work(self, sale_id: str, *actions: str, **body: Any) -> Json:
        """Do steps by hand and give the sale after the last."""
        done: Json = {}
        for action in actions:
            done = self.control("POST", f"sales/{sale_id}/{action}", body)
        return done

    def level(self, sku: str, location: str = "Main") -> Json:
        """Read what there is of a product in a place."""
        rows: list[Json] = self.get("ref/productavailability", Sku=sku, Location=location)["ProductAvailabilityList"]
        return rows[0] if rows else {"OnHand": 0, "Allocated": 0, "Available": 0}

    @staticmethod
    def _good(reply: TestResponse) -> Any:
        assert reply.status_code == 200, f"{reply.status_code} {reply.text}"
        return json.loads(reply.text)


def line(sku: str = "MUG", quantity: object = 2, price: object = 12.5, **changes: Any) -> Json:
    """An order line."""
    return {"SKU": sku, "Name": sku, "Quantity": quantity, "Price": price, "Tax": 0, "TaxRule": "Free", **changes}
