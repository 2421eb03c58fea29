"""How fast the fake Cin7 is, beside what the same machine needs for the bare minimum of the same work.

`python -m tests.bench.bench_fake_cin7` prints the table; the exit code says whether every goal is met.
Source: fake-cin7.md, "Scale": 100,000 products and 50,000 customers in seconds, a page of 1,000 in under 100 ms.
"""

import http.client
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from werkzeug.test import Client, TestResponse

from adapters.fake_cin7 import Universe, create_app
from tests.bench.bench_fake_cin7_children import measured_in_a_child, spawned_server

ACCOUNT, KEY = "0b1f0c3e-5d1a-4f0e-9d53-7d2f6c0e8a01", "5a4c9c0e-1111-4c1d-8e1e-2f6f0a9b7c02"
HEADERS = {"api-auth-accountid": ACCOUNT, "api-auth-applicationkey": KEY}
PAGE = "/ExternalApi/v2/product?Limit=1000&Page="


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One figure beside its floor and its goal. Units: as `unit` says, for all three."""

    name: str
    value: float
    floor: float | None
    unit: str
    goal: float
    more_is_better: bool = False

    @property
    def met(self) -> bool:
        """Say whether the goal is reached."""
        return self.value >= self.goal if self.more_is_better else self.value <= self.goal

    @property
    def ratio(self) -> str:
        """Return how many times the floor's cost this is."""
        if not self.floor:
            return "-"
        return f"{self.floor / self.value if self.more_is_better else self.value / self.floor:.1f}"


def seed_document(products: int, customers: int) -> dict[str, Any]:
    """Return a seed of this size; rows carry what a real account's carry."""
    return {
        "account_id": ACCOUNT,
        "application_keys": [KEY],
        "switches": {"throttle": "off"},
        "me": {"Company": "Bench", "Currency": "AUD"},
        "locations": [{"Name": "Main Warehouse", "IsDefault": True}],
        "products": [_product(number) for number in range(products)],
        "stock": [{"SKU": f"SKU-{n:06d}", "Location": "Main Warehouse", "OnHand": n % 50} for n in range(products)],
        "customers": [_customer(number) for number in range(customers)],
    }


def _product(number: int) -> dict[str, Any]:
    row = {"SKU": f"SKU-{number:06d}", "Name": f"Product number {number}", "Category": f"Category {number % 40}"}
    row |= {"Type": "Stock", "UOM": "Item", "Status": "Active", "Barcode": f"93{number:011d}"}
    return row | {"ShortDescription": "A thing of a colour", "PriceTier1": 12.5, "PriceTier2": 9.95, "Brand": "Acme"}


def _customer(number: int) -> dict[str, Any]:
    where: dict[str, Any] = {
        "Line1": f"{number} High St",
        "City": "Perth",
        "State": "WA",
        "Postcode": "6000",
        "Country": "Australia",
    }
    kinds = [where | {"Type": kind, "DefaultForType": True} for kind in ("Billing", "Shipping")]
    person: dict[str, Any] = {
        "Name": f"Ana {number}",
        "Email": f"ana{number}@example.com",
        "Phone": "08 1",
        "Default": True,
    }
    row: dict[str, Any] = {"Name": f"Customer {number}", "Status": "Active", "Currency": "AUD", "PriceTier": "Tier 1"}
    return row | {"PaymentTerm": "30 days", "TaxRule": "GST", "Addresses": kinds, "Contacts": [person]}


def page_of_products() -> Measure:
    """Measure a page of 1,000 of 20,000 products; floor: json.dumps of the same page."""
    universe = Universe()
    universe.add_account(seed_document(20_000, 10))
    client = Client(create_app(universe), TestResponse)
    pages = iter(range(1, 21))
    cost = median_of(lambda: client.get(f"{PAGE}{next(pages)}", headers=HEADERS).data, times=15)
    page = json.loads(client.get(f"{PAGE}1", headers=HEADERS).data)
    if len(page["Products"]) != 1_000:
        raise AssertionError(f"a page of 1,000 products held {len(page['Products'])}")
    floor = median_of(lambda: json.dumps(page), times=15)
    return Measure(name="page of 1,000 products", value=cost * 1e3, floor=floor * 1e3, unit="ms", goal=100)


def seeding() -> list[Measure]:
    """Measure seeding over the control plane in a process of its own; floor: json.loads of the same document."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "seed.json"
        path.write_text(json.dumps(seed_document(100_000, 50_000)), encoding="utf-8")
        full, floor = measured_in_a_child("seed", path), measured_in_a_child("floor", path)
    name = "seeding 100,000 products + 50,000 customers"
    return [
        Measure(name=name, value=full.seconds, floor=floor.seconds, unit="s", goal=20),
        Measure(name=f"{name}, peak memory", value=full.megabytes, floor=floor.megabytes, unit="MB", goal=1_000),
    ]


def calls_of_me(seconds: float = 3.0) -> Measure:
    """Measure GET /me over one kept-alive connection; floor: an empty application under the same kind of server."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "seed.json"
        path.write_text(json.dumps(seed_document(10, 10)), encoding="utf-8")
        with spawned_server("serve", path) as port:
            rate = calls_per_second(port, "/ExternalApi/v2/me", seconds)
        with spawned_server("serve_floor", path) as port:
            floor = calls_per_second(port, "/", seconds)
    return Measure(name="GET /me over HTTP", value=rate, floor=floor, unit="/s", goal=500, more_is_better=True)


def calls_per_second(port: int, path: str, seconds: float) -> float:
    """Return how many calls one client gets answered, one after the other, on one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    done, began = 0, time.perf_counter()
    while time.perf_counter() - began < seconds:
        connection.request("GET", path, headers=HEADERS)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise AssertionError(f"GET {path} on port {port} answered {answer.status}")
        done += 1
    connection.close()
    return done / (time.perf_counter() - began)


def median_of(work: Callable[[], object], *, times: int) -> float:
    """Return the median cost of some work. Units: seconds."""
    costs: list[float] = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        costs.append(time.perf_counter() - began)
    return statistics.median(costs)


def main() -> int:
    """Measure everything and print a row for each figure."""
    measures = [page_of_products(), *seeding(), calls_of_me()]
    out = sys.stdout.write
    out(f"{'measure':<58}{'value':>12}{'floor':>12}{'x floor':>9}{'goal':>12}\n")
    for each in measures:
        floor = "-" if each.floor is None else f"{each.floor:,.1f}"
        goal = f"{'>' if each.more_is_better else '<'} {each.goal:,.0f}"
        line = f"{each.name:<58}{each.value:>9,.1f} {each.unit:<2}{floor:>12}{each.ratio:>9}{goal:>12}"
        out(line + ("" if each.met else "  MISSED") + "\n")
    return 0 if all(each.met for each in measures) else 1


if __name__ == "__main__":
    raise SystemExit(main())
