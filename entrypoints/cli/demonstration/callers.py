"""The two outsides of the demonstration, each calling over HTTP with what it would have: Upstock us, a reader Cin7."""

from typing import Any

import requests

Document = dict[str, Any]

PATIENCE = 60  # s for one answer
EXTERNAL_API = "/ExternalApi/v2"


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

    def calls(self) -> int:
        """Answer how many calls the imitation has counted with this key."""
        stats = self._session.get(f"{self.url}/_fake/stats", timeout=PATIENCE).json()
        return int(stats["keys"].get(self._key, {}).get("total", 0))

    def _get(self, path: str, **query: str) -> Document:
        answer = self._session.get(f"{self.url}{EXTERNAL_API}{path}", params=query, timeout=PATIENCE)
        answer.raise_for_status()
        content: Document = answer.json()
        return content
