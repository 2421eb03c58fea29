"""Somebody else's program, which knows Cin7's documentation and nothing of ours."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any

import requests

from adapters.fake_cin7 import Universe, make_server
from tests.house import Document
from tests.small_account import CAFE, SMALL_ACCOUNT

KEY, WRONG = "northwind-key", "another-key"
ANSWER_WITHIN = 5.0  # s
MINUTES_CALLS = 60

Ask = Callable[["Stranger"], requests.Response]


class Stranger:
    """Calls an imitated Cin7 over HTTP, and its control plane as whoever started it would."""

    def __init__(self, url: str) -> None:
        self._url = url
        planted = self._control("POST", "/accounts", {**SMALL_ACCOUNT, "application_keys": [KEY]})
        self._account = str(planted["account_id"])
        self._sale = ""
        self.answer: requests.Response | None = None
        self.sale: Document = {}

    # ------------------------------------------------------------------------------------------ as a client

    def ask(self, does: Ask) -> None:
        """Do something and keep the answer, which may never come."""
        try:
            self.answer = does(self)
        except requests.ConnectionError:
            self.answer = None

    def call(
        self, method: str, path: str, body: Document | None = None, *, key: str = KEY, root: str = "ExternalApi/v2"
    ) -> requests.Response:
        """Make one call as the documentation says."""
        headers = {"api-auth-accountid": self._account, "api-auth-applicationkey": key}
        return requests.request(method, f"{self._url}/{root}/{path}", json=body, headers=headers, timeout=ANSWER_WITHIN)

    def open_sale(self) -> requests.Response:
        """Make the header of a sale, always with the same key of its own."""
        header = {"CustomerID": CAFE, "Location": "Main Warehouse", "SkipQuote": True, "ExternalID": "stranger-1"}
        return self.call("POST", "sale", header)

    def sell(self, quantity: int, *skus: str) -> requests.Response:
        """Make a sale with a line for each of these, and authorise it."""
        opened = self.open_sale()
        assert opened.status_code == 200, opened.text
        self._sale = opened.json()["ID"]
        lines = [
            {
                "SKU": sku,
                "Quantity": quantity,
                "Price": 14,
                "Tax": 1.4 * quantity,
                "TaxRule": "GST on Income",
                "Total": 14 * quantity,
            }
            for sku in skus
        ]
        return self.call(
            "POST", "sale/order", {"SaleID": self._sale, "Memo": "", "Status": "AUTHORISED", "Lines": lines}
        )

    def call_often(self, times: int) -> requests.Response:
        """Ask so many times in a row; answer the last reply."""
        return [self.call("GET", "me") for _ in range(times)][-1]

    def read_sale(self) -> None:
        """Read the sale that was made, as one document."""
        self.ask(lambda own: own.call("GET", f"sale?ID={self._sale}"))
        self.sale = self.document

    @property
    def document(self) -> Document:
        """What was answered, as JSON."""
        assert self.answer is not None, "nothing was answered"
        found: Document = self.answer.json()
        return found

    def on_hand(self, sku: str) -> str:
        """Ask how much of a product is in stock."""
        rows = self.call("GET", f"ref/productavailability?Sku={sku}").json()["ProductAvailabilityList"]
        return format(sum(row["OnHand"] for row in rows), "g")

    # ------------------------------------------------------------------------------- as whoever started it

    def ship(self, tracking: str) -> None:
        """Have the warehouse pick, pack and ship the sale."""
        for deed in ("pick", "pack"):
            self._control("POST", f"/sales/{self._sale}/{deed}", {})
        self._control("POST", f"/sales/{self._sale}/ship", {"tracking_number": tracking})

    def spoil_the_next_sale(self, action: object) -> None:
        """Have the next call that makes a sale go wrong."""
        self._control("POST", "/faults", {"match": {"method": "POST", "path": "sale"}, "action": action, "times": 1})

    def turn(self, switch: str, value: str) -> None:
        """Turn a switch."""
        self._control("PUT", "/switches", {switch: value})

    def let_pass(self, seconds: int) -> None:
        """Move the clock of the imitation."""
        self._control("POST", "/clock", {"advance": seconds})

    @property
    def switches(self) -> list[dict[str, Any]]:
        """Every switch, as the imitation lists it."""
        found: list[dict[str, Any]] = self._control("GET", "/switches")["switches"]
        return found

    @property
    def sales_there(self) -> int:
        """How many sales the imitation holds."""
        return len(self._control("GET", f"/accounts/{self._account}")["sales"])

    @property
    def most_calls(self) -> int:
        """The most calls that it saw in any sixty seconds."""
        return int(self._control("GET", "/stats")["highest_in_60_seconds"])

    def _control(self, method: str, path: str, body: Document | None = None) -> dict[str, Any]:
        answer = requests.request(method, f"{self._url}/_fake{path}", json=body, timeout=ANSWER_WITHIN)
        assert answer.status_code < 300, answer.text
        found: dict[str, Any] = answer.json()
        return found


@contextmanager
def somebody() -> Iterator[Stranger]:
    """Start an imitation on a port of its own for somebody who calls it."""
    server = make_server(Universe())
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Stranger(server.url)
    finally:
        server.shutdown()
        thread.join()
