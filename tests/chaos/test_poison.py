"""A piece of work that ends every process that takes it up: it is put off, and everybody else's goes on.

Source: B18; architecture §6.5, "a poison task".
"""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests

from tests.chaos.town import ACCOUNT, KEY, ROOT, Document, FakeCin7, Running, Upstock, settings, token
from tests.entrypoints.http.callers import an_order
from tests.small_account import SMALL_ACCOUNT
from tests.waiting import until

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(900)]

OTHER_ACCOUNT, OTHER_KEY = "7d6e0000-0000-4000-8000-000000000002", "7d6e0000-0000-4000-8000-0000000000bb"
POISONED = (sys.executable, "-u", "-m", "tests.chaos.poisoned")
LONG = 600.0
A_PAGE = KEY + " {cin7}/ExternalApi/v2/product?IncludeDeprecated=true&IncludeAttachments=true&Page="
"""In no call but those that read the first supplier's products page by page."""


class Watchman:
    """Starts the worker again whenever it is gone, as an operating system's does."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self._log, self._environment = folder / "worker.log", {**os.environ, **environment}
        self._is_over = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self.deaths = 0
        self._thread.start()

    def stop(self) -> None:
        """Let the worker end for good."""
        self._is_over.set()
        if self._process:
            self._process.kill()
        self._thread.join()

    def _watch(self) -> None:
        while not self._is_over.is_set():
            with self._log.open("ab") as log:
                self._process = subprocess.Popen(  # noqa: S603 - our own program
                    [*POISONED, "worker"], cwd=ROOT, env=self._environment, stdout=log, stderr=log
                )
                self._process.wait()
            if not self._is_over.is_set():
                self.deaths += 1


class Quarter:
    """Two suppliers with accounts of their own, and one worker for both."""

    def __init__(self, folder: Path, database_url: str, poison: str) -> None:
        self.cin7 = FakeCin7(folder, {**SMALL_ACCOUNT, "switches": {"throttle": "off"}})
        other = {**SMALL_ACCOUNT, "account_id": OTHER_ACCOUNT, "application_keys": [OTHER_KEY]}
        made = {**other, "switches": {"throttle": "off"}}
        assert requests.post(f"{self.cin7.url}/_fake/accounts", json=made, timeout=60).status_code == 201
        environment = settings(
            database_url,
            self.cin7,
            SECRET_KEYS="a passphrase of these tests",
            CHAOS_HURRY="10",
            POISON=poison.format(cin7=self.cin7.url),
        )
        self._front = Running(folder, "front", "serve", "--no-worker", "--port", "0", environment=environment)
        self.upstock = Upstock(self._front, token(environment))
        for supplier, account, key in (("northwind", ACCOUNT, KEY), ("southwind", OTHER_ACCOUNT, OTHER_KEY)):
            given = {"account_id": account, "application_key": key}
            assert self.upstock.put(f"{supplier}/connection", given) == 201
        self.watchman = Watchman(folder, environment)

    def approve(self, supplier: str, number: str) -> None:
        """Approve an order."""
        assert self.upstock.put(f"{supplier}/orders/{number}", an_order(number)) == 202

    def order(self, supplier: str, number: str) -> Document:
        """Answer where an order stands."""
        return self.upstock.get(f"{supplier}/orders/{number}")

    def until_created(self, supplier: str, number: str) -> None:
        """Wait for its sale."""
        until(lambda: self.order(supplier, number)["state"] == "created", f"{number} is a sale", seconds=LONG)

    def products(self, supplier: str) -> int:
        """Count the products that were read from Cin7, as far as one page shows them."""
        return len(self.upstock.get(f"{supplier}/products?limit=10")["items"])

    def alarms(self, supplier: str) -> list[str]:
        """Answer what is wrong with the connector's work for a supplier."""
        found = self.upstock.get(f"{supplier}/alarms?kind=connector_failed")["items"]
        return [str(alarm["subject"]) for alarm in found]

    def stop(self) -> None:
        """End it."""
        self.watchman.stop()
        self._front.stop()
        self.cin7.stop()


@pytest.fixture
def quarter_with(tmp_path: Path, database_url: str) -> Iterator[Callable[[str], Quarter]]:
    living: list[Quarter] = []

    def poisoned_by(poison: str) -> Quarter:
        living.append(Quarter(tmp_path, database_url, poison))
        return living[-1]

    yield poisoned_by
    for each in living:
        each.stop()


def test_an_order_that_ends_its_process_each_time_is_held_and_nobody_elses_waits_for_that(
    quarter_with: Callable[[str], Quarter],
) -> None:
    quarter = quarter_with("UP-POISON")
    quarter.approve("southwind", "UP-0")
    quarter.until_created("southwind", "UP-0")
    quarter.approve("northwind", "UP-POISON")
    quarter.approve("northwind", "UP-BEHIND")
    until(lambda: quarter.watchman.deaths >= 2, "it ends processes", seconds=LONG)
    quarter.approve("southwind", "UP-1")
    quarter.until_created("southwind", "UP-1")
    quarter.until_created("northwind", "UP-BEHIND")
    assert quarter.order("northwind", "UP-POISON")["state"] != "held"
    until(lambda: quarter.order("northwind", "UP-POISON")["state"] == "held", "it is held", seconds=LONG)
    deaths = quarter.watchman.deaths
    assert 10 <= deaths <= 12
    assert [each["code"] for each in quarter.order("northwind", "UP-POISON")["problems"]] == ["internal"]
    assert quarter.alarms("northwind") == ["task:place_order:UP-POISON"]
    assert quarter.alarms("southwind") == []
    quarter.approve("northwind", "UP-AFTERWARDS")
    quarter.until_created("northwind", "UP-AFTERWARDS")
    assert quarter.watchman.deaths == deaths


def test_an_import_that_ends_its_process_each_time_is_put_off_and_keeps_no_order_waiting(
    quarter_with: Callable[[str], Quarter],
) -> None:
    quarter = quarter_with(A_PAGE)
    until(lambda: quarter.watchman.deaths >= 3, "it ends processes", seconds=LONG)
    for supplier in ("southwind", "northwind"):
        quarter.approve(supplier, "UP-1")
    for supplier in ("southwind", "northwind"):
        quarter.until_created(supplier, "UP-1")
    until(lambda: quarter.products("southwind") > 0, "the other's products are read", seconds=LONG)
    assert quarter.products("northwind") <= 1
    told = ["task:fill_mirror:products"]
    until(lambda: quarter.alarms("northwind") == told, "somebody is told", seconds=LONG)
    until(lambda: quarter.alarms("southwind") == [], "what was only beside it is not blamed for long", seconds=LONG)
