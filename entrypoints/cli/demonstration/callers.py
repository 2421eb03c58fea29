"""The outsides of the demonstration, each calling over HTTP with what it would have.

Upstock calls us, a warehouse works in Cin7, a reader looks into Cin7, a customer looks into the shop.
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import requests

Document = dict[str, Any]

PATIENCE = 60  # s for one answer
EXTERNAL_API = "/ExternalApi/v2"
BAD = 400  # the least status that says no


class UpstockCaller:
    """Upstock, as far as this program can tell: somebody with a token who calls its HTTP API."""

    def __init__(self, url: str, token: str, supplier: str) -> None:
        self.url, self.token, self.supplier = url, token, supplier
        self._session = requests.Session()
        self._session.trust_env = False  # loopback never goes through a proxy
        self._session.headers["Authorization"] = f"Bearer {token}"

    def connect(self, account_id: str, application_key: str) -> Document:
        """Link the supplier to its account."""
        return self._call("PUT", "/connection", {"account_id": account_id, "application_key": application_key})

    def choose(self, options: Document) -> Document:
        """Choose how its sales are made."""
        return self._call("PUT", "/sale-options", options)

    def approve(self, order: Document) -> Document:
        """Send an approved order."""
        return self._call("PUT", f"/orders/{order['number']}", order)

    def order(self, number: str) -> Document:
        """Ask what became of an order."""
        return self._call("GET", f"/orders/{number}")

    def begin(self, path: str, body: Document) -> Document:
        """Ask for work that takes a while, and answer its job."""
        job: Document = self._call("POST", path, body)["job"]
        return job

    def job(self, job_id: str) -> Document:
        """Ask how far a job is."""
        return self._call("GET", f"/jobs/{job_id}")

    def _call(self, method: str, path: str, body: Document | None = None) -> Document:
        url = f"{self.url}/v1/suppliers/{self.supplier}{path}"
        answer = self._session.request(method, url, json=body, timeout=PATIENCE)
        answer.raise_for_status()
        content: Document = answer.json()
        return content


class Cin7Caller:
    """Somebody with the account's key who reads what Cin7 holds, through Cin7's own API."""

    def __init__(self, url: str, account_id: str, application_key: str) -> None:
        self.url = url
        self._session = requests.Session()
        self._session.trust_env = False
        self._key = application_key
        self._session.headers.update({"api-auth-accountid": account_id, "api-auth-applicationkey": application_key})

    def sales(self) -> list[Document]:
        """Answer the rows of every sale of the account. Source: ref §5.1."""
        rows: list[Document] = []
        while True:
            page = self._get("/saleList", Page=str(len(rows) // 1000 + 1), Limit="1000")
            rows += page["SaleList"]
            if len(rows) >= int(page["Total"]) or not page["SaleList"]:
                return rows

    def sale(self, sale_id: str) -> Document:
        """Answer one sale's document. Source: ref §5.2."""
        return self._get("/sale", ID=sale_id)

    def ship(self, sale: str, how: Mapping[str, object]) -> None:
        """Pick, pack and ship a sale as the warehouse does in Cin7's own pages. Source: fake-cin7.md, control plane."""
        nothing: Mapping[str, object] = {}
        for action, body in (("pick", nothing), ("pack", nothing), ("ship", how)):
            url = f"{self.url}/_fake/sales/{sale}/{action}"
            self._session.post(url, json=dict(body), timeout=PATIENCE).raise_for_status()

    def calls(self) -> int:
        """Answer how many calls the imitation has counted with this key."""
        stats = self._session.get(f"{self.url}/_fake/stats", timeout=PATIENCE).json()
        return int(stats["keys"].get(self._key, {}).get("total", 0))

    def _get(self, path: str, **query: str) -> Document:
        answer = self._session.get(f"{self.url}{EXTERNAL_API}{path}", params=query, timeout=PATIENCE)
        answer.raise_for_status()
        content: Document = answer.json()
        return content


class ShopCaller:
    """Somebody who looks at the imitated Upstock: what it was told, and what a customer sees."""

    def __init__(self, url: str, supplier: str) -> None:
        self.url, self._supplier = url, supplier
        self._session = requests.Session()
        self._session.trust_env = False

    def shop(self) -> Document:
        """Answer everything that the supplier's shop knows; nothing was told yet when it is empty."""
        answer = self._session.get(f"{self.url}/_fake/suppliers/{self._supplier}", timeout=PATIENCE)
        if answer.status_code == HTTPStatus.NOT_FOUND:
            return {"orders": {}, "products": {}, "contacts": {}, "price_lists": {}}
        answer.raise_for_status()
        content: Document = answer.json()
        return content

    def refused(self) -> list[str]:
        """Answer every event that Upstock did not take, with what it said."""
        received = self._session.get(f"{self.url}/_fake/received", timeout=PATIENCE).json()["received"]
        return [f"{one['type']} of {one['subject']}: {one['outcome']}" for one in received if one["status"] >= BAD]
