"""Three real processes that hear of each other: a Cin7 that sends webhooks, a connector, an Upstock."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import cast

import requests

from tests.chaos.town import ACCOUNT, KEY, Document, FakeCin7, Running, Upstock, settings, token
from tests.entrypoints.http.callers import an_order
from tests.plugins.storefronts import SECRET
from tests.small_account import SMALL_ACCOUNT
from tests.waiting import until

MINUTE = 60  # seconds from an event in Cin7 to its webhook
WAREHOUSE = ("pick", "pack", "ship")


class Neighbours:
    """A connected supplier whose account tells the connector what moves."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self.cin7 = FakeCin7(folder, {**SMALL_ACCOUNT, "switches": {"throttle": "off"}})
        listen = ("fake-upstock", "serve", "--port", "0", "--secret", SECRET)
        self._upstock = Running(folder, "upstock", *listen, environment={})
        port = free_port()
        environment = settings(
            database_url,
            self.cin7,
            SECRET_KEYS="a passphrase of these tests",
            PUBLIC_URL=f"http://127.0.0.1:{port}",
            UPSTOCK_URL=self._upstock.url,
            UPSTOCK_SIGNING_SECRET=SECRET,
        )
        self.connector = Running(folder, "serve", "serve", "--port", str(port), environment=environment)
        self.platform = Upstock(self.connector, token(environment))
        assert self.platform.put("northwind/connection", {"account_id": ACCOUNT, "application_key": KEY}) == 201
        until(lambda: self.webhooks()["state"] == "listening", "Cin7 tells what moves", seconds=60)

    def webhooks(self) -> Document:
        """Answer how the supplier's webhooks stand."""
        return cast("Document", self.platform.get("northwind/connection")["webhooks"])

    def approve(self, number: str) -> None:
        """Approve an order, and wait until it is a sale."""
        assert self.platform.put(f"northwind/orders/{number}", an_order(number)) == 202
        until(lambda: self.state(number) == "created", f"{number} is a sale", seconds=60)

    def state(self, number: str) -> str:
        """Answer where an order stands."""
        return str(self.platform.get(f"northwind/orders/{number}")["state"])

    def ship(self, number: str) -> None:
        """Let everything of an order leave in Cin7."""
        for step in WAREHOUSE:
            self._in_cin7(f"sales/upstock:northwind:{number}/{step}", {})

    def stock(self, sku: str, count: int) -> None:
        """Let there be so much in stock."""
        self._in_cin7("stock", {"account_id": ACCOUNT, "SKU": sku, "OnHand": count})

    def let_webhooks_come(self) -> None:
        """Let the minute pass in Cin7 after which it sends them; what is due is sent before this ends."""
        self._in_cin7("clock", {"advance": MINUTE})

    def told_at(self, kind: str, subject: str) -> float | None:
        """Answer when Upstock first took an event, as seconds of this machine's clock."""
        received = requests.get(f"{self._upstock.url}/_fake/received", timeout=30).json()["received"]
        found = [one["at"] for one in received if (one["type"], one["subject"]) == (kind, subject)]
        return datetime.fromisoformat(found[0]).timestamp() if found else None

    def stop(self) -> None:
        """Stop all of them."""
        for process in (self.connector, self.cin7, self._upstock):
            process.stop()

    def _in_cin7(self, path: str, body: Document) -> None:
        answer = requests.post(f"{self.cin7.url}/_fake/{path}", json=body, timeout=60)
        assert answer.status_code < 300, answer.text


@contextmanager
def neighbours(folder: Path, database_url: str) -> Iterator[Neighbours]:
    """Let them live side by side for a while."""
    living = Neighbours(folder, database_url)
    try:
        yield living
    finally:
        living.stop()


def free_port() -> int:
    """Answer a port that nobody uses now: a webhook's address has to be known before its server starts."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
